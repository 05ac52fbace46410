//! A call as other programs may rely on it: the lines of `kimo calls --json`.

use serde::{Deserialize, Serialize};

use crate::{
    Account, Call, CallKind, Direction, Disposition, Party, PbxId, Reason, Status, Timestamp,
};

/// One call, in the shape in which Kimo shows calls to other programs. Fields may be added, never
/// changed. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRecord {
    /// The PBX, the account if there is one, and the PBX's id for the call: `pbx:1234`.
    pub id: String,
    /// The PBX that knows the call.
    pub pbx: PbxId,
    /// The account there; not written where it is the only one.
    #[serde(default, skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// The PBX's id for it.
    pub pbx_call_id: String,
    /// Voice or fax.
    pub kind: CallKind,
    /// Which way it went.
    pub direction: Direction,
    /// Where it stands.
    pub status: Status,
    /// How it came out.
    pub disposition: Disposition,
    /// Whether it counts as missed at this desk.
    pub missed: bool,
    /// The calling number.
    pub caller: Party,
    /// The number that was dialled.
    pub called: Party,
    /// The extension asked for, then every leg, in the order in which they rang.
    pub extensions: Vec<String>,
    /// The extension or redirect number that answered.
    pub answered_by: Option<String>,
    /// The queue or group that the call was in.
    pub queue: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// When somebody answered.
    pub answered_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Seconds from answer to end.
    pub talk_seconds: Option<u32>,
    /// The PBX's own word or code for how it ended.
    pub hangup_cause: Option<String>,
    /// Seconds from the start until it was answered or ended.
    pub waited_seconds: Option<u32>,
    /// Why it came out as it did, where there is more to say than the disposition.
    pub reason: Option<Reason>,
}

impl Call {
    /// The call for other programs. `missed` comes from the caller, who knows which internal
    /// calls count at this desk: see [`Call::is_missed_for`].
    pub fn record(&self, missed: bool) -> CallRecord {
        CallRecord {
            id: self.id.to_string(),
            pbx: self.id.pbx,
            account: self.id.account.clone(),
            pbx_call_id: self.id.pbx_call_id.clone(),
            kind: self.kind,
            direction: self.direction,
            status: self.status,
            disposition: self.disposition,
            missed,
            caller: self.caller.clone(),
            called: self.called.clone(),
            extensions: self.extensions.clone(),
            answered_by: self.answered_by.clone(),
            queue: self.queue.clone(),
            started_at: self.started_at,
            answered_at: self.answered_at,
            ended_at: self.ended_at,
            talk_seconds: self.talk_seconds,
            hangup_cause: self.hangup_cause.clone(),
            waited_seconds: self.waited_seconds,
            reason: self.reason,
        }
    }
}
