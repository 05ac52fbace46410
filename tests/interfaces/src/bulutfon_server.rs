//! The answers of a stand-in of Bulutfon's interface, its first version.
//!
//! Assumed, for no document says it: records are listed from the newest on, by when a call began,
//! and so are the last hour, day and month (of 30 days) counted; a running call is listed, without its end; an unknown
//! page is empty; `limit` is 100 at most; a wrong key is refused with 401 and repeated; six requests a
//! minute are let through, all counted together; without a user agent nothing is answered (a draft of
//! 2014); a call without a recording is refused with 404.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::{
    answers::{Fault, LatelyAsked, fields, page, page_of, too_many, with},
    server::{Clock, locked},
};

/// What it has, and how it was asked.
#[derive(Default)]
pub(super) struct Inside {
    pub(super) key: String,
    pub(super) records: Vec<(Timestamp, Value)>,
    /// So many on a page, if not as many as are asked for.
    pub(super) most_at_once: Option<usize>,
    pub(super) extensions: Vec<(String, String)>,
    pub(super) recordings: BTreeSet<String>,
    /// What goes wrong with the next answers about records.
    pub(super) faults: VecDeque<Fault>,
    /// What goes wrong with the next requests to call somebody, though they are called.
    pub(super) dial_faults: VecDeque<Fault>,
    /// Whom it called, and where it put them through to.
    pub(super) dialled: Vec<(String, String)>,
    pub(super) asked_for_records: u32,
    pub(super) refused_for_haste: u32,
    pub(super) lately: LatelyAsked,
    pub(super) clock: Clock,
}

pub(super) type Shared = Arc<Mutex<Inside>>;

/// Its addresses.
pub(super) fn router(inside: Shared) -> Router {
    let clock = locked(&inside).clock.clone();
    let router = Router::new()
        .route("/cdrs", get(cdrs))
        .route("/cdrs.json", get(cdrs))
        .route("/extensions", get(extensions))
        .route("/call_and_bridge.json", post(call_and_bridge))
        .route("/call-records/{uuid}", get(play))
        .route("/call-records/{uuid}/stream", get(play))
        .with_state(inside);
    clock.dating(router)
}

async fn cdrs(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        inside.asked_for_records += 1;
        let query = fields(&query.unwrap_or_default());
        if let Some(refused) = inside.refuses(&headers, &query) {
            return refused;
        }
        (inside.records_page(&query), inside.faults.pop_front())
    };
    with(fault, answer).await
}

async fn extensions(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let mut inside = locked(&shared);
    if let Some(refused) = inside.refuses(&headers, &fields(&query.unwrap_or_default())) {
        return refused;
    }
    let one = |(nth, (number, name)): (usize, &(String, String))| {
        let number: Value = number.parse::<u32>().map_or(Value::Null, Value::from);
        json!({
            "id": nth + 1, "number": number, "registered": true, "caller_name": name,
            "email": "left@example.invalid",
        })
    };
    let all: Vec<_> = inside.extensions.iter().enumerate().map(one).collect();
    json!({ "extensions": all }).to_string().into_response()
}

/// It rings the outside party first, and puts them through once they picked up.
async fn call_and_bridge(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        let mut form = fields(&query.unwrap_or_default());
        form.extend(fields(&String::from_utf8_lossy(&body)));
        if let Some(refused) = inside.refuses(&headers, &form) {
            return refused;
        }
        let field = |name: &str| form.get(name).cloned().unwrap_or_default();
        inside.dialled.push((field("callee"), field("destination")));
        let answer = json!({"success": true, "message": "Arama başarıyla başlatıldı."});
        (
            answer.to_string().into_response(),
            inside.dial_faults.pop_front(),
        )
    };
    with(fault, answer).await
}

/// For links there is a digest in the place of the key, which opens this recording alone.
async fn play(
    State(shared): State<Shared>,
    Path(uuid): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let inside = locked(&shared);
    let token = fields(&query.unwrap_or_default()).remove("access_token");
    let token = token.unwrap_or_default();
    if token != inside.key && token != digest(&inside.key, &uuid) {
        return refusal(StatusCode::UNAUTHORIZED, &token);
    }
    match inside.recordings.contains(&uuid) {
        true => ([(header::CONTENT_TYPE, "audio/ogg")], "OggS").into_response(),
        false => refusal(StatusCode::NOT_FOUND, "no recording"),
    }
}

fn digest(key: &str, uuid: &str) -> String {
    let digest = Sha1::new().chain_update(key).chain_update(uuid).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Inside {
    /// Has a record, in the place of the one that it had of that call. The newest stands first.
    pub(super) fn keep(&mut self, record: Value) {
        let began = record["call_time"].as_str();
        let began = began.and_then(|text| text.parse().ok());
        let began = began.unwrap_or(Timestamp::UNIX_EPOCH);
        self.records
            .retain(|(_, known)| known["uuid"] != record["uuid"]);
        let place = self.records.partition_point(|(at, _)| *at >= began);
        self.records.insert(place, (began, record));
    }

    fn refuses(
        &mut self,
        headers: &HeaderMap,
        query: &BTreeMap<String, String>,
    ) -> Option<Response> {
        let now = self.clock.now();
        if !self.lately.lets_through(now, 6, Duration::from_secs(60)) {
            self.refused_for_haste += 1;
            return Some(too_many());
        }
        if !headers.contains_key(header::USER_AGENT) {
            return Some(refusal(StatusCode::BAD_REQUEST, "no User-Agent"));
        }
        let key = query.get("access_token").cloned().unwrap_or_default();
        (key != self.key).then(|| refusal(StatusCode::UNAUTHORIZED, &key))
    }

    /// Its pages name each other with the key in the address, as those of messages do.
    fn records_page(&self, query: &BTreeMap<String, String>) -> Response {
        let hours = match query.get("time_limit").map(String::as_str) {
            Some("hour") => 1,
            Some("day") => 24,
            Some("month") => 30 * 24,
            _ => 24 * 365,
        };
        let since = self.clock.now() - SignedDuration::from_hours(hours);
        let found = self.records.iter().filter(|(at, _)| *at >= since);
        let (number, limit) = page_of(query);
        let limit = limit.min(self.most_at_once.unwrap_or(limit));
        let mut body = page("cdrs", found.map(|(_, one)| one), (number, limit));
        let pages = body["pagination"]["total_pages"].as_u64().unwrap_or(0);
        let other = |number: u64| format!("/cdrs?access_token={}&page={number}", self.key);
        let number = number as u64;
        let (before, after) = (number > 1, number < pages);
        body["pagination"]["previous_page"] = before.then(|| other(number - 1)).into();
        body["pagination"]["next_page"] = after.then(|| other(number + 1)).into();
        body.to_string().into_response()
    }
}

fn refusal(status: StatusCode, why: &str) -> Response {
    let body = json!({"error": why, "code": status.as_u16()});
    (status, body.to_string()).into_response()
}
