//! Where a PBX has the recordings of calls, and which key opens them.

use crate::{ApiKey, ApiRequest};

/// Where the recordings of a call are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordingAt {
    /// At addresses that the interface tells when it is asked so.
    Asked(ApiRequest),
    /// At the address of this request, which opens nothing but the recording.
    Address(ApiRequest),
}

/// The key that recordings are asked for with, where it is another than that of everything else.
#[derive(Debug)]
pub struct RecordingsKey {
    /// Where they are asked for, without a slash at its end, unless somebody enters another base.
    pub base: &'static str,
    /// Whether a key is written as it has to be. Another one is never sent.
    pub takes: fn(&ApiKey) -> bool,
    /// The text that says which key it is.
    pub hint: &'static str,
}
