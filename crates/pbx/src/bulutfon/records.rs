//! Bulutfon's own records and extensions, by the first version of its interface: what the second one
//! answers is public nowhere.
//!
//! Source: the vendor's documents `API/endpoints` (2020). It rings the outside party first when it is
//! asked to call, so that a customer would pick up before anybody here does: that is not offered.

use std::time::Duration;

use jiff::SignedDuration;
use kimo_calls::{
    Call, CallEvent, Direction, Disposition, EventKind, Meaning, Outcome, Timestamp, Way,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use super::{cdr, story};
use crate::{
    Api, ApiAnswer, ApiExtension, ApiField, ApiRequest, Incoming, Limit, PageAt, ReadError,
    Reading, RecordingAt, RecordsPage, Refusal, Window,
    pages::{Cdrs, text_of},
    wire,
    wire::{Text, Tree},
};

/// The interface of Bulutfon's PBX.
pub(super) struct Records;

impl Api for Records {
    fn base(&self) -> &'static str {
        "https://api.bulutfon.com"
    }

    /// The longest time that can be asked for is "the last month", and February is one.
    fn longest_window(&self) -> SignedDuration {
        SignedDuration::from_hours(28 * 24)
    }

    fn reaches_back(&self) -> Option<SignedDuration> {
        Some(self.longest_window())
    }

    /// There is no "since": only the last hour, day or month, from now. Whatever is told beyond the
    /// window is known already, or is welcome.
    fn records(
        &self,
        window: &Window,
        page: PageAt,
        _meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal> {
        let length = window.to.duration_since(window.from);
        let of = |limit: &str| ApiField::Text(limit.to_owned());
        // With room for clocks that differ, and for the time that the asking takes.
        let time_limit = match length.as_mins() {
            ..50 => of("hour"),
            50..1_380 => of("day"),
            _ => of("month"),
        };
        let query = vec![
            ("access_token", ApiField::Key),
            ("time_limit", time_limit),
            ("limit", of("100")),
            ("page", ApiField::Text(page.number.to_string())),
        ];
        Ok(ApiRequest::get("/cdrs", query, EVERYTHING))
    }

    fn read_records(
        &self,
        answer: &ApiAnswer<'_>,
        _meaning: &Meaning,
    ) -> Result<RecordsPage, Refusal> {
        let found: Cdrs<'_> = answer.read()?;
        let is_over = |fields: &Value| fields.get("hangup_time").is_some_and(Value::is_string);
        found.read("uuid", is_over)
    }

    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        let wire: Wire = wire::read(fields);
        let call = incoming.call_id(&wire.uuid, "uuid")?;
        let (start, end) = wire.times()?;
        let region = incoming.meaning.region;
        Ok(Reading::Events(vec![CallEvent {
            at: Some(end),
            call_started_at: Some(start),
            direction: wire.direction(),
            caller: Some(wire.caller.party(region)),
            called: wire.callee.0.is_some().then(|| wire.callee.party(region)),
            ..incoming.event(call, wire.kind())
        }]))
    }

    fn record_of(&self, call: &Call) -> Value {
        story::record_of(call)
    }

    /// `REMOVED` is what a record says of one that was.
    fn says_recorded(&self, fields: Value) -> Option<bool> {
        let wire: Recorded = wire::read(fields);
        let in_cdr = wire.cdr.0.unwrap_or_default().call_record;
        let said = wire.call_record.or(&in_cdr);
        said.0.is_some().then(|| said.flag() == Some(true))
    }

    /// Links that are handed to a browser have a digest in place of the key.
    fn recording(&self, pbx_call_id: &str) -> Option<RecordingAt> {
        let id = utf8_percent_encode(pbx_call_id, NON_ALPHANUMERIC);
        let digest = ApiField::KeyedDigest(pbx_call_id.to_owned());
        Some(RecordingAt::Address(ApiRequest::get(
            format!("/call-records/{id}/stream"),
            vec![("access_token", digest)],
            EVERYTHING,
        )))
    }

    fn extensions(&self) -> Option<ApiRequest> {
        let query = vec![("access_token", ApiField::Key)];
        Some(ApiRequest::get("/extensions", query, EVERYTHING))
    }

    /// The addresses of their mail stay there.
    fn read_extensions(&self, answer: &ApiAnswer<'_>) -> Result<Vec<ApiExtension>, Refusal> {
        let found: FoundExtensions = answer.read()?;
        let read = |one: &Value| {
            Some(ApiExtension {
                number: text_of(one.get("number")?)?,
                name: one.get("caller_name").and_then(text_of).unwrap_or_default(),
            })
        };
        Ok(found.extensions.iter().filter_map(read).collect())
    }
}

