//! The answers of a stand-in of the interface that has the history of Smart UVV.
//!
//! Assumed, for no document that is known says it: a wrong key is 401, with a word that repeats it;
//! everything else that is wrong is an error of JSON-RPC with 200, and so is a number of somebody else;
//! the id comes back as it was sent; a call is listed by `connect_time`, which is when it began, and once it
//! is over; both ends of a window count; dates are in the zone that the records' times are in; thirty
//! requests a minute are let through, and then it is 429.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    answers::{Fault, LatelyAsked, too_many, with},
    server::{Clock, locked},
};

/// A record of a number.
pub(super) struct Kept {
    pub(super) number: String,
    pub(super) list: String,
    pub(super) began: Timestamp,
    pub(super) record: Value,
}

/// What it has, and how it was asked.
pub(super) struct What {
    authorization: String,
    numbers: BTreeSet<String>,
    pub(super) records: Vec<Kept>,
    pub(super) zone: TimeZone,
    pub(super) faults: VecDeque<Fault>,
    pub(super) asked: Vec<String>,
    lately: LatelyAsked,
    pub(super) times_asked: u32,
    pub(super) refused_for_haste: u32,
    pub(super) asked_otherwise: Vec<String>,
    pub(super) accounts: BTreeSet<String>,
    pub(super) clock: Clock,
}

pub(super) type Shared = Arc<Mutex<What>>;

/// Its one address.
pub(super) fn router(what: Shared) -> Router {
    let clock = locked(&what).clock.clone();
    let router = Router::new()
        .route("/index.php", post(answer))
        .fallback(otherwise)
        .with_state(what);
    clock.dating(router)
}

async fn answer(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let (answer, fault) = {
        let mut what = locked(&shared);
        (what.answers(&headers, &body), what.faults.pop_front())
    };
    with(fault, answer).await
}

async fn otherwise(State(shared): State<Shared>, uri: Uri) -> Response {
    locked(&shared).asked_otherwise.push(uri.to_string());
    StatusCode::NOT_FOUND.into_response()
}

impl What {
    pub(super) fn of(key: &str, numbers: &[&str]) -> Self {
        Self {
            authorization: basic(key),
            numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
            records: Vec::new(),
            zone: TimeZone::UTC,
            faults: VecDeque::new(),
            asked: Vec::new(),
            lately: LatelyAsked::default(),
            times_asked: 0,
            refused_for_haste: 0,
            asked_otherwise: Vec::new(),
            accounts: BTreeSet::new(),
            clock: Clock::default(),
        }
    }

    pub(super) fn change_key(&mut self, key: &str) {
        self.authorization = basic(key);
    }

    /// Has one more record: the list that it is in with nothing else in it, and the number that it is of.
    /// When the call began is in UTC, and told in the zone of the others.
    pub(super) fn keep(&mut self, told: &Value) {
        for list in ["incoming", "missed", "dialed"] {
            let Some(mut record) = told[list][0].as_object().cloned() else {
                continue;
            };
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let began = text(&record.remove("connect_time").unwrap_or_default());
            let began = began.parse::<DateTime>().ok();
            let began = began.and_then(|at| at.to_zoned(TimeZone::UTC).ok());
            self.records.push(Kept {
                number: text(&told["sip_id"]),
                list: list.to_owned(),
                began: began.map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp()),
                record: record.into(),
            });
        }
    }

    fn answers(&mut self, headers: &HeaderMap, body: &Bytes) -> Response {
        self.times_asked += 1;
        let (now, minute) = (self.clock.now(), Duration::from_secs(60));
        if !self.lately.lets_through(now, 30, minute) {
            self.refused_for_haste += 1;
            return too_many();
        }
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let came = header(header::AUTHORIZATION).unwrap_or_default();
        let encoded = came.strip_prefix("Basic ").unwrap_or_default();
        let account = STANDARD.decode(encoded).unwrap_or_default();
        self.accounts
            .insert(String::from_utf8_lossy(&account).into_owned());
        if came != self.authorization {
            let repeated = format!("no access for {came}");
            return (StatusCode::UNAUTHORIZED, repeated).into_response();
        }
        let wanted: Value = serde_json::from_slice(body).unwrap_or_default();
        let is_json = header(header::CONTENT_TYPE) == Some("application/json");
        if !is_json || wanted["jsonrpc"] != "2.0" || wanted["id"].is_null() {
            return error(&Value::Null, -32600, "Invalid Request");
        }
        if wanted["method"] != "getCallHistory" {
            self.asked_otherwise.push(wanted["method"].to_string());
            return error(&wanted["id"], -32601, "Method not found");
        }
        match self.lists(&wanted["params"]) {
            Some(lists) => json!({"jsonrpc": "2.0", "id": wanted["id"], "result": lists})
                .to_string()
                .into_response(),
            None => error(&wanted["id"], -32602, "Invalid params"),
        }
    }

    /// `["74990000000", "06.02.2026 00:00:01", "07.02.2026 23:59:59"]`.
    fn lists(&mut self, params: &Value) -> Option<Value> {
        let [number, from, to] = params.as_array()?.as_slice() else {
            return None;
        };
        let number = number.as_str()?;
        self.asked.push(number.to_owned());
        let time = |text: &Value| {
            let text = DateTime::strptime("%d.%m.%Y %H:%M:%S", text.as_str()?).ok()?;
            Some(text.to_zoned(self.zone.clone()).ok()?.timestamp())
        };
        let (from, to) = (time(from)?, time(to)?);
        let found = |list: &str| {
            let records = self.records.iter().filter(|kept| {
                kept.number == number && kept.list == list && (from..=to).contains(&kept.began)
            });
            records.map(|kept| self.told(kept)).collect::<Vec<Value>>()
        };
        self.numbers.contains(number).then(|| {
            json!({"incoming": found("incoming"), "missed": found("missed"),
                "dialed": found("dialed")})
        })
    }

    fn told(&self, kept: &Kept) -> Value {
        let began = kept.began.to_zoned(self.zone.clone());
        let began = began.strftime("%Y-%m-%d %H:%M:%S").to_string();
        let mut told = json!({"customer_local_time": began, "connect_time": began,
            "charged_time": "0", "charged": 0, "destination": "RUSSIAN FEDERATION", "curr": "RUB"});
        for (name, value) in kept.record.as_object().into_iter().flatten() {
            told[name] = value.clone();
        }
        told
    }
}

fn basic(key: &str) -> String {
    format!("Basic {}", STANDARD.encode(key))
}

/// As the document prints one.
fn error(id: &Value, code: i32, message: &str) -> Response {
    let data = json!([{"code": "V_REGEX_DO_NOT_MATCH", "attribute": "sip_id", "message": message}]);
    let error = json!({"code": code, "message": message, "data": data});
    json!({"jsonrpc": "2.0", "id": id, "error": error})
        .to_string()
        .into_response()
}
