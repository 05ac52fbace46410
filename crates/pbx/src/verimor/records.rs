//! Verimor's own records, and what else its interface can be asked.
//!
//! Sources: the vendor's documents `Bulutsantralim-API` ("M" below) and `docs/switch` ("R"). Where
//! they differ, both are accepted.

use std::time::Duration;

use jiff::SignedDuration;
use kimo_calls::{Call, Meaning, Party, Timestamp, is_extension};
use serde::Deserialize;
use serde_json::Value;

use super::{
    limits::{OF_ALL_ELSE, OF_DIALLING, OF_QUEUES, OF_RECORDINGS, OF_RECORDS, OF_TELEPHONES},
    posting, record, switch,
};
use crate::{
    Api, ApiAnswer, ApiBody, ApiContact, ApiExtension, ApiField, ApiRequest, ApiTelephone,
    ContactsPage, Incoming, PageAt, Posting, ReadError, Reading, RecordingAt, RecordsPage, Refusal,
    TelephoneState, Window,
    pages::{Cdrs, Pagination, text_of},
    time,
    wire::{self, Text},
};

/// The interface of Verimor's PBX.
pub(super) struct Records;

impl Api for Records {
    fn base(&self) -> &'static str {
        "https://api.bulutsantralim.com"
    }

    /// M: 31 days at most; what a longer window answers stands nowhere.
    fn longest_window(&self) -> SignedDuration {
        SignedDuration::from_hours(31 * 24)
    }

    /// In UTC, with the word (M): what a time without a zone means, the documents do not say.
    fn records(
        &self,
        window: &Window,
        page: PageAt,
        _meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal> {
        let stamp = |at: Timestamp| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
        let query = vec![
            ("key", ApiField::Key),
            ("start_stamp_from", ApiField::Text(stamp(window.from))),
            ("start_stamp_to", ApiField::Text(stamp(window.to))),
            ("limit", ApiField::Text(A_PAGE.to_owned())),
            ("page", ApiField::Text(page.number.to_string())),
        ];
        Ok(ApiRequest::get("/cdrs", query, OF_RECORDS))
    }

    fn read_records(
        &self,
        answer: &ApiAnswer<'_>,
        _meaning: &Meaning,
    ) -> Result<RecordsPage, Refusal> {
        succeeded(answer)?;
        let found: Cdrs<'_> = answer.read()?;
        found.read("call_uuid", is_over)
    }

    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        record::read(fields, incoming)
    }

    fn record_of(&self, call: &Call) -> Value {
        switch::record_of(call)
    }

    fn posting(&self) -> Option<ApiRequest> {
        Some(posting::ask())
    }

    fn read_posting(&self, answer: &ApiAnswer<'_>) -> Result<Posting, Refusal> {
        succeeded(answer)?;
        posting::read(answer)
    }

    fn everything_to(&self, address: &str) -> Option<Posting> {
        Some(posting::everything_to(address))
    }

    fn post_to(&self, posting: &Posting) -> Option<ApiRequest> {
        Some(posting::post_to(posting))
    }

    /// What a refusal says stands nowhere; what is not of the key is of the address.
    fn read_posted(&self, answer: &ApiAnswer<'_>) -> Result<(), Refusal> {
        match succeeded(answer) {
            Err(Refusal::Refused { status: 400 }) => Err(Refusal::NoAddress),
            other => other,
        }
    }

    fn dials(&self, _meaning: &Meaning) -> bool {
        true
    }

    /// With `manual_answer`: else a desk phone goes off its hook by itself (M). How long the answer
    /// takes stands nowhere; of the like request it takes up to the ringing's 60 s.
    fn dial(&self, extension: &str, to: &Party, _meaning: &Meaning) -> Result<ApiRequest, Refusal> {
        let text = |text: &str| ApiField::Text(text.to_owned());
        let destination = dialled(to).ok_or(Refusal::NoDestination)?;
        let form = ApiBody::Form(vec![
            ("key", ApiField::Key),
            ("extension", text(extension)),
            ("destination", ApiField::Text(destination)),
            ("manual_answer", text("true")),
        ]);
        Ok(ApiRequest {
            patience: Duration::from_secs(70),
            repeatable: false,
            ..ApiRequest::post("/originate", form, OF_DIALLING)
        })
    }

    fn read_dialled(&self, answer: &ApiAnswer<'_>) -> Result<String, Refusal> {
        if answer.status == 400 {
            let said = String::from_utf8_lossy(answer.body).to_lowercase();
            if said.starts_with("extension ") && said.trim_end().ends_with("not found") {
                return Err(Refusal::NoExtension);
            }
            if said.starts_with("invalid destination") {
                return Err(Refusal::NoDestination);
            }
        }
        succeeded(answer)?;
        let id = answer.text()?.trim().trim_matches('"');
        let is_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        match !id.is_empty() && id.len() <= 100 && id.chars().all(is_id) {
            true => Ok(id.to_owned()),
            false => Err(Refusal::Shape),
        }
    }

    /// All of them: asked for one alone, it tells the password of its telephone.
    fn extensions(&self) -> Option<ApiRequest> {
        Some(ApiRequest::get(
            "/extensions",
            vec![("key", ApiField::Key)],
            OF_ALL_ELSE,
        ))
    }

    fn read_extensions(&self, answer: &ApiAnswer<'_>) -> Result<Vec<ApiExtension>, Refusal> {
        succeeded(answer)?;
        let Value::Array(all) = answer.json()? else {
            return Err(Refusal::Shape);
        };
        Ok(all.iter().filter_map(named).collect())
    }

    fn queues(&self) -> Option<ApiRequest> {
        let key = vec![("key", ApiField::Key)];
        Some(ApiRequest::get("/queues", key, OF_QUEUES))
    }

    fn read_queues(&self, answer: &ApiAnswer<'_>) -> Result<Vec<ApiExtension>, Refusal> {
        self.read_extensions(answer)
    }

    fn telephones(&self) -> Option<ApiRequest> {
        let key = vec![("key", ApiField::Key)];
        Some(ApiRequest::get("/user_statuses", key, OF_TELEPHONES))
    }

    fn read_telephones(&self, answer: &ApiAnswer<'_>) -> Result<Vec<ApiTelephone>, Refusal> {
        succeeded(answer)?;
        let Value::Array(all) = answer.json()? else {
            return Err(Refusal::Shape);
        };
        Ok(all.iter().filter_map(telephone).collect())
    }

    /// `deleted` is what it says of one that was.
    fn says_recorded(&self, fields: Value) -> Option<bool> {
        let wire: Recorded = wire::read(fields);
        let said = wire.recording_present;
        said.0.is_some().then(|| said.flag() == Some(true))
    }

    /// The address is good for an hour, and needs no key.
    fn recording(&self, pbx_call_id: &str) -> Option<RecordingAt> {
        let form = ApiBody::Form(vec![
            ("key", ApiField::Key),
            ("call_uuid", ApiField::Text(pbx_call_id.to_owned())),
        ]);
        Some(RecordingAt::Asked(ApiRequest::post(
            "/recording_url",
            form,
            OF_RECORDINGS,
        )))
    }

    /// The address alone (M), or in JSON (R).
    fn read_recordings(&self, answer: &ApiAnswer<'_>) -> Result<Vec<String>, Refusal> {
        if answer.status == 400 {
            let said = String::from_utf8_lossy(answer.body).to_lowercase();
            if said.starts_with("cannot find call") {
                return Err(Refusal::NoRecording);
            }
        }
        succeeded(answer)?;
        if let Ok(FoundRecording { url }) = answer.read() {
            return Ok(vec![url]);
        }
        let address = answer.text()?.trim().trim_matches('"');
        match address.is_empty() {
            true => Err(Refusal::Shape),
            false => Ok(vec![address.to_owned()]),
        }
    }

    fn contacts(&self, page: u32) -> Option<ApiRequest> {
        let query = vec![
            ("key", ApiField::Key),
            ("limit", ApiField::Text(A_PAGE.to_owned())),
            ("page", ApiField::Text(page.to_string())),
        ];
        Some(ApiRequest::get("/contacts", query, OF_ALL_ELSE))
    }

    /// Of people their names, company and numbers: national ids, birthdays and notes stay there.
    fn read_contacts(&self, answer: &ApiAnswer<'_>) -> Result<ContactsPage, Refusal> {
        succeeded(answer)?;
        let FoundContacts {
            contacts,
            pagination,
        } = serde_json::from_slice(answer.body).map_err(|_| Refusal::Shape)?;
        let (total, pages) = pagination.read()?;
        let id = |one: &Value| one.get("id").and_then(text_of).filter(|id| !id.is_empty());
        let ids = contacts.iter().map(id);
        // One that nothing tells from the others could not be known again.
        let ids: Option<Vec<String>> = ids.collect();
        let read = |one: &Value| {
            let field = |name| one.get(name).and_then(text_of).unwrap_or_default();
            let name = format!("{} {}", field("name"), field("surname"));
            let numbers = ["phone", "phone1", "phone2"].map(field).into_iter();
            let numbers: Vec<_> = numbers.filter(|number| !number.is_empty()).collect();
            (!numbers.is_empty()).then(|| ApiContact {
                id: field("id"),
                name: name.trim().to_owned(),
                company: field("company_name"),
                numbers,
            })
        };
        Ok(ContactsPage {
            contacts: contacts.iter().filter_map(read).collect(),
            ids: ids.ok_or(Refusal::Shape)?,
            total,
            pages,
        })
    }
}

