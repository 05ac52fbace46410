//! Whether a ringing arrived late, where neither the desk's clock nor the PBX's can be trusted.
//!
//! A delivery that carries its own time shows a difference to its receipt: how wrong the two
//! clocks are, plus how long it was under way. The first is much the same from delivery to
//! delivery, and only the second is lateness. A delivery is late by what it exceeds the largest
//! difference that is established:
//!
//! - Established is what two deliveries of one hook agree on within seconds that lie a minute or
//!   more apart, both by their own time and by their receipt. A backlog cannot do this: it arrives
//!   at once. Nor can a single delivery, whatever it is dated.
//! - The *largest* counts, and none counts as less than nothing: whoever sends deliveries with
//!   wrong times, however many, can make Kimo pop up what is late, and never keep it from showing
//!   a caller. So of a PBX whose clock is ahead of the desk's, what is late by less than that pops
//!   up too: it looks the same as an honest delivery after many that were dated ahead.
//! - Each hook's counts for itself, so that nothing that one brings keeps a caller of another off
//!   the screen, or puts one there. It counts for a week, so that a weekend does not forget it.
//! - Before anything is established of a hook, every difference that a computer's clock may have is
//!   taken for one, since a caller who does not pop up is worse than one who pops up late.
//! - More than a day is taken for lateness at first: with zones and summer time mistaken a clock is
//!   hours off. But a desk whose clock is off by days rings too: what several deliveries agree on
//!   over some minutes is established however much it is. That makes nobody late who was not, so it
//!   is no way to silence; and a backlog of days does not come at the pace at which it happened.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use jiff::SignedDuration;
use kimo_calls::{CallEvent, Clock, HookId, Timestamp};

/// A ringing that is older than this when it arrives is no news.
pub(super) const LATE: Duration = Duration::from_secs(60);
/// Differences within this are the same one.
const SAME: SignedDuration = SignedDuration::from_secs(15);
/// Deliveries that agree over this long have been sent and received at the same pace.
const LONG_ENOUGH: SignedDuration = SignedDuration::from_secs(60);
/// Few clocks that people work by are wrong by more than a day; to that comes how long a delivery was
/// under way. It takes more to believe more.
const WRONGEST: SignedDuration = SignedDuration::from_hours(25);
/// Of a difference that is larger so many deliveries must agree,
const SEVERAL: u32 = 3;
/// and over so long.
const LONG_ENOUGH_FOR_DAYS: SignedDuration = SignedDuration::from_mins(3);
/// So many of these differences are remembered of each hook at least; of those that are smaller there
/// are no more than about so many.
const MOST_SEEN: usize = 2 * (WRONGEST.as_secs() / SAME.as_secs()) as usize;
/// So many more before some are forgotten, all at once: whoever dates each delivery otherwise must
/// not make every one of them cost a look at all of these.
const MORE_SEEN: usize = MOST_SEEN / 8;
/// So many established ones are of each.
const MOST_ESTABLISHED: usize = 1024;
/// What has not been seen for so long says nothing of the clocks any more.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is known of the differences between the desk's clock and the hooks'.
#[derive(Debug, Default)]
pub(super) struct Clocks(HashMap<HookId, HookClock>);

/// What is known of the difference between the desk's clock and one hook's.
#[derive(Debug, Default)]
struct HookClock {
    /// The oldest delivery of each difference, these counted in [`SAME`]: so no number of
    /// deliveries with other differences hides one.
    seen: BTreeMap<i64, Seen>,
    /// The same of differences of more than [`WRONGEST`].
    of_days: BTreeMap<i64, Seen>,
    /// The differences that are established, counted so, and when each was last shown.
    established: BTreeMap<i64, Established>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    at: Timestamp,
    received_at: Timestamp,
    difference: SignedDuration,
    /// How many deliveries have shown it.
    times: u32,
}

#[derive(Clone, Copy, Debug)]
struct Established {
    difference: SignedDuration,
    shown_at: Timestamp,
}

impl Clocks {
    /// Whether the delivery was under way for so long that its ringing is over. Never where it does
    /// not carry the time of the ringing itself.
    pub(super) fn is_late(&self, hook: HookId, event: &CallEvent) -> bool {
        let Some(at) = event.at else { return false };
        let difference = event.received_at.duration_since(at);
        let late = SignedDuration::from_secs(LATE.as_secs() as i64);
        let clock = self.0.get(&hook);
        match clock.and_then(|clock| clock.usual(event.received_at)) {
            Some(usual) => difference - usual > late,
            None => difference > WRONGEST,
        }
    }

