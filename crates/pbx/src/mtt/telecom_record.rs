//! One record of the history of Smart UVV: an event of the call that it is of.

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{CallEvent, Direction, EventKind, Outcome, Timestamp, Way};
use serde::Deserialize;
use serde_json::Value;

use super::{conference, q850::unanswered};
use crate::{
    Incoming, ReadError, Reading,
    wire::{self, List, Text},
};

/// The lists in which it tells of calls.
pub(super) const LISTS: [&str; 3] = ["incoming", "missed", "dialed"];

/// Whether these are the fields of such a record, as it is kept.
pub(super) fn is_one(fields: &Value) -> bool {
    let is_list = |name: &str| fields.get(name).is_some_and(Value::is_array);
    LISTS.into_iter().any(is_list)
}

/// Reads the fields of a record: the list that it was in with nothing else in it, and the number that
/// was asked for.
///
/// `used_quantity` counts all connections of a call together, so how long people talked is not told, nor
/// when the call ended.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let Wire {
        incoming: answered,
        missed,
        dialed,
        sip_id,
    } = wire::read(fields);
    let of = |list: List<Entry>, direction, outcome| {
        let first = list.0.into_iter().next();
        first.map(|entry| (entry, direction, outcome))
    };
    let found = of(answered, Direction::Inbound, Some(Outcome::Answered))
        .or_else(|| of(missed, Direction::Inbound, Some(Outcome::NotAnswered)))
        .or_else(|| of(dialed, Direction::Outbound, None));
    let (entry, direction, outcome) = found.ok_or(ReadError::Missing("h323_conf_id"))?;
    let outcome = outcome.unwrap_or_else(|| entry.connected());
    let call = conference::call_id(&entry.h323_conf_id, incoming)?;
    let began = began(&entry, incoming.received_at)?;
    let region = incoming.meaning.region;
    // Where a call was redirected, `cld` is where to, and not what the caller dialled.
    let is_redirected = direction == Direction::Inbound
        && sip_id.0.is_some()
        && sip_id.party(region).number != entry.cld.party(region).number;
    let leg = entry.cld.0.clone().filter(|_| is_redirected);
    let called = match is_redirected {
        true => &sip_id,
        false => &entry.cld,
    };
    let kind = EventKind::Ended {
        outcome,
        answered_by: leg.clone().filter(|_| outcome == Outcome::Answered),
        answered_at: None,
        talk_seconds: None,
        cause: entry.disconnect_cause.0.clone(),
        unanswered: unanswered(entry.disconnect_cause.as_deref()),
        way: Way {
            legs: leg.into_iter().collect(),
            queue: None,
            menu: None,
        },
        queue_wait_seconds: None,
        recorded: true,
    };
    Ok(Reading::Events(vec![CallEvent {
        call_started_at: Some(began),
        direction: Some(direction),
        caller: entry.cli.as_ref().map(|text| text.party(region)),
        called: called.0.is_some().then(|| called.party(region)),
        ..incoming.event(call, kind)
    }]))
}

/// When a call began: in UTC, as the later edition of the page says. The earlier one is silent, and
/// events have Moscow's time; a call that would have begun after it was heard of has that, too.
fn began(entry: &Entry, received_at: Timestamp) -> Result<Timestamp, ReadError> {
    let at = entry.connect_time.time(&TimeZone::UTC);
    let at = at.or(entry.customer_local_time.time(&TimeZone::UTC));
    let at = at.ok_or_else(|| ReadError::Field {
        field: "connect_time",
        why: "it is no time".to_owned(),
    })?;
    let is_ahead = at.duration_since(received_at) > WRONG_CLOCK;
    let in_moscow = at.checked_sub(MOSCOW).ok().filter(|_| is_ahead);
    Ok(in_moscow.unwrap_or(at))
}

/// Moscow is ahead of UTC by so much.
const MOSCOW: SignedDuration = SignedDuration::from_hours(3);
/// What is ahead by less may be so by the clocks.
const WRONG_CLOCK: SignedDuration = SignedDuration::from_hours(1);

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    incoming: List<Entry>,
    missed: List<Entry>,
    dialed: List<Entry>,
    /// The number that was asked for; missing where the answer did not say it.
    sip_id: Text,
}

/// The fields, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    h323_conf_id: Text,
    /// The caller; `None` where the field itself is missing.
    cli: Option<Text>,
    /// The called number, or the one that it was redirected to.
    cld: Text,
    connect_time: Text,
    customer_local_time: Text,
    disconnect_cause: Text,
    used_quantity: Text,
}

impl Entry {
    /// Whether there was any connection.
    fn connected(&self) -> Outcome {
        match self.used_quantity.seconds() {
            Some(0) => Outcome::NotAnswered,
            Some(_) => Outcome::Answered,
            None => Outcome::Unknown,
        }
    }
}
