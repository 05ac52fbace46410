//! What the feed tells a window of changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallRow, Card};

/// What the feed tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeedItem {
    /// A call is new or changed.
    Call {
        /// The call as it is now.
        call: Box<CallRow>,
        /// How many missed callers of this desk are open now.
        open_missed: u32,
    },
    /// These calls are no longer in the history.
    Gone {
        /// Their ids.
        calls: Vec<String>,
    },
    /// Very many calls changed or are gone: ask again.
    Calls,
    /// The missed callers changed otherwise: ask again.
    Missed,
    /// The messages for colleagues changed: ask again.
    Messages,
    /// The contacts changed: ask again.
    Contacts,
    /// The hooks changed: ask again.
    Hooks,
    /// Up to when the history is complete changed: ask again.
    Records,
    /// What colleagues' telephones do changed, and no call tells it: ask again.
    Colleagues,
    /// The settings changed: ask again.
    Settings,
    /// The status changed: ask again.
    Status,
    /// The way to the desk changed: ask again.
    Tunnel,
    /// What is known of newer versions changed: ask again.
    Update,
    /// The call card shows something else.
    Card {
        /// What it shows now.
        card: Box<Card>,
    },
    /// News came faster than it could be passed on, and some got lost: ask everything again.
    Lagged,
    /// Show this view: `calls`, `missed`, `call:<id>`, `call-back:<id>`, `message:<id>`, `connections`,
    /// `settings`.
    Show {
        /// Which.
        view: String,
    },
}
