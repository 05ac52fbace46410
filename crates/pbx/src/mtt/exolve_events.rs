//! The events of MTS Exolve: flat JSON, whose letters are those of Smart UVV.
//!
//! Source: the names that its events are known to have. The vendor's page of them is stored nowhere,
//! so what `b`, `d` and `e` mean is taken from what they carry.

use jiff::tz::TimeZone;
use kimo_calls::{CallEvent, EventKind, Outcome, Way};
use serde::Deserialize;
use serde_json::Value;

use super::{exolve_record::direction, q850::unanswered};
use crate::{
    Incoming, ReadError, Reading,
    wire::{self, Text},
};

/// Reads a delivery; `None` where it is none of Exolve's.
pub(super) fn read(fields: &Value, incoming: &Incoming<'_>) -> Option<Result<Reading, ReadError>> {
    let has = |name: &str| fields.get(name).is_some_and(Value::is_string);
    // Smart UVV has another id, and its letters in `event`.
    if !has("type") || has("h323_conf_id") || fields.get("event").is_some() {
        return None;
    }
    Some(wire::read::<Wire>(fields.clone()).read(incoming))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    r#type: Text,
    /// The same in all events and records of one call.
    call_id: Text,
    /// A second id, which stands in where an event has no other.
    call_sid: Text,
    date_time: Text,
    calling_number: Option<Text>,
    from: Option<Text>,
    #[serde(rename = "numberA")]
    number_a: Option<Text>,
    called_number: Text,
    to: Text,
    sip_id: Text,
    redirect_number: Text,
    talk_time: Text,
    cause_code: Text,
}

impl Wire {
    fn read(&self, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        let call = incoming.call_id(self.call_id.or(&self.call_sid), "call_id");
        let leg = self.redirect_number.0.clone();
        let kind = match self.r#type.word().as_str() {
            "b" => EventKind::Arrived,
            "o" => match leg {
                Some(leg) => EventKind::Ringing { leg, queue: None },
                None => EventKind::Arrived,
            },
            "s" => EventKind::Answered { by: leg, leg: None },
            "h" => self.hung_up(leg),
            "d" => match self.talked() {
                Some(seconds) => self.talk_is_over(seconds),
                None => self.hung_up(leg),
            },
            // The end of all of it, whose number is that of the last leg.
            "e" => self.hung_up(None),
            "crr" => EventKind::Progress {
                what: "crr".to_owned(),
            },
            _ => return incoming.not_understood(&self.r#type, "type", call),
        };
        let region = incoming.meaning.region;
        let callers = [&self.calling_number, &self.from, &self.number_a];
        let caller = callers.into_iter().find_map(Option::as_ref);
        let called = self.called_number.or(&self.to).or(&self.sip_id);
        Ok(Reading::Events(vec![CallEvent {
            at: self.date_time.time(&TimeZone::UTC),
            direction: Some(direction(caller, incoming)),
            caller: caller.map(|text| text.party(region)),
            called: called.0.is_some().then(|| called.party(region)),
            ..incoming.event(call?, kind)
        }]))
    }

    /// Where no number is named, everybody has.
    fn hung_up(&self, leg: Option<String>) -> EventKind {
        EventKind::LegEnded {
            by_caller: leg.is_none(),
            leg: leg.unwrap_or_default(),
            cause: self.cause_code.0.clone(),
            unanswered: unanswered(self.cause_code.as_deref()),
            closes: true,
        }
    }

    /// In whole seconds, where people talked. It comes in milliseconds.
    fn talked(&self) -> Option<u32> {
        let millis: u64 = self.talk_time.as_deref()?.parse().ok()?;
        (millis > 0)
            .then(|| u32::try_from(millis / 1_000).ok())
            .flatten()
    }

    fn talk_is_over(&self, seconds: u32) -> EventKind {
        EventKind::Ended {
            outcome: Outcome::Answered,
            answered_by: self.redirect_number.0.clone(),
            answered_at: None,
            talk_seconds: Some(seconds),
            cause: self.cause_code.0.clone(),
            unanswered: unanswered(self.cause_code.as_deref()),
            way: Way::default(),
            queue_wait_seconds: None,
            recorded: false,
        }
    }
}
