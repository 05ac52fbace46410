//! Questions about calls: the history's pages, one call in full, and marks.

use kimo_calls::{Call, CallKind, Direction, Disposition, Pbx, Reason, Region, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which calls to list, and where to go on.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CallsParams {
    /// Which calls.
    pub filter: CallFilter,
    /// A fragment of a number or name, in whatever formatting; empty for all.
    pub search: String,
    /// Where the page before ended; `null` for the first page.
    pub before: Option<String>,
    /// How many rows at most.
    pub limit: u32,
}

/// Which calls a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallFilter {
    /// Every call.
    All,
    /// Missed calls.
    Missed,
    /// Inbound calls.
    In,
    /// Outbound calls.
    Out,
}

/// A page of calls, the newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CallsPage {
    /// The calls.
    pub rows: Vec<CallRow>,
    /// What to give as `before` for the page after this one; `null` at the end.
    pub next: Option<String>,
}

/// Names a call.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CallParams {
    /// Its id, `verimor:1234`.
    pub id: String,
}

/// One call in full.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CallDetails {
    /// The call.
    pub call: CallRow,
    /// What happened to it, in order.
    pub timeline: Vec<TimelineItem>,
    /// The deliveries that said so, as they came.
    pub deliveries: Vec<DeliveryRow>,
    /// Up to five earlier calls with the same other party.
    pub earlier: Vec<CallRow>,
}

/// Marks a missed caller as dealt with, or as open again.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MarkDoneParams {
    /// The call's id.
    pub call: String,
    /// Dealt with or not.
    pub done: bool,
}

/// Writes a note to a call.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetNoteParams {
    /// The call's id.
    pub call: String,
    /// The note; empty takes it back.
    pub note: String,
}

/// Asks to forget everything about one person.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ForgetParams {
    /// The caller's key.
    pub key: String,
}

/// Asks to call a number by the system's own handler.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CallBackParams {
    /// The number.
    pub number: String,
}

/// Asks to put a text on the clipboard.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CopyParams {
    /// The text.
    pub text: String,
}

/// One end of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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
    pub fn of(party: &kimo_calls::Party, home: Region) -> Self {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CallRow {
    /// `verimor:1234`.
    pub id: String,
    /// The PBX that knows it.
    #[ts(type = "\"verimor\" | \"bulutfon\" | \"mtt\"")]
    pub pbx: Pbx,
    /// Voice or fax.
    #[ts(type = "\"voice\" | \"fax\"")]
    pub kind: CallKind,
    /// Which way it went.
    #[ts(type = "\"inbound\" | \"outbound\" | \"internal\"")]
    pub direction: Direction,
    /// Where it stands.
    #[ts(type = "\"ringing\" | \"in_progress\" | \"ended\"")]
    pub status: Status,
    /// How it came out; unknown while it runs.
    #[ts(
        type = "\"answered\" | \"no_answer\" | \"busy\" | \"rejected\" | \"cancelled\" | \"failed\" | \"unknown\""
    )]
    pub disposition: Disposition,
    /// True where nobody of ours answered.
    pub missed: bool,
    /// The calling number.
    pub caller: Party,
    /// The number that was dialled.
    pub called: Party,
    /// Whom to show: the caller, or on an outbound call the called.
    pub other: Party,
    /// Every extension that rang.
    pub extensions: Vec<String>,
    /// The extension that answered.
    pub answered_by: Option<String>,
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
    #[ts(type = "null | \"gave_up_in_queue\" | \"gave_up_in_menu\" | \"end_not_reported\"")]
    pub reason: Option<Reason>,
    /// What people noted.
    pub note: Option<String>,
    /// True where somebody marked it as dealt with.
    pub done: bool,
}

impl CallRow {
    /// The call as shown to people at home in `home`.
    pub fn of(call: &Call, home: Region) -> Self {
        Self {
            id: call.id.to_string(),
            pbx: call.id.pbx,
            kind: call.kind,
            direction: call.direction,
            status: call.status,
            disposition: call.disposition,
            missed: call.missed,
            caller: Party::of(&call.caller, home),
            called: Party::of(&call.called, home),
            other: Party::of(call.other_party(), home),
            extensions: call.extensions.clone(),
            answered_by: call.answered_by.clone(),
            queue: call.queue.clone(),
            started_at: call.started_at.to_string(),
            answered_at: call.answered_at.map(|at| at.to_string()),
            ended_at: call.ended_at.map(|at| at.to_string()),
            talk_seconds: call.talk_seconds,
            waited_seconds: call.waited_seconds,
            hangup_cause: call.hangup_cause.clone(),
            reason: call.reason,
            note: note(call),
            done: is_done(call),
        }
    }
}

/// Whether the missed caller was marked as dealt with.
pub fn is_done(call: &Call) -> bool {
    call.done
        .as_ref()
        .is_some_and(|mark| mark.mark == kimo_calls::MarkKind::Done(true))
}

/// The note on a call, unless it was taken back.
pub fn note(call: &Call) -> Option<String> {
    match &call.note.as_ref()?.mark {
        kimo_calls::MarkKind::Note(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// One thing that happened to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TimelineItem {
    /// What.
    pub kind: TimelineKind,
    /// The leg, menu, group or queue that it happened to.
    pub number: Option<String>,
    /// What the call was routed to.
    pub destination: Option<TimelineDestination>,
    /// The PBX's own word or code.
    pub cause: Option<String>,
    /// A note's text, or the PBX's word for what Kimo does not understand.
    pub text: Option<String>,
    /// When it happened, if the PBX says so.
    pub happened_at: Option<String>,
    /// When the desk heard of it.
    pub received_at: String,
}

/// What happened to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the call events")]
pub enum TimelineKind {
    Arrived,
    Routed,
    Ringing,
    Answered,
    LegEnded,
    Missed,
    Ended,
    Progress,
    Fax,
    Expired,
    MarkedDone,
    MarkedOpen,
    Noted,
    NotUnderstood,
}

/// What a call may be routed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineDestination {
    /// A voice menu.
    Menu,
    /// A group of extensions that ring together.
    Group,
    /// A waiting queue.
    Queue,
}

/// One delivery as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DeliveryRow {
    /// When it arrived.
    pub received_at: String,
    /// The hook it came to.
    #[ts(type = "number")]
    pub hook_id: i64,
    /// The hook's name.
    pub hook: String,
    /// Its content type, if it had one.
    pub content_type: Option<String>,
    /// Its body; what is no UTF-8 is replaced.
    pub body: String,
    /// Why it could not be read, if it could not.
    pub error: Option<String>,
}
