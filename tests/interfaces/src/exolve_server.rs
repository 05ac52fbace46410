//! The answers of a stand-in of the interface of MTS Exolve.
//!
//! Assumed, for no document that is known says it: the list stands under `calls`, oldest first, and its
//! fields are those of the older edition, with `uid` for the call's id; a call is listed by when it
//! began, and once it is over; both ends of a window count; an offset behind the end gives an empty
//! list; a wrong key is 401, a wrong body 400, each with an `error`; the answer about calling somebody
//! has a `call_id` and comes at once.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    answers::{Fault, with},
    server::{Clock, locked},
};

/// What it has, and how it was asked.
#[derive(Default)]
pub(super) struct What {
    pub(super) key: String,
    pub(super) records: Vec<(Timestamp, Value)>,
    pub(super) most_at_once: usize,
    /// What goes wrong with the next answers about records.
    pub(super) faults: VecDeque<Fault>,
    /// What goes wrong with the next requests to call somebody, though they are called.
    pub(super) dial_faults: VecDeque<Fault>,
    pub(super) tells_of_dialling: Option<Value>,
    pub(super) dialled: Vec<Value>,
    pub(super) asked_for_records: u32,
    pub(super) asked_otherwise: Vec<String>,
    pub(super) clock: Clock,
}

pub(super) type Shared = Arc<Mutex<What>>;

/// Its addresses.
pub(super) fn router(what: Shared) -> Router {
    let clock = locked(&what).clock.clone();
    let router = Router::new()
        .route("/statistics/call-history/v2/GetList", post(list))
        .route("/call/v1/MakeCallback", post(call))
        .fallback(otherwise)
        .with_state(what);
    clock.dating(router)
}

async fn list(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let (answer, fault) = {
        let mut what = locked(&shared);
        what.asked_for_records += 1;
        (what.lists(&headers, &body), what.faults.pop_front())
    };
    with(fault, answer).await
}

async fn call(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let (answer, fault) = {
        let mut what = locked(&shared);
        (what.calls(&headers, &body), what.dial_faults.pop_front())
    };
    with(fault, answer).await
}

/// Passwords of telephones and the routing of calls are among it.
async fn otherwise(State(shared): State<Shared>, uri: Uri) -> Response {
    locked(&shared).asked_otherwise.push(uri.to_string());
    refused(StatusCode::NOT_FOUND)
}

impl What {
    /// Has one more record. The oldest stands first.
    pub(super) fn keep(&mut self, record: Value) {
        let began = record["date_time"].as_str().and_then(|at| at.parse().ok());
        let began: Timestamp = began.unwrap_or(Timestamp::UNIX_EPOCH);
        let place = self.records.partition_point(|(at, _)| *at <= began);
        self.records.insert(place, (began, record));
    }

    fn lists(&self, headers: &HeaderMap, body: &Bytes) -> Response {
        let wanted = match self.wanted(headers, body) {
            Ok(wanted) => wanted,
            Err(status) => return refused(status),
        };
        let time = |name: &str| wanted[name].as_str()?.parse::<Timestamp>().ok();
        let number = |name: &str| usize::try_from(wanted[name].as_u64()?).ok();
        let (Some(from), Some(to)) = (time("date_from"), time("date_to")) else {
            return refused(StatusCode::BAD_REQUEST);
        };
        let limit = number("limit").unwrap_or(10).min(self.most_at_once);
        let calls: Vec<&Value> = self
            .records
            .iter()
            .filter(|(began, _)| (from..=to).contains(began))
            .map(|(_, record)| record)
            .skip(number("offset").unwrap_or_default())
            .take(limit)
            .collect();
        json!({ "calls": calls }).to_string().into_response()
    }

    fn calls(&mut self, headers: &HeaderMap, body: &Bytes) -> Response {
        let wanted = match self.wanted(headers, body) {
            Ok(wanted) => wanted,
            Err(status) => return refused(status),
        };
        let is_number = |name: &str| wanted[name].is_u64();
        let is_line = |name: &str| {
            let destinations = wanted[name]["destinations"].as_array();
            let first = destinations.and_then(|all| all.first());
            first.is_some_and(|one| one["number"].is_string() && one["timeout"].is_u64())
        };
        let is_whole = is_number("number_code")
            && is_number("callback_resource_id")
            && is_line("line_1")
            && is_line("line_2");
        if !is_whole {
            return refused(StatusCode::BAD_REQUEST);
        }
        self.dialled.push(wanted);
        let nth = self.dialled.len();
        let told = json!({ "call_id": 9_000_000_000_000_000_000 + nth as u64 });
        let answer = self.tells_of_dialling.clone().unwrap_or(told);
        answer.to_string().into_response()
    }

    fn wanted(&self, headers: &HeaderMap, body: &Bytes) -> Result<Value, StatusCode> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let bearer = format!("Bearer {}", self.key);
        if header(header::AUTHORIZATION) != Some(&bearer) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        if header(header::CONTENT_TYPE) != Some("application/json") {
            return Err(StatusCode::BAD_REQUEST);
        }
        serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)
    }
}

fn refused(status: StatusCode) -> Response {
    let error = json!({"error": {"message": status.to_string()}});
    (status, error.to_string()).into_response()
}
