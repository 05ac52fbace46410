//! Whether nobody is to be disturbed right now.
//!
//! What was chosen for a time is held against two clocks: the ticks, so that a clock that is set back
//! prolongs nothing, and the clock on the wall, so that a computer that slept does not either. The
//! setting follows the ticks, or a restart would believe the wall alone.

use std::{
    mem,
    time::{Duration, Instant},
};

use jiff::SignedDuration;
use kimo_calls::TimeLimit;

use super::{Action, Controller, Now};
use crate::{do_not_disturb::Quiet, preferences::Preferences};

/// A clock that is set, or a computer that slept, is noticed within this time where nothing happens.
const LOOKS_AGAIN: Duration = Duration::from_secs(60);
/// Clocks that are kept right go back by this much at most.
const CORRECTED: Duration = Duration::from_secs(60);

/// What is known of it.
#[derive(Debug, Default)]
pub(super) struct Quietness {
    pub(super) now: Option<Quiet>,
    /// What was chosen for a time, and when that is over by the ticks.
    limit: Option<(TimeLimit, Instant)>,
    /// The last that is over: the history may not know it yet.
    over: Option<TimeLimit>,
    /// When to look again.
    pub(super) deadline: Option<Instant>,
}

impl Quietness {
    pub(super) fn is_on(&self) -> bool {
        self.now.is_some()
    }
}

impl Controller {
    /// Looks whether it is quiet by now, and tells everything anew where that is another answer.
    pub(super) fn look_at_quiet(&mut self, now: Now, out: &mut Vec<Action>) {
        let was = self.quiet.is_on();
        self.judge_quiet(now, out);
        if was != self.quiet.is_on() {
            self.reminders_go_quiet();
            self.card_is_told_otherwise();
            self.tell_anew(now, out);
        }
    }

    /// Looks whether it is quiet by now.
    pub(super) fn judge_quiet(&mut self, now: Now, out: &mut Vec<Action>) {
        self.judge_limit(now, out);
        let zone = self.formats.zone();
        let Preferences {
            do_not_disturb,
            business_hours,
            ..
        } = &self.preferences;
        let hours = business_hours.as_ref();
        let is = do_not_disturb.quiet(now.at, hours, zone);
        let changes_at = hours
            .filter(|_| do_not_disturb.outside_hours)
            .and_then(|hours| {
                let closes = hours.closes_at(now.at, zone);
                closes.or_else(|| hours.next_open(now.at, zone))
            });
        let by_hours = changes_at
            .and_then(|at| Duration::try_from(at.duration_since(now.at)).ok())
            .map(|left| now.tick + left.min(LOOKS_AGAIN));
        let by_limit = self.quiet.limit.as_ref();
        let by_limit = by_limit.map(|(_, ends)| (now.tick + LOOKS_AGAIN).min(*ends));
        self.quiet.deadline = by_hours.into_iter().chain(by_limit).min();
        if mem::replace(&mut self.quiet.now, is) != is {
            self.tray_is_stale = true;
            out.push(Action::Quiet(is));
        }
    }

    /// Ends what was chosen for a time once that has passed by either clock.
    fn judge_limit(&mut self, now: Now, out: &mut Vec<Action>) {
        let chosen = &mut self.preferences.do_not_disturb;
        let Some(limit) = chosen.limit else {
            self.quiet.limit = None;
            return;
        };
        let ends = match self.quiet.limit {
            Some((known, ends)) if known == limit => ends,
            _ if self.quiet.over == Some(limit) => now.tick,
            _ => now.tick + limit.left(now.at).unwrap_or_default(),
        };
        let left = ends.saturating_duration_since(now.tick);
        if left.is_zero() || limit.until <= now.at {
            self.quiet.limit = None;
            chosen.on = false;
            chosen.limit = None;
            if self.quiet.over.replace(limit) != Some(limit) {
                out.push(Action::MoveTimeLimit(limit, None));
            }
            return;
        }
        let by_the_wall = limit.until.duration_since(now.at);
        let is_set_back = SignedDuration::try_from(left + CORRECTED)
            .is_ok_and(|by_the_ticks| by_the_wall > by_the_ticks);
        let until = SignedDuration::try_from(left)
            .ok()
            .and_then(|left| now.at.checked_add(left).ok());
        let limit = match until.filter(|_| is_set_back) {
            Some(until) => {
                let moved = TimeLimit {
                    since: now.at,
                    until,
                };
                chosen.limit = Some(moved);
                out.push(Action::MoveTimeLimit(limit, Some(moved)));
                moved
            }
            None => limit,
        };
        self.quiet.limit = Some((limit, ends));
    }
}
