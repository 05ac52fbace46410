//! What a desk does beside answering: tasks that end with it and are forgotten once they are done.

use std::time::Duration;

use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout_at},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The tasks of one desk.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    running: TaskTracker,
    stop: CancellationToken,
    quit: CancellationToken,
}

impl Tasks {
    /// Runs it until it is done or the desk stops, whichever comes first.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        let stop = self.stop.clone();
        self.running.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task => {}
            }
        })
    }

    /// Runs it until it is done. It hears of the stop by [`Self::stopping`] and may take this
    /// long to come to its end then.
    pub(super) fn spawn_to_its_end(
        &self,
        grace: Duration,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let stop = self.stop.clone();
        self.running.spawn(async move {
            tokio::select! {
                () = async { stop.cancelled().await; sleep(grace).await } => {
                    tracing::warn!("something was still under way when the desk stopped");
                }
                () = task => {}
            }
        });
    }

    /// Resolves when the desk stops.
    pub(super) async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// The user wants to end Kimo. That is the program's to do.
    pub(super) fn ask_to_quit(&self) {
        self.quit.cancel();
    }

    /// Resolves when somebody has asked.
    pub(super) async fn asked_to_quit(&self) {
        self.quit.cancelled().await;
    }

    /// How many there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.running.len()
    }

    /// Ends them all, and returns when they have ended or at the deadline.
    pub(super) async fn end(&self, deadline: Instant) {
        self.stop.cancel();
        self.running.close();
        if timeout_at(deadline, self.running.wait()).await.is_err() {
            tracing::warn!("the desk stops while something of it still runs");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_that_is_done_is_forgotten() {
        let tasks = Tasks::default();
        for _ in 0..100 {
            tasks.spawn(async {}).await.unwrap();
        }
        assert_eq!(tasks.len(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn no_task_outlives_the_desk_for_longer_than_it_was_given() {
        let tasks = Tasks::default();
        tasks.spawn(std::future::pending());
        tasks.spawn_to_its_end(Duration::from_secs(1), std::future::pending());
        let begin = Instant::now();
        tasks.end(begin + Duration::from_secs(60)).await;
        assert_eq!(begin.elapsed(), Duration::from_secs(1));
    }
}
