//! Questions about hooks: the connection page.

use kimo_calls::{AnsweredFlag, Pbx, SourceHeader};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One hook and how it fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HookRow {
    /// Its row in the history.
    #[ts(type = "number")]
    pub id: i64,
    /// Who posts to it.
    #[ts(type = "\"verimor\" | \"bulutfon\" | \"mtt\"")]
    pub pbx: Pbx,
    /// What the user calls it.
    pub name: String,
    /// The local address at which it takes deliveries.
    pub url: String,
    /// The country whose national numbers it sends, two letters.
    pub region: String,
    /// What Verimor's `answered` flag says.
    #[ts(type = "\"accepted\" | \"missed\"")]
    pub answered_flag: AnsweredFlag,
    /// The user name of HTTP Basic, if the hook asks for it.
    pub basic_user: Option<String>,
    /// The networks from which its deliveries may come; empty for anywhere.
    pub allowed_sources: Vec<String>,
    /// Where the tunnel tells from where they come.
    #[ts(type = "\"x_forwarded_for\" | \"cf_connecting_ip\" | \"x_real_ip\"")]
    pub source_header: SourceHeader,
    /// Until when the address from before the last rotation works, too; `null` if it does not.
    pub previous_until: Option<String>,
    /// When the last delivery came.
    pub last_delivery_at: Option<String>,
    /// When the PBX last tested the address.
    pub last_tested_at: Option<String>,
    /// How many deliveries came.
    #[ts(type = "number")]
    pub deliveries: u64,
    /// The newest twenty deliveries that Kimo did not understand.
    pub not_understood: Vec<NotUnderstood>,
}

/// A delivery that Kimo did not understand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NotUnderstood {
    /// When it came.
    pub received_at: String,
    /// The event type as sent, or what was wrong with the body.
    pub what: String,
    /// The body.
    pub body: String,
}

/// Asks for a new hook.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AddHookParams {
    /// Who will post to it.
    #[ts(type = "\"verimor\" | \"bulutfon\" | \"mtt\"")]
    pub pbx: Pbx,
    /// What to call it; empty for the PBX's own name.
    pub name: String,
}

/// Changes a hook.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct UpdateHookParams {
    /// Its row.
    #[ts(type = "number")]
    pub id: i64,
    /// What to call it.
    pub name: String,
    /// The country whose national numbers it sends, two letters.
    pub region: String,
    /// What Verimor's `answered` flag says.
    #[ts(type = "\"accepted\" | \"missed\"")]
    pub answered_flag: AnsweredFlag,
    /// HTTP Basic: none, new ones, or as they are.
    pub basic: BasicChange,
}

/// What becomes of a hook's HTTP Basic credentials.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(untagged)]
pub enum BasicChange {
    /// They stay as they are.
    Keep(KeepBasic),
    /// These from now on.
    Set(BasicParams),
    /// None from now on.
    Remove,
}

/// The word `keep`.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub enum KeepBasic {
    /// They stay as they are.
    #[serde(rename = "keep")]
    Keep,
}

/// HTTP Basic credentials.
#[derive(Clone, Deserialize, TS)]
pub struct BasicParams {
    /// The user name; holds no colon.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for BasicParams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BasicParams")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// Asks for a new address for a hook.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct RotateTokenParams {
    /// The hook's row.
    #[ts(type = "number")]
    pub hook: i64,
    /// For how many hours the address that it had goes on to work; 0 ends it at once.
    pub overlap_hours: u32,
}

/// Makes an end of the address from before the last rotation.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct RevokeTokenParams {
    /// The hook's row.
    #[ts(type = "number")]
    pub hook: i64,
}

/// Limits a hook to where its deliveries come from.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LimitSourcesParams {
    /// The hook's row.
    #[ts(type = "number")]
    pub hook: i64,
    /// IP addresses and networks like `203.0.113.0/24`; empty for anywhere.
    pub allowed: Vec<String>,
    /// Where the tunnel tells from where they come.
    #[ts(type = "\"x_forwarded_for\" | \"cf_connecting_ip\" | \"x_real_ip\"")]
    pub header: SourceHeader,
}

/// Asks for a test call to one hook.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct SendTestCallParams {
    /// The hook's row.
    #[ts(type = "number")]
    pub hook: i64,
}
