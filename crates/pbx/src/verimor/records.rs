//! Verimor's own records, and what else its interface can be asked.
//!
//! Sources: the vendor's documents `Bulutsantralim-API` ("M" below) and `docs/switch` ("R"). Where
//! they differ, both are accepted.

use std::time::Duration;

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{
    CallEvent, Direction, Disposition, EventKind, Outcome, Party, Timestamp, Way, is_extension,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Api, ApiAnswer, ApiContact, ApiExtension, ApiField, ApiRequest, ContactsPage, Incoming, Limit,
    ReadError, Reading, RecordsPage, Refusal, Window,
    pages::{Cdrs, Pagination, text_of},
    time, wire,
    wire::Text,
};

static ISTANBUL: TimeZone = jiff::tz::get!("Europe/Istanbul");

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
    fn records(&self, window: &Window, page: u32) -> ApiRequest {
        let stamp = |at: Timestamp| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
        let query = vec![
            ("key", ApiField::Key),
            ("start_stamp_from", ApiField::Text(stamp(window.from))),
            ("start_stamp_to", ApiField::Text(stamp(window.to))),
            ("limit", ApiField::Text(A_PAGE.to_owned())),
            ("page", ApiField::Text(page.to_string())),
        ];
        ApiRequest::get("/cdrs", query, OF_RECORDS)
    }

    fn read_records(&self, answer: &ApiAnswer<'_>) -> Result<RecordsPage, Refusal> {
        succeeded(answer)?;
        let found: Cdrs<'_> = answer.read()?;
        found.read("call_uuid", is_over)
    }

    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        let wire: Wire = wire::read(fields);
        let call = incoming.call_id(&wire.call_uuid, "call_uuid")?;
        let (start, end) = wire.times()?;
        let region = incoming.meaning.region;
        let party = |text: &Text| Text(text.as_deref().map(|text| number(text).to_owned()));
        let called = party(&wire.destination_number);
        Ok(Reading::Events(vec![CallEvent {
            at: Some(end),
            call_started_at: Some(start),
            direction: wire.direction(),
            caller: wire
                .caller_id_number
                .as_ref()
                .map(|text| party(text).party(region)),
            called: called.as_deref().is_some().then(|| called.party(region)),
            ..incoming.event(call, wire.ended(end))
        }]))
    }

    fn dials(&self) -> bool {
        true
    }

    /// With `manual_answer`: else a desk phone goes off its hook by itself (M). How long the answer
    /// takes stands nowhere; of the like request it takes up to the ringing's 60 s.
    fn dial(&self, extension: &str, to: &Party) -> Option<ApiRequest> {
        let text = |text: &str| ApiField::Text(text.to_owned());
        Some(ApiRequest {
            post: true,
            path: "/originate",
            query: Vec::new(),
            form: vec![
                ("key", ApiField::Key),
                ("extension", text(extension)),
                ("destination", ApiField::Text(dialled(to)?)),
                ("manual_answer", text("true")),
            ],
            limit: Limit {
                name: "originate",
                most: 3,
                within: Duration::from_secs(1),
            },
            patience: Duration::from_secs(70),
            repeatable: false,
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

/// R, `rate-limiting.md`: records and single ones together.
const OF_RECORDS: Limit = Limit {
    name: "cdrs",
    most: 6,
    within: Duration::from_secs(60),
};
/// The same: two a second, and ten at once.
const OF_ALL_ELSE: Limit = Limit {
    name: "",
    most: 2,
    within: Duration::from_secs(1),
};
/// M, `queues.md`; R lets more through.
const OF_QUEUES: Limit = Limit {
    name: "queues",
    most: 10,
    within: Duration::from_secs(60),
};
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

/// `1014 (902120000000)` is the extension 1014, whose outside number that is (R).
fn number(text: &str) -> &str {
    text.split(" (").next().unwrap_or_default().trim()
}

/// The fields of a record, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    call_uuid: Text,
    direction: Text,
    caller_id_number: Option<Text>,
    destination_number: Text,
    start_stamp: Text,
    answer_stamp: Text,
    end_stamp: Text,
    duration: Text,
    talk_duration: Text,
    queue_wait_seconds: Text,
    queue: Text,
    result: Text,
    missed: Text,
}

impl Wire {
    /// When it began and ended. One of them may be unreadable, as in the vendor's own examples; the
    /// other and the length tell it then.
    fn times(&self) -> Result<(Timestamp, Timestamp), ReadError> {
        let length = self.duration.seconds().map(i64::from);
        let length = SignedDuration::from_secs(length.unwrap_or_default());
        let start = stamp(&self.start_stamp);
        let end = stamp(&self.end_stamp);
        let start = start.or_else(|| end.and_then(|end| end.checked_sub(length).ok()));
        let end = end.or_else(|| start.and_then(|start| start.checked_add(length).ok()));
        start.zip(end).ok_or_else(|| ReadError::Field {
            field: "start_stamp",
            why: "neither it nor end_stamp is a time".to_owned(),
        })
    }

    /// `missed` decides, a flag or the text of one: the words of `result` stand for several codes
    /// each, and in the vendor's own example contradict it.
    fn ended(&self, end: Timestamp) -> EventKind {
        let outcome = match self.missed.flag() {
            Some(true) => Outcome::NotAnswered,
            Some(false) => Outcome::Answered,
            None => Outcome::Unknown,
        };
        let answered = outcome == Outcome::Answered;
        let is_outbound = self.direction() == Some(Direction::Outbound);
        let leg = self
            .destination_number
            .as_deref()
            .map(number)
            .filter(|number| !is_outbound && is_extension(number))
            .filter(|number| Some(*number) != self.queue.as_deref());
        let talked = self.talk_duration.seconds();
        let since = |seconds: u32| {
            end.checked_sub(SignedDuration::from_secs(seconds.into()))
                .ok()
        };
        EventKind::Ended {
            outcome,
            answered_by: leg.filter(|_| answered).map(str::to_owned),
            answered_at: stamp(&self.answer_stamp)
                .or(talked.and_then(since))
                .filter(|_| answered),
            talk_seconds: talked.filter(|_| answered),
            cause: self.result.0.clone(),
            unanswered: unanswered(&self.result),
            way: Way {
                legs: leg.map(str::to_owned).into_iter().collect(),
                queue: self.queue.0.clone(),
                menu: None,
            },
            queue_wait_seconds: self
                .queue_wait_seconds
                .seconds()
                .filter(|_| self.queue.0.is_some()),
            recorded: true,
        }
    }

    /// `Giden (API)` and `Giden (IVR)` go out too (M).
    fn direction(&self) -> Option<Direction> {
        let word = self.direction.word();
        match word.split(' ').next().unwrap_or_default() {
            "gelen" | "inbound" => Some(Direction::Inbound),
            "giden" | "outbound" => Some(Direction::Outbound),
            "santral" | "internal" => Some(Direction::Internal),
            _ => None,
        }
    }
}

/// A time with its offset; where that is cut (`+030`, M) it is Turkey's. Of a year that lost its
/// first digit (`017-08-03`, M) the century is known.
fn stamp(text: &Text) -> Option<Timestamp> {
    let text = text.as_deref()?;
    let is_cut = text.starts_with('0') && text.find('-') == Some(3);
    match is_cut {
        true => time::read_leniently(&format!("2{text}"), &ISTANBUL),
        false => time::read_leniently(text, &ISTANBUL),
    }
}

/// What the words for a result say of a call that nobody answered.
fn unanswered(result: &Text) -> Disposition {
    // Not by small letters: those of İ and I are others in Turkish.
    match result.as_deref().unwrap_or_default() {
        "Meşgul" => Disposition::Busy,
        "Vazgeçildi" => Disposition::Cancelled,
        "Reddedildi" => Disposition::Rejected,
        "" | "Cevapsız" | "Cevaplandı" | "Diğer dahili cevapladı" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
