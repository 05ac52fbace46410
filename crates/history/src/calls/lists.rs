//! Which calls there are, by what somebody asks for.

use std::collections::BTreeSet;

use kimo_calls::CallId;
use rusqlite::{Connection, OptionalExtension, Result};

use crate::calls::{self, page::Cursor, standing::Class};

/// The calls that ring or talk, the oldest first.
pub(crate) fn running(db: &Connection) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM calls WHERE status < 2 ORDER BY started_at")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// The next internal calls after `after`, at most `limit`.
pub(crate) fn internal_after(db: &Connection, after: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM calls WHERE direction = 2 AND id > ?1 ORDER BY id LIMIT ?2")?
        .query_map((after, limit), |row| row.get(0))?
        .collect()
}

/// The next calls after one, up to another, with a party whose number is that of all PBXs, though
/// it is one at its own only; at most `limit`.
pub(crate) fn not_placed(
    db: &Connection,
    after: i64,
    until: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT c.id FROM calls c WHERE c.id > ?1 AND c.id <= ?2 AND EXISTS (
             SELECT 1 FROM spellings s JOIN numbers n ON n.id = s.number
             WHERE s.id IN (c.caller, c.called) AND NOT s.is_e164 AND n.key <> ''
                 AND n.local IS NULL)
         ORDER BY c.id LIMIT ?3",
    )?
    .query_map((after, until, limit), |row| row.get(0))?
    .collect()
}

/// Calls that were kept before a time, whenever they began; at most `limit`.
pub(crate) fn kept_before(db: &Connection, before: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM calls WHERE kept_at < ?1 LIMIT ?2")?
        .query_map((before, limit), |row| row.get(0))?
        .collect()
}

/// Calls that a number has any part in, at most `limit`.
pub(crate) fn of_number(db: &Connection, number: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT id FROM calls WHERE other = ?1
         UNION ALL SELECT id FROM calls WHERE own = ?1 AND other <> ?1 LIMIT ?2",
    )?
    .query_map((number, limit), |row| row.get(0))?
    .collect()
}

/// The newest calls with this other party that began before a time, at most `limit`.
pub(crate) fn with_other(
    db: &Connection,
    other: i64,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT id FROM calls WHERE other = ?1 AND started_at < ?2
         ORDER BY started_at DESC, id DESC LIMIT ?3",
    )?
    .query_map((other, before, limit), |row| row.get(0))?
    .collect()
}

/// How many inbound calls of this other party began at a time or later.
pub(crate) fn inbound_since(db: &Connection, other: i64, since: i64) -> Result<u32> {
    db.prepare_cached(
        "SELECT count(*) FROM calls WHERE other = ?1 AND started_at >= ?2 AND class <= ?3",
    )?
    .query_row((other, since, Class::IN_MISSED), |row| row.get(0))
}

/// How many missed calls of this other party began at a time or later.
pub(crate) fn missed_since(db: &Connection, other: i64, since: i64) -> Result<u32> {
    db.prepare_cached(
        "SELECT count(*) FROM calls WHERE other = ?1 AND started_at >= ?2 AND missed",
    )?
    .query_row((other, since), |row| row.get(0))
}

