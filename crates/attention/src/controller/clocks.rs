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
//! - That of every hook counts at each: mostly it is the desk's own clock that is wrong, or was
//!   set. It counts for a week, so that a weekend does not forget it.
//! - Before anything is established, every difference that a computer's clock may have is taken
//!   for one, since a caller who does not pop up is worse than one who pops up late.
//! - More than a day is always lateness: with zones and summer time mistaken a clock is hours off,
//!   and nobody works with one that is off by days.

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
/// No clock that people work by is wrong by more.
const WRONGEST: SignedDuration = SignedDuration::from_hours(24);
/// What has not been seen for so long says nothing of the clocks any more.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is known of the difference between the desk's clock and the hooks'.
#[derive(Debug, Default)]
pub(super) struct Clocks {
    /// For each hook the oldest delivery of each difference, these counted in [`SAME`]: so no
    /// number of deliveries with other differences hides one.
    seen: HashMap<HookId, BTreeMap<i64, Seen>>,
    /// The differences that are established, counted so, and when each was last shown.
    established: BTreeMap<i64, Established>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    at: Timestamp,
    received_at: Timestamp,
    difference: SignedDuration,
}

#[derive(Clone, Copy, Debug)]
struct Established {
    difference: SignedDuration,
    shown_at: Timestamp,
}

impl Clocks {
    /// Whether the delivery was under way for so long that its ringing is over. Never where it does
    /// not carry the time of the ringing itself.
    pub(super) fn is_late(&self, event: &CallEvent) -> bool {
        let Some(at) = event.at else { return false };
        let difference = event.received_at.duration_since(at);
        let late = SignedDuration::from_secs(LATE.as_secs() as i64);
        let exceeds_usual = self
            .usual(event.received_at)
            .is_some_and(|usual| difference - usual > late);
        exceeds_usual || difference > WRONGEST
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
        let difference = received_at.duration_since(at);
        if difference.abs() > WRONGEST {
            return;
        }
        let now = Seen {
            at,
            received_at,
            difference,
        };
        let count = difference.as_secs().div_euclid(SAME.as_secs());
        let seen = self.seen.entry(hook).or_default();
        let near = seen.range(count - 1..=count + 1);
        let agreeing = near.map(|(_, seen)| seen).filter(|seen| seen.agrees(&now));
        if let Some(difference) = agreeing.map(|seen| seen.difference.max(difference)).max() {
            let shown = self.established.entry(count).or_insert(Established {
                difference,
                shown_at: received_at,
            });
            shown.difference = shown.difference.max(difference);
            shown.shown_at = shown.shown_at.max(received_at);
        }
        let kept = seen.entry(count).or_insert(now);
        if received_at.duration_since(kept.received_at) > REMEMBERED {
            *kept = now;
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
    /// Whether both show the same difference, and lie far enough apart for that to mean something.
    fn agrees(&self, other: &Self) -> bool {
        let apart = |one: Timestamp, other: Timestamp| one.duration_since(other).abs();
        (self.difference - other.difference).abs() <= SAME
            && apart(self.at, other.at) >= LONG_ENOUGH
            && apart(self.received_at, other.received_at) >= LONG_ENOUGH
    }
}
