//! How long something holds that somebody has chosen for a time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// From when until when something holds that somebody has chosen for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// When it was chosen.
    pub since: Timestamp,
    /// When it is over.
    pub until: Timestamp,
}

impl TimeLimit {
    /// How long it still holds; `None` once it is over. It holds no longer than it was chosen for:
    /// before it was chosen it does not hold, for then the clock was set back, and nobody knows how
    /// much of it has passed.
    pub fn left(&self, at: Timestamp) -> Option<Duration> {
        let whole = self.until.duration_since(self.since);
        let left = self.until.duration_since(at).min(whole);
        let is_before = self.since.duration_since(at) > CORRECTED;
        let left = Duration::try_from(left).ok().filter(|left| !left.is_zero());
        left.filter(|_| !is_before)
    }
}

/// Clocks that are kept right go back by this much at most.
const CORRECTED: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_no_longer_than_it_was_chosen_for_whatever_the_clock_says() {
        let at = |text: &str| -> Timestamp { format!("2026-11-26T{text}Z").parse().unwrap() };
        let limit = TimeLimit {
            since: at("10:00:00"),
            until: at("10:30:00"),
        };
        for (now, left) in [
            ("10:00:00", Some(1800)),
            ("10:10:00", Some(1200)),
            ("10:29:59", Some(1)),
            ("10:30:00", None),
            ("23:00:00", None),
            // Set right by a moment,
            ("09:59:30", Some(1800)),
            // and set back.
            ("09:58:00", None),
            ("00:00:00", None),
        ] {
            let left = left.map(Duration::from_secs);
            assert_eq!(limit.left(at(now)), left, "at {now}");
        }
    }
}
