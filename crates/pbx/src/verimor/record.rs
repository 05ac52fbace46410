//! One record of Verimor's: an event of the call that it is of.

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{
    CallEvent, Direction, Disposition, EventKind, Outcome, Timestamp, Way, is_extension,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{Incoming, ReadError, Reading, time, wire, wire::Text};

static ISTANBUL: TimeZone = jiff::tz::get!("Europe/Istanbul");

/// Reads the fields of a record.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(fields);
    let call = incoming.call_id(&wire.call_uuid, "call_uuid")?;
    let (start, end) = wire.times()?;
    let region = incoming.meaning.region;
    let party = |text: &Text| Text(text.as_deref().map(|text| number(text).to_owned()));
    let called = party(&wire.destination_number);
    Ok(Reading::Events(vec![CallEvent {
        at: Some(end),
        call_started_at: Some(start),
        direction: wire.direction(),
        caller: wire
            .caller_id_number
            .as_ref()
            .map(|text| party(text).party(region)),
        called: called.as_deref().is_some().then(|| called.party(region)),
        ..incoming.event(call, wire.ended(end))
    }]))
}

/// `1014 (902120000000)` is the extension 1014, whose outside number that is (R).
fn number(text: &str) -> &str {
    text.split(" (").next().unwrap_or_default().trim()
}

/// The fields of a record, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    call_uuid: Text,
    direction: Text,
    caller_id_number: Option<Text>,
    destination_number: Text,
    start_stamp: Text,
    answer_stamp: Text,
    end_stamp: Text,
    duration: Text,
    talk_duration: Text,
    queue_wait_seconds: Text,
    queue: Text,
    result: Text,
    missed: Text,
}

impl Wire {
    /// When it began and ended. One of them may be unreadable, as in the vendor's own examples; the
    /// other and the length tell it then.
    fn times(&self) -> Result<(Timestamp, Timestamp), ReadError> {
        let length = self.duration.seconds().map(i64::from);
        let length = SignedDuration::from_secs(length.unwrap_or_default());
        let start = stamp(&self.start_stamp);
        let end = stamp(&self.end_stamp);
        let start = start.or_else(|| end.and_then(|end| end.checked_sub(length).ok()));
        let end = end.or_else(|| start.and_then(|start| start.checked_add(length).ok()));
        start.zip(end).ok_or_else(|| ReadError::Field {
            field: "start_stamp",
            why: "neither it nor end_stamp is a time".to_owned(),
        })
    }

    /// `missed` decides, a flag or the text of one: the words of `result` stand for several codes
    /// each, and in the vendor's own example contradict it.
    fn ended(&self, end: Timestamp) -> EventKind {
        let outcome = match self.missed.flag() {
            Some(true) => Outcome::NotAnswered,
            Some(false) => Outcome::Answered,
            None => Outcome::Unknown,
        };
        let answered = outcome == Outcome::Answered;
        let is_outbound = self.direction() == Some(Direction::Outbound);
        let leg = self
            .destination_number
            .as_deref()
            .map(number)
            .filter(|number| !is_outbound && is_extension(number))
            .filter(|number| Some(*number) != self.queue.as_deref());
        let talked = self.talk_duration.seconds();
        let since = |seconds: u32| {
            end.checked_sub(SignedDuration::from_secs(seconds.into()))
                .ok()
        };
        EventKind::Ended {
            outcome,
            answered_by: leg.filter(|_| answered).map(str::to_owned),
            answered_at: stamp(&self.answer_stamp)
                .or(talked.and_then(since))
                .filter(|_| answered),
            talk_seconds: talked.filter(|_| answered),
            cause: self.result.0.clone(),
            unanswered: unanswered(&self.result),
            way: Way {
                legs: leg.map(str::to_owned).into_iter().collect(),
                queue: self.queue.0.clone(),
                menu: None,
            },
            queue_wait_seconds: self
                .queue_wait_seconds
                .seconds()
                .filter(|_| self.queue.0.is_some()),
            recorded: true,
        }
    }

    /// `Giden (API)` and `Giden (IVR)` go out too (M).
    fn direction(&self) -> Option<Direction> {
        let word = self.direction.word();
        match word.split(' ').next().unwrap_or_default() {
            "gelen" | "inbound" => Some(Direction::Inbound),
            "giden" | "outbound" => Some(Direction::Outbound),
            "santral" | "internal" => Some(Direction::Internal),
            _ => None,
        }
    }
}

/// A time with its offset; where that is cut (`+030`, M) it is Turkey's. Of a year that lost its
/// first digit (`017-08-03`, M) the century is known.
fn stamp(text: &Text) -> Option<Timestamp> {
    let text = text.as_deref()?;
    let is_cut = text.starts_with('0') && text.find('-') == Some(3);
    match is_cut {
        true => time::read_leniently(&format!("2{text}"), &ISTANBUL),
        false => time::read_leniently(text, &ISTANBUL),
    }
}

/// What the words for a result say of a call that nobody answered.
fn unanswered(result: &Text) -> Disposition {
    // Not by small letters: those of İ and I are others in Turkish.
    match result.as_deref().unwrap_or_default() {
        "Meşgul" => Disposition::Busy,
        "Vazgeçildi" => Disposition::Cancelled,
        "Reddedildi" => Disposition::Rejected,
        "" | "Cevapsız" | "Cevaplandı" | "Diğer dahili cevapladı" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
