//! What happened to one call, in the fold's own order and by its clock.

use kimo_calls::{
    CallEvent, CallerWants, Destination, EventKind, LeftMessage, MarkKind, Region, display_leg,
};
use kimo_history::StoredDelivery;
use kimo_pbx::TOO_MUCH_OF_ONE_CALL;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that happened to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineItem {
    /// What.
    pub kind: TimelineKind,
    /// The leg, menu, group or queue that it happened to, as people read it.
    pub number: Option<String>,
    /// What the call was routed to.
    pub destination: Option<Destination>,
    /// The PBX's own word or code.
    pub cause: Option<String>,
    /// A note's or a message's text, or the PBX's word for what Kimo does not understand.
    pub text: Option<String>,
    /// Until when the caller can wait, where somebody said so.
    pub until: Option<String>,
    /// For whom the message is.
    pub recipient: Option<String>,
    /// What the caller wants, as the message says.
    pub wants: Option<CallerWants>,
    /// When it happened, if the PBX says so.
    pub happened_at: Option<String>,
    /// When the desk heard of it.
    pub received_at: String,
}

/// What happened to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    Calling,
    NotCalling,
    Snoozed,
    NotSnoozed,
    Message,
    PassedOn,
    NotPassedOn,
    NotUnderstood,
}

/// The events as the fold takes them, and among them the deliveries that say nothing Kimo
/// understands. These have no time but that of their receipt, which no clock of a PBX can be
/// held against: each stands behind what had been received before it.
pub(super) fn of(
    events: &[CallEvent],
    deliveries: &[StoredDelivery],
    home: Region,
) -> Vec<TimelineItem> {
    let ordered = CallEvent::in_order(events);
    let messages = LeftMessage::all_of(events);
    let mut items: Vec<_> = ordered
        .iter()
        .map(|event| (event.received_at, item(event, &messages, home)))
        .collect();
    for delivery in deliveries {
        let Some(what) = &delivery.error else {
            continue;
        };
        // These are counted, and not told one by one.
        if what == TOO_MUCH_OF_ONE_CALL {
            continue;
        }
        let at = delivery.received_at;
        let place = items
            .iter()
            .rposition(|(received_at, _)| *received_at <= at)
            .map_or(0, |before| before + 1);
        items.insert(place, (at, not_understood(delivery, what)));
    }
    items.into_iter().map(|(_, item)| item).collect()
}

fn item(event: &CallEvent, messages: &[LeftMessage], home: Region) -> TimelineItem {
    use TimelineKind as Kind;
    let mut item = TimelineItem {
        kind: Kind::Arrived,
        number: None,
        destination: None,
        cause: None,
        text: None,
        until: None,
        recipient: None,
        wants: None,
        happened_at: event.at.map(|at| at.to_string()),
        received_at: event.received_at.to_string(),
    };
    item.kind = match &event.kind {
        EventKind::Arrived => Kind::Arrived,
        EventKind::Routed { to, number } => {
            item.number = Some(number.clone());
            item.destination = Some(*to);
            Kind::Routed
        }
        EventKind::Ringing { leg, .. } => {
            item.number = filled(leg);
            Kind::Ringing
        }
        EventKind::Answered { by, .. } => {
            item.number.clone_from(by);
            Kind::Answered
        }
        EventKind::LegEnded { leg, cause, .. } => {
            item.number = filled(leg);
            item.cause.clone_from(cause);
            Kind::LegEnded
        }
        EventKind::Missed { cause, .. } => {
            item.cause.clone_from(cause);
            Kind::Missed
        }
        EventKind::Ended {
            answered_by, cause, ..
        } => {
            item.number.clone_from(answered_by);
            item.cause.clone_from(cause);
            Kind::Ended
        }
        EventKind::Progress { what } => {
            item.text = Some(what.clone());
            Kind::Progress
        }
        EventKind::Fax => Kind::Fax,
        EventKind::Expired { .. } => Kind::Expired,
        EventKind::Marked(mark) => match &mark.mark {
            MarkKind::Done(true) => Kind::MarkedDone,
            MarkKind::Done(false) => Kind::MarkedOpen,
            MarkKind::Calling(true) => Kind::Calling,
            MarkKind::Calling(false) => Kind::NotCalling,
            MarkKind::Snoozed(Some(until)) => {
                item.until = Some(until.to_string());
                Kind::Snoozed
            }
            MarkKind::Snoozed(None) => Kind::NotSnoozed,
            MarkKind::Message(message) => {
                item.recipient = Some(message.recipient.clone());
                item.wants = message.wants;
                item.text = filled(&message.text);
                Kind::Message
            }
            MarkKind::PassedOn { message, done } => {
                let passed_on = messages.iter().find(|left| left.id == *message);
                item.recipient = passed_on.map(|left| left.message.recipient.clone());
                match done {
                    true => Kind::PassedOn,
                    false => Kind::NotPassedOn,
                }
            }
            MarkKind::Note(text) => {
                item.text = Some(text.clone());
                Kind::Noted
            }
        },
    };
    let number = item.number.take();
    item.number = number.map(|number| display_leg(&number, home));
    item
}

fn not_understood(delivery: &StoredDelivery, what: &str) -> TimelineItem {
    TimelineItem {
        kind: TimelineKind::NotUnderstood,
        number: None,
        destination: None,
        cause: None,
        text: Some(what.to_owned()),
        until: None,
        recipient: None,
        wants: None,
        happened_at: None,
        received_at: delivery.received_at.to_string(),
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
