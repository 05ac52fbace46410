//! What the PBXs' own records say, and how their interfaces are asked for them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

mod any_order;
mod bulutfon;
mod exolve;
mod telecom;
mod telecom_asked;
mod verimor;
mod verimor_asked;

use kimo_calls::{Account, CallEvent, PbxId, Timestamp};
use kimo_pbx::{
    Api, ApiAnswer, ApiRequest, Delivery, PageAt, ReadError, Reading, RecordsPage, Refusal, Window,
    adapter, meaning_of,
};
use serde_json::Value;

const VERIMOR: PbxId = PbxId::known("verimor");
const BULUTFON: PbxId = PbxId::known("bulutfon");
const MTT: PbxId = PbxId::known("mtt");
/// A key of any of them.
const KEY: &str = "K38359b70-4342-9479";

/// As a hook without settings has it.
fn api(pbx: PbxId) -> &'static dyn Api {
    adapter(pbx).unwrap().api(&meaning_of(pbx)).unwrap()
}

/// How such a hook asks for a page.
fn asked(pbx: PbxId, window: &Window, page: PageAt) -> ApiRequest {
    api(pbx).records(window, page, &meaning_of(pbx)).unwrap()
}

fn page_of(pbx: PbxId, answer: &ApiAnswer<'_>) -> Result<RecordsPage, Refusal> {
    api(pbx).read_records(answer, &meaning_of(pbx))
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What a record says.
fn read(pbx: PbxId, record: &Value) -> Result<Vec<CallEvent>, ReadError> {
    let body = record.to_string();
    let delivery = Delivery {
        pbx,
        account: &Account::default(),
        content_type: Some("application/json"),
        body: body.as_bytes(),
        received_at: at("2026-11-25T12:00:00Z"),
    };
    kimo_pbx::read_record(&delivery, &meaning_of(pbx)).map(Reading::into_events)
}

/// The document's record, but for some fields.
fn with(documented: &Value, changes: &Value) -> Value {
    let mut record = documented.clone();
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}
