//! What people said of calls. Named by the call's own identity, so that marks outlive a rebuild
//! of everything else.

use kimo_calls::{CallEvent, CallId, DeskId, Mark, MarkKind};
use rusqlite::{Connection, OptionalExtension, Result, Row};

use crate::{
    accounts,
    db::time::{micros, time},
    forgotten::spelled::Spelled,
    messages,
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

pub(crate) const ADD_CALLING: &str = "
-- A mark may say as well that somebody is calling back; what may be left open can only be said anew.
CREATE TABLE marks_anew (
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    -- One of the three.
    done INTEGER,
    note TEXT,
    calling INTEGER,
    CHECK ((done IS NOT NULL) + (note IS NOT NULL) + (calling IS NOT NULL) = 1)
) STRICT;
INSERT INTO marks_anew (pbx, pbx_call_id, marked_at, desk, done, note)
    SELECT pbx, pbx_call_id, marked_at, desk, done, note FROM marks ORDER BY rowid;
DROP TABLE marks;
ALTER TABLE marks_anew RENAME TO marks;
-- Folding a call asks for its marks.
CREATE INDEX marks_by_call ON marks (pbx_call_id, pbx);
-- Who was handled today.
CREATE INDEX marks_done_by_time ON marks (marked_at) WHERE done;
";

pub(crate) const ADD_SNOOZED: &str = "
-- A mark may say as well that a missed caller can wait.
CREATE TABLE marks_anew (
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    -- One of the four.
    done INTEGER,
    note TEXT,
    calling INTEGER,
    -- Until when; 0 where that is taken back.
    snoozed INTEGER,
    CHECK ((done IS NOT NULL) + (note IS NOT NULL) + (calling IS NOT NULL)
        + (snoozed IS NOT NULL) = 1)
) STRICT;
INSERT INTO marks_anew (pbx, pbx_call_id, marked_at, desk, done, note, calling)
    SELECT pbx, pbx_call_id, marked_at, desk, done, note, calling FROM marks ORDER BY rowid;
DROP TABLE marks;
ALTER TABLE marks_anew RENAME TO marks;
-- Folding a call asks for its marks.
CREATE INDEX marks_by_call ON marks (pbx_call_id, pbx);
-- Who was handled today.
CREATE INDEX marks_done_by_time ON marks (marked_at) WHERE done;
-- Who can wait.
CREATE INDEX marks_snoozed ON marks (snoozed) WHERE snoozed > 0;
";

/// Stores a mark.
pub(crate) fn insert(db: &Connection, call: &CallId, mark: &Mark) -> Result<()> {
    let (done, note, calling, snoozed) = match &mark.mark {
        MarkKind::Message(_) | MarkKind::PassedOn { .. } => {
            return messages::insert(db, &CallEvent::marked(call.clone(), mark.clone()));
        }
        MarkKind::Done(done) => (Some(*done), None, None, None),
        MarkKind::Note(note) => (None, Some(note), None, None),
        MarkKind::Calling(calling) => (None, None, Some(*calling), None),
        MarkKind::Snoozed(until) => (None, None, None, Some(until.map_or(0, micros))),
    };
    db.prepare_cached(
        "INSERT INTO marks (pbx, pbx_call_id, marked_at, desk, done, note, calling, snoozed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        accounts::intern(db, call.pbx, &call.account)?,
        &call.pbx_call_id,
        micros(mark.marked_at),
        &mark.desk.0,
        done,
        note,
        calling,
        snoozed,
    ))?;
    Ok(())
}

/// The marks of a call, as its events.
pub(crate) fn of_call(db: &Connection, call: &CallId) -> Result<Vec<CallEvent>> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(Vec::new());
    };
    let mut events = db
        .prepare_cached(
            "SELECT marked_at, desk, done, note, calling, snoozed FROM marks
             WHERE pbx_call_id = ?2 AND pbx = ?1",
        )?
        .query_map((pbx, &call.pbx_call_id), |row| {
            Ok(CallEvent::marked(call.clone(), read(row)?))
        })?
        .collect::<Result<Vec<_>>>()?;
    events.extend(messages::of_call(db, call)?);
    Ok(events)
}

