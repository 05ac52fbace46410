//! A call and its parties as lists show them.

use std::collections::{HashMap, HashSet};

use kimo_attention::Preferences;
use kimo_calls::{
    Call, CallId, CallKind, Direction, Disposition, PbxId, Reason, Region, Status, display_leg,
};
use kimo_history::{ReadError, Reader, Settlement};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::preferences::preferences;

/// One end of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Party {
    /// The number as the PBX sent it.
    pub raw: String,
    /// The number in E.164 form, if it is one.
    pub e164: Option<String>,
    /// Who that is, if known.
    pub name: Option<String>,
    /// The number grouped for reading; empty if it was withheld.
    pub display: String,
    /// True where the number was withheld.
    pub hidden: bool,
}

impl Party {
    /// The party as shown to people at home in `home`.
    pub(super) fn of(party: &kimo_calls::Party, home: Region) -> Self {
        Self {
            raw: party.raw.clone(),
            e164: party
                .number
                .as_ref()
                .map(|number| number.as_str().to_owned()),
            name: party.name.clone(),
            display: party.display(home),
            hidden: party.is_hidden(),
        }
    }
}

/// One call in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallRow {
    /// `pbx:1234`.
    pub id: String,
    /// The PBX that knows it.
    pub pbx: PbxId,
    /// The PBX's own id for it.
    pub pbx_call_id: String,
    /// Voice or fax.
    pub kind: CallKind,
    /// Which way it went.
    pub direction: Direction,
    /// Where it stands.
    pub status: Status,
    /// How it came out; unknown while it runs.
    pub disposition: Disposition,
    /// True where nobody of ours answered.
    pub missed: bool,
    /// True where Kimo made it up to show what a call looks like.
    pub test: bool,
    /// The calling number.
    pub caller: Party,
    /// The number that was dialled.
    pub called: Party,
    /// Whom to show: the caller, or on an outbound call the called.
    pub other: Party,
    /// What tells that one from all others; empty for all who withhold their number.
    pub other_key: String,
    /// Every extension that rang.
    pub extensions: Vec<String>,
    /// The same as people read them: redirect numbers are grouped.
    pub rung: Vec<String>,
    /// The extension that answered.
    pub answered_by: Option<String>,
    /// The same as people read it.
    pub answerer: Option<String>,
    /// The queue or group.
    pub queue: Option<String>,
    /// When it began.
    pub started_at: String,
    /// When somebody answered.
    pub answered_at: Option<String>,
    /// When it ended.
    pub ended_at: Option<String>,
    /// Seconds from answer to end.
    pub talk_seconds: Option<u32>,
    /// Seconds from the start until it was answered or ended.
    pub waited_seconds: Option<u32>,
    /// The PBX's own word or code for how it ended.
    pub hangup_cause: Option<String>,
    /// Why it came out so, where there is more to say than the disposition.
    pub reason: Option<Reason>,
    /// What people noted.
    pub note: Option<String>,
    /// True where somebody marked it as dealt with.
    pub done: bool,
    /// True where it was missed and its caller hung up so soon that nobody need call them back.
    pub hung_up_at_once: bool,
    /// How it was settled, if it was missed; `null` while its caller is open.
    pub settled: Option<Settled>,
    /// True where nothing was heard of it at first but by the PBX's own records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub brought_in: bool,
}

/// How a missed call was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settled {
    /// By what.
    pub how: SettledHow,
    /// When.
    pub at: String,
    /// The extension of ours that talked to them, where the PBX names it.
    pub by: Option<String>,
    /// The call in which they were reached, or that was marked.
    pub call: String,
    /// By which number, where it is another one of theirs than they had called from.
    pub through: Option<Party>,
}

/// By what a missed call was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SettledHow {
    /// Somebody of ours called them back and reached them.
    CalledBack,
    /// They called again and got through.
    GotThrough,
    /// Somebody marked it as handled.
    Handled,
    /// It needed nothing: nobody calls back who is unwanted.
    Unwanted,
}

impl Settled {
    /// The same for people whose country this is.
    pub(super) fn of(settlement: &Settlement, home: Region) -> Self {
        Self {
            how: match settlement.how {
                kimo_history::SettledHow::CalledBack => SettledHow::CalledBack,
                kimo_history::SettledHow::GotThrough => SettledHow::GotThrough,
                kimo_history::SettledHow::Handled => SettledHow::Handled,
                kimo_history::SettledHow::Unwanted => SettledHow::Unwanted,
            },
            at: settlement.at.to_string(),
            by: settlement.by.clone(),
            call: settlement.call.to_string(),
            through: settlement
                .through
                .as_ref()
                .map(|party| Party::of(party, home)),
        }
    }
}

/// Calls, and what is to be said of each beside itself.
#[derive(Default)]
pub(crate) struct ToShow {
    calls: Vec<Call>,
    settled: HashMap<CallId, Settlement>,
    brought_in: HashSet<CallId>,
    preferences: Preferences,
}

impl ToShow {
    /// Looks up what is to be said of these calls.
    pub(crate) fn of(calls: Vec<Call>, reader: &Reader) -> Result<Self, ReadError> {
        let settled = reader.settlements(&calls)?;
        let preferences = preferences(reader.settings()?);
        let brought_in = reader.brought_in(calls.iter().map(|call| &call.id))?;
        Ok(Self {
            calls,
            settled,
            brought_in,
            preferences,
        })
    }

    /// The rows, in the order of the calls.
    pub(crate) fn rows(&self, home: impl Fn(PbxId) -> Region) -> Vec<CallRow> {
        let row = |call: &Call| self.row(call, home(call.id.pbx));
        self.calls.iter().map(row).collect()
    }

    /// The row of one of them.
    pub(crate) fn row(&self, call: &Call, home: Region) -> CallRow {
        CallRow {
            brought_in: self.brought_in.contains(&call.id),
            ..CallRow::of(call, self.settled.get(&call.id), home, &self.preferences)
        }
    }
}

impl CallRow {
    /// The call as it is shown to people whose country this is and who prefer that, and how it was
    /// settled.
    pub(crate) fn of(
        call: &Call,
        settled: Option<&Settlement>,
        home: Region,
        preferences: &Preferences,
    ) -> Self {
        let written = |number: &String| display_leg(number, home);
        let missed = call.is_missed_for(&preferences.extensions);
        Self {
            id: call.id.to_string(),
            pbx: call.id.pbx,
            pbx_call_id: call.id.pbx_call_id.clone(),
            kind: call.kind,
            direction: call.direction,
            status: call.status,
            disposition: call.disposition,
            missed,
            hung_up_at_once: missed && preferences.is_short(call),
            test: call.id.is_test(),
            caller: Party::of(&call.caller, home),
            called: Party::of(&call.called, home),
            other: Party::of(call.other_party(), home),
            other_key: call.other_key().as_str().to_owned(),
            extensions: call.extensions.clone(),
            rung: call.extensions.iter().map(written).collect(),
            answered_by: call.answered_by.clone(),
            answerer: call.answered_by.as_ref().map(written),
            queue: call.queue.clone(),
            started_at: call.started_at.to_string(),
            answered_at: call.answered_at.map(|at| at.to_string()),
            ended_at: call.ended_at.map(|at| at.to_string()),
            talk_seconds: call.talk_seconds,
            waited_seconds: call.waited_seconds,
            hangup_cause: call.hangup_cause.clone(),
            reason: call.reason,
            note: call.note_text().map(str::to_owned),
            done: call.is_done(),
            settled: settled.map(|how| Settled::of(how, home)),
            brought_in: false,
        }
    }
}
