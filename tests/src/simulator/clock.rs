//! The time, as the simulation has it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_attention::Now;

use super::plan::moment;

/// The clocks of one desk: one that nobody sets, and one on the wall.
#[derive(Clone, Debug)]
pub(super) struct Clocks {
    begin: Instant,
    /// Since the beginning of the simulation.
    passed: Duration,
    /// By how many seconds the clock on the wall is ahead.
    ahead: i64,
    wall: Arc<AtomicI64>,
}

impl Clocks {
    pub(super) fn new() -> Self {
        let clocks = Self {
            begin: Instant::now(),
            passed: Duration::ZERO,
            ahead: 0,
            wall: Arc::default(),
        };
        clocks.show();
        clocks
    }

    pub(super) fn now(&self) -> Now {
        Now {
            tick: self.begin + self.passed,
            at: self.wall(),
        }
    }

    /// What the clock on the wall shows.
    pub(super) fn wall(&self) -> Timestamp {
        read(&self.wall)
    }

    /// Tells what the clock on the wall shows, whenever it is asked.
    pub(super) fn teller(&self) -> impl Fn() -> Timestamp + Clone + Send + Sync + 'static {
        let wall = Arc::clone(&self.wall);
        move || read(&wall)
    }

    /// Seconds since the beginning, by a clock that is always right.
    pub(super) fn second(&self) -> u64 {
        self.passed.as_secs()
    }

    pub(super) fn move_to(&mut self, passed: Duration) {
        self.passed = self.passed.max(passed);
        self.show();
    }

    /// How long after the beginning that tick is.
    pub(super) fn passed_at(&self, tick: Instant) -> Duration {
        tick.saturating_duration_since(self.begin)
    }

    pub(super) fn set_ahead(&mut self, ahead: i64) {
        self.ahead = ahead;
        self.show();
    }

    fn show(&self) {
        let whole = moment(self.passed.as_secs() as i64 + self.ahead);
        let micros = whole.as_microsecond() + i64::from(self.passed.subsec_micros());
        self.wall.store(micros, Ordering::Relaxed);
    }
}

fn read(wall: &AtomicI64) -> Timestamp {
    Timestamp::from_microsecond(wall.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
}