/// The other party of a call and when it began, if it counts as missed.
pub(crate) fn missed_place(db: &Connection, call: &CallId) -> Result<Option<(i64, i64)>> {
    db.prepare_cached(MISSED_PLACE)?
        .query_row(
            (call.pbx.as_str(), call.account.as_str(), &call.pbx_call_id),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
}

/// Asked for each missed call of a page.
const MISSED_PLACE: &str = "SELECT c.other, c.started_at
FROM calls c JOIN accounts k ON k.id = c.pbx
WHERE k.pbx = ?1 AND k.account = ?2 AND c.pbx_call_id = ?3 AND c.missed";

/// The rows of these other parties' missed calls, the newest first; at most `limit`.
pub(crate) fn missed_of(db: &Connection, others: &[i64], limit: usize) -> Result<Vec<i64>> {
    let mut find = db.prepare_cached(
        "SELECT started_at, id FROM calls WHERE other = ?1 AND missed
         ORDER BY started_at DESC, id DESC LIMIT ?2",
    )?;
    let mut missed: Vec<(i64, i64)> = Vec::new();
    for other in others {
        for call in find.query_map((other, limit), |row| Ok((row.get(0)?, row.get(1)?)))? {
            missed.push(call?);
        }
    }
    Ok(newest_first(missed, limit))
}

/// The newest calls by which somebody of ours tried in vain to reach one of these other parties,
/// begun at a time or later; at most `limit`.
pub(crate) fn tries_since(
    db: &Connection,
    others: &[i64],
    since: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    let mut find = db.prepare_cached(
        "SELECT started_at, id FROM calls WHERE other = ?1 AND started_at >= ?2 AND class = ?3
         ORDER BY started_at DESC, id DESC LIMIT ?4",
    )?;
    let mut tries: Vec<(i64, i64)> = Vec::new();
    for other in others {
        let theirs = (other, since, Class::OUT, limit);
        for call in find.query_map(theirs, |row| Ok((row.get(0)?, row.get(1)?)))? {
            tries.push(call?);
        }
    }
    Ok(newest_first(tries, limit))
}

/// The rows of calls, each with its start before it.
fn newest_first(mut calls: Vec<(i64, i64)>, limit: usize) -> Vec<i64> {
    calls.sort_unstable_by_key(|call| std::cmp::Reverse(*call));
    calls.truncate(limit);
    calls.into_iter().map(|(_, id)| id).collect()
}

/// Whom somebody talked to in a call that began at a time or later.
pub(crate) fn reached_since(db: &Connection, since: i64) -> Result<BTreeSet<i64>> {
    let mut others = BTreeSet::new();
    let mut find =
        db.prepare_cached("SELECT other FROM calls WHERE class = ?1 AND started_at >= ?2")?;
    for class in Class::REACHED {
        for other in find.query_map((class, since), |row| row.get(0))? {
            others.insert(other?);
        }
    }
    Ok(others)
}

/// The latest note on a call with any of these other parties.
pub(crate) fn latest_note_of(db: &Connection, others: &[i64]) -> Result<Option<String>> {
    let mut latest: Option<(i64, String)> = None;
    let mut find = db.prepare_cached(
        "SELECT started_at, note FROM calls WHERE other = ?1 AND note IS NOT NULL
         ORDER BY started_at DESC LIMIT 1",
    )?;
    for other in others {
        let theirs = find
            .query_row([other], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        latest = latest.max(theirs);
    }
    let mark = calls::read_mark(latest.map(|(_, mark)| mark))?;
    Ok(mark.and_then(|mark| mark.note_text().map(str::to_owned)))
}

/// Steps through the calls of one class from a place on, newest first: (start, id, other, own).
pub(crate) fn newest_of_class(class: i64) -> String {
    format!(
        "SELECT started_at, id, other, own FROM calls INDEXED BY calls_by_class
         WHERE class = {class} AND (started_at, id) < (?1, ?2) AND started_at >= ?3
         ORDER BY started_at DESC, id DESC"
    )
}

/// Steps through the calls with one other party from a place on, newest first:
/// (start, id, class).
pub(crate) const NEWEST_OF_OTHER: &str =
    "SELECT started_at, id, class FROM calls INDEXED BY calls_by_other
     WHERE other = ?4 AND (started_at, id) < (?1, ?2) AND started_at >= ?3
     ORDER BY started_at DESC, id DESC";

/// Steps through the calls of one of our own numbers and one class from a place on, newest
/// first: (start, id, class).
pub(crate) const NEWEST_OF_OWN: &str =
    "SELECT started_at, id, class FROM calls INDEXED BY calls_by_own
     WHERE own = ?4 AND class = ?5 AND (started_at, id) < (?1, ?2) AND started_at >= ?3
     ORDER BY started_at DESC, id DESC";

/// The place just before a call's own, for the next page.
pub(crate) fn cursor(started_at: i64, id: i64) -> Cursor {
    Cursor { started_at, id }
}

/// Whether a number is our own side of any call.
pub(crate) fn any_of_own(db: &Connection, number: i64) -> Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM calls WHERE own = ?1)")?
        .query_row([number], |row| row.get(0))
}

/// How many calls there are: by going through all of them.
pub(crate) fn count(db: &Connection) -> Result<i64> {
    db.prepare_cached("SELECT count(*) FROM calls")?
        .query_row([], |row| row.get(0))
}

/// Whether a number is the caller of any internal call.
pub(crate) fn any_internal_of(db: &Connection, number: i64) -> Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM calls WHERE other = ?1 AND class >= ?2)")?
        .query_row((number, Class::INTERNAL), |row| row.get(0))
}

/// Whether a queue has this name, or somebody has answered by it: by going through all calls.
pub(crate) fn any_of_queue(db: &Connection, name: &str) -> Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM calls WHERE queue = ?1 OR answered_by = ?1)")?
        .query_row([name], |row| row.get(0))
}

/// The row of the last call.
pub(crate) fn last(db: &Connection) -> Result<Option<i64>> {
    db.prepare_cached("SELECT max(id) FROM calls")?
        .query_row([], |row| row.get(0))
}