    /// Learns from a delivery that is seen for the first time.
    pub(super) fn learn_from(&mut self, hook: HookId, event: &CallEvent) {
        // A second clock that runs ahead tells nothing of the main one.
        if let (Some(at), Clock::Exact) = (event.at, event.clock) {
            self.learn(hook, at, event.received_at);
        }
    }

    /// Learns from a delivery that happened at `at` and arrived at `received_at`.
    pub(super) fn learn(&mut self, hook: HookId, at: Timestamp, received_at: Timestamp) {
        self.0.entry(hook).or_default().learn(at, received_at);
    }
}

impl HookClock {
    fn learn(&mut self, at: Timestamp, received_at: Timestamp) {
        let difference = received_at.duration_since(at);
        // What is dated far ahead tells nothing: no difference counts as less than nothing.
        if difference < -WRONGEST {
            return;
        }
        let is_of_days = difference > WRONGEST;
        let seen = match is_of_days {
            true => &mut self.of_days,
            false => &mut self.seen,
        };
        let now = Seen {
            at,
            received_at,
            difference,
            times: 1,
        };
        let count = difference.as_secs().div_euclid(SAME.as_secs());
        let near = seen.range(count - 1..=count + 1).map(|(_, seen)| seen);
        let same = near.filter(|seen| (seen.difference - difference).abs() <= SAME);
        let before: u32 = same.clone().map(|seen| seen.times).sum();
        let long_enough = match is_of_days {
            true => LONG_ENOUGH_FOR_DAYS,
            false => LONG_ENOUGH,
        };
        let agreeing = same.filter(|seen| seen.is_apart(&now, long_enough));
        let agreed = agreeing.map(|seen| seen.difference.max(difference)).max();
        let kept = seen.entry(count).or_insert(Seen { times: 0, ..now });
        kept.times = kept.times.saturating_add(1);
        if received_at.duration_since(kept.received_at) > REMEMBERED {
            *kept = now;
        }
        if seen.len() > MOST_SEEN + MORE_SEEN {
            forget_least(seen, count);
        }
        if let Some(difference) = agreed
            && (!is_of_days || before + 1 >= SEVERAL)
        {
            self.establish(count, difference, received_at);
        }
    }

    fn establish(&mut self, count: i64, difference: SignedDuration, at: Timestamp) {
        let shown = self.established.entry(count).or_insert(Established {
            difference,
            shown_at: at,
        });
        shown.difference = shown.difference.max(difference);
        shown.shown_at = shown.shown_at.max(at);
        // The largest counts, so the smallest is missed least.
        if self.established.len() > MOST_ESTABLISHED {
            self.established.pop_first();
        }
    }

    fn usual(&self, now: Timestamp) -> Option<SignedDuration> {
        let remembered = self
            .established
            .values()
            .filter(|one| now.duration_since(one.shown_at) <= REMEMBERED);
        remembered
            .map(|one| one.difference.max(SignedDuration::ZERO))
            .max()
    }
}

impl Seen {
    /// Whether both lie so far apart, by their own time and by their receipt, that it means
    /// something if they agree.
    fn is_apart(&self, other: &Self, least: SignedDuration) -> bool {
        let apart = |one: Timestamp, other: Timestamp| one.duration_since(other).abs();
        apart(self.at, other.at) >= least && apart(self.received_at, other.received_at) >= least
    }
}

/// Forgets the differences that were shown least often, of these the ones that came first; not the
/// one that has just come.
fn forget_least(seen: &mut BTreeMap<i64, Seen>, just_come: i64) {
    let others = seen.iter().filter(|(count, _)| **count != just_come);
    let mut others: Vec<_> = others
        .map(|(count, seen)| (seen.times, seen.received_at, *count))
        .collect();
    let too_many = seen.len().saturating_sub(MOST_SEEN).min(others.len());
    if let Some(last) = too_many.checked_sub(1) {
        others.select_nth_unstable(last);
    }
    for (_, _, count) in others.into_iter().take(too_many) {
        seen.remove(&count);
    }
}
