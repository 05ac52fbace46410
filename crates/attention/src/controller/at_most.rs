//! A bound to what a flood of calls sets off: whoever has a hook's token can invent calls without end.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

/// What was let through lately, the oldest first.
#[derive(Debug, Default)]
pub(super) struct AtMostTen(VecDeque<Instant>);

/// More than this within a minute nobody looks at, or listens to.
const MOST: usize = 10;
const WITHIN: Duration = Duration::from_secs(60);

impl AtMostTen {
    /// When something was last let through, as far as that matters still.
    pub(super) fn last(&self) -> Option<Instant> {
        self.0.back().copied()
    }

    /// Whether one more is let through now, which then is.
    pub(super) fn let_through(&mut self, now: Instant) -> bool {
        while self.0.front().is_some_and(|at| *at + WITHIN <= now) {
            self.0.pop_front();
        }
        let has_room = self.0.len() < MOST;
        if has_room {
            self.0.push_back(now);
        }
        has_room
    }
}
