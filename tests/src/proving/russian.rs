//! The PBXs whose records tell neither how many there are nor when a call ended.

use axum::Router;
use jiff::{
    SignedDuration, Timestamp,
    tz::{self, TimeZone},
};
use kimo_calls::SettingValue;
use serde_json::{Value, json};

use super::{
    calls::Happened,
    switch::{Switch, Told},
};
use crate::interfaces::{ExolveApi, Fault, TelecomApi};

const NUMBERS: [&str; 2] = ["74990000000", "78000000000"];
const LEG: &str = "79680000001";
const EXOLVE_NUMBER: &str = "79581234567";

pub(super) struct Telecom(TelecomApi);

impl Telecom {
    pub(super) fn new(clock: impl Fn() -> Timestamp + Send + 'static) -> Self {
        let api = TelecomApi::nowhere("", &NUMBERS);
        api.clock_is_told_by(clock);
        Self(api)
    }
}

impl Switch for Telecom {
    fn hook(&self) -> (&'static str, &'static str) {
        ("mtt", "smart")
    }

    fn settings(&self, numbers: usize) -> Vec<(&'static str, SettingValue)> {
        let entered = NUMBERS[..numbers].join(", ");
        vec![("history_numbers", SettingValue::Text(entered))]
    }

    fn host(&self) -> &'static str {
        "webapicommon.mtt.ru"
    }

    fn key(&self, nth: u32) -> String {
        format!("office:secret-{nth}")
    }

    fn accepts(&self, key: &str) {
        self.0.change_key(key);
    }

    fn router(&self) -> Router {
        self.0.router()
    }

    fn begins(&self, _: &str, body: &str) -> bool {
        body.contains(NUMBERS[0])
    }

    fn fail(&self, fault: Option<Fault>) {
        self.0.fail_once(fault);
    }

    fn lines(&self) -> u32 {
        2
    }

    fn record(&self, told: &Told<'_>) {
        let line = NUMBERS[told.call.line];
        let (list, caller, called) = match (told.call.is_outbound(), told.call.is_answered()) {
            (true, _) => ("dialed", line, told.other.as_str()),
            (false, true) => ("incoming", told.other.as_str(), LEG),
            (false, false) => ("missed", told.other.as_str(), LEG),
        };
        let talked = if told.call.is_answered() { "15" } else { "0" };
        let record = json!({"h323_conf_id": told.id, "cli": caller, "cld": called,
            "disconnect_cause": "19", "used_quantity": talked});
        self.0.record(line, list, told.began, record);
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        if told.call.is_outbound() {
            return Vec::new();
        }
        let event = |(kind, second): (&str, u32)| {
            let at = told.began + SignedDuration::from_secs(second.into());
            let local = at.to_zoned(TimeZone::fixed(tz::offset(3)));
            let local = local.strftime("%Y-%m-%d-%H-%M-%S");
            let body = json!({"date_time": at.as_second(),
                "data": format!("event={kind}_{LEG}_{local}"),
                "event": {"type": kind, "cause": "19", "side": "B"}, "redirect_number": LEG,
                "h323_conf_id": told.id, "numberA": told.other,
                "sip_id": NUMBERS[told.call.line]});
            (second, body.to_string())
        };
        told.events().into_iter().map(event).collect()
    }

    fn id(&self, call: &Happened) -> String {
        format!("{:032X}", call.nth)
    }

    fn number(&self, other: u32) -> String {
        format!("791500002{other:02}")
    }

    fn tells_ends(&self) -> bool {
        false
    }
}

pub(super) struct Exolve(ExolveApi);

impl Exolve {
    pub(super) fn new(most_at_once: usize, clock: impl Fn() -> Timestamp + Send + 'static) -> Self {
        let api = ExolveApi::nowhere("");
        api.tells_at_once(most_at_once);
        api.clock_is_told_by(clock);
        Self(api)
    }
}

impl Switch for Exolve {
    fn hook(&self) -> (&'static str, &'static str) {
        ("mtt", "exolve")
    }

    fn settings(&self, _: usize) -> Vec<(&'static str, SettingValue)> {
        vec![("own_number", SettingValue::Text(EXOLVE_NUMBER.to_owned()))]
    }

    fn host(&self) -> &'static str {
        "api.exolve.ru"
    }

    fn accepts(&self, key: &str) {
        self.0.change_key(key);
    }

    fn router(&self) -> Router {
        self.0.router()
    }

    fn begins(&self, _: &str, body: &str) -> bool {
        body.contains("\"offset\":0}") || body.contains("\"offset\":0,")
    }

    fn fail(&self, fault: Option<Fault>) {
        self.0.fail_once(fault);
    }

    fn record(&self, told: &Told<'_>) {
        let (caller, called) = told.ends(EXOLVE_NUMBER);
        let talked = if told.call.is_answered() { 45_000 } else { 0 };
        let mut record = json!({"uid": told.id, "date_time": told.began.to_string(),
            "calling_number": caller, "called_number": called, "duration": talked});
        if !told.call.is_outbound() {
            record["redirect_number"] = LEG.into();
        }
        self.0.record(record);
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        if told.call.is_outbound() {
            return Vec::new();
        }
        let (caller, called) = told.ends(EXOLVE_NUMBER);
        let event = |(kind, second): (&str, u32)| {
            let at = told.began + SignedDuration::from_secs(second.into());
            let body = json!({"type": kind, "call_id": told.id, "call_sid": "5F3C", "from": caller,
                "to": called, "redirect_number": LEG, "cause_code": 19,
                "date_time": at.to_string()});
            (second, body.to_string())
        };
        let ended = event(("e", told.call.length()));
        let events = told.events().into_iter().map(event);
        events.chain([ended]).collect()
    }

    fn id(&self, call: &Happened) -> String {
        (7_000_000 + call.nth).to_string()
    }

    fn number(&self, other: u32) -> String {
        format!("791500003{other:02}")
    }

    fn tells_ends(&self) -> bool {
        false
    }
}

impl Told<'_> {
    fn ends(&self, line: &'static str) -> (Value, Value) {
        let (other, line) = (Value::from(self.other.clone()), Value::from(line));
        match self.call.is_outbound() {
            true => (line, other),
            false => (other, line),
        }
    }

    /// It rings, somebody answers, somebody hangs up.
    fn events(&self) -> Vec<(&'static str, u32)> {
        let answered = self.call.is_answered().then_some(("s", 5));
        let ended = ("h", self.call.length());
        [("o", 0)]
            .into_iter()
            .chain(answered)
            .chain([ended])
            .collect()
    }
}
