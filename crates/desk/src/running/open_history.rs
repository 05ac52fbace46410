//! The history while a desk has it open.

use std::{sync::Mutex, thread};

use kimo_history::{KeepError, ReadError, Reader, Writer};
use tokio::{
    sync::oneshot,
    task::spawn_blocking,
    time::{Instant, timeout_at},
};

use crate::locked::locked;

/// The history while a desk has it open.
#[derive(Debug)]
pub(super) struct OpenHistory {
    reader: Reader,
    /// `None` where it may only be read, and once the desk stops: the writer's thread ends with the last handle.
    writer: Mutex<Option<Writer>>,
}

impl OpenHistory {
    pub(super) fn new(reader: Reader, writer: Option<Writer>) -> Self {
        Self {
            reader,
            writer: Mutex::new(writer),
        }
    }

    /// Looks on; every use may wait for the disk.
    pub(super) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The writer; an error once the desk stops.
    pub(super) fn writer(&self) -> Result<Writer, KeepError> {
        locked(&self.writer).clone().ok_or(KeepError::Closed)
    }

    /// Reads off the async threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Reader) -> Result<T, ReadError> + Send + 'static,
    ) -> Result<T, ReadError> {
        let reader = self.reader.clone();
        spawn_blocking(move || look(&reader))
            .await
            .unwrap_or_else(|error| Err(ReadError::Other(error.to_string())))
    }

    /// Ends the writing, and then drops what must be kept until it has ended. Returns at the
    /// deadline, if it has not ended by then: what the writer is at it leaves to the next start.
    pub(super) async fn close(&self, kept: impl Send + 'static, deadline: Instant) {
        let Some(writer) = locked(&self.writer).take() else {
            return;
        };
        match timeout_at(deadline, writer.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the last could not be written"),
            Err(_) => tracing::warn!("the history is left while something is still written"),
        }
        let (tell, ended) = oneshot::channel();
        // On a thread of its own: the last handle waits for the writer's thread, and the pool for
        // such waiting may be full of it.
        let closing = thread::Builder::new()
            .name("closing".to_owned())
            .spawn(move || {
                drop(writer);
                drop(kept);
                // An error says only that nobody waits any more.
                tell.send(()).ok();
            });
        match closing {
            // Past the deadline it ends by itself, or with the program.
            Ok(_) => drop(timeout_at(deadline, ended).await),
            Err(error) => tracing::error!(%error, "the history cannot be closed in order"),
        }
    }
}
