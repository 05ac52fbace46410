//! Verimor's interface, as its documents describe it.
//!
//! Assumed, for no document says it: records are listed from the newest on; both ends of a window
//! count; a window over 31 days is refused with 400; a running call is not listed; an unknown page is
//! empty; `/originate` answers at once.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
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
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::{Value, json};
use tokio::sync::{oneshot, watch};

use super::{
    answers::{Fault, LatelyAsked, fields, page_of},
    verimor_people::People,
    verimor_posting::Posting,
};

/// A running stand-in; it ends when dropped.
pub struct VerimorApi {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
    _stop: oneshot::Sender<()>,
}

#[derive(Default)]
struct Inside {
    key: String,
    records: Vec<(Timestamp, Value)>,
    people: People,
    /// What goes wrong with the next questions about the phone book.
    book_faults: VecDeque<Fault>,
    posting: Posting,
    /// What goes wrong with the next answers about records.
    faults: VecDeque<Fault>,
    dialled: watch::Sender<Vec<(String, String)>>,
    /// What goes wrong with the next requests to call somebody, though they are called.
    dial_faults: VecDeque<Fault>,
    asked_for_records: u32,
    refused_for_haste: u32,
    lately: LatelyAsked,
    lately_else: LatelyAsked,
    lately_dialled: LatelyAsked,
}

impl VerimorApi {
    /// Starts one that accepts this key.
    pub fn start(key: &str) -> std::io::Result<Self> {
        let inside = Arc::new(Mutex::new(Inside {
            key: key.to_owned(),
            ..Inside::default()
        }));
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let router = Router::new()
            .route("/cdrs", get(cdrs))
            .route("/extensions", get(extensions))
            .route("/extensions/{number}", get(never))
            .route("/queues", get(queues))
            .route("/contacts", get(contacts))
            .route("/originate", post(originate))
            .route("/crm_integrations", get(posting).post(post_to))
            .with_state(Arc::clone(&inside));
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        thread::spawn(move || {
            let served = runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::select! {
                    served = async { axum::serve(listener, router).await } => served,
                    _ = stopped => Ok(()),
                }
            });
            if let Err(error) = served {
                tracing_lost(&error);
            }
        });
        Ok(Self {
            address,
            inside,
            _stop: stop,
        })
    }

    /// Its base.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Has a record from now on, in the place of the one that it had of that call.
    pub fn record(&self, record: Value) {
        let start = record["start_stamp"].as_str().and_then(stamp);
        let mut inside = self.inside();
        let id = record["call_uuid"].clone();
        inside.records.retain(|(_, known)| known["call_uuid"] != id);
        inside
            .records
            .push((start.unwrap_or(Timestamp::UNIX_EPOCH), record));
        inside
            .records
            .sort_by(|(one, _), (other, _)| other.cmp(one));
    }

    /// All its records, the newest first.
    pub fn records(&self) -> Vec<Value> {
        let inside = self.inside();
        inside.records.iter().map(|(_, one)| one.clone()).collect()
    }

    /// Has these extensions, with their names, and so many people in its phone book.
    pub fn people(&self, extensions: &[(&str, &str)], contacts: usize) {
        self.inside().people = People::of(extensions, contacts);
    }

    /// Has these queues, with their names.
    pub fn queues(&self, queues: &[(&str, &str)]) {
        self.inside().people.have_queues(queues);
    }

    /// Has these people in its phone book, by their names and numbers; each has the place of its own.
    pub fn phone_book(&self, people: &[(&str, &str)]) {
        self.inside().people.have_book(people);
    }

    /// Posts to this address from now on, as if another system had entered it.
    pub fn posts_to(&self, address: &str) {
        self.inside().posting = Posting::to(address);
    }

    /// Where it posts to, and what of each event it does.
    pub fn posting(&self) -> (String, String) {
        let inside = self.inside();
        (inside.posting.address.clone(), inside.posting.states())
    }

    /// Goes wrong so with the next questions about the phone book.
    pub fn fail_in_the_book(&self, faults: &[Fault]) {
        self.inside().book_faults.extend(faults);
    }

    /// Goes wrong so with the next questions about records, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.inside().faults.extend(faults);
    }

    /// Goes wrong so with the next requests to call somebody, though they are called.
    pub fn fail_to_dial(&self, faults: &[Fault]) {
        self.inside().dial_faults.extend(faults);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        self.inside().key = key.to_owned();
    }

    /// Who was rung, and whom to call.
    pub fn dialled(&self) -> Vec<(String, String)> {
        self.inside().dialled.borrow().clone()
    }

    /// Waits until so many were rung.
    pub async fn until_dialled(&self, so_many: usize) {
        let mut dialled = self.inside().dialled.subscribe();
        // The sender is in `self`.
        drop(dialled.wait_for(|all| all.len() >= so_many).await);
    }

    /// How often it was asked for records, and how often it refused anything for haste.
    pub fn asked(&self) -> (u32, u32) {
        let inside = self.inside();
        (inside.asked_for_records, inside.refused_for_haste)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        locked(&self.inside)
    }
}

