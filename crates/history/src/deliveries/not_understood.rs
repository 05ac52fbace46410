//! Deliveries that say nothing that Kimo understands, which are kept all the same. Their table is
//! made with that of the deliveries.

use kimo_calls::{CallId, HookId, Timestamp};
use kimo_pbx::TOO_MUCH_OF_ONE_CALL;
use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    accounts,
    db::time::{optional_time, time},
};

/// A delivery that says nothing that Kimo understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// When it arrived.
    pub received_at: Timestamp,
    /// Why it could not be read, or the type that is not known.
    pub what: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// What came to a hook and was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotUnderstoodDeliveries {
    /// How many of these are kept.
    pub total: u64,
    /// The newest of them.
    pub newest: Vec<NotUnderstood>,
    /// How many more there were, which had to make room or were too old.
    pub dropped: u64,
    /// When the last of these went.
    pub dropped_at: Option<Timestamp>,
}

/// What was understood but is of no call stands here too: nothing else would find it again.
pub(crate) const ADD_OF_NO_CALL: &str = "
ALTER TABLE not_understood ADD COLUMN of_no_call INTEGER NOT NULL DEFAULT 0;
";

/// What of it may go, and what has gone: see `unread_bound`.
pub(crate) const ADD_BOUND: &str = "
-- What it counts for against the bound; 0 where it stays whatever comes.
ALTER TABLE not_understood ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
-- One of the first of its kind, which only age takes away.
ALTER TABLE not_understood ADD COLUMN is_example INTEGER NOT NULL DEFAULT 0;
-- What goes next, and what of a hook can go at all.
CREATE INDEX not_understood_to_go ON not_understood (hook, delivery) WHERE bytes > 0;
-- Whether a kind has its examples.
CREATE INDEX not_understood_examples ON not_understood (hook, delivery) WHERE is_example;
CREATE TABLE unread_bounds (
    hook INTEGER PRIMARY KEY,
    -- The sum of what counts.
    bytes INTEGER NOT NULL,
    -- How many have gone, and when the last of them did.
    dropped INTEGER NOT NULL DEFAULT 0,
    dropped_at INTEGER
) STRICT;
-- Deliveries come and go in many ways: the sum follows by itself.
CREATE TRIGGER not_understood_came AFTER INSERT ON not_understood WHEN new.bytes > 0 BEGIN
    INSERT INTO unread_bounds (hook, bytes) VALUES (new.hook, new.bytes)
        ON CONFLICT (hook) DO UPDATE SET bytes = bytes + new.bytes;
END;
CREATE TRIGGER not_understood_went AFTER DELETE ON not_understood WHEN old.bytes > 0 BEGIN
    UPDATE unread_bounds SET bytes = bytes - old.bytes WHERE hook = old.hook;
END;
CREATE TRIGGER not_understood_grew AFTER UPDATE OF bytes ON not_understood
    WHEN new.bytes <> old.bytes BEGIN
    UPDATE unread_bounds SET bytes = bytes + new.bytes - old.bytes WHERE hook = old.hook;
END;
-- What is there already counts as what comes: it was never understood.
INSERT INTO unread_bounds (hook, bytes) SELECT DISTINCT hook, 0 FROM not_understood;
UPDATE not_understood SET bytes = 256 + coalesce(
        (SELECT length(body) FROM deliveries WHERE id = not_understood.delivery), 0)
    WHERE NOT of_no_call;
-- Up to which time of receipt it has gone by age.
ALTER TABLE retention ADD COLUMN unread_horizon INTEGER;
";

/// Why a delivery has no event.
pub(crate) struct Problem<'a> {
    pub(crate) digest: [u8; 16],
    pub(crate) error: Option<String>,
    pub(crate) event_type: Option<&'a str>,
    pub(crate) call: Option<&'a CallId>,
    /// It was understood, and is of no call.
    pub(crate) of_no_call: bool,
}

/// How long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stays {
    /// Whatever comes: it was understood, or is.
    Always,
    /// As one of the first of its kind, until it is too old.
    AsExample,
    /// As long as there is room for so many bytes.
    Within(i64),
}

