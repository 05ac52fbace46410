//! A delivery on its way into the history.

use kimo_calls::{Hook, Timestamp};
use kimo_pbx::{ReadError, Reading};

use crate::deliveries::DeliverySource;

/// A delivery on its way into the history.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Where it came from.
    pub source: DeliverySource,
    /// The hook it came to, or to which it belongs.
    pub hook: Hook,
    /// The request's content type, if it had one.
    pub content_type: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
    /// When it arrived, by the desk's clock.
    pub received_at: Timestamp,
    /// What it says, read with the hook's meaning.
    pub reading: Result<Reading, ReadError>,
}

/// A delivery that is safely on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The very same thing had been said before; nothing new was learned.
    pub repeated: bool,
}
