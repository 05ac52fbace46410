//! What people said of calls. Named by the call's own identity, so that marks outlive a rebuild
//! of everything else.

use kimo_calls::{CallEvent, CallId, DeskId, Mark, MarkKind};
use rusqlite::{Connection, Result, Row};

use crate::{
    accounts,
    db::time::{micros, time},
};

pub(crate) const CREATE: &str = "
CREATE TABLE marks (
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    -- One of the two.
    done INTEGER,
    note TEXT,
    CHECK ((done IS NULL) <> (note IS NULL))
) STRICT;
-- Folding a call asks for its marks.
CREATE INDEX marks_by_call ON marks (pbx_call_id, pbx);
";

/// Stores a mark.
pub(crate) fn insert(db: &Connection, call: &CallId, mark: &Mark) -> Result<()> {
    let (done, note) = match &mark.mark {
        MarkKind::Done(done) => (Some(*done), None),
        MarkKind::Note(note) => (None, Some(note)),
    };
    db.prepare_cached(
        "INSERT INTO marks (pbx, pbx_call_id, marked_at, desk, done, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        accounts::intern(db, call.pbx, &call.account)?,
        &call.pbx_call_id,
        micros(mark.marked_at),
        &mark.desk.0,
        done,
        note,
    ))?;
    Ok(())
}

/// The marks of a call, as its events.
pub(crate) fn of_call(db: &Connection, call: &CallId) -> Result<Vec<CallEvent>> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(Vec::new());
    };
    db.prepare_cached(
        "SELECT marked_at, desk, done, note FROM marks WHERE pbx_call_id = ?2 AND pbx = ?1",
    )?
    .query_map((pbx, &call.pbx_call_id), |row| {
        Ok(CallEvent::marked(call.clone(), read(row)?))
    })?
    .collect()
}

/// Removes the marks of a call.
pub(crate) fn remove(db: &Connection, call: &CallId) -> Result<()> {
    if let Some(pbx) = accounts::find(db, call.pbx, &call.account)? {
        db.prepare_cached("DELETE FROM marks WHERE pbx_call_id = ?2 AND pbx = ?1")?
            .execute((pbx, &call.pbx_call_id))?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Mark> {
    let mark = match row.get::<_, Option<bool>>(2)? {
        Some(done) => MarkKind::Done(done),
        None => MarkKind::Note(row.get(3)?),
    };
    Ok(Mark {
        marked_at: time(row.get(0)?)?,
        desk: DeskId(row.get(1)?),
        mark,
    })
}
