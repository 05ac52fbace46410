//! The desk's settings.

use serde::{Deserialize, Serialize};

/// What the user has set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language's code (`tr`); `None` follows the system.
    pub language: Option<String>,
    /// The desk's own extensions; empty for all.
    pub extensions: Vec<String>,
    /// The desk's own queues and groups; empty for all.
    pub queues: Vec<String>,
    /// Whether internal calls pop up.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
    /// Calls older than this are removed; `None` keeps them.
    pub retention_days: Option<u32>,
}
