//! Call events: what a delivery says, in Kimo's own terms.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::{
    CallId, CallerWants, Direction, Disposition, EventId, Mark, MarkKind, Message, Party, Timestamp,
};

/// One thing that happened to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEvent {
    /// Same delivery content, same id: a repeated delivery is the same event.
    pub id: EventId,
    /// The call it belongs to.
    pub call: CallId,
    /// When it happened, if the PBX says so. Not the start of the call: see `call_started_at`.
    pub at: Option<Timestamp>,
    /// How far `at` can be believed.
    #[serde(default, skip_serializing_if = "Clock::is_exact")]
    pub clock: Clock,
    /// When the call began, if the PBX says so in this event.
    pub call_started_at: Option<Timestamp>,
    /// When the delivery arrived, by the desk's clock. Stands in where the PBX gives no time.
    pub received_at: Timestamp,
    /// Which way the call goes, if this event says so.
    pub direction: Option<Direction>,
    /// The calling number, if this event says so.
    pub caller: Option<Party>,
    /// The number that was dialled, if this event says so.
    pub called: Option<Party>,
    /// The extension that the caller asked for beside the called number, leading zeros kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// What happened.
    pub kind: EventKind,
}

impl CallEvent {
    /// The time to sort and show by: the event's own, else the call's start, else the receipt.
    pub fn time(&self) -> Timestamp {
        self.at.or(self.call_started_at).unwrap_or(self.received_at)
    }

    /// Whether the event comes from the PBX, and not from the desk or its people.
    pub fn is_news(&self) -> bool {
        !matches!(self.kind, EventKind::Expired { .. } | EventKind::Marked(_))
    }

    /// The desk's word that it has waited long enough for more news of a running call, of which
    /// it knows `events`. `None` where it knows no news at all.
    pub fn expired(events: &[Self], now: Timestamp) -> Option<Self> {
        let news: BTreeSet<_> = events
            .iter()
            .filter(|event| event.is_news())
            .map(|event| event.id)
            .collect();
        let call = &events.iter().find(|event| event.is_news())?.call;
        let known = u32::try_from(news.len()).unwrap_or(u32::MAX);
        let id = EventId::of(&["expired", &call.to_string(), &known.to_string()]);
        let kind = EventKind::Expired { known };
        Some(Self::of_desk(id, call.clone(), now, kind))
    }

    /// Somebody's mark on a call.
    pub fn marked(call: CallId, mark: Mark) -> Self {
        let what = match &mark.mark {
            MarkKind::Done(done) => format!("done {done}"),
            MarkKind::Note(text) => format!("note {text}"),
            MarkKind::Calling(calling) => format!("calling {calling}"),
            MarkKind::Snoozed(Some(until)) => format!("snoozed {until}"),
            MarkKind::Snoozed(None) => "snoozed no more".to_owned(),
            MarkKind::Message(message) => {
                let Message {
                    recipient,
                    wants,
                    text,
                } = message;
                // With its length: no part can be taken for the start of the next one.
                let length = recipient.len();
                let wants = wants.map_or("", CallerWants::as_str);
                format!("message {length} {recipient} {wants} {text}")
            }
            MarkKind::PassedOn { message, done } => format!("passed on {message} {done}"),
        };
        let when = mark.marked_at.to_string();
        let id = EventId::of(&["marked", &call.to_string(), &mark.desk.0, &when, &what]);
        Self::of_desk(id, call, mark.marked_at, EventKind::Marked(mark))
    }

    fn of_desk(id: EventId, call: CallId, at: Timestamp, kind: EventKind) -> Self {
        Self {
            id,
            call,
            at: Some(at),
            clock: Clock::Exact,
            call_started_at: None,
            received_at: at,
            direction: None,
            caller: None,
            called: None,
            extension: None,
            kind,
        }
    }
}

