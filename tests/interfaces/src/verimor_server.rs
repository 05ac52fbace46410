//! The answers of a stand-in of Verimor's interface.
//!
//! Assumed, for no document says it: records are listed from the newest on; both ends of a window
//! count; a window over 31 days is refused with 400; a running call is not listed; an unknown page is
//! empty; `/originate` answers at once.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::watch;

use super::{
    answers::{Fault, LatelyAsked, fields, page, page_of, stamp, too_many, with},
    server::{Clock, locked},
    verimor_people::People,
    verimor_posting::Posting,
    verimor_recordings::{Recordings, play},
};

/// What it has, and how it was asked.
#[derive(Default)]
pub(super) struct Inside {
    pub(super) key: String,
    pub(super) records: Vec<(Timestamp, Value)>,
    /// So many on a page, if not as many as are asked for.
    pub(super) most_at_once: Option<usize>,
    pub(super) people: People,
    /// What goes wrong with the next questions about the phone book.
    pub(super) book_faults: VecDeque<Fault>,
    pub(super) posting: Posting,
    pub(super) base: String,
    pub(super) recordings: Recordings,
    /// What goes wrong with the next answers about records.
    pub(super) faults: VecDeque<Fault>,
    pub(super) dialled: watch::Sender<Vec<(String, String)>>,
    /// What goes wrong with the next requests to call somebody, though they are called.
    pub(super) dial_faults: VecDeque<Fault>,
    pub(super) asked_for_records: u32,
    pub(super) refused_for_haste: u32,
    pub(super) lately: LatelyAsked,
    pub(super) lately_else: LatelyAsked,
    pub(super) lately_dialled: LatelyAsked,
    pub(super) lately_statuses: LatelyAsked,
    pub(super) asked_for_statuses: u32,
    pub(super) clock: Clock,
}

/// Its addresses.
pub(super) fn router(inside: Shared) -> Router {
    let clock = locked(&inside).clock.clone();
    let router = Router::new()
        .route("/cdrs", get(cdrs))
        .route("/extensions", get(extensions))
        .route("/extensions/{number}", get(never))
        .route("/queues", get(queues))
        .route("/contacts", get(contacts))
        .route("/originate", post(originate))
        .route("/crm_integrations", get(posting).post(post_to))
        .route("/user_statuses", get(statuses))
        .route("/recording_url", post(recording_url))
        .route("/recording/{token}", get(play))
        .with_state(inside);
    clock.dating(router)
}

pub(super) type Shared = Arc<Mutex<Inside>>;

async fn cdrs(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        inside.asked_for_records += 1;
        let now = inside.clock.now();
        if !inside.lately.lets_through(now, 6, Duration::from_secs(60)) {
            inside.refused_for_haste += 1;
            return too_many();
        }
        let query = fields(&query.unwrap_or_default());
        let fault = inside.faults.pop_front();
        (inside.records_page(&query), fault)
    };
    with(fault, answer).await
}

impl Inside {
    /// Has a record, in the place of the one that it had of that call. The newest stands first.
    pub(super) fn keep(&mut self, record: Value) {
        let began = record["start_stamp"].as_str().and_then(stamp);
        let began = began.unwrap_or(Timestamp::UNIX_EPOCH);
        let id = &record["call_uuid"];
        self.records.retain(|(_, known)| known["call_uuid"] != *id);
        let place = self.records.partition_point(|(at, _)| *at >= began);
        self.records.insert(place, (began, record));
    }

    fn records_page(&self, query: &BTreeMap<String, String>) -> Response {
        if let Some(refused) = self.refuses(query) {
            return refused;
        }
        let time = |name| query.get(name).and_then(|text| stamp(text));
        let from = time("start_stamp_from").unwrap_or(Timestamp::MIN);
        let to = time("start_stamp_to").unwrap_or(Timestamp::MAX);
        if to.duration_since(from).as_hours() > 31 * 24 {
            return (StatusCode::BAD_REQUEST, "range is too long").into_response();
        }
        let found = self.records.iter();
        let found = found.filter(|(at, _)| (from..=to).contains(at));
        let (number, limit) = page_of(query);
        let limit = limit.min(self.most_at_once.unwrap_or(limit));
        let body = page("cdrs", found.map(|(_, record)| record), (number, limit));
        body.to_string().into_response()
    }

    fn refuses(&self, query: &BTreeMap<String, String>) -> Option<Response> {
        let key = query.get("key").cloned().unwrap_or_default();
        let text = format!("Gecersiz anahtar: {key}");
        (key != self.key).then(|| (StatusCode::BAD_REQUEST, text).into_response())
    }
}

