//! The open missed callers: those with a missed call that is later than the last time they were
//! reached and later than the last call of theirs that was marked done. Kept beside the calls by
//! every transaction that changes one, and never by looking through a caller's calls more than
//! is new of them.

pub(crate) mod handled;
pub(crate) mod missed_projection;
pub(crate) mod missed_reader;
pub(crate) mod settlement;
pub(crate) mod short_calls;
pub(crate) mod snoozed;

use rusqlite::{Connection, OptionalExtension, Result};

use crate::calls::standing::Standing;

pub(crate) const CREATE: &str = "
CREATE TABLE open_missed (
    number INTEGER PRIMARY KEY REFERENCES numbers (id),
    -- Missed calls count that began after this; they were settled up to here.
    settled_at INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT;
-- The list shows who called last first.
CREATE INDEX open_missed_by_last ON open_missed (last_at);
";

/// How long the callers waited in these calls is in the index, so that counting needs no call.
pub(crate) const INDEX_SHORT_CALLS: &str = "
-- Which open callers hung up at once: few calls are in it.
CREATE INDEX calls_short ON calls (other, started_at, waited_seconds)
    WHERE missed AND disposition IN (1, 4) AND reason IS NOT 2
        AND waited_seconds BETWEEN 1 AND 30;
";

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenRow {
    pub(crate) number: i64,
    pub(crate) settled_at: i64,
    pub(crate) missed: u32,
    pub(crate) last_call: i64,
    pub(crate) last_at: i64,
}

/// A call stands elsewhere than before (`None`: it was, or is, not there). Call it after the
/// call's row has changed. True if a caller's row changed.
pub(crate) fn call_changed(
    db: &Connection,
    was: Option<&Standing>,
    is: Option<&Standing>,
) -> Result<bool> {
    if let (Some(was), Some(is)) = (was, is)
        && was.other != is.other
    {
        let left = call_changed(db, Some(was), None)?;
        return Ok(call_changed(db, None, Some(is))? || left);
    }
    let Some(someone) = is.or(was) else {
        return Ok(false);
    };
    let matters = |at: &Standing| at.missed || at.reached || at.done;
    let same = |a: &Standing, b: &Standing| {
        (a.missed, a.reached, a.done, a.started_at) == (b.missed, b.reached, b.done, b.started_at)
    };
    let nothing_new = match (was, is) {
        (Some(was), Some(is)) => same(was, is),
        (None, Some(one)) | (Some(one), None) => !matters(one),
        (None, None) => true,
    };
    if nothing_new || !was.into_iter().chain(is).any(matters) {
        return Ok(false);
    }
    let before = find(db, someone.other)?;
    let after = next_row(db, someone, before.as_ref(), was, is)?;
    if after == before {
        return Ok(false);
    }
    put(db, someone.other, after.as_ref())?;
    Ok(true)
}

/// The open callers who can be called back, the one who called last first; at most `limit`.
pub(crate) fn newest(db: &Connection, limit: usize) -> Result<Vec<OpenRow>> {
    db.prepare_cached(NEWEST)?
        .query_map([limit], read)?
        .collect()
}

/// Asked at every look at the missed callers.
pub(crate) const NEWEST: &str = "
SELECT number, settled_at, missed, last_call, last_at FROM open_missed
WHERE number IS NOT (SELECT id FROM numbers WHERE key = '')
ORDER BY last_at DESC, number DESC LIMIT ?1";

/// The same, but the one whose last call is the longest ago first.
pub(crate) fn oldest(db: &Connection, limit: usize) -> Result<Vec<OpenRow>> {
    db.prepare_cached(
        "SELECT number, settled_at, missed, last_call, last_at FROM open_missed
         WHERE number IS NOT (SELECT id FROM numbers WHERE key = '')
         ORDER BY last_at, number LIMIT ?1",
    )?
    .query_map([limit], read)?
    .collect()
}

/// How many open callers there are who can be called back.
pub(crate) fn count(db: &Connection) -> Result<u64> {
    db.prepare_cached(
        "SELECT (SELECT count(*) FROM open_missed) -
             (SELECT count(*) FROM open_missed o JOIN numbers n ON n.id = o.number
              WHERE n.key = '')",
    )?
    .query_row([], |row| row.get(0))
}

/// The one row of all who withhold their number.
pub(crate) fn hidden(db: &Connection) -> Result<Option<OpenRow>> {
    db.prepare_cached(
        "SELECT number, settled_at, missed, last_call, last_at FROM open_missed
         WHERE number = (SELECT id FROM numbers WHERE key = '')",
    )?
    .query_row([], read)
    .optional()
}

/// When the first of an open caller's missed calls began.
pub(crate) fn first_at(db: &Connection, row: &OpenRow) -> Result<i64> {
    db.prepare_cached(
        "SELECT min(started_at) FROM calls WHERE other = ?1 AND started_at > ?2 AND missed",
    )?
    .query_row((row.number, row.settled_at), |first| {
        Ok(first.get::<_, Option<i64>>(0)?.unwrap_or(row.last_at))
    })
}

/// Makes the row of one caller afresh from all of their calls.
pub(crate) fn recount(db: &Connection, number: i64, hidden: bool) -> Result<()> {
    let row = from_scratch(db, number, hidden)?;
    if row != find(db, number)? {
        put(db, number, row.as_ref())?;
    }
    Ok(())
}

/// What the rules say of one caller, from all of their calls: what every row must be equal to.
pub(crate) fn from_scratch(db: &Connection, number: i64, hidden: bool) -> Result<Option<OpenRow>> {
    counted(db, number, settled_at(db, number, hidden)?)
}

/// The row of one caller.
pub(crate) fn find(db: &Connection, number: i64) -> Result<Option<OpenRow>> {
    db.prepare_cached(
        "SELECT number, settled_at, missed, last_call, last_at FROM open_missed WHERE number = ?1",
    )?
    .query_row([number], read)
    .optional()
}

fn next_row(
    db: &Connection,
    someone: &Standing,
    before: Option<&OpenRow>,
    was: Option<&Standing>,
    is: Option<&Standing>,
) -> Result<Option<OpenRow>> {
    let settles = |at: &Standing| at.done || (at.reached && !at.hidden);
    if before.is_none() && !is.is_some_and(|is| is.missed) && !was.is_some_and(settles) {
        // Nobody was open, this call opens nobody and no longer-settled ones come back.
        return Ok(None);
    }
    let settled_at = settled_at(db, someone.other, someone.hidden)?;
    let unsettles = was.is_some_and(|was| {
        settles(was) && !is.is_some_and(|is| settles(is) && is.started_at >= was.started_at)
    });
    let moved = before.is_some_and(|before| before.settled_at != settled_at);
    if unsettles || moved {
        return counted(db, someone.other, settled_at);
    }
    let counts =
        |at: Option<&Standing>| at.is_some_and(|at| at.missed && at.started_at > settled_at);
    let (did, does) = (counts(was), counts(is));
    let was_last = before
        .zip(was)
        .is_some_and(|(before, was)| before.last_call == was.call);
    if was_last && (did, does) != (false, true) {
        // The newest is gone, or begins at another time: the next one is looked up.
        let newest = newest_missed(db, someone.other, settled_at)?;
        let missed = before.map_or(0, |before| before.missed) + u32::from(does) - u32::from(did);
        return Ok(newest.map(|(last_at, last_call)| OpenRow {
            number: someone.other,
            settled_at,
            missed,
            last_call,
            last_at,
        }));
    }
    let mut row = match (before, is) {
        (Some(before), _) => before.clone(),
        (None, Some(is)) if does => OpenRow {
            number: someone.other,
            settled_at,
            missed: 0,
            last_call: is.call,
            last_at: is.started_at,
        },
        (None, _) => return Ok(None),
    };
    row.missed = row.missed + u32::from(does) - u32::from(did);
    if let Some(is) = is.filter(|_| does)
        && (is.started_at, is.call) > (row.last_at, row.last_call)
    {
        (row.last_at, row.last_call) = (is.started_at, is.call);
    }
    Ok((row.missed > 0).then_some(row))
}

/// Up to when a caller's missed calls are settled: the start of the latest call in which they
/// were reached, or that was marked done.
fn settled_at(db: &Connection, number: i64, hidden: bool) -> Result<i64> {
    let done: Option<i64> = db
        .prepare_cached("SELECT max(started_at) FROM calls WHERE other = ?1 AND is_done")?
        .query_row([number], |row| row.get(0))?;
    // Those who withhold their number cannot be told apart: reaching one settles nobody else.
    let reached: Option<i64> = match hidden {
        true => None,
        false => db
            .prepare_cached("SELECT max(started_at) FROM calls WHERE other = ?1 AND reached")?
            .query_row([number], |row| row.get(0))?,
    };
    Ok(done.max(reached).unwrap_or(i64::MIN))
}

/// The row of a caller by counting what is open.
fn counted(db: &Connection, number: i64, settled_at: i64) -> Result<Option<OpenRow>> {
    let Some((last_at, last_call)) = newest_missed(db, number, settled_at)? else {
        return Ok(None);
    };
    let missed = db
        .prepare_cached(
            "SELECT count(*) FROM calls WHERE other = ?1 AND started_at > ?2 AND missed",
        )?
        .query_row((number, settled_at), |row| row.get(0))?;
    Ok(Some(OpenRow {
        number,
        settled_at,
        missed,
        last_call,
        last_at,
    }))
}

fn newest_missed(db: &Connection, number: i64, after: i64) -> Result<Option<(i64, i64)>> {
    db.prepare_cached(
        "SELECT started_at, id FROM calls WHERE other = ?1 AND started_at > ?2 AND missed
         ORDER BY started_at DESC, id DESC LIMIT 1",
    )?
    .query_row((number, after), |row| Ok((row.get(0)?, row.get(1)?)))
    .optional()
}

fn put(db: &Connection, number: i64, row: Option<&OpenRow>) -> Result<()> {
    match row {
        Some(row) => db
            .prepare_cached(
                "INSERT INTO open_missed (number, settled_at, missed, last_call, last_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (number) DO UPDATE SET settled_at = excluded.settled_at,
                     missed = excluded.missed, last_call = excluded.last_call,
                     last_at = excluded.last_at",
            )?
            .execute((
                row.number,
                row.settled_at,
                row.missed,
                row.last_call,
                row.last_at,
            ))?,
        None => db
            .prepare_cached("DELETE FROM open_missed WHERE number = ?1")?
            .execute([number])?,
    };
    Ok(())
}

pub(crate) fn read(row: &rusqlite::Row<'_>) -> Result<OpenRow> {
    Ok(OpenRow {
        number: row.get(0)?,
        settled_at: row.get(1)?,
        missed: row.get(2)?,
        last_call: row.get(3)?,
        last_at: row.get(4)?,
    })
}
