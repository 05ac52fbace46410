//! Waiting for what must come true, never for time to pass.

use std::time::{Duration, Instant};

/// No wait is longer than this: it is far more than any machine needs.
pub(crate) const LONGEST: Duration = Duration::from_secs(30);

/// Looks again and again until `look` finds something.
///
/// # Panics
/// Where it does not come true; `what` says what did not.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begun.elapsed() < LONGEST, "never came true: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// [`eventually`] for a condition.
pub(crate) async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    eventually(what, async || condition().await.then_some(())).await;
}
