//! One record of MTS Exolve: an event of the call that it is of.
//!
//! The fields of a record are known from an older edition and from the names on its sibling pages.

use jiff::tz::TimeZone;
use kimo_calls::{CallEvent, Direction, Disposition, EventKind, Outcome, PhoneNumber, Way};
use serde::Deserialize;
use serde_json::Value;

use super::exolve_settings::own_number;
use crate::{
    Incoming, ReadError, Reading,
    wire::{self, Text},
};

/// Reads the fields of a record.
///
/// Its one time is taken to be the call's beginning. When the call ended is not told, for its length
/// is that of the talk alone.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(fields);
    // `uid` is taken to be the call's id too: the vendor's clients pass one for the other.
    let call = incoming.call_id(wire.call_id.or(&wire.uid), "call_id")?;
    let began = wire.date_time.time(&TimeZone::UTC);
    let began = began.ok_or_else(|| ReadError::Field {
        field: "date_time",
        why: "it is no time".to_owned(),
    })?;
    let region = incoming.meaning.region;
    let direction = direction(wire.calling_number.as_ref(), incoming);
    let party = |text: &Text| text.party(region);
    Ok(Reading::Events(vec![CallEvent {
        call_started_at: Some(began),
        direction: Some(direction),
        caller: wire.calling_number.as_ref().map(party),
        called: wire
            .called_number
            .0
            .is_some()
            .then(|| party(&wire.called_number)),
        ..incoming.event(call, wire.ended(direction))
    }]))
}

/// Which way a call goes, which no field says: out where a SIP account of Exolve calls, or the number
/// that is entered as ours.
pub(super) fn direction(caller: Option<&Text>, incoming: &Incoming<'_>) -> Direction {
    let caller = caller.and_then(Text::as_deref).unwrap_or_default();
    let is_sip = caller.len() > 11 && caller.starts_with("88314");
    let number = || PhoneNumber::read_leniently(caller, incoming.meaning.region);
    let is_ours = |ours: PhoneNumber| number() == Some(ours);
    match is_sip || own_number(incoming.meaning).is_some_and(is_ours) {
        true => Direction::Outbound,
        false => Direction::Inbound,
    }
}

/// The fields, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    call_id: Text,
    uid: Text,
    date_time: Text,
    /// `None` where the field itself is missing.
    calling_number: Option<Text>,
    called_number: Text,
    redirect_number: Text,
    duration: Text,
}

impl Wire {
    /// `duration` is how long people talked, so nobody did where it is nothing.
    fn ended(&self, direction: Direction) -> EventKind {
        let length = self.duration.as_deref();
        let length: Option<u64> = length.and_then(|text| text.parse().ok());
        let outcome = match length {
            Some(0) => Outcome::NotAnswered,
            Some(_) => Outcome::Answered,
            None => Outcome::Unknown,
        };
        let answered = outcome == Outcome::Answered;
        let leg = &self.redirect_number.0;
        EventKind::Ended {
            outcome,
            answered_by: leg
                .clone()
                .filter(|_| answered && direction == Direction::Inbound),
            answered_at: None,
            talk_seconds: length.and_then(talked),
            cause: None,
            unanswered: Disposition::NoAnswer,
            way: Way {
                legs: leg.iter().cloned().collect(),
                queue: None,
                menu: None,
            },
            queue_wait_seconds: None,
            recorded: true,
        }
    }
}

/// One edition of the page has it in seconds, a later one in milliseconds. What would be more than
/// six hours is the latter; of all else nobody knows, and nothing is said.
fn talked(length: u64) -> Option<u32> {
    const LONGEST_TALK: u64 = 6 * 60 * 60;
    (length > LONGEST_TALK)
        .then(|| u32::try_from(length / 1_000).ok())
        .flatten()
}
