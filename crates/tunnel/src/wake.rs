//! Notices that the computer slept: the wall clock has gone on while the monotonic clock stood.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Watches two clocks drift apart. To be asked every few seconds.
#[derive(Debug)]
pub struct WakeWatch {
    wall: Timestamp,
    monotonic: Instant,
}

impl WakeWatch {
    /// A jump smaller than this is the clock being set right, not a sleep.
    const JUMP: Duration = Duration::from_secs(5);

    /// Starts watching.
    pub fn new(wall: Timestamp, monotonic: Instant) -> Self {
        Self { wall, monotonic }
    }

    /// True where since the last question the wall clock has moved by over five seconds more or
    /// less than the monotonic one: the computer slept, or its clock was set.
    pub fn woke(&mut self, wall: Timestamp, monotonic: Instant) -> bool {
        let passed = monotonic.saturating_duration_since(self.monotonic);
        let by_wall = wall.duration_since(self.wall);
        self.wall = wall;
        self.monotonic = monotonic;
        let drift = by_wall.as_millis() - i128::try_from(passed.as_millis()).unwrap_or(i128::MAX);
        drift.unsigned_abs() > Self::JUMP.as_millis()
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_night_of_sleep_is_noticed_and_a_quiet_tick_is_not() {
        let (wall, monotonic) = (Timestamp::UNIX_EPOCH, Instant::now());
        let mut watch = WakeWatch::new(wall, monotonic);
        let tick = Duration::from_secs(2);
        assert!(!watch.woke(wall + SignedDuration::from_secs(2), monotonic + tick));
        assert!(
            watch.woke(wall + SignedDuration::from_hours(8), monotonic + tick * 2),
            "the wall clock has gone on for eight hours"
        );
        assert!(!watch.woke(
            wall + SignedDuration::from_hours(8) + SignedDuration::from_secs(2),
            monotonic + tick * 3
        ));
        assert!(
            watch.woke(wall, monotonic + tick * 4),
            "a clock set back counts as well"
        );
    }
}
