//! What a Verimor switch posts of one call, event by event: the one maker of made-up bodies, of the
//! stories and of the tests.

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Call, Direction, Disposition};
use serde_json::{Value, json};

use crate::story::form;

/// One call as its switch knows it.
#[derive(Clone, Debug)]
pub struct VerimorCall<'a> {
    /// Its `call_uuid`.
    pub id: String,
    /// When it began; seconds are counted from here.
    pub started_at: Timestamp,
    /// `inbound`, `outbound` or `internal`.
    pub direction: &'a str,
    /// The calling number, or extension.
    pub caller: &'a str,
    /// The number that an outbound call shows.
    pub shows: &'a str,
    /// The number that was dialled.
    pub called: &'a str,
    /// The queue or group that it is in; empty for none.
    pub queue: &'a str,
}

/// How a call ended.
#[derive(Clone, Copy, Debug)]
pub struct VerimorEnd<'a> {
    /// The extension that rang last, or talked; empty where none did.
    pub leg: &'a str,
    /// What the flag says.
    pub answered: bool,
    /// When somebody, or a menu, picked up, in seconds.
    pub answered_at: Option<u32>,
    /// When it ended, in seconds.
    pub at: u32,
    /// The switch's word for why.
    pub cause: &'a str,
}

/// What its records say of a call.
#[derive(Clone, Copy, Debug)]
pub struct VerimorRecord<'a> {
    /// What the flag says.
    pub missed: bool,
    /// The word for how it came out.
    pub result: &'a str,
    /// When somebody picked up, in seconds.
    pub answered_at: Option<u32>,
    /// When it ended, in seconds.
    pub at: u32,
}

/// The record that the switch would keep of a call.
pub(super) fn record_of(call: &Call) -> Value {
    let second = |at: Timestamp| at.duration_since(call.started_at).as_secs();
    let second = |at| u32::try_from(second(at)).unwrap_or_default();
    let is_missed = call.disposition != Disposition::Answered;
    let known = VerimorCall {
        id: call.id.pbx_call_id.clone(),
        started_at: call.started_at,
        direction: match call.direction {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
            Direction::Internal => "internal",
        },
        caller: &call.caller.raw,
        shows: "",
        called: &call.called.raw,
        queue: call.queue.as_deref().unwrap_or_default(),
    };
    known.record(&VerimorRecord {
        missed: is_missed,
        result: match call.disposition {
            Disposition::Busy => "Meşgul",
            Disposition::Cancelled => "Vazgeçildi",
            Disposition::Rejected => "Reddedildi",
            _ if is_missed => "Cevapsız",
            _ => "Cevaplandı",
        },
        answered_at: call.answered_at.map(second),
        at: call.ended_at.map(second).unwrap_or_default(),
    })
}

impl VerimorCall<'_> {
    /// Its record, as the PBX's own interface lists it.
    pub fn record(&self, record: &VerimorRecord<'_>) -> Value {
        let clock = |seconds: u32| {
            let (minutes, seconds) = (seconds / 60, seconds % 60);
            format!("{:02}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
        };
        let stamp = |second| format!("{} +0300", self.stamp(second));
        let picked_up = record.answered_at.unwrap_or(record.at);
        let waited = match self.queue {
            "" => 0,
            _ => picked_up,
        };
        json!({
            "start_stamp": stamp(0),
            "direction": match self.direction {
                "outbound" => "Giden",
                "internal" => "Santral içi",
                _ => "Gelen",
            },
            "caller_id_number": self.caller,
            "caller_id_name": "",
            "destination_number": self.called,
            "destination_name": "",
            "duration": clock(record.at),
            "talk_duration": clock(record.at - picked_up),
            "queue_wait_seconds": clock(waited),
            "queue": self.queue,
            "result": record.result,
            "missed": record.missed.to_string(),
            "return_uuid": null,
            "recording_present": "false",
            "sip_hangup_disposition": "caller",
            "call_uuid": self.id,
            "answer_stamp": record.answered_at.map(stamp),
            "end_stamp": stamp(record.at),
        })
    }

    /// A leg rings.
    pub fn ringing(&self, leg: &str) -> String {
        self.post("ringing", &[("dialed_user", leg), ("queue", self.queue)])
    }

    /// What rang at a leg was answered by one, after so many seconds.
    pub fn answer(&self, leg: &str, by: &str, second: u32) -> String {
        let fields = [
            ("dialed_user", leg),
            ("connected_user", by),
            ("queue", self.queue),
            ("answer_stamp", &self.stamp(second)),
        ];
        self.post("answer", &fields)
    }

    /// A leg stopped, after so many seconds.
    pub fn user_hangup(&self, leg: &str, second: u32, cause: &str) -> String {
        let fields = [
            ("dialed_user", leg),
            ("queue", self.queue),
            ("end_stamp", &self.stamp(second)),
            ("hangup_cause", cause),
        ];
        self.post("user_hangup", &fields)
    }

    /// The call ended; this is also its record.
    pub fn hangup(&self, end: &VerimorEnd<'_>) -> String {
        let waited = match self.queue {
            "" => 0,
            _ => end.answered_at.unwrap_or(end.at),
        };
        let talked = end.answered_at.map_or(0, |from| end.at - from);
        let picked_up = end.answered_at.map(|second| self.stamp(second));
        let fields = [
            ("dialed_user", end.leg),
            ("connected_user", if end.answered { end.leg } else { "" }),
            ("answer_stamp", picked_up.as_deref().unwrap_or_default()),
            ("end_stamp", &self.stamp(end.at)),
            ("duration", &talked.to_string()),
            ("recording_present", "false"),
            ("answered", if end.answered { "true" } else { "false" }),
            ("queue", self.queue),
            ("queue_wait_duration", &waited.to_string()),
            ("sip_hangup_disposition", "caller"),
            ("hangup_cause", end.cause),
            ("failure_status", ""),
            ("failure_phrase", ""),
        ];
        self.post("hangup", &fields)
    }

    /// Any event, with these fields beside those that all have.
    pub fn post(&self, event_type: &str, more: &[(&str, &str)]) -> String {
        let start = self.stamp(0);
        let mut fields = vec![
            ("event_type", event_type),
            ("domain_id", "101"),
            ("direction", self.direction),
            ("caller_id_number", self.caller),
            ("outbound_caller_id_number", self.shows),
            ("destination_number", self.called),
            ("call_uuid", &self.id),
            ("start_stamp", &start),
        ];
        fields.extend(more);
        form(&fields)
    }

    /// The switch's wall clock in Turkey, without zone, so many seconds into the call.
    pub fn stamp(&self, second: u32) -> String {
        let at = self.started_at + SignedDuration::from_secs(second.into());
        at.to_zoned(jiff::tz::get!("Europe/Istanbul"))
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
    }
}
