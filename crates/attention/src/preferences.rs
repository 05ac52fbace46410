//! What the user has set, as far as it bears on what asks for attention.

use crate::texts::Lang;

/// What the user has set, as far as it bears on what asks for attention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language to speak; `None` follows the system.
    pub language: Option<Lang>,
    /// My extensions; empty for all.
    pub extensions: Vec<String>,
    /// My queues and groups; empty for all.
    pub queues: Vec<String>,
    /// Whether internal calls pop up.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
}
