//! The interface that has the history of Smart UVV: the Telecom API, JSON-RPC.
//!
//! Sources: the vendor's page of `getCallHistory`, known as far as what a record has in it, and that of
//! the recordings. Only these are asked for: what routes calls is never set, and no question of routing is
//! answered.

use std::{collections::BTreeMap, time::Duration};

use jiff::SignedDuration;
use kimo_calls::{Call, Meaning, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

use super::{conference, record, story, telecom_record::LISTS, telecom_settings};
use crate::{
    Api, ApiAnswer, ApiBody, ApiKey, ApiRequest, Incoming, KeyScheme, Limit, PageAt, ReadError,
    Reading, RecordingAt, RecordingsKey, RecordsPage, Refusal, Window, pages::text_of,
};

/// The interface.
pub(super) struct Telecom;

impl Api for Telecom {
    fn base(&self) -> &'static str {
        "https://webapicommon.mtt.ru/index.php"
    }

    /// How much it tells at once stands nowhere, and it has no pages: of a day it is least likely to
    /// leave something out.
    fn longest_window(&self) -> SignedDuration {
        SignedDuration::from_hours(24)
    }

    fn takes(&self, key: &ApiKey) -> bool {
        is_account(key)
    }

    fn numbers(&self, meaning: &Meaning) -> Vec<String> {
        telecom_settings::numbers(meaning).unwrap_or_default()
    }

    /// It tells of one number at a time: each is a page. Its answer has the id of the request, so that
    /// is the number. Of the zone of the dates its page says nothing: [`OTHER_ZONE`].
    fn records(
        &self,
        window: &Window,
        page: PageAt,
        meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal> {
        let place = usize::try_from(page.number).unwrap_or(usize::MAX);
        let numbers = telecom_settings::numbers(meaning).ok_or(Refusal::Settings)?;
        let number = numbers.get(place.saturating_sub(1));
        let number = number.ok_or(Refusal::Settings)?;
        let from = window.from.saturating_sub(OTHER_ZONE);
        let to = window.to.saturating_add(OTHER_ZONE);
        let time = |at: Timestamp| at.strftime("%d.%m.%Y %H:%M:%S").to_string();
        let params = json!([
            number,
            time(from.unwrap_or(window.from)),
            time(to.unwrap_or(window.to)),
        ]);
        let body =
            json!({"id": number, "jsonrpc": "2.0", "method": "getCallHistory", "params": params});
        Ok(ApiRequest {
            scheme: Some(KeyScheme::Basic),
            ..ApiRequest::post("", ApiBody::Json(body), EVERYTHING)
        })
    }

    /// In a record it does not stand in which list it was, nor whose: both are kept with it.
    fn read_records(
        &self,
        answer: &ApiAnswer<'_>,
        meaning: &Meaning,
    ) -> Result<RecordsPage, Refusal> {
        let found: Answer<'_> = answer.read()?;
        if let Some(error) = &found.error {
            return Err(refused(error, answer.status));
        }
        let lists = found.result.ok_or(Refusal::Shape)?.get();
        let lists: BTreeMap<String, &RawValue> =
            serde_json::from_str(lists).map_err(|_| Refusal::Shape)?;
        let numbers = self.numbers(meaning);
        let of = found.id.as_ref().and_then(text_of).unwrap_or_default();
        let of = match numbers.contains(&of) {
            true => format!(",\"sip_id\":\"{of}\""),
            false => String::new(),
        };
        let mut records = Vec::new();
        for name in LISTS {
            // The vendor's example prints those that are empty, too.
            let list = lists.get(name).ok_or(Refusal::Shape)?;
            let list: Option<Vec<BTreeMap<String, &RawValue>>> =
                serde_json::from_str(list.get()).map_err(|_| Refusal::Shape)?;
            for record in list.unwrap_or_default() {
                let record = serde_json::to_string(&record).map_err(|_| Refusal::Shape)?;
                records.push(format!("{{\"{name}\":[{record}]{of}}}"));
            }
        }
        Ok(RecordsPage {
            ids: records.clone(),
            records,
            total: None,
            pages: Some(u32::try_from(numbers.len()).unwrap_or(u32::MAX)),
        })
    }

    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        record::read(fields, incoming)
    }

    fn record_of(&self, call: &Call) -> Value {
        story::record_of(call)
    }

    fn recordings_key(&self) -> Option<&'static RecordingsKey> {
        Some(&RECORDINGS)
    }

    /// As in the document's example.
    fn recordings_may_be_plain(&self) -> bool {
        true
    }

    /// Of calls of Smart UVV alone: others have ids that are no conferences'.
    fn recording(&self, pbx_call_id: &str) -> Option<RecordingAt> {
        let conference = conference::with_underscores(pbx_call_id)?;
        Some(RecordingAt::Asked(ApiRequest {
            scheme: Some(KeyScheme::Basic),
            ..ApiRequest::get(
                format!("/v1/records/{conference}/urls"),
                Vec::new(),
                EVERYTHING,
            )
        }))
    }

    /// An empty list is taken for that there is none.
    fn read_recordings(&self, answer: &ApiAnswer<'_>) -> Result<Vec<String>, Refusal> {
        let addresses: Vec<String> = answer.read()?;
        match addresses.is_empty() {
            true => Err(Refusal::NoRecording),
            false => Ok(addresses),
        }
    }
}

/// Another account than that of the history, at a place of its own.
static RECORDINGS: RecordingsKey = RecordingsKey {
    base: "https://rc.mtt.ru",
    takes: is_account,
    hint: "mtt-recordings-key-hint",
};

/// A user name and a password, with a colon between them.
fn is_account(key: &ApiKey) -> bool {
    let parts = key.expose().split_once(':');
    parts.is_some_and(|(user, password)| !user.is_empty() && !password.is_empty())
}

/// What it answers. `null` is as if it were not there.
#[derive(Deserialize)]
struct Answer<'a> {
    id: Option<Value>,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error: Option<Value>,
}

/// An error comes with a success, too. Of its codes those of HTTP are taken for what they are there; its
/// text is left alone.
fn refused(error: &Value, status: u16) -> Refusal {
    let code = error.get("code").and_then(text_of);
    let code = code.and_then(|code| code.parse().ok());
    match code {
        Some(code @ 400..=599) => Refusal::of_status(code),
        _ => Refusal::Refused { status },
    }
}

/// By how much the dates may be Moscow's, or a record be listed by a time that is: so much more is asked
/// for at both ends, and what is proved stays what was wanted.
const OTHER_ZONE: SignedDuration = SignedDuration::from_hours(3);

/// How often it may be asked stands nowhere.
const EVERYTHING: &[Limit] = &[Limit {
    name: "",
    most: 30,
    within: Duration::from_secs(60),
}];