/// When somebody said last that they are calling the caller of this call back, unless they took it
/// back since.
pub(crate) fn calling_since(db: &Connection, call: &CallId) -> Result<Option<i64>> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(None);
    };
    let latest = db
        .prepare_cached(
            "SELECT marked_at, calling FROM marks
             WHERE pbx_call_id = ?2 AND pbx = ?1 AND calling IS NOT NULL
             ORDER BY marked_at DESC, desk DESC LIMIT 1",
        )?
        .query_row((pbx, &call.pbx_call_id), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(latest.and_then(|(at, calling): (i64, bool)| calling.then_some(at)))
}

/// Until when the caller of this call can wait, as somebody said last, be that over or not; `None`
/// where nobody did, or it was taken back.
pub(crate) fn snoozed_until(db: &Connection, call: &CallId) -> Result<Option<i64>> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(None);
    };
    let until: Option<i64> = db
        .prepare_cached(
            "SELECT snoozed FROM marks
             WHERE pbx_call_id = ?2 AND pbx = ?1 AND snoozed IS NOT NULL
             ORDER BY marked_at DESC, desk DESC LIMIT 1",
        )?
        .query_row((pbx, &call.pbx_call_id), |row| row.get(0))
        .optional()?;
    Ok(until.filter(|until| *until > 0))
}

/// The calls that were marked as dealt with at a time or later; the mark may have been taken back
/// since.
pub(crate) fn done_since(db: &Connection, since: i64) -> Result<Vec<CallId>> {
    db.prepare_cached(
        "SELECT DISTINCT k.pbx, k.account, m.pbx_call_id
         FROM marks m JOIN accounts k ON k.id = m.pbx WHERE m.done AND m.marked_at >= ?1",
    )?
    .query_map([since], |row| {
        let (pbx, account) = accounts::read(row, 0, 1)?;
        Ok(CallId {
            pbx,
            account,
            pbx_call_id: row.get(2)?,
        })
    })?
    .collect()
}

/// Removes the marks of a call. True where a message for somebody was among them.
pub(crate) fn remove(db: &Connection, call: &CallId) -> Result<bool> {
    if let Some(pbx) = accounts::find(db, call.pbx, &call.account)? {
        db.prepare_cached("DELETE FROM marks WHERE pbx_call_id = ?2 AND pbx = ?1")?
            .execute((pbx, &call.pbx_call_id))?;
    }
    messages::remove(db, call)
}

/// Empties notes that hold a number, and removes what was said of a call whose id holds it, after a
/// place in the order of marks. Gives the calls, and the place to go on from.
pub(crate) fn clean(
    db: &Connection,
    number: &Spelled,
    after: i64,
    limit: usize,
) -> Result<(Vec<CallId>, Option<i64>)> {
    let mut next = db.prepare_cached(
        "SELECT m.rowid, k.pbx, k.account, m.pbx_call_id, m.note
         FROM marks m JOIN accounts k ON k.id = m.pbx
         WHERE m.rowid > ?1 ORDER BY m.rowid LIMIT ?2",
    )?;
    let mut rows = next.query((after, limit))?;
    let mut found = Vec::new();
    let (mut seen, mut last) = (0, None);
    while let Some(row) = rows.next()? {
        let mark: i64 = row.get(0)?;
        let (pbx, account) = accounts::read(row, 1, 2)?;
        let call = CallId {
            pbx,
            account,
            pbx_call_id: row.get(3)?,
        };
        let note = row.get_ref(4)?.as_str_or_null()?.unwrap_or_default();
        let sql = if number.is_in(call.pbx_call_id.as_bytes()) {
            Some("DELETE FROM marks WHERE rowid = ?1")
        } else if number.is_in(note.as_bytes()) {
            Some("UPDATE marks SET note = '' WHERE rowid = ?1")
        } else {
            None
        };
        if let Some(sql) = sql {
            db.prepare_cached(sql)?.execute([mark])?;
            found.push(call);
        }
        (seen, last) = (seen + 1, Some(mark));
    }
    Ok((found, last.filter(|_| seen == limit)))
}

fn read(row: &Row<'_>) -> Result<Mark> {
    let mark = match (row.get(2)?, row.get(4)?, row.get(5)?) {
        (Some(done), _, _) => MarkKind::Done(done),
        (None, Some(calling), _) => MarkKind::Calling(calling),
        (None, None, Some(0_i64)) => MarkKind::Snoozed(None),
        (None, None, Some(until)) => MarkKind::Snoozed(Some(time(until)?)),
        (None, None, None) => MarkKind::Note(row.get(3)?),
    };
    Ok(Mark {
        marked_at: time(row.get(0)?)?,
        desk: DeskId(row.get(1)?),
        mark,
    })
}
