//! The question after the missed callers who are still open.

use serde::Serialize;
use ts_rs::TS;

use super::calls::Party;

/// The open missed callers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MissedPage {
    /// The newest two hundred.
    pub rows: Vec<MissedRow>,
    /// How many there are in truth.
    pub total: u32,
}

/// One missed caller who has neither been reached nor marked done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MissedRow {
    /// What tells this caller from all others; empty for all who withhold their number.
    pub key: String,
    /// Who called.
    pub caller: Party,
    /// How often, since last reached.
    pub count: u32,
    /// When last.
    pub last_at: String,
    /// Which number of ours the last call was for.
    pub called: Party,
    /// The queue or group of the last call.
    pub queue: Option<String>,
    /// The extensions that rang in the last call.
    pub extensions: Vec<String>,
    /// The last call's id.
    pub last_call: String,
    /// What people noted about this caller.
    pub note: Option<String>,
}