fn tracing_lost(error: &std::io::Error) {
    eprintln!("the stand-in ended: {error}");
}

type Shared = Arc<Mutex<Inside>>;

fn locked(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn cdrs(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        inside.asked_for_records += 1;
        if !inside.lately.lets_through(6, Duration::from_secs(60)) {
            inside.refused_for_haste += 1;
            return too_many();
        }
        let query = fields(&query.unwrap_or_default());
        let fault = inside.faults.pop_front();
        (inside.records_page(&query), fault)
    };
    match fault {
        Some(fault) => fault.of(answer).await,
        None => answer,
    }
}

impl Inside {
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
        let found: Vec<&Value> = self
            .records
            .iter()
            .filter(|(at, _)| (from..=to).contains(at))
            .map(|(_, record)| record)
            .collect();
        let (page, limit) = page_of(query);
        let some: Vec<&&Value> = found.iter().skip((page - 1) * limit).take(limit).collect();
        let body = json!({
            "cdrs": some,
            "pagination": {
                "page": page, "total_count": found.len(),
                "total_pages": found.len().div_ceil(limit), "limit": limit,
            },
        });
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
    match fault {
        Some(fault) => fault.of(answer).await,
        None => answer,
    }
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

async fn originate(State(shared): State<Shared>, body: Bytes) -> Response {
    let (answer, fault) = {
        let mut inside = locked(&shared);
        let answer = inside.originates(&String::from_utf8_lossy(&body));
        (answer, inside.dial_faults.pop_front())
    };
    match fault {
        Some(fault) => fault.of(answer).await,
        None => answer,
    }
}

impl Inside {
    fn originates(&mut self, form: &str) -> Response {
        // Three a second, and a hundred at once, beside all else (R).
        if !self
            .lately_dialled
            .lets_through(100, Duration::from_secs(33))
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
}

impl Inside {
    fn refuses_else(&mut self, query: &str) -> Option<Response> {
        if !self.lately_else.lets_through(10, Duration::from_secs(5)) {
            self.refused_for_haste += 1;
            return Some(too_many());
        }
        self.refuses(&fields(query))
    }
}

fn too_many() -> Response {
    (StatusCode::TOO_MANY_REQUESTS, "Too many requests").into_response()
}

/// `2026-03-03 12:30:32 UTC`, or with ` +0300`.
fn stamp(text: &str) -> Option<Timestamp> {
    let (wall_clock, zone) = text.rsplit_once(' ')?;
    let wall_clock: DateTime = wall_clock.parse().ok()?;
    let zone = match zone {
        "UTC" => TimeZone::UTC,
        _ => TimeZone::get("Europe/Istanbul").ok()?,
    };
    Some(wall_clock.to_zoned(zone).ok()?.timestamp())
}
