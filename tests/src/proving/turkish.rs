//! The PBXs whose records are listed on numbered pages.

use axum::Router;
use jiff::Timestamp;
use kimo_pbx::{VerimorCall, VerimorEnd, VerimorRecord};
use serde_json::Value;

use super::{
    calls::Happened,
    switch::{Switch, Told},
};
use crate::interfaces::{BulutfonApi, BulutfonCall, Fault, VerimorApi};

const LINE: &str = "902120000000";

pub(super) struct Verimor(VerimorApi);

impl Verimor {
    pub(super) fn new(most_at_once: usize, clock: impl Fn() -> Timestamp + Send + 'static) -> Self {
        let api = VerimorApi::nowhere("");
        api.tells_at_once(most_at_once);
        api.clock_is_told_by(clock);
        Self(api)
    }
}

impl Switch for Verimor {
    fn hook(&self) -> (&'static str, &'static str) {
        ("verimor", "")
    }

    fn host(&self) -> &'static str {
        "api.bulutsantralim.com"
    }

    fn accepts(&self, key: &str) {
        self.0.change_key(key);
    }

    fn router(&self) -> Router {
        self.0.router()
    }

    fn begins(&self, query: &str, _: &str) -> bool {
        query.contains("start_stamp_from") && query.ends_with("&page=1")
    }

    fn fail(&self, fault: Option<Fault>) {
        self.0.fail_once(fault);
    }

    fn record(&self, told: &Told<'_>) {
        let is_answered = told.call.is_answered();
        self.0.record(told.at_verimor().record(&VerimorRecord {
            missed: !is_answered,
            result: if is_answered {
                "Cevaplandı"
            } else {
                "Cevapsız"
            },
            answered_at: is_answered.then_some(5),
            at: told.call.length(),
        }));
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        let call = told.at_verimor();
        let (is_answered, at) = (told.call.is_answered(), told.call.length());
        let is_outbound = told.call.is_outbound();
        let ended = call.hangup(&VerimorEnd {
            leg: if is_outbound { "" } else { "1001" },
            answered: is_answered,
            answered_at: is_answered.then_some(5),
            at,
            cause: "NORMAL_CLEARING",
        });
        let rings = (!is_outbound).then(|| (0, call.ringing("1001")));
        rings.into_iter().chain([(at, ended)]).collect()
    }

    fn id(&self, call: &Happened) -> String {
        format!("call-{}", call.nth)
    }

    fn number(&self, other: u32) -> String {
        format!("9053200000{other:02}")
    }
}

impl Told<'_> {
    fn at_verimor(&self) -> VerimorCall<'_> {
        let (direction, caller, called) = match self.call.is_outbound() {
            true => ("outbound", "1001", self.other.as_str()),
            false => ("inbound", self.other.as_str(), LINE),
        };
        VerimorCall {
            id: self.id.clone(),
            started_at: self.began,
            direction,
            caller,
            shows: "",
            called,
            queue: "",
        }
    }
}

pub(super) struct Bulutfon(BulutfonApi);

impl Bulutfon {
    pub(super) fn new(most_at_once: usize, clock: impl Fn() -> Timestamp + Send + 'static) -> Self {
        let api = BulutfonApi::nowhere("");
        api.tells_at_once(most_at_once);
        api.clock_is_told_by(clock);
        Self(api)
    }
}

impl Switch for Bulutfon {
    fn hook(&self) -> (&'static str, &'static str) {
        ("bulutfon", "")
    }

    fn host(&self) -> &'static str {
        "api.bulutfon.com"
    }

    fn accepts(&self, key: &str) {
        self.0.change_key(key);
    }

    fn router(&self) -> Router {
        self.0.router()
    }

    fn begins(&self, query: &str, _: &str) -> bool {
        query.contains("time_limit") && query.ends_with("&page=1")
    }

    fn fail(&self, fault: Option<Fault>) {
        self.0.fail_once(fault);
    }

    fn record(&self, told: &Told<'_>) {
        self.0.record(told.at_bulutfon().record());
    }

    fn runs(&self, told: &Told<'_>) {
        let mut running = told.at_bulutfon().record();
        running["hangup_time"] = Value::Null;
        running["answer_time"] = Value::Null;
        self.0.record(running);
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        let posted = told.at_bulutfon().posted();
        let at = |place| if place == 0 { 0 } else { told.call.length() };
        let posted = posted.into_iter().enumerate();
        posted.map(|(place, body)| (at(place), body)).collect()
    }

    fn id(&self, call: &Happened) -> String {
        format!("call-{}", call.nth)
    }

    fn number(&self, other: u32) -> String {
        format!("9053200001{other:02}")
    }
}

impl Told<'_> {
    fn at_bulutfon(&self) -> BulutfonCall {
        BulutfonCall {
            id: self.id.clone(),
            started_at: self.began,
            lasted: self.call.length(),
            is_outbound: self.call.is_outbound(),
            other: self.other.clone(),
            is_answered: self.call.is_answered(),
        }
    }
}
