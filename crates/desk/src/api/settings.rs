//! The settings as the UI sees them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the user has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// The language of UI, popups and tray.
    pub language: LanguageChoice,
    /// The desk's own extensions; empty for every one.
    pub extensions: Vec<String>,
    /// The desk's own queues and groups; empty for every one.
    pub queues: Vec<String>,
    /// Whether internal calls pop up too.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
    /// Days after which calls are deleted; `null` keeps them.
    pub retention_days: Option<u32>,
}

/// The language, or that of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum LanguageChoice {
    /// The system's.
    System,
    /// Turkish.
    Tr,
    /// English.
    En,
    /// Russian.
    Ru,
}
