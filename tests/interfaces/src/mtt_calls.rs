//! What MTT posts of a call, and what the history of either of its interfaces says of it: neither tells
//! when a call ended.

use jiff::{
    SignedDuration, Timestamp,
    tz::{self, TimeZone},
};
use serde_json::{Value, json};

/// A call of Smart UVV, or of Exolve.
#[derive(Clone, Debug)]
pub struct MttCall {
    /// Its id, as that platform writes it.
    pub id: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How many seconds it took.
    pub lasted: u32,
    /// Whether we called.
    pub is_outbound: bool,
    /// Our number.
    pub line: String,
    /// The outside number, as the PBX writes it; `anonymous` for none.
    pub other: String,
    /// Whether somebody talked.
    pub is_answered: bool,
}

/// The redirect number that rings.
const LEG: &str = "79680000001";

impl MttCall {
    /// Its record in the history of Smart UVV: the list that it is in with nothing else in it, and the
    /// number that it is of.
    pub fn at_telecom(&self) -> Value {
        let (line, other) = (self.line.as_str(), self.other.as_str());
        let (list, caller, called) = match (self.is_outbound, self.is_answered) {
            (true, _) => ("dialed", line, other),
            (false, true) => ("incoming", other, LEG),
            (false, false) => ("missed", other, LEG),
        };
        let record = json!({"h323_conf_id": self.id, "cli": caller, "cld": called,
            "connect_time": self.started_at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            "disconnect_cause": "19", "used_quantity": if self.is_answered { "15" } else { "0" }});
        json!({ list: [record], "sip_id": line })
    }

    /// Its record at Exolve.
    pub fn at_exolve(&self) -> Value {
        let (caller, called) = match self.is_outbound {
            true => (&self.line, &self.other),
            false => (&self.other, &self.line),
        };
        let talked = if self.is_answered { 45_000 } else { 0 };
        let mut record = json!({"uid": self.id, "date_time": self.started_at.to_string(),
            "calling_number": caller, "called_number": called, "duration": talked});
        if !self.is_outbound {
            record["redirect_number"] = LEG.into();
        }
        record
    }

    /// What Smart UVV posts, with the second after the beginning: nothing of a call of ours.
    pub fn posted_by_telecom(&self) -> Vec<(u32, String)> {
        let event = |(kind, second): (&str, u32)| {
            let at = self.second(second);
            let local = at.to_zoned(TimeZone::fixed(tz::offset(3)));
            let local = local.strftime("%Y-%m-%d-%H-%M-%S");
            let body = json!({"date_time": at.as_second(),
                "data": format!("event={kind}_{LEG}_{local}"),
                "event": {"type": kind, "cause": "19", "side": "B"}, "redirect_number": LEG,
                "h323_conf_id": self.id, "numberA": self.other, "sip_id": self.line});
            (second, body.to_string())
        };
        self.events().into_iter().map(event).collect()
    }

    /// What Exolve posts, with the second after the beginning: nothing of a call of ours.
    pub fn posted_by_exolve(&self) -> Vec<(u32, String)> {
        let event = |(kind, second): (&str, u32)| {
            let body = json!({"type": kind, "call_id": self.id, "call_sid": "5F3C",
                "from": self.other, "to": self.line, "redirect_number": LEG, "cause_code": 19,
                "date_time": self.second(second).to_string()});
            (second, body.to_string())
        };
        let ended = (!self.is_outbound).then_some(("e", self.lasted));
        let events = self.events().into_iter().chain(ended);
        events.map(event).collect()
    }

    /// It rings, somebody answers, somebody hangs up.
    fn events(&self) -> Vec<(&'static str, u32)> {
        if self.is_outbound {
            return Vec::new();
        }
        let answered = self.is_answered.then_some(("s", 5));
        let rings = [("o", 0)].into_iter();
        rings.chain(answered).chain([("h", self.lasted)]).collect()
    }

    fn second(&self, second: u32) -> Timestamp {
        self.started_at + SignedDuration::from_secs(second.into())
    }
}