/// What happened to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// The call arrived, or was placed.
    Arrived,
    /// The call was sent to a menu, group or queue.
    Routed {
        /// What it was sent to.
        to: Destination,
        /// Its number in the PBX.
        number: String,
    },
    /// A leg rings.
    Ringing {
        /// The extension, or the redirect number.
        leg: String,
        /// The queue or group that rings it.
        queue: Option<String>,
    },
    /// Somebody of ours answered, or on an outbound call the other side did.
    Answered {
        /// The extension or redirect number that answered; `None` where the PBX does not say.
        by: Option<String>,
        /// The leg whose ringing was answered; not `by` where the call was picked up from
        /// another phone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        leg: Option<String>,
    },
    /// A leg stopped ringing, or hung up.
    LegEnded {
        /// The extension, or the redirect number.
        leg: String,
        /// The PBX's own word or code.
        cause: Option<String>,
        /// How a call came out that ended so without an answer.
        unanswered: Disposition,
        /// True where the PBX has no other end of a call: the call is over once no leg is left.
        closes: bool,
        /// True where the caller's side hung up, so that no further leg can follow in this try.
        by_caller: bool,
    },
    /// The PBX says that the call was missed. Wins over everything else that is said of the call:
    /// it is the PBX's verdict, and no lesser word than an answer, which a menu gives too.
    Missed {
        /// The PBX's own word or code.
        cause: Option<String>,
        /// How a call came out that ended so without an answer.
        unanswered: Disposition,
        /// The way the call took, where the PBX tells it only now.
        #[serde(default, skip_serializing_if = "Way::is_empty")]
        way: Way,
    },
    /// The call is over.
    Ended {
        /// Whether a person was reached, as far as this event knows.
        outcome: Outcome,
        /// Who answered, where the end says so.
        answered_by: Option<String>,
        /// When it was answered, where the end says so.
        answered_at: Option<Timestamp>,
        /// Seconds that people talked, where the end says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        talk_seconds: Option<u32>,
        /// The PBX's own word or code; words the reason, never decides the outcome.
        cause: Option<String>,
        /// How a call came out that ended so without an answer.
        unanswered: Disposition,
        /// The way the call took, where the PBX tells it only now.
        #[serde(default, skip_serializing_if = "Way::is_empty")]
        way: Way,
        /// Seconds that the caller waited in that queue.
        queue_wait_seconds: Option<u32>,
        /// It is what the PBX's own records say afterwards, and not what it posted.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recorded: bool,
    },
    /// Something else of interest; kept, and changes nothing.
    Progress {
        /// The PBX's own word for it.
        what: String,
    },
    /// A fax came; it is no call.
    Fax,
    /// The desk has heard nothing more of a running call for too long.
    Expired {
        /// How many other events of the call the desk knew when it gave up waiting
        /// (marks not counted). With any further event the call is news again, and this one
        /// says nothing.
        known: u32,
    },
    /// Somebody marked the call.
    Marked(Mark),
}

impl EventKind {
    /// Where two events bear the same time, the lower rank comes first.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Arrived => 0,
            Self::Routed { .. } => 1,
            Self::Progress { .. } => 2,
            Self::Ringing { .. } => 3,
            Self::Answered { .. } => 4,
            Self::LegEnded { .. } => 5,
            Self::Expired { .. } => 6,
            Self::Fax => 7,
            Self::Missed { .. } => 8,
            Self::Ended { .. } => 9,
            Self::Marked(_) => 10,
        }
    }
}

/// The way a call took inside the PBX, as told when it was over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// The extensions that were rung, in order.
    pub legs: Vec<String>,
    /// The queue or group that the call was in last.
    pub queue: Option<String>,
    /// The voice menu that the call was in last.
    pub menu: Option<String>,
}

impl Way {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a call may be routed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A voice menu.
    Menu,
    /// A group of extensions that ring together.
    Group,
    /// A waiting queue.
    Queue,
}

/// Whether a person was reached, as far as one event knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A person answered.
    Answered,
    /// Nobody did.
    NotAnswered,
    /// The event does not tell.
    Unknown,
}

/// How far an event's time can be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The PBX's main clock.
    #[default]
    Exact,
    /// A second clock of the PBX that may be ahead of the main one by this; the fold brings it
    /// back.
    MayBeAheadBy(SignedDuration),
}

impl Clock {
    fn is_exact(&self) -> bool {
        *self == Self::Exact
    }
}
