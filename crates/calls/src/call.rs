//! The call: what a person would call a call.

use serde::{Deserialize, Serialize};

use crate::{CallId, CallerKey, Mark, MarkKind, Party, Timestamp};

/// A call, made from its events by [`Call::from_events`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its identity.
    pub id: CallId,
    /// Voice or fax.
    pub kind: CallKind,
    /// Which way it went.
    pub direction: Direction,
    /// Where it stands.
    pub status: Status,
    /// How it came out; `Unknown` while it runs.
    pub disposition: Disposition,
    /// Inbound, over, nobody of ours answered, and no test call: the same at every desk. Whether an
    /// internal call counts depends on whose desk it is: see [`Call::is_missed_for`].
    pub missed: bool,
    /// The calling number.
    pub caller: Party,
    /// The number that was dialled.
    pub called: Party,
    /// The extension the caller asked for, then every leg, in the order in which they rang.
    pub extensions: Vec<String>,
    /// The extension or redirect number that answered.
    pub answered_by: Option<String>,
    /// The queue or group that the call was in.
    pub queue: Option<String>,
    /// When it began, by the PBX's clock as far as that can be believed: nothing of a call lies
    /// after the desk heard of it.
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
    /// Why it came out as it did, for the reader.
    pub reason: Option<Reason>,
    /// The legs as they stand, in the order in which they first rang.
    pub legs: Vec<Leg>,
    /// The mark that says whether the missed caller was dealt with.
    pub done: Option<Mark>,
    /// The note.
    pub note: Option<Mark>,
}

impl Call {
    /// So many legs and extensions are shown of a call, those that ring or talk first.
    pub const MOST_LEGS: usize = 500;

    /// Whether the call counts as missed at a desk whose own extensions are `own`: an inbound
    /// call that nobody answered, or an internal one to an own extension.
    pub fn is_missed_for(&self, own: &[String]) -> bool {
        let internal_to_us = self.direction == Direction::Internal
            && self.kind == CallKind::Voice
            && self.status == Status::Ended
            && !matches!(
                self.disposition,
                Disposition::Answered | Disposition::Unknown
            )
            && self
                .extensions
                .iter()
                .chain([&self.called.raw])
                .any(|extension| own.contains(extension));
        self.missed || internal_to_us
    }

    /// After how many seconds the caller hung up whom nobody answered; `None` where somebody did,
    /// where the line was busy or the like, and where that is not known. No second at all is not
    /// known: of some calls nothing is heard but their end.
    pub fn hung_up_after(&self) -> Option<u32> {
        let hung_up = self.status == Status::Ended
            && self.reason != Some(Reason::EndNotReported)
            && matches!(
                self.disposition,
                Disposition::NoAnswer | Disposition::Cancelled
            );
        self.waited_seconds
            .filter(|seconds| hung_up && *seconds > 0)
    }

    /// The other party: who called, or on an outbound call whom we called.
    pub fn other_party(&self) -> &Party {
        match self.direction {
            Direction::Outbound => &self.called,
            Direction::Inbound | Direction::Internal => &self.caller,
        }
    }

    /// What identifies the other party across calls.
    pub fn other_key(&self) -> CallerKey {
        CallerKey::of(self.other_party(), &self.id)
    }

    /// Whether somebody marked the missed caller as dealt with.
    pub fn is_done(&self) -> bool {
        matches!(&self.done, Some(mark) if mark.mark == MarkKind::Done(true))
    }

    /// What people noted on the call; nothing where the note was taken back.
    pub fn note_text(&self) -> Option<&str> {
        self.note.as_ref()?.note_text()
    }

    /// Our own side: the number that was called, or on an outbound call the calling one.
    pub fn own_party(&self) -> &Party {
        match self.direction {
            Direction::Outbound => &self.caller,
            Direction::Inbound | Direction::Internal => &self.called,
        }
    }
}

/// Voice or fax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    /// Somebody wants to talk.
    Voice,
    /// A fax.
    Fax,
}

/// Which way a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From outside to us.
    Inbound,
    /// From us to outside.
    Outbound,
    /// Between our own extensions.
    Internal,
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not answered yet.
    Ringing,
    /// People are talking.
    InProgress,
    /// Over.
    Ended,
}

/// How a call came out, in the terms of a call detail record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// A person was reached.
    Answered,
    /// Nobody picked up.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The call was declined.
    Rejected,
    /// The caller gave up.
    Cancelled,
    /// The call could not be connected.
    Failed,
    /// Not known, or not over yet.
    Unknown,
}

/// Why a call came out as it did, where there is more to say than its disposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The caller gave up waiting in a queue or group.
    GaveUpInQueue,
    /// The call never left the voice menus.
    GaveUpInMenu,
    /// Nothing more was heard of it.
    EndNotReported,
}

/// One extension or redirect number that was rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub state: LegState,
    /// The PBX's own word or code for how it ended.
    pub cause: Option<String>,
}

/// Where a leg stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegState {
    /// It rings.
    Ringing,
    /// It answered.
    Answered,
    /// It stopped.
    Ended,
}
