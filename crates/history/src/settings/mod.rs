//! The desk itself: one row of its own state, and the settings, one row each.

use std::collections::BTreeMap;

use kimo_calls::DeskId;
use rusqlite::{Connection, Result, types::Type};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the user has set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language's code (`tr`); `None` follows the system.
    pub language: Option<String>,
    /// The desk's own extensions; empty for all.
    pub extensions: Vec<String>,
    /// The desk's own queues and groups; empty for all.
    pub queues: Vec<String>,
    /// Whether internal calls pop up.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
    /// Calls older than this are removed; `None` keeps them.
    pub retention_days: Option<u32>,
}

pub(crate) const CREATE: &str = "
CREATE TABLE desk (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    desk_id TEXT NOT NULL,
    -- How many calls there are: counting ten million of them would take seconds.
    calls INTEGER NOT NULL DEFAULT 0,
    -- While internal calls are being judged anew after a change of the own extensions: up to
    -- which call this has been done.
    judged_internal INTEGER
) STRICT;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// Gives the desk its id, on its first start.
pub(crate) fn found_desk(db: &Connection, desk: &DeskId) -> Result<()> {
    db.execute(
        "INSERT INTO desk (id, desk_id) VALUES (1, ?1)",
        [desk.0.as_str()],
    )?;
    Ok(())
}

/// The desk's id; `None` before its first start.
pub(crate) fn desk_id(db: &Connection) -> Result<Option<DeskId>> {
    let mut find = db.prepare_cached("SELECT desk_id FROM desk")?;
    let mut rows = find.query([])?;
    rows.next()?.map(|row| row.get(0).map(DeskId)).transpose()
}

/// How many calls there are.
pub(crate) fn total_calls(db: &Connection) -> Result<u64> {
    db.prepare_cached("SELECT calls FROM desk")?
        .query_row([], |row| row.get(0))
}

/// Counts calls that came or went.
pub(crate) fn count_calls(db: &Connection, more: i64) -> Result<()> {
    db.prepare_cached("UPDATE desk SET calls = calls + ?1")?
        .execute([more])?;
    Ok(())
}

/// Up to which internal call the own extensions have been applied; `None` when to all.
pub(crate) fn judged_internal(db: &Connection) -> Result<Option<i64>> {
    db.prepare_cached("SELECT judged_internal FROM desk")?
        .query_row([], |row| row.get(0))
}

/// Notes how far the own extensions have been applied.
pub(crate) fn set_judged_internal(db: &Connection, call: Option<i64>) -> Result<()> {
    db.prepare_cached("UPDATE desk SET judged_internal = ?1")?
        .execute([call])?;
    Ok(())
}

/// The settings; what was never set is as a new desk has it.
pub(crate) fn load(db: &Connection) -> Result<Settings> {
    let mut all = db.prepare_cached("SELECT name, value FROM settings")?;
    let rows = all.query_map([], |row| {
        let value: String = row.get(1)?;
        Ok((
            row.get::<_, String>(0)?,
            unreadable(serde_json::from_str::<Value>(&value))?,
        ))
    })?;
    let values = rows.collect::<Result<_>>()?;
    unreadable(serde_json::from_value(Value::Object(values)))
}

/// Saves the settings.
pub(crate) fn save(db: &Connection, settings: &Settings) -> Result<()> {
    let values: BTreeMap<String, Value> =
        unreadable(serde_json::to_value(settings).and_then(serde_json::from_value))?;
    let mut put = db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?;
    for (name, value) in values {
        put.execute((name, value.to_string()))?;
    }
    Ok(())
}

fn unreadable<T>(result: serde_json::Result<T>) -> Result<T> {
    result
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error)))
}
