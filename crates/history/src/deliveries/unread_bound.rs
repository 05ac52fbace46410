//! How much is kept of what was not understood. Whoever has the address of a hook could fill the
//! disk with it, and a PBX whose format has changed is understood by a later Kimo. So of each hook
//! there stays
//!
//! - what fits into a bound by size, of which the oldest goes first,
//! - beside that the first few deliveries of each kind, so that no flood drives out what a flood is
//!   not about,
//! - and nothing for longer than a bound by age.
//!
//! What was ever understood is not touched, nor is what other hooks brought. What comes is always
//! taken in and answered as before: it is what came earlier that goes, and it is told how much.

use kimo_calls::{HookId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    db::time::{micros, optional_time},
    deliveries::{
        self,
        not_understood::{self, Problem, Stays},
    },
};

/// How many bytes stay of each hook.
pub const UNREAD_BYTES: u64 = 16 << 20;

/// How many days.
pub const UNREAD_DAYS: u32 = 90;

/// What a delivery takes up beside its body, with its indexes, about.
const ROW: usize = 256;
/// So many of each kind are examples,
const EXAMPLES_OF_A_KIND: i64 = 3;
/// and so many of each hook: anybody can make up kinds.
const EXAMPLES: i64 = 60;
/// How many go in one transaction: where a former version kept more, it goes little by little.
const AT_ONCE: i64 = 256;

/// How long a delivery that is not understood stays.
pub(crate) fn stays(
    db: &Connection,
    hook: HookId,
    problem: &Problem<'_>,
    body: Option<&[u8]>,
) -> Result<Stays> {
    if problem.of_no_call {
        return Ok(Stays::Always);
    }
    let kind = problem.event_type.or(problem.error.as_deref());
    let (all, of_kind): (i64, i64) = db
        .prepare_cached(
            "SELECT count(*), coalesce(sum(coalesce(event_type, error) = ?2), 0)
             FROM not_understood WHERE hook = ?1 AND is_example",
        )?
        .query_row((hook.0, kind), |row| Ok((row.get(0)?, row.get(1)?)))?;
    // What repeats another to the byte shows nothing new.
    if body.is_some() && all < EXAMPLES && of_kind < EXAMPLES_OF_A_KIND {
        return Ok(Stays::AsExample);
    }
    let bytes = ROW + body.map_or(0, <[u8]>::len);
    Ok(Stays::Within(i64::try_from(bytes).unwrap_or(i64::MAX)))
}

/// Lets go of what does not fit any more. True where that is news.
pub(crate) fn make_room(db: &Connection, hook: HookId, now: Timestamp) -> Result<bool> {
    let most = i64::try_from(UNREAD_BYTES).unwrap_or(i64::MAX);
    let kept: Option<i64> = db
        .prepare_cached("SELECT bytes FROM unread_bounds WHERE hook = ?1")?
        .query_row([hook.0], |row| row.get(0))
        .optional()?;
    let mut over = kept.unwrap_or_default() - most;
    if over <= 0 {
        return Ok(false);
    }
    let oldest: Vec<(i64, i64)> = db
        .prepare_cached(
            "SELECT delivery, bytes FROM not_understood WHERE hook = ?1 AND bytes > 0
             ORDER BY delivery LIMIT ?2",
        )?
        .query_map((hook.0, AT_ONCE), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut dropped = 0;
    for (delivery, bytes) in oldest {
        if over <= 0 {
            break;
        }
        deliveries::remove(db, delivery)?;
        over -= bytes;
        dropped += 1;
    }
    count(db, hook, dropped, now)
}

/// Lets go of some of what came before a time; gives how many, 0 at the end, and at which hooks
/// that is news.
pub(crate) fn drop_old(
    db: &Connection,
    before: i64,
    limit: usize,
    now: Timestamp,
) -> Result<(u64, Vec<HookId>)> {
    let old: Vec<(i64, i64)> = db
        .prepare_cached(
            "SELECT n.delivery, n.hook FROM not_understood n JOIN deliveries d ON d.id = n.delivery
             WHERE (n.bytes > 0 OR n.is_example) AND d.received_at < ?1 LIMIT ?2",
        )?
        .query_map((before, limit), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut news = Vec::new();
    for (delivery, hook) in &old {
        deliveries::remove(db, *delivery)?;
        if count(db, HookId(*hook), 1, now)? {
            news.push(HookId(*hook));
        }
    }
    Ok((old.len() as u64, news))
}

/// When the oldest came that may go.
pub(crate) fn oldest(db: &Connection) -> Result<Option<Timestamp>> {
    let oldest = db
        .prepare_cached(
            "SELECT min(d.received_at) FROM not_understood n JOIN deliveries d ON d.id = n.delivery
             WHERE n.bytes > 0 OR n.is_example",
        )?
        .query_row([], |row| row.get(0))?;
    optional_time(oldest)
}

/// Counts what has gone. True for the first in an hour: nobody need hear of each.
fn count(db: &Connection, hook: HookId, more: u64, now: Timestamp) -> Result<bool> {
    const HOUR: i64 = 3600 * 1_000_000;
    let (_, last) = not_understood::dropped(db, hook)?;
    db.prepare_cached(
        "INSERT INTO unread_bounds (hook, bytes, dropped, dropped_at) VALUES (?1, 0, ?2, ?3)
         ON CONFLICT (hook) DO UPDATE SET dropped = dropped + ?2, dropped_at = ?3",
    )?
    .execute((hook.0, more, micros(now)))?;
    Ok(last.is_none_or(|last| (micros(now) - micros(last)).abs() >= HOUR))
}
