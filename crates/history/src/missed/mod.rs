//! The open missed callers: those with a missed call that is later than the last time they were
//! reached and later than the last call of theirs that was marked done. The numbers of one contact
//! are one caller: see `contacts::joining`. Kept beside the calls by every transaction that changes
//! one, or a contact, and never by looking through a caller's calls more than is new of them.

pub(crate) mod counting;
pub(crate) mod handled;
pub(crate) mod missed_projection;
pub(crate) mod missed_reader;
pub(crate) mod settlement;
pub(crate) mod short_calls;
pub(crate) mod snoozed;

use rusqlite::{Connection, OptionalExtension, Result};

use crate::contacts::joining::Joined;

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

/// Counted at every look, so that it must not be found out again of each caller.
pub(crate) const ADD_HUNG_UP_AFTER: &str = "
ALTER TABLE open_missed ADD COLUMN hung_up_after INTEGER;
UPDATE open_missed AS o SET hung_up_after = (
    SELECT max(waited_seconds) FROM calls INDEXED BY calls_short
    WHERE other = o.number AND started_at > o.settled_at
        AND missed AND disposition IN (1, 4) AND reason IS NOT 2
        AND waited_seconds BETWEEN 1 AND 30
    HAVING count(*) = o.missed);
CREATE INDEX open_missed_short ON open_missed (hung_up_after) WHERE hung_up_after IS NOT NULL;
";

/// Until then each number was a caller of its own, and nobody unwanted.
pub(crate) const RECOUNT: &str = "
INSERT INTO unfinished (name, work)
    SELECT 'recount missed', json_object('work', 'recount_missed', 'after', 0)
    WHERE EXISTS (SELECT 1 FROM contacts WHERE unwanted)
       OR EXISTS (SELECT 1 FROM contact_numbers GROUP BY contact HAVING count(*) > 1);
";

/// A row: of one caller, at the number they called from last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenRow {
    pub(crate) number: i64,
    pub(crate) settled_at: i64,
    pub(crate) missed: u32,
    pub(crate) last_call: i64,
    pub(crate) last_at: i64,
    /// After how many seconds they had hung up every time; see `short_calls`.
    pub(crate) hung_up_after: Option<u32>,
}

/// The open callers who can be called back, the one who called last first; at most `limit`.
pub(crate) fn newest(db: &Connection, limit: usize) -> Result<Vec<OpenRow>> {
    db.prepare_cached(NEWEST)?
        .query_map([limit], read)?
        .collect()
}

/// Asked at every look at the missed callers.
pub(crate) const NEWEST: &str = "
SELECT number, settled_at, missed, last_call, last_at, hung_up_after FROM open_missed
WHERE number IS NOT (SELECT id FROM numbers WHERE key = '')
ORDER BY last_at DESC, number DESC LIMIT ?1";

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
        "SELECT number, settled_at, missed, last_call, last_at, hung_up_after FROM open_missed
         WHERE number = (SELECT id FROM numbers WHERE key = '')",
    )?
    .query_row([], read)
    .optional()
}

/// When the first of an open caller's missed calls began.
pub(crate) fn first_at(db: &Connection, joined: &Joined, row: &OpenRow) -> Result<i64> {
    let mut first = row.last_at;
    for number in &joined.numbers {
        let theirs: Option<i64> = db
            .prepare_cached(
                "SELECT min(started_at) FROM calls WHERE other = ?1 AND started_at > ?2 AND missed",
            )?
            .query_row((number, row.settled_at), |row| row.get(0))?;
        first = first.min(theirs.unwrap_or(first));
    }
    Ok(first)
}

/// The rows of one caller: one at most, but where their numbers have just become one caller's.
pub(crate) fn of(db: &Connection, joined: &Joined) -> Result<Vec<OpenRow>> {
    let mut find = db.prepare_cached(
        "SELECT number, settled_at, missed, last_call, last_at, hung_up_after FROM open_missed WHERE number = ?1",
    )?;
    let mut rows = Vec::new();
    for number in &joined.numbers {
        rows.extend(find.query_row([number], read).optional()?);
    }
    Ok(rows)
}

/// Puts a caller's row into the place of those that were there.
pub(crate) fn put(db: &Connection, before: &[OpenRow], after: Option<&OpenRow>) -> Result<()> {
    for row in before {
        if after.is_none_or(|after| after.number != row.number) {
            db.prepare_cached("DELETE FROM open_missed WHERE number = ?1")?
                .execute([row.number])?;
        }
    }
    let Some(row) = after else {
        return Ok(());
    };
    db.prepare_cached(
        "INSERT INTO open_missed (number, settled_at, missed, last_call, last_at, hung_up_after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (number) DO UPDATE SET settled_at = excluded.settled_at,
             missed = excluded.missed, last_call = excluded.last_call,
             last_at = excluded.last_at, hung_up_after = excluded.hung_up_after",
    )?
    .execute((
        row.number,
        row.settled_at,
        row.missed,
        row.last_call,
        row.last_at,
        row.hung_up_after,
    ))?;
    Ok(())
}

pub(crate) fn read(row: &rusqlite::Row<'_>) -> Result<OpenRow> {
    Ok(OpenRow {
        number: row.get(0)?,
        settled_at: row.get(1)?,
        missed: row.get(2)?,
        last_call: row.get(3)?,
        last_at: row.get(4)?,
        hung_up_after: row.get(5)?,
    })
}
