//! What the listener hands on, and to whom.

use std::sync::Arc;

use bytes::Bytes;
use kimo_calls::{Hook, Timestamp};
use kimo_pbx::{ReadError, Reading};

/// Where deliveries are kept. The listener answers 200 or 400 only after this has returned `Ok`.
pub trait Keep: Clone + Send + Sync + 'static {
    /// Keeps what a request delivers, all of it or nothing, so that it survives the loss of the
    /// process at any later instant.
    fn keep(
        &self,
        received: Received,
    ) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static;
}

/// What one authenticated request delivers.
#[derive(Clone, Debug)]
pub struct Received {
    /// The hook it was posted to.
    pub hook: Arc<Hook>,
    /// The request's content type, if it had one.
    pub content_type: Option<String>,
    /// When the request's headers were complete, by the desk's clock.
    pub received_at: Timestamp,
    /// The deliveries: one, but where the body is a list of them.
    pub deliveries: Vec<ReadDelivery>,
}

/// One delivery, whole, with what it says.
#[derive(Clone, Debug)]
pub struct ReadDelivery {
    /// The body as it came; of a list, its place in it.
    pub body: Bytes,
    /// What it says, or why it cannot be read.
    pub reading: Result<Reading, ReadError>,
}

/// The delivery could not be stored. The PBX is told to come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the delivery could not be stored")]
pub struct CannotKeep;
