//! What Bulutfon posts of a call, and what its records say of it.

use jiff::{SignedDuration, Timestamp, tz};
use serde_json::{Value, json};

/// A call.
#[derive(Clone, Debug)]
pub struct BulutfonCall {
    /// Its `uuid`.
    pub id: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How many seconds it took.
    pub lasted: u32,
    /// Whether we called.
    pub is_outbound: bool,
    /// The outside number, as the PBX writes it; `anonymous` for none.
    pub other: String,
    /// Whether somebody talked.
    pub is_answered: bool,
}

const LINE: u64 = 902_120_000_000;

impl BulutfonCall {
    /// Its row in the list of records. A number is one in JSON, an inbound call has no extension.
    pub fn record(&self) -> Value {
        let (caller, callee) = self.ends();
        json!({
            "uuid": self.id,
            "bf_calltype": "voice",
            "direction": if self.is_outbound { "OUT" } else { "IN" },
            "caller": caller,
            "callee": callee,
            "extension": self.is_outbound.then(|| LINE.to_string()),
            "call_time": self.iso(0),
            "answer_time": self.is_answered.then(|| self.iso(5)),
            "hangup_time": self.iso(self.lasted.into()),
            "missing_call": !self.is_outbound && !self.is_answered,
            "call_price": self.is_outbound.then_some("0.12"),
            "call_record": "NO",
            "hangup_cause": "NORMAL_CLEARING",
            "hangup_state": "recv_bye",
        })
    }

    /// The events that are posted, in their order, as since 2021.
    pub fn posted(&self) -> Vec<String> {
        let disposition = match self.is_answered {
            true => "SUCCESS",
            false => "",
        };
        let ended = json!({
            "hangup_cause": "NORMAL_CLEARING", "result_disposition": disposition,
            "talk_duration": if self.is_answered { self.lasted.saturating_sub(5) } else { 0 },
        });
        let mut posted = vec![self.event("call_init", 0, json!({}))];
        if !self.is_outbound && !self.is_answered {
            posted.push(self.event("missing_call", self.lasted.into(), ended.clone()));
        }
        posted.push(self.event("call_hangup", self.lasted.into(), ended));
        posted
    }

    fn event(&self, event_type: &str, second: i64, more: Value) -> String {
        let (caller, callee) = self.ends();
        let at = self.started_at + SignedDuration::from_secs(second);
        let mut body = json!({
            "event_type": event_type,
            "uuid": self.id,
            "direction": if self.is_outbound { "OUT" } else { "IN" },
            "caller": caller,
            "callee": callee,
            "timestamp": at.as_microsecond(),
        });
        if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
            body.extend(more);
        }
        body.to_string()
    }

    fn ends(&self) -> (Value, Value) {
        let other = self.other.parse::<u64>().map_or_else(
            |_| Value::String(self.other.clone()),
            |number| Value::Number(number.into()),
        );
        match self.is_outbound {
            true => (LINE.into(), other),
            false => (other, LINE.into()),
        }
    }

    fn iso(&self, second: i64) -> String {
        let at = self.started_at + SignedDuration::from_secs(second);
        let at = at.to_zoned(tz::TimeZone::fixed(tz::offset(3)));
        at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}
