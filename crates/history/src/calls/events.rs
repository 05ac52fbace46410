//! The events of each call, content-addressed: one that is there already is not stored again.

use kimo_calls::{CallEvent, CallId, Clock, Direction, EventId, EventKind, Party};
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, types::Type};

use crate::db::{
    code::Code,
    time::{micros, optional_time, time},
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
        (event.clock == Clock::MayRunAhead).then_some(1),
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
                e.called_e164, e.extension, e.kind
         FROM events e LEFT JOIN deliveries d ON d.id = e.delivery
         WHERE e.call = ?1",
    )?
    .query_map([call], |row| read(row, id))?
    .collect()
}

/// The first delivery that said an event; `None` if there is no such event of the call.
pub(crate) fn delivery_of(db: &Connection, call: i64, event: EventId) -> Result<Option<i64>> {
    db.prepare_cached("SELECT delivery FROM events WHERE call = ?1 AND id = ?2")?
        .query_row((call, event.0), |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// The event of a call that a delivery was the first to say.
pub(crate) fn said_by(db: &Connection, call: i64, delivery: i64) -> Result<Option<EventId>> {
    db.prepare_cached("SELECT id FROM events WHERE call = ?1 AND delivery = ?2")?
        .query_row((call, delivery), |row| row.get(0).map(EventId))
        .optional()
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

fn read(row: &Row<'_>, call: &CallId) -> Result<CallEvent> {
    Ok(CallEvent {
        id: EventId(row.get(0)?),
        call: call.clone(),
        received_at: time(row.get(1)?)?,
        at: optional_time(row.get(2)?)?,
        clock: match row.get::<_, Option<i64>>(3)? {
            Some(_) => Clock::MayRunAhead,
            None => Clock::Exact,
        },
        call_started_at: optional_time(row.get(4)?)?,
        direction: Direction::read_optional(row.get(5)?)?,
        caller: party(row.get(6)?, row.get(7)?)?,
        called: party(row.get(8)?, row.get(9)?)?,
        extension: row.get(10)?,
        kind: serde_json::from_str(row.get_ref(11)?.as_str()?).map_err(damage)?,
    })
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
