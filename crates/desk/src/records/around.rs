//! What the reading of records finds around it: the time, and chance.

use jiff::Timestamp;

/// What the reading of records finds around it. A simulation has its own.
pub(super) struct Around {
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    chance: Box<dyn Fn() -> f64 + Send + Sync>,
}

impl Around {
    #[cfg(feature = "simulator")]
    pub(super) fn of(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        chance: impl Fn() -> f64 + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Box::new(now),
            chance: Box::new(chance),
        }
    }

    /// What time it is by this computer.
    pub(super) fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// From 0 to 1.
    pub(super) fn chance(&self) -> f64 {
        (self.chance)()
    }
}

impl Default for Around {
    fn default() -> Self {
        Self {
            now: Box::new(Timestamp::now),
            chance: Box::new(|| {
                getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX))
            }),
        }
    }
}
