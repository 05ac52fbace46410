//! Whether a ringing arrived late, where neither the desk's clock nor the PBX's can be trusted.
//!
//! A delivery that carries its own time shows a difference to its receipt: how wrong the two
//! clocks are, plus how long it was under way. The first is much the same from delivery to
//! delivery, and only the second is lateness. So each hook has a usual difference, and a delivery
//! is late by what it exceeds that:
//!
//! - Usual is the *smallest* difference of the last deliveries: what was under way longest teaches
//!   nothing, so the backlog after an outage does not come to look normal.
//! - When a clock is set, the difference jumps. Deliveries that lie a minute or more apart and
//!   agree within seconds on another difference make that the usual one, and what came before is
//!   forgotten. A backlog cannot do this: it arrives at once, so its differences are as far apart
//!   as its times.
//! - Before a hook has brought anything, the other hooks tell: mostly it is the desk's own clock
//!   that is wrong. Before any has, every difference that a computer's clock may have is taken
//!   for one, since a caller who does not pop up is worse than one who pops up late.
//! - More than a day is always lateness: with zones and summer time mistaken a clock is hours off,
//!   and nobody works with one that is off by days.
//! - A clock that lags the PBX's, so that deliveries seem to come before they were sent, makes
//!   nothing late.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use jiff::SignedDuration;
use kimo_calls::{CallEvent, Clock, HookId, Timestamp};

/// A ringing that is older than this when it arrives is no news.
pub(super) const LATE: Duration = Duration::from_secs(60);
/// So many deliveries of a hook are looked back on.
const LOOK_BACK: usize = 32;
/// Differences within this are the same one.
const SAME: SignedDuration = SignedDuration::from_secs(15);
/// Deliveries that agree over this long have been sent and received at the same pace.
const LONG_ENOUGH: SignedDuration = SignedDuration::from_secs(60);
/// No clock that people work by is wrong by more.
const WRONGEST: SignedDuration = SignedDuration::from_hours(24);

/// What is known of the difference between the desk's clock and each hook's.
#[derive(Debug, Default)]
pub(super) struct Clocks {
    hooks: HashMap<HookId, VecDeque<Seen>>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    at: Timestamp,
    difference: SignedDuration,
}

impl Clocks {
    /// Whether the delivery was under way for so long that its ringing is over. Never where it does
    /// not carry the time of the ringing itself.
    pub(super) fn is_late(&self, hook: HookId, event: &CallEvent) -> bool {
        let Some(at) = event.at else { return false };
        let difference = event.received_at.duration_since(at);
        let late = SignedDuration::from_secs(LATE.as_secs() as i64);
        let exceeds_usual = self
            .usual(hook)
            .is_some_and(|usual| difference - usual > late);
        exceeds_usual || difference > WRONGEST
    }

    /// Learns from a delivery that is seen for the first time.
    pub(super) fn learn_from(&mut self, hook: HookId, event: &CallEvent) {
        // A second clock that runs ahead would teach that everything else is late.
        if let (Some(at), Clock::Exact) = (event.at, event.clock) {
            self.learn(hook, at, event.received_at);
        }
    }

    /// Learns from a delivery that happened at `at` and arrived at `received_at`.
    pub(super) fn learn(&mut self, hook: HookId, at: Timestamp, received_at: Timestamp) {
        let difference = received_at.duration_since(at);
        if difference > WRONGEST {
            return;
        }
        let seen = self.hooks.entry(hook).or_default();
        seen.push_back(Seen { at, difference });
        if seen.len() > LOOK_BACK {
            seen.pop_front();
        }
        let agreeing = agreeing_at_the_end(seen);
        let since = seen.len() - agreeing;
        let times = || seen.range(since..).map(|seen| seen.at);
        if let (Some(first), Some(last)) = (times().min(), times().max())
            && last.duration_since(first) >= LONG_ENOUGH
        {
            seen.drain(..since);
        }
    }

    fn usual(&self, hook: HookId) -> Option<SignedDuration> {
        let own = self.hooks.get(&hook).and_then(smallest);
        own.or_else(|| {
            let mut others: Vec<_> = self.hooks.values().filter_map(smallest).collect();
            others.sort_unstable();
            others.get(others.len() / 2).copied()
        })
    }
}

fn smallest(seen: &VecDeque<Seen>) -> Option<SignedDuration> {
    seen.iter().map(|seen| seen.difference).min()
}

/// How many of the last deliveries show the same difference.
fn agreeing_at_the_end(seen: &VecDeque<Seen>) -> usize {
    let (mut least, mut most) = (SignedDuration::MAX, SignedDuration::MIN);
    seen.iter()
        .rev()
        .take_while(|seen| {
            least = least.min(seen.difference);
            most = most.max(seen.difference);
            most - least <= SAME
        })
        .count()
}