/// Notes why a delivery has no event. One that is noted already stays as long as it did.
pub(crate) fn insert(
    db: &Connection,
    delivery: i64,
    hook: HookId,
    problem: &Problem<'_>,
    stays: Stays,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO not_understood (delivery, hook, digest, error, event_type, pbx, pbx_call_id,
             of_no_call, bytes, is_example)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (delivery) DO UPDATE SET digest = excluded.digest, error = excluded.error,
             event_type = excluded.event_type, pbx = excluded.pbx,
             pbx_call_id = excluded.pbx_call_id, of_no_call = excluded.of_no_call,
             bytes = iif(excluded.of_no_call, 0, bytes),
             is_example = iif(excluded.of_no_call, 0, is_example)",
    )?
    .execute((
        delivery,
        hook.0,
        problem.digest,
        &problem.error,
        problem.event_type,
        match problem.call {
            Some(call) => Some(accounts::intern(db, call.pbx, &call.account)?),
            None => None,
        },
        problem.call.map(|call| &call.pbx_call_id),
        problem.of_no_call,
        match stays {
            Stays::Always | Stays::AsExample => 0,
            Stays::Within(bytes) => bytes,
        },
        stays == Stays::AsExample,
    ))?;
    Ok(())
}

/// A delivery holds the body of another from now on.
pub(crate) fn inherit(db: &Connection, delivery: i64) -> Result<()> {
    db.prepare_cached(
        "UPDATE not_understood SET bytes = bytes + coalesce(
                (SELECT length(body) FROM deliveries WHERE id = ?1), 0)
         WHERE delivery = ?1 AND bytes > 0",
    )?
    .execute([delivery])?;
    Ok(())
}

/// The hook at which a delivery is listed as not understood, if it is.
pub(crate) fn listed_at(db: &Connection, delivery: i64) -> Result<Option<HookId>> {
    db.prepare_cached("SELECT hook FROM not_understood WHERE delivery = ?1 AND NOT of_no_call")?
        .query_row([delivery], |row| row.get(0).map(HookId))
        .optional()
}

/// The first delivery of a hook that was not understood with this content.
pub(crate) fn with_digest(db: &Connection, hook: HookId, digest: [u8; 16]) -> Result<Option<i64>> {
    db.prepare_cached("SELECT min(delivery) FROM not_understood WHERE digest = ?1 AND hook = ?2")?
        .query_row((digest, hook.0), |row| row.get(0))
}

/// A delivery is understood after all.
pub(crate) fn remove(db: &Connection, delivery: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM not_understood WHERE delivery = ?1")?
        .execute([delivery])?;
    Ok(())
}

/// How many deliveries of a hook were not understood, and the newest of them.
pub(crate) fn newest(
    db: &Connection,
    hook: HookId,
    limit: usize,
) -> Result<NotUnderstoodDeliveries> {
    let total = db
        .prepare_cached("SELECT count(*) FROM not_understood WHERE hook = ?1 AND NOT of_no_call")?
        .query_row([hook.0], |row| row.get(0))?;
    let newest = db
        .prepare_cached(
            "SELECT d.received_at, coalesce(n.error, n.event_type, ''),
                    coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x'')
             FROM not_understood n JOIN deliveries d ON d.id = n.delivery
             WHERE n.hook = ?1 AND NOT n.of_no_call ORDER BY n.delivery DESC LIMIT ?2",
        )?
        .query_map((hook.0, limit), |row| {
            Ok(NotUnderstood {
                received_at: time(row.get(0)?)?,
                what: row.get(1)?,
                body: row.get(2)?,
            })
        })?
        .collect::<Result<_>>()?;
    let (dropped, dropped_at) = dropped(db, hook)?;
    Ok(NotUnderstoodDeliveries {
        total,
        newest,
        dropped,
        dropped_at,
    })
}

/// How many of a hook have gone, and when the last did.
pub(crate) fn dropped(db: &Connection, hook: HookId) -> Result<(u64, Option<Timestamp>)> {
    let found = db
        .prepare_cached("SELECT dropped, dropped_at FROM unread_bounds WHERE hook = ?1")?
        .query_row([hook.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (dropped, at) = found.unwrap_or_default();
    Ok((dropped, optional_time(at)?))
}

/// How many deliveries of a call came when that had no room for more.
pub(crate) fn beyond(db: &Connection, id: &CallId) -> Result<u64> {
    let pbx = accounts::find(db, id.pbx, &id.account)?;
    db.prepare_cached(
        "SELECT count(*) FROM not_understood WHERE pbx_call_id = ?1 AND pbx = ?2 AND error = ?3",
    )?
    .query_row((&id.pbx_call_id, pbx, TOO_MUCH_OF_ONE_CALL), |row| {
        row.get(0)
    })
}

/// Deliveries that speak of no known call, before a time; at most `limit`.
pub(crate) fn without_call_before(db: &Connection, before: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT n.delivery FROM not_understood n JOIN deliveries d ON d.id = n.delivery
         WHERE d.received_at < ?1 LIMIT ?2",
    )?
    .query_map((before, limit), |row| row.get(0))?
    .collect()
}
