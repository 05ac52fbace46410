//! How far the reading of all deliveries has come.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far events and calls have been made afresh from the deliveries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rebuilding {
    /// True while it is under way.
    pub running: bool,
    /// How many deliveries have been read.
    pub done: u64,
    /// How many there are.
    pub total: u64,
    /// Why the last one broke off, if it did.
    pub error: Option<String>,
}

/// How far it is; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Progress(Mutex<Rebuilding>);

impl Progress {
    /// Looks at it, or changes it.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Rebuilding) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
