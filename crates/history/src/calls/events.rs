//! The events of each call, content-addressed: one that is there already is not stored again.

use jiff::SignedDuration;
use kimo_calls::{
    Account, CallEvent, CallId, CallerKey, Clock, Direction, EventId, EventKind, Party, PbxId,
};
use kimo_pbx::Delivery;
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, types::Type};
use serde_json::Value;

use crate::{
    calls,
    db::{
        code::Code,
        time::{event_to_micros, micros, optional_time, time},
    },
    deliveries,
    forgotten::spelled::Spelled,
    hooks,
};

// `delivery` is no foreign key: the removal of a delivery would then have to look through all
// events. An event goes before its delivery does.
pub(crate) const CREATE: &str = "
CREATE TABLE events (
    call INTEGER NOT NULL REFERENCES calls (id),
    id BLOB NOT NULL,
    -- The first delivery that said it; none for what the desk says itself.
    delivery INTEGER,
    -- Only where there is no delivery, which has it.
    received_at INTEGER,
    at INTEGER,
    may_run_ahead INTEGER,
    call_started_at INTEGER,
    direction INTEGER,
    caller_raw TEXT,
    caller_e164 TEXT,
    called_raw TEXT,
    called_e164 TEXT,
    extension TEXT,
    -- Whether the desk says it itself, of a call of which nothing more is heard.
    expired INTEGER,
    -- JSON: what happened, in the words of `EventKind`.
    kind TEXT NOT NULL,
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;
";

/// Stores an event of a call.
pub(crate) fn insert(
    db: &Connection,
    call: i64,
    event: &CallEvent,
    delivery: Option<i64>,
) -> Result<()> {
    let raw = |party: &Option<Party>| party.as_ref().map(|party| party.raw.clone());
    let e164 = |party: &Option<Party>| {
        let number = party.as_ref().and_then(|party| party.number.as_ref());
        number.map(|number| number.as_str().to_owned())
    };
    db.prepare_cached(
        "INSERT INTO events (call, id, delivery, received_at, at, may_run_ahead, call_started_at,
             direction, caller_raw, caller_e164, called_raw, called_e164, extension, expired,
             kind)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(rusqlite::params![
        call,
        event.id.0,
        delivery,
        delivery.is_none().then(|| micros(event.received_at)),
        event.at.map(micros),
        match event.clock {
            Clock::Exact => None,
            Clock::MayBeAheadBy(ahead) => Some(ahead.as_secs()),
        },
        event.call_started_at.map(micros),
        event.direction.map(Code::code),
        raw(&event.caller),
        e164(&event.caller),
        raw(&event.called),
        e164(&event.called),
        event.extension,
        matches!(event.kind, EventKind::Expired { .. }).then_some(1),
        to_json(&event.kind)?,
    ])?;
    Ok(())
}

/// The events of a call, in no order. Marks are not among them.
pub(crate) fn of_call(db: &Connection, call: i64, id: &CallId) -> Result<Vec<CallEvent>> {
    db.prepare_cached(
        "SELECT e.id, coalesce(e.received_at, d.received_at), e.at, e.may_run_ahead,
                e.call_started_at, e.direction, e.caller_raw, e.caller_e164, e.called_raw,
                e.called_e164, e.extension, e.kind, e.delivery
         FROM events e LEFT JOIN deliveries d ON d.id = e.delivery
         WHERE e.call = ?1",
    )?
    .query_map([call], |row| read(db, row, id))?
    .collect()
}

/// The first delivery that said an event; `None` if there is no such event of the call.
pub(crate) fn delivery_of(db: &Connection, call: i64, event: EventId) -> Result<Option<i64>> {
    db.prepare_cached("SELECT delivery FROM events WHERE call = ?1 AND id = ?2")?
        .query_row((call, event.0), |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// The events of a call that a delivery was the first to say.
pub(crate) fn said_by(db: &Connection, call: i64, delivery: i64) -> Result<Vec<EventId>> {
    db.prepare_cached("SELECT id FROM events WHERE call = ?1 AND delivery = ?2")?
        .query_map((call, delivery), |row| row.get(0).map(EventId))?
        .collect()
}

/// Removes one event of a call.
pub(crate) fn remove(db: &Connection, call: i64, event: EventId) -> Result<()> {
    db.prepare_cached("DELETE FROM events WHERE call = ?1 AND id = ?2")?
        .execute((call, event.0))?;
    Ok(())
}

/// Takes back that the desk has given up waiting for news of a call.
pub(crate) fn remove_expired(db: &Connection, call: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM events WHERE call = ?1 AND expired")?
        .execute([call])?;
    Ok(())
}

/// Removes every event of a call.
pub(crate) fn remove_all(db: &Connection, call: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM events WHERE call = ?1")?
        .execute([call])?;
    Ok(())
}

/// A number, as events may speak of it.
pub(crate) struct Mentioned {
    /// What the party has where it is one.
    text: String,
    /// At which account alone it is that.
    whose: Option<(PbxId, Account)>,
    spelled: Spelled,
}

impl From<&CallerKey> for Mentioned {
    fn from(key: &CallerKey) -> Self {
        let local = key.local();
        let text = key.dialled();
        Self {
            text: text.to_owned(),
            whose: local.map(|(pbx, account, _)| (pbx, account)),
            spelled: Spelled::of(key),
        }
    }
}

impl Mentioned {
    fn is_party(&self, raw: Option<&str>, e164: Option<&str>) -> bool {
        match (e164, raw) {
            (Some(number), _) => number == self.text,
            (None, Some(raw)) => raw == self.text || self.is_written(raw),
            (None, None) => false,
        }
    }

    /// Whether any text in the kind of an event is the number.
    fn is_in(&self, kind: &Value) -> bool {
        match kind {
            Value::String(text) => self.is_written(text),
            Value::Array(all) => all.iter().any(|one| self.is_in(one)),
            Value::Object(fields) => fields.values().any(|one| self.is_in(one)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// A mere word is never taken for somebody: it may be one of the PBX's.
    fn is_written(&self, text: &str) -> bool {
        let is_name = || text.contains(|c: char| c.is_numeric() || c == '@');
        self.spelled.is_in(text.as_bytes()) || text == self.text && is_name()
    }
}

/// The calls after one, up to another, of which any event speaks of a number.
pub(crate) fn calls_that_mention(
    db: &Connection,
    number: &Mentioned,
    after: i64,
    until: i64,
) -> Result<Vec<i64>> {
    let mut find = db.prepare_cached(
        "SELECT call, caller_raw, caller_e164, called_raw, called_e164, extension, kind
         FROM events WHERE call > ?1 AND call <= ?2 ORDER BY call",
    )?;
    let mut rows = find.query((after, until))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let call: i64 = row.get(0)?;
        if found.last() == Some(&call) {
            continue;
        }
        let text = |column| row.get_ref(column)?.as_str_or_null().map_err(Error::from);
        let kind: Value = serde_json::from_str(row.get_ref(6)?.as_str()?).map_err(damage)?;
        if number.is_party(text(1)?, text(2)?)
            || number.is_party(text(3)?, text(4)?)
            || text(5)?.is_some_and(|extension| number.is_written(extension))
            || number.is_in(&kind)
        {
            found.push(call);
        }
    }
    if let Some((pbx, account)) = &number.whose {
        let mut theirs = Vec::new();
        for call in found {
            if calls::id_of(db, call)?.is_some_and(|id| id.pbx == *pbx && id.account == *account) {
                theirs.push(call);
            }
        }
        return Ok(theirs);
    }
    Ok(found)
}

fn read(db: &Connection, row: &Row<'_>, call: &CallId) -> Result<CallEvent> {
    let id = EventId(row.get(0)?);
    Ok(CallEvent {
        id,
        call: call.clone(),
        received_at: time(row.get(1)?)?,
        at: optional_time(row.get(2)?)?,
        clock: match row.get::<_, Option<i64>>(3)? {
            None => Clock::Exact,
            Some(1) => Clock::MayBeAheadBy(FORMER_CLOCK),
            Some(ahead) => Clock::MayBeAheadBy(SignedDuration::from_secs(ahead)),
        },
        call_started_at: optional_time(row.get(4)?)?,
        direction: Direction::read_optional(row.get(5)?)?,
        caller: party(row.get(6)?, row.get(7)?)?,
        called: party(row.get(8)?, row.get(9)?)?,
        extension: row.get(10)?,
        kind: match serde_json::from_str(row.get_ref(11)?.as_str()?) {
            Ok(kind) => kind,
            Err(_) => match said_anew(db, row.get(12)?, id)? {
                Some(kind) => kind,
                None => former_kind(row.get_ref(11)?.as_str()?)?,
            },
        },
    })
}

/// How far ahead the one clock may be that the first formats knew to run ahead; they wrote 1 for it.
const FORMER_CLOCK: SignedDuration = SignedDuration::from_hours(3);

/// What happened, from the delivery itself: an event that an older Kimo stored lacks what it did
/// not know to ask for.
fn said_anew(db: &Connection, delivery: Option<i64>, id: EventId) -> Result<Option<EventKind>> {
    let Some(delivery) = delivery else {
        return Ok(None);
    };
    let Some(old) = deliveries::find(db, delivery)? else {
        return Ok(None);
    };
    let Some(hook) = hooks::find(db, old.hook)? else {
        return Ok(None);
    };
    let received_at = time(old.received_at)?;
    let delivery = Delivery::to(&hook, old.content_type.as_deref(), &old.body, received_at);
    let Ok(reading) = old.source.read_of(&delivery, &hook.meaning) else {
        return Ok(None);
    };
    let said = reading.into_events().into_iter();
    Ok(said
        .filter(|event| event.id == id)
        .map(|mut event| {
            event_to_micros(&mut event);
            event.kind
        })
        .next())
}

/// What happened, as well as an older event tells it where its delivery is read otherwise by now.
fn former_kind(json: &str) -> Result<EventKind> {
    let mut fields: serde_json::Value = serde_json::from_str(json).map_err(damage)?;
    if let Some(fields) = fields.as_object_mut() {
        fields.insert("unanswered".to_owned(), "no_answer".into());
    }
    serde_json::from_value(fields).map_err(damage)
}

fn party(raw: Option<String>, e164: Option<String>) -> Result<Option<Party>> {
    let Some(raw) = raw else { return Ok(None) };
    let number = e164.map(TryInto::try_into).transpose().map_err(damage)?;
    Ok(Some(Party {
        raw,
        number,
        name: None,
    }))
}

/// The kind as JSON, without what it leaves open.
fn to_json(kind: &EventKind) -> Result<String> {
    let mut json = serde_json::to_value(kind)
        .map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?;
    if let Some(fields) = json.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    Ok(json.to_string())
}

fn damage(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
