//! The PBXs whose records tell neither how many there are nor when a call ended.

use axum::Router;
use jiff::Timestamp;
use kimo_calls::SettingValue;

use super::{
    calls::Happened,
    switch::{Switch, Told},
};
use crate::interfaces::{ExolveApi, Fault, MttCall, TelecomApi};

const NUMBERS: [&str; 2] = ["74990000000", "78000000000"];
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
        self.0.keep(&told.at(NUMBERS[told.call.line]).at_telecom());
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        told.at(NUMBERS[told.call.line]).posted_by_telecom()
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
        self.0.record(told.at(EXOLVE_NUMBER).at_exolve());
    }

    fn posts(&self, told: &Told<'_>) -> Vec<(u32, String)> {
        told.at(EXOLVE_NUMBER).posted_by_exolve()
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
    fn at(&self, line: &str) -> MttCall {
        MttCall {
            id: self.id.clone(),
            started_at: self.began,
            lasted: self.call.length(),
            is_outbound: self.call.is_outbound(),
            line: line.to_owned(),
            other: self.other.clone(),
            is_answered: self.call.is_answered(),
        }
    }
}
