//! Ending a desk, whatever runs.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::{Instant, timeout};

use super::running_desk::Desk;
use crate::log;

impl Desk {
    /// Stops taking deliveries, answers those in hand, and gives the data directory back once
    /// nothing is written to it any more. Returns within [`STOPS_WITHIN`] whatever runs: what is
    /// not done by then is left to the next start, and the directory stays taken until the
    /// program has ended. The program must not wait for its runtime's blocking threads then.
    pub async fn stop(&self) {
        let deadline = Instant::now() + STOPS_WITHIN;
        self.ask_to_quit();
        if !self.is_offline()
            && let Ok(writer) = self.writer()
        {
            // What comes after this may be lost, and is looked for at the next start.
            timeout(FOR_A_NOTE, writer.note_alive(Timestamp::now()))
                .await
                .ok();
        }
        self.0.tasks.end(deadline - FOR_THE_HISTORY).await;
        self.0.attention.stop();
        let lock = self.0.instance.give_up();
        log::end(self.data_dir());
        self.0.history.close(lock, deadline).await;
    }
}

/// How long ending takes at most.
const STOPS_WITHIN: Duration = Duration::from_millis(1500);
/// How long it may take to note that.
const FOR_A_NOTE: Duration = Duration::from_millis(100);
/// How much of that is kept for what is being written.
const FOR_THE_HISTORY: Duration = Duration::from_millis(400);