async fn extensions(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let mut inside = locked(&shared);
    if let Some(refused) = inside.refuses_else(&query.unwrap_or_default()) {
        return refused;
    }
    inside.people.extensions().to_string().into_response()
}

/// It would tell the password of a telephone.
async fn never() -> Response {
    (StatusCode::OK, "{\"sip_password\":\"asked for\"}").into_response()
}

/// Two a minute, with those of agents (R).
async fn statuses(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let mut inside = locked(&shared);
    inside.asked_for_statuses += 1;
    let now = inside.clock.now();
    if !inside
        .lately_statuses
        .lets_through(now, 2, Duration::from_secs(60))
    {
        inside.refused_for_haste += 1;
        return too_many();
    }
    match inside.refuses(&fields(&query.unwrap_or_default())) {
        Some(refused) => refused,
        None => inside.people.statuses().to_string().into_response(),
    }
}

async fn queues(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let mut inside = locked(&shared);
    if let Some(refused) = inside.refuses_else(&query.unwrap_or_default()) {
        return refused;
    }
    inside.people.queues().to_string().into_response()
}

async fn contacts(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        let answer = inside.contacts_page(&query.unwrap_or_default());
        (answer, inside.book_faults.pop_front())
    };
    with(fault, answer).await
}

impl Inside {
    fn contacts_page(&mut self, query: &str) -> Response {
        if let Some(refused) = self.refuses_else(query) {
            return refused;
        }
        self.people
            .page(page_of(&fields(query)))
            .to_string()
            .into_response()
    }
}

async fn posting(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let mut inside = locked(&shared);
    match inside.refuses_else(&query.unwrap_or_default()) {
        Some(refused) => refused,
        None => inside.posting.told().to_string().into_response(),
    }
}

/// Tries the address before it takes it (M).
async fn post_to(State(shared): State<Shared>, body: Bytes) -> Response {
    let form = String::from_utf8_lossy(&body).into_owned();
    let refused = locked(&shared).refuses_else(&form);
    if let Some(refused) = refused {
        return refused;
    }
    let wanted = Posting::read(&fields(&form));
    if !wanted.is_taken().await {
        return (StatusCode::BAD_REQUEST, "notification_url is invalid").into_response();
    }
    locked(&shared).posting = wanted;
    "Ok".into_response()
}

async fn recording_url(State(shared): State<Shared>, body: Bytes) -> Response {
    let form = fields(&String::from_utf8_lossy(&body));
    let inside = &mut *locked(&shared);
    if let Some(refused) = inside.refuses(&form) {
        return refused;
    }
    let found = inside
        .recordings
        .find(&form, &inside.base, inside.clock.now());
    found.unwrap_or_else(|| {
        inside.refused_for_haste += 1;
        too_many()
    })
}

async fn originate(State(shared): State<Shared>, body: Bytes) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        let answer = inside.originates(&String::from_utf8_lossy(&body));
        (answer, inside.dial_faults.pop_front())
    };
    with(fault, answer).await
}

impl Inside {
    fn originates(&mut self, form: &str) -> Response {
        // Three a second, and a hundred at once, beside all else (R).
        if !self
            .lately_dialled
            .lets_through(self.clock.now(), 100, Duration::from_secs(33))
        {
            self.refused_for_haste += 1;
            return too_many();
        }
        let form = fields(form);
        if let Some(refused) = self.refuses(&form) {
            return refused;
        }
        let field = |name: &str| form.get(name).cloned().unwrap_or_default();
        let extension = field("extension");
        if !self.people.has(&extension) {
            let text = format!("extension {extension} not found");
            return (StatusCode::BAD_REQUEST, text).into_response();
        }
        if field("manual_answer") != "true" {
            return (StatusCode::BAD_REQUEST, "the phone would go off hook").into_response();
        }
        let one = (extension, field("destination"));
        self.dialled.send_modify(|all| all.push(one));
        let nth = self.dialled.borrow().len();
        format!("d1a1{nth:04}-0000-4342-9479-e98ff716d102").into_response()
    }

    fn refuses_else(&mut self, query: &str) -> Option<Response> {
        if !self
            .lately_else
            .lets_through(self.clock.now(), 10, Duration::from_secs(5))
        {
            self.refused_for_haste += 1;
            return Some(too_many());
        }
        self.refuses(&fields(query))
    }
}
