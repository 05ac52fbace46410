//! What was said of the records of one PBX.

use std::collections::HashSet;

use jiff::Timestamp;

/// What was said of the records of one PBX, and what of that was looked at.
#[derive(Default)]
pub(super) struct Said {
    /// When the last reading began that the PBX has answered so far.
    pub(super) first_page: i64,
    /// When the last one began that was read to its end.
    pub(super) read_at: Option<i64>,
    /// When it was read, and to when it was complete, as was last seen.
    pub(super) seen: (Option<Timestamp>, Option<Timestamp>),
    /// The latest that the history was said to be complete to, since its numbers are these.
    pub(super) latest: Option<Timestamp>,
    /// When something was said first since then.
    pub(super) since: Option<i64>,
    /// Calls that are there.
    pub(super) found: HashSet<usize>,
    /// Calls whose records were later than the desk had any reason to wait for, when it first said
    /// that they were there.
    pub(super) too_late: HashSet<usize>,
    /// How late the latest of those was that has come since, in seconds: others are waited for as long.
    pub(super) latest_come: i64,
}

impl Said {
    /// Something else is asked for: nothing is said any more.
    pub(super) fn forget_proof(&mut self) {
        (self.latest, self.since) = (None, None);
    }
}
