//! Hipcall: JSON, one event a delivery, each with the record of the call as it stands.
//!
//! Sources: the vendor's articles on webhooks and on call records as they stood in 2024, its
//! example of a record keeper, and its post of 2023 for the older shape ("2023" below). Rules
//! marked as a guess stand in none of them.

use jiff::tz::TimeZone;
use kimo_calls::{
    CallEvent, Direction, Disposition, EventKind, Outcome, Party, Region, Timestamp, Way,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Incoming, ReadError, Reading,
    wire::{self, List, Text, Tree},
};

/// The setting with the extensions or names of users.
pub(super) const USERS: &str = "users";

/// Reads a delivery.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(fields);
    let record = wire.data.0.unwrap_or_default();
    // 2023 wrote `call::init`.
    let event = wire.event.word().replace("::", "_");
    let call = incoming.call_id(&record.uuid, "data.uuid");
    let (kind, at) = match event.as_str() {
        "call_init" => (EventKind::Arrived, record.began()),
        "call_bridged" => (record.bridged(incoming), record.bridged_last()),
        "call_hangup" => (record.hangup(incoming), record.ended()),
        // Companies, contacts, tasks and deals have events too.
        other if !other.is_empty() && !other.starts_with("call_") => {
            return Ok(Reading::OfNoCall {
                id: incoming.id,
                event_type: other.to_owned(),
            });
        }
        _ => return incoming.not_understood(&wire.event, "event", call),
    };
    let (caller, called) = record.parties(incoming.meaning.region);
    Ok(Reading::Events(vec![CallEvent {
        at,
        call_started_at: record.began(),
        direction: record.direction(),
        caller,
        called,
        ..incoming.event(call?, kind)
    }]))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    event: Text,
    data: Tree<Record>,
}