/// There are limits, and they stand nowhere: as the strictest that another PBX is known to have.
const EVERYTHING: &[Limit] = &[Limit {
    name: "",
    most: 6,
    within: Duration::from_secs(60),
}];

#[derive(Deserialize)]
struct FoundExtensions {
    extensions: Vec<Value>,
}

/// What a row of records, and the record in a posted end, say of the recording.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Recorded {
    call_record: Text,
    cdr: Tree<RecordedInCdr>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RecordedInCdr {
    call_record: Text,
}

/// The fields of a row of records, as far as they say something to Kimo. `extension` is the called
/// number again (the document's example), and who answered stands in the single record alone.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    uuid: Text,
    bf_calltype: Text,
    direction: Text,
    caller: Text,
    callee: Text,
    call_time: Text,
    answer_time: Text,
    hangup_time: Text,
    missing_call: Text,
    hangup_cause: Text,
}

impl Wire {
    /// When it began and ended. Where one of them cannot be read, the other is near.
    fn times(&self) -> Result<(Timestamp, Timestamp), ReadError> {
        let start = cdr::time(&self.call_time);
        let answer = cdr::time(&self.answer_time);
        let end = cdr::time(&self.hangup_time);
        let begun = start.or(answer).or(end);
        let over = end.or(answer).or(start);
        begun.zip(over).ok_or_else(|| ReadError::Field {
            field: "call_time",
            why: "neither it nor hangup_time is a time".to_owned(),
        })
    }

    fn direction(&self) -> Option<Direction> {
        match self.direction.word().as_str() {
            "in" => Some(Direction::Inbound),
            "out" => Some(Direction::Outbound),
            "internal" | "local" => Some(Direction::Internal),
            _ => None,
        }
    }

    fn kind(&self) -> EventKind {
        if self.bf_calltype.word() == "fax" {
            return EventKind::Fax;
        }
        let outcome = self.outcome();
        let is_outbound = self.direction() == Some(Direction::Outbound);
        EventKind::Ended {
            outcome,
            answered_by: None,
            // Of an inbound call it may be a menu's.
            answered_at: cdr::time(&self.answer_time)
                .filter(|_| is_outbound && outcome == Outcome::Answered),
            talk_seconds: None,
            cause: self.hangup_cause.0.clone(),
            unanswered: self.unanswered(),
            way: Way::default(),
            queue_wait_seconds: None,
            recorded: true,
        }
    }

    /// Missed is what `missing_call` calls so, and nothing else. A call that it does not is answered
    /// where something picked up; where nothing did, outbound nobody, inbound nobody knows.
    fn outcome(&self) -> Outcome {
        let picked_up = cdr::time(&self.answer_time).is_some();
        match (self.missing_call.flag(), picked_up, self.direction()) {
            (Some(true), ..) | (_, false, Some(Direction::Outbound)) => Outcome::NotAnswered,
            (Some(false), true, _) | (None, true, Some(Direction::Outbound)) => Outcome::Answered,
            _ => Outcome::Unknown,
        }
    }

    /// `NORMAL_CLEARING` ends nearly every call.
    fn unanswered(&self) -> Disposition {
        match self.hangup_cause.word().as_str() {
            "user_busy" => Disposition::Busy,
            "call_rejected" => Disposition::Rejected,
            "invalid_number_format" => Disposition::Failed,
            "originator_cancel" => Disposition::Cancelled,
            _ => Disposition::NoAnswer,
        }
    }
}
