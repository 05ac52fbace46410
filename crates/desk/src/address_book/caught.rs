//! Work whose panic is caught: what it was to end is ended all the same.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

/// Does some work. An error where it panics, with what it said.
pub(super) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let mut work = pin!(work);
    std::future::poll_fn(move |context| {
        // It is not polled again.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => {
                let said = panic
                    .downcast_ref::<&str>()
                    .map(|said| (*said).to_owned())
                    .or_else(|| panic.downcast_ref::<String>().cloned());
                Poll::Ready(Err(said.unwrap_or_default()))
            }
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_error_that_says_what_it_said() {
        let fails = async {
            tokio::task::yield_now().await;
            panic!("no card {}", 7);
        };
        assert_eq!(caught(fails).await, Err("no card 7".to_owned()));
        assert_eq!(caught(async { 7 }).await, Ok(7));
    }
}