/// The record of a call, as far as it says something to Kimo. Which members are there varies.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    uuid: Text,
    direction: Text,
    /// `None` where the field itself is missing: then the event says nothing of that side.
    caller_number: Option<Text>,
    callee_number: Option<Text>,
    user_id: Text,
    started_at: Text,
    /// When a person was connected. `answered_at` is not read: a menu sets it.
    bridged_at: Text,
    ended_at: Text,
    missing_call: Text,
    missing_call_reason: Text,
    hangup_by: Text,
    voicemail_id: Text,
    /// The newest first.
    call_flow: List<FlowStep>,
    /// 2023: the customer, whichever way the call goes.
    contact_number: Option<Text>,
    /// 2023: our line.
    number: Tree<Line>,
    /// 2023: the start of the call.
    startstamp: Text,
    /// 2023: when the event happened.
    timestamp: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FlowStep {
    action: Text,
    detail: Tree<FlowDetail>,
    timestamp: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FlowDetail {
    id: Text,
    r#type: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    number: Text,
}

impl Record {
    /// A person was connected. Of an outbound call this says nothing: called from Hipcall's own
    /// page, it comes as soon as the caller's own telephone is picked up, while the other side
    /// still rings; the vendor warns of it.
    fn bridged(&self, incoming: &Incoming<'_>) -> EventKind {
        if self.is_outbound() {
            return EventKind::Progress {
                what: "call_bridged".to_owned(),
            };
        }
        let newest = self.people(incoming).pop();
        EventKind::Answered {
            by: newest.or_else(|| self.user(incoming)),
            leg: None,
        }
    }

    /// The call ended. An inbound call is missed where the record says so, a voice message or not,
    /// and answered where a person was connected; a record with neither, as all are of 2023, does
    /// not tell. An outbound call that nobody answered has `missing_call` false.
    fn hangup(&self, incoming: &Incoming<'_>) -> EventKind {
        let people = self.people(incoming);
        let way = self.way(&people);
        if !self.is_outbound() && self.missing_call.flag() == Some(true) {
            return EventKind::Missed {
                cause: self.cause(),
                unanswered: self.unanswered(),
                way,
            };
        }
        let bridged_at = self.bridged_at.time(&TimeZone::UTC);
        let outcome = match bridged_at {
            Some(_) => Outcome::Answered,
            None if self.is_outbound() => Outcome::NotAnswered,
            None => Outcome::Unknown,
        };
        let answered_by = people.into_iter().next().or_else(|| self.user(incoming));
        EventKind::Ended {
            outcome,
            answered_by: answered_by.filter(|_| bridged_at.is_some() && !self.is_outbound()),
            answered_at: bridged_at,
            talk_seconds: None,
            cause: self.cause(),
            unanswered: self.unanswered(),
            way,
            queue_wait_seconds: None,
            recorded: false,
        }
    }

    /// The caller gave up if the reason says so, or if it was the caller who hung up.
    fn unanswered(&self) -> Disposition {
        let caller = match self.is_outbound() {
            true => "user",
            false => "contact",
        };
        let is_voicemail = self.voicemail_id.0.is_some();
        match self.missing_call_reason.word().as_str() {
            "abandoned" if !is_voicemail => Disposition::Cancelled,
            "" if !is_voicemail && self.hangup_by.word() == caller => Disposition::Cancelled,
            _ => Disposition::NoAnswer,
        }
    }

    /// That a message was left is what people want to read first.
    fn cause(&self) -> Option<String> {
        if self.voicemail_id.0.is_some() {
            return Some("voicemail".to_owned());
        }
        self.missing_call_reason.or(&self.hangup_by).0.clone()
    }

    /// The way through menus (`greeting`) and teams, which are queues. That they have steps of
    /// their own in `call_flow` is a guess from the types that the article lists.
    fn way(&self, people: &[String]) -> Way {
        let steps = self.steps();
        let last = |kinds: &[&str]| {
            let of_kind = |step: &&&FlowStep| kinds.contains(&step.kind().as_str());
            steps.iter().rev().find(of_kind).copied()
        };
        let id = |step: &FlowStep| {
            step.detail
                .0
                .as_ref()
                .and_then(|detail| detail.id.0.clone())
        };
        let in_menu = last(&["greeting", "team", "user"]).filter(|step| step.kind() == "greeting");
        Way {
            legs: match self.is_outbound() {
                true => Vec::new(),
                false => people.to_vec(),
            },
            queue: last(&["team"]).and_then(id),
            menu: in_menu.map(|step| id(step).unwrap_or_default()),
        }
    }

    /// Who was connected, in order: a transferred call has a step for each.
    fn people(&self, incoming: &Incoming<'_>) -> Vec<String> {
        let steps = self.steps();
        let bridges = steps.into_iter().filter(|step| step.is_bridge());
        let ids = bridges.filter_map(|step| step.detail.0.as_ref()?.id.as_deref());
        ids.map(|id| incoming.row(USERS, id).to_owned()).collect()
    }

    /// The user of the record; 0 is nobody (2023).
    fn user(&self, incoming: &Incoming<'_>) -> Option<String> {
        let id = self.user_id.as_deref().filter(|id| *id != "0")?;
        Some(incoming.row(USERS, id).to_owned())
    }

    /// The flow from its beginning.
    fn steps(&self) -> Vec<&FlowStep> {
        let mut steps: Vec<_> = self.call_flow.0.iter().rev().collect();
        steps.sort_by_key(|step| step.time());
        steps
    }

    fn bridged_last(&self) -> Option<Timestamp> {
        let steps = self.steps();
        let last = steps.into_iter().rfind(|step| step.is_bridge());
        last.and_then(FlowStep::time)
            .or_else(|| self.bridged_at.time(&TimeZone::UTC))
    }

    fn began(&self) -> Option<Timestamp> {
        self.started_at.or(&self.startstamp).time(&TimeZone::UTC)
    }

    fn ended(&self) -> Option<Timestamp> {
        let said = self.ended_at.or(&self.timestamp).time(&TimeZone::UTC);
        said.or_else(|| self.steps().into_iter().filter_map(FlowStep::time).max())
    }

    /// Caller and called. 2023 tells the customer and our line instead.
    fn parties(&self, region: Region) -> (Option<Party>, Option<Party>) {
        let read = |text: &Option<Text>| text.as_ref().map(|text| text.party(region));
        let customer = read(&self.contact_number);
        let line = self.number.0.as_ref().map(|line| line.number.party(region));
        let (caller, called) = match self.is_outbound() {
            true => (line, customer),
            false => (customer, line),
        };
        let (new_caller, new_called) = (read(&self.caller_number), read(&self.callee_number));
        (new_caller.or(caller), new_called.or(called))
    }

    /// 2023 has a number, 0 in its example of an inbound call; that 1 is outbound is a guess.
    fn direction(&self) -> Option<Direction> {
        match self.direction.word().as_str() {
            "inbound" | "0" => Some(Direction::Inbound),
            "outbound" | "1" => Some(Direction::Outbound),
            "internal" => Some(Direction::Internal),
            _ => None,
        }
    }

    fn is_outbound(&self) -> bool {
        self.direction() == Some(Direction::Outbound)
    }
}

impl FlowStep {
    fn is_bridge(&self) -> bool {
        self.action.word() == "bridge" && self.kind() == "user"
    }

    fn kind(&self) -> String {
        self.detail
            .0
            .as_ref()
            .map(|detail| detail.r#type.word())
            .unwrap_or_default()
    }

    fn time(&self) -> Option<Timestamp> {
        self.timestamp.time(&TimeZone::UTC)
    }
}
