//! The desk's own row.

use kimo_calls::DeskId;
use rusqlite::{Connection, Result};

// The settings are in `settings`; both came with the first format.
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

/// Gives the desk another id.
pub(crate) fn set_desk_id(db: &Connection, desk: &DeskId) -> Result<()> {
    db.execute("UPDATE desk SET desk_id = ?1", [desk.0.as_str()])?;
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

/// Says how many calls there are.
pub(crate) fn set_total_calls(db: &Connection, calls: i64) -> Result<()> {
    db.prepare_cached("UPDATE desk SET calls = ?1")?
        .execute([calls])?;
    Ok(())
}
