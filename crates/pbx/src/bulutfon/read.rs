//! Bulutfon: JSON or form, as the customer chose; he also chooses which events are sent.
//!
//! Sources: the vendor's documents of web hooks of 2015, 2018 and 2021-02-25, and that of call
//! detail records, whose names for the steps of a call the hooks share.

use kimo_calls::{
    CallEvent, CallId, Destination, Direction, Disposition, EventKind, Outcome, Party, Region,
};
use serde::Deserialize;
use serde_json::Value;

use super::cdr::{self, Cdr};
use crate::{
    Incoming, ReadError, Reading,
    wire::{self, Text, Tree},
};

/// Nobody answered, whatever the cause: `NORMAL_CLEARING` ends nearly every call, answered or not
/// (2021).
const UNANSWERED: Disposition = Disposition::NoAnswer;

/// Reads a delivery.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(fields);
    let cdr = wire.cdr.0.clone().unwrap_or_default();
    let kind = match wire.event_type.word().as_str() {
        "call_init" => EventKind::Arrived,
        "call_init_extension" | "incoming_call_extension" => wire.ringing(),
        "call_init_group" | "incoming_call_group" => wire.routed(Destination::Group),
        // `call_init_manu` is how the vendor's list of 2018 spells it.
        "call_init_menu" | "call_init_manu" | "incoming_call_menu" => {
            wire.routed(Destination::Menu)
        }
        "fax_init" => EventKind::Fax,
        "call_hangup" | "missing_call" if cdr.is_fax() => EventKind::Fax,
        "call_hangup" => wire.hangup(&cdr),
        "missing_call" => wire.missing(&cdr),
        _ => {
            let call = wire.call_id(&cdr, incoming);
            return incoming.not_understood(&wire.event_type, "event_type", call);
        }
    };
    let region = incoming.meaning.region;
    Ok(Reading::Events(vec![CallEvent {
        at: cdr.hangup_time().or(cdr::time(&wire.timestamp)),
        call_started_at: cdr.call_time(),
        direction: wire.direction(&cdr),
        caller: party(wire.caller.as_ref(), cdr.caller(), region),
        called: party(wire.callee.as_ref(), cdr.callee(), region),
        ..incoming.event(wire.call_id(&cdr, incoming)?, kind)
    }]))
}

/// The outer field; only where it is missing, the one of the detail record, which names another
/// caller in the vendor's own examples.
fn party(outer: Option<&Text>, of_cdr: &Text, region: Region) -> Option<Party> {
    match outer {
        Some(outer) => Some(outer.party(region)),
        None => of_cdr.0.is_some().then(|| of_cdr.party(region)),
    }
}

/// The fields of all three documents, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    event_type: Text,
    uuid: Text,
    direction: Text,
    caller: Option<Text>,
    callee: Option<Text>,
    /// Microseconds in every example; the document of 2021 says "Unix epoch".
    timestamp: Text,
    destination: Text,
    hangup_cause: Text,
    /// 2021; `None` where the field itself is missing.
    result_disposition: Option<Text>,
    /// Until 2020.
    cdr: Tree<Cdr>,
}

impl Wire {
    fn call_id(&self, cdr: &Cdr, incoming: &Incoming<'_>) -> Result<CallId, ReadError> {
        incoming.call_id(self.uuid.or(cdr.uuid()), "uuid")
    }

    /// The call rings at an extension.
    fn ringing(&self) -> EventKind {
        match self.destination.0.clone() {
            Some(leg) => EventKind::Ringing { leg, queue: None },
            None => EventKind::Arrived,
        }
    }

    /// The call came to a group or a menu.
    fn routed(&self, to: Destination) -> EventKind {
        match self.destination.0.clone() {
            Some(number) => EventKind::Routed { to, number },
            None => EventKind::Arrived,
        }
    }

    /// The call was missed. The event says so by its name, whatever its record shows: the
    /// `answer_time` there is that of a menu (example of 2018).
    fn missing(&self, cdr: &Cdr) -> EventKind {
        EventKind::Missed {
            cause: self.cause(cdr),
            unanswered: UNANSWERED,
            way: cdr.way(),
        }
    }

    /// The call ended. `hangup_cause` and `talk_duration` don't tell whether it was answered: the
    /// first is `NORMAL_CLEARING` for whatever the PBX handled without trouble, the second counts
    /// the time in menus (2021).
    fn hangup(&self, cdr: &Cdr) -> EventKind {
        let answer = match self.direction(cdr) {
            Some(Direction::Outbound) => cdr.answer_of_other_side(),
            _ => cdr.answer_of_person(),
        };
        let outcome = match (&answer, self.result_disposition.as_ref()) {
            (Some(Some(_)), _) => Outcome::Answered,
            (Some(None), _) => Outcome::NotAnswered,
            // 2021: `SUCCESS` where an extension or the called number was reached, else empty.
            (None, Some(result)) if result.word() == "success" => Outcome::Answered,
            (None, Some(_)) => Outcome::NotAnswered,
            (None, None) => Outcome::Unknown,
        };
        let answer = answer.flatten().unwrap_or_default();
        EventKind::Ended {
            outcome,
            answered_by: answer.by,
            answered_at: answer.at,
            talk_seconds: None,
            cause: self.cause(cdr),
            unanswered: UNANSWERED,
            way: cdr.way(),
            queue_wait_seconds: None,
            recorded: false,
        }
    }

    fn cause(&self, cdr: &Cdr) -> Option<String> {
        self.hangup_cause.or(cdr.hangup_cause()).0.clone()
    }

    fn direction(&self, cdr: &Cdr) -> Option<Direction> {
        match self.direction.or(cdr.direction()).word().as_str() {
            "in" | "inbound" => Some(Direction::Inbound),
            "out" | "outbound" => Some(Direction::Outbound),
            "internal" | "local" => Some(Direction::Internal),
            _ => None,
        }
    }
}
