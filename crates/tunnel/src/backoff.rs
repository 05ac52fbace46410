//! How long to wait before the next try.

use std::time::Duration;

/// Waits that double from half a second to 15, each shortened at random by up to a third so that
/// desks behind one failed server do not all return in the same instant.
#[derive(Debug, Default)]
pub(crate) struct Backoff {
    failures: u32,
}

impl Backoff {
    const FIRST: Duration = Duration::from_millis(500);
    const LONGEST: Duration = Duration::from_secs(15);

    /// The wait after one more failure.
    pub(crate) fn next(&mut self) -> Duration {
        let wait = Self::FIRST
            .saturating_mul(1 << self.failures.min(10))
            .min(Self::LONGEST);
        self.failures = self.failures.saturating_add(1);
        wait.mul_f64(1.0 - random_share() / 3.0)
    }

    /// Forgets the failures.
    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }
}

/// A number from 0 to 1; the middle where the system has no randomness to give.
fn random_share() -> f64 {
    getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound_and_start_over_after_success() {
        let mut backoff = Backoff::default();
        let waits: Vec<_> = (0..12).map(|_| backoff.next()).collect();
        assert!(
            waits[0] <= Backoff::FIRST,
            "the first try comes soon: {waits:?}"
        );
        assert!(
            waits.iter().all(|wait| *wait <= Backoff::LONGEST),
            "{waits:?}"
        );
        assert!(
            waits[11] >= Backoff::LONGEST / 2,
            "a long outage is not hammered: {waits:?}"
        );
        backoff.reset();
        assert!(backoff.next() <= Backoff::FIRST);
    }
}