/// The largest page (M).
const A_PAGE: &str = "100";

/// Every error is text, and that of a wrong key repeats it; its status is 400 (M) or 401 (R).
fn succeeded(answer: &ApiAnswer<'_>) -> Result<(), Refusal> {
    match answer.status {
        200..=299 => Ok(()),
        400 if speaks_of_the_key(answer.body) => Err(Refusal::Key),
        status => Err(Refusal::of_status(status)),
    }
}

fn speaks_of_the_key(body: &[u8]) -> bool {
    let said = String::from_utf8_lossy(body).to_lowercase();
    said.starts_with("gecersiz anahtar") || said.starts_with("geçersiz anahtar")
}

/// An extension or a queue; its number is a text or a number.
fn named(one: &Value) -> Option<ApiExtension> {
    Some(ApiExtension {
        number: text_of(one.get("number")?)?,
        name: one.get("name").and_then(text_of).unwrap_or_default(),
    })
}

/// `user` is a number.
fn telephone(one: &Value) -> Option<ApiTelephone> {
    let state = one.get("status").and_then(text_of)?;
    Some(ApiTelephone {
        number: text_of(one.get("user")?)?,
        state: match state.as_str() {
            "AVAILABLE" => TelephoneState::Free,
            "TALKING" => TelephoneState::Talks,
            "SS_DND" => TelephoneState::DoNotDisturb,
            "UNREGISTERED" => TelephoneState::Off,
            _ => return None,
        },
    })
}

#[derive(Deserialize)]
struct FoundRecording {
    url: String,
}

/// What a posted end and a record say of the recording, in the same word.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Recorded {
    recording_present: Text,
}

#[derive(Deserialize)]
struct FoundContacts {
    contacts: Vec<Value>,
    pagination: Pagination,
}

/// Whether the call of a record is over. Whether running ones are listed stands nowhere.
fn is_over(fields: &Value) -> bool {
    let field = |name| fields.get(name).and_then(text_of).unwrap_or_default();
    !field("end_stamp").is_empty() || time::seconds(&field("duration")).unwrap_or_default() > 0
}

/// As numbers are written to it (M): `908505320000`, abroad `00493027590915`; an extension as it is.
fn dialled(to: &Party) -> Option<String> {
    let Some(number) = &to.number else {
        return is_extension(&to.raw).then(|| to.raw.clone());
    };
    let digits = number.as_str().strip_prefix('+')?;
    Some(match digits.strip_prefix("90") {
        Some(_) => digits.to_owned(),
        None => format!("00{digits}"),
    })
}
