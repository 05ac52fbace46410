//! How the desk is, and the feed that tells of changes.

use serde::Serialize;
use ts_rs::TS;

use super::calls::CallRow;
pub use crate::Problem;

/// How the desk is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DeskStatus {
    /// Kimo's version.
    pub version: String,
    /// Where it takes deliveries; `null` if it cannot.
    pub listen: Option<String>,
    /// Where it keeps its history.
    pub data_dir: String,
    /// The language in use.
    #[ts(type = "\"tr\" | \"en\" | \"ru\"")]
    pub language: String,
    /// The country whose numbers are shown in their national form, two letters.
    pub region: String,
    /// The system's time zone, an IANA name.
    pub time_zone: String,
    /// How many missed callers are open.
    pub open_missed: u32,
    /// How many calls the history holds.
    #[ts(type = "number")]
    pub total_calls: u64,
    /// Why deliveries cannot be taken or kept, if so.
    pub blind: Option<Problem>,
    /// Requests with a wrong address or wrong credentials.
    pub strangers: StrangersSeen,
    /// True where the PBX must be told another public address, or no call arrives.
    pub address_changed: bool,
    /// True in the desktop program.
    pub desktop: bool,
    /// What else is wrong.
    pub problems: Vec<Problem>,
}

/// Requests with a wrong address or wrong credentials, since the desk was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StrangersSeen {
    /// All of them.
    #[ts(type = "number")]
    pub total: u64,
    /// Those of the last sixty seconds.
    #[ts(type = "number")]
    pub last_minute: u64,
    /// When the last one came.
    pub last_at: Option<String>,
}

/// What the feed tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeedItem {
    /// A call is new or changed.
    Call {
        /// The call as it is now.
        call: Box<CallRow>,
        /// How many missed callers are open now.
        open_missed: u32,
    },
    /// Many calls changed, or some are gone: ask again.
    Calls,
    /// The missed callers changed otherwise: ask again.
    Missed,
    /// The hooks changed: ask again.
    Hooks,
    /// The settings changed: ask again.
    Settings,
    /// The status changed: ask again.
    Status,
    /// The way to the desk changed: ask again.
    Tunnel,
    /// News came faster than it could be passed on, and some got lost: ask everything again.
    Lagged,
    /// Show this view: `calls`, `missed`, `call:<id>`, `connections`, `settings`.
    Show {
        /// Which.
        view: String,
    },
}
