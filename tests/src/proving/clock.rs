//! The clocks of the simulation: one that is right, the computer's on the wall, and those of the PBXs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, sleep_until};

use crate::simulator::moment;

/// All of them. They stand while nobody waits, for the runtime's own clock is paused.
#[derive(Clone, Debug)]
pub(super) struct Clocks {
    begin: Instant,
    /// For how many seconds the computer slept, in which its own clock stood.
    slept: Arc<AtomicI64>,
    /// By how many seconds the clock on its wall is ahead.
    ahead: Arc<AtomicI64>,
}

impl Clocks {
    pub(super) fn new() -> Self {
        Self {
            begin: Instant::now(),
            slept: Arc::default(),
            ahead: Arc::default(),
        }
    }

    /// The second that it is, by a clock that is always right.
    pub(super) fn second(&self) -> i64 {
        self.begin.elapsed().as_secs() as i64 + self.slept.load(Ordering::Relaxed)
    }

    /// What the clock on the wall shows.
    pub(super) fn wall(&self) -> Timestamp {
        self.by(self.ahead())
    }

    /// What a clock shows that is so many seconds ahead.
    pub(super) fn by(&self, ahead: i64) -> Timestamp {
        let micros = i64::from(self.begin.elapsed().subsec_micros());
        moment(self.second() + ahead) + SignedDuration::from_micros(micros)
    }

    pub(super) fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }

    pub(super) fn set_ahead(&self, ahead: i64) {
        self.ahead.store(ahead, Ordering::Relaxed);
    }

    /// A clock that nobody sets, and that stands while the computer sleeps.
    pub(super) fn tick(&self) -> std::time::Instant {
        Instant::now().into_std()
    }

    pub(super) fn sleep(&self, seconds: i64) {
        self.slept.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Waits until that second.
    pub(super) async fn pass_to(&self, second: i64) {
        let awake = second - self.slept.load(Ordering::Relaxed);
        let at = Duration::from_secs(u64::try_from(awake).unwrap_or_default());
        sleep_until(self.begin + at).await;
    }
}
