//! Quantiles of measured times.

use std::time::Duration;

use crate::table::Number;

/// Measured times, in order of length.
pub(crate) struct Quantiles(Vec<Duration>);

impl Quantiles {
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// In milliseconds; `per_mille` 500 is the median, 1000 the longest.
    pub(crate) fn ms(&self, per_mille: usize) -> Number {
        let last = self.0.len().saturating_sub(1);
        let time = self.0.get(last * per_mille / 1000);
        Number(
            time.copied().unwrap_or_default().as_secs_f64() * 1000.0,
            "ms",
        )
    }
}

/// The middle one of a few measured numbers.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
