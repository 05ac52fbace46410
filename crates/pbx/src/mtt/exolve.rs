//! The interface of MTS Exolve, MTT's platform as it is sold now.
//!
//! Source: the vendor's pages at docs.exolve.ru, most of which are known only from their beginnings;
//! what stands on none of them is said where it is assumed. Only what reads or calls is asked for. How
//! calls are forwarded is never set from here, nor is anything asked that tells a telephone's password.

use std::{collections::BTreeMap, time::Duration};

use jiff::SignedDuration;
use kimo_calls::{Call, Meaning, Party, PhoneNumber, Timestamp};
use serde_json::{Value, json, value::RawValue};

use super::{
    exolve_settings::{Callback, written},
    exolve_story, record,
};
use crate::{
    Api, ApiAnswer, ApiBody, ApiKey, ApiRequest, Incoming, KeyScheme, Limit, PageAt, ReadError,
    Reading, RecordsPage, Refusal, Window, pages::text_of,
};

/// The interface.
pub(super) struct Exolve;

impl Api for Exolve {
    fn base(&self) -> &'static str {
        "https://api.exolve.ru"
    }

    /// How much it tells at once stands nowhere.
    fn longest_window(&self) -> SignedDuration {
        SignedDuration::from_hours(7 * 24)
    }

    /// Not the user name and password of the other interface.
    fn takes(&self, key: &ApiKey) -> bool {
        !key.expose().contains(':')
    }

    /// By offset, without a total. Pages are of the size that its public clients ask for; should it
    /// give less, the offset is by what it gave.
    fn records(
        &self,
        window: &Window,
        page: PageAt,
        _meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal> {
        let time = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let body = json!({
            "date_from": time(window.from), "date_to": time(window.to),
            "limit": 50, "offset": page.after,
        });
        Ok(asked("/statistics/call-history/v2/GetList", body))
    }

    /// The list has had three names. An answer that says nothing at all is an empty list, as such
    /// interfaces leave out what is empty.
    fn read_records(
        &self,
        answer: &ApiAnswer<'_>,
        _meaning: &Meaning,
    ) -> Result<RecordsPage, Refusal> {
        let found: BTreeMap<String, &RawValue> = answer.read()?;
        let mut page = RecordsPage {
            records: Vec::new(),
            ids: Vec::new(),
            total: None,
            pages: None,
        };
        let Some(list) = LISTS.iter().find_map(|name| found.get(*name)) else {
            return match found.is_empty() {
                true => Ok(page),
                false => Err(Refusal::Shape),
            };
        };
        let list: Option<Vec<&RawValue>> =
            serde_json::from_str(list.get()).map_err(|_| Refusal::Shape)?;
        for record in list.unwrap_or_default() {
            let fields = serde_json::from_str(record.get()).map_err(|_| Refusal::Shape)?;
            let Value::Object(_) = fields else {
                return Err(Refusal::Shape);
            };
            page.ids.push(record.get().to_owned());
            page.records.push(record.get().to_owned());
        }
        Ok(page)
    }

    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        record::read(fields, incoming)
    }

    fn record_of(&self, call: &Call) -> Value {
        exolve_story::record_of(call)
    }

    fn dials(&self, meaning: &Meaning) -> bool {
        Callback::of(meaning).is_some()
    }

    /// Our side is the first line, which is rung first. How long the answer takes stands nowhere; it
    /// may be as long as both lines ring.
    fn dial(&self, extension: &str, to: &Party, meaning: &Meaning) -> Result<ApiRequest, Refusal> {
        let callback = Callback::of(meaning).ok_or(Refusal::NoDestination)?;
        let ours = PhoneNumber::read_leniently(extension, meaning.region);
        let ours = ours
            .as_ref()
            .and_then(written)
            .ok_or(Refusal::NoExtension)?;
        let theirs = to.number.as_ref().and_then(written);
        let theirs = theirs.ok_or(Refusal::NoDestination)?;
        let line = |number: &str| {
            json!({
                "destinations": [{"number": number, "timeout": 30}],
                "display_number": callback.number.to_string(),
            })
        };
        let body = json!({
            "request_description": "Kimo", "number_code": callback.number,
            "callback_resource_id": callback.resource,
            "line_1": line(ours), "line_2": line(theirs),
        });
        Ok(ApiRequest {
            patience: Duration::from_secs(70),
            repeatable: false,
            ..asked("/call/v1/MakeCallback", body)
        })
    }

    /// By which name it tells the id stands nowhere; its clients try these.
    fn read_dialled(&self, answer: &ApiAnswer<'_>) -> Result<String, Refusal> {
        let found = answer.json()?;
        let ids = ["call_id", "callback_id", "call_sid", "id"];
        let id = ids
            .iter()
            .find_map(|name| found.get(*name).and_then(text_of));
        let is_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        id.filter(|id| (1..=100).contains(&id.len()) && id.chars().all(is_id))
            .ok_or(Refusal::Shape)
    }
}

/// With the key where it belongs.
fn asked(path: &'static str, body: Value) -> ApiRequest {
    ApiRequest {
        scheme: Some(KeyScheme::Bearer),
        ..ApiRequest::post(path, ApiBody::Json(body), EVERYTHING)
    }
}

const LISTS: [&str; 3] = ["calls", "list", "call_history"];

/// How often it may be asked stands nowhere.
const EVERYTHING: &[Limit] = &[Limit {
    name: "",
    most: 30,
    within: Duration::from_secs(60),
}];
