//! Which row a missed caller has, as their calls stand: step by step, and from all of them.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    calls::standing::Standing,
    contacts::joining::Joined,
    missed::{self, OpenRow, short_calls},
    numbers,
};

/// How many numbers are counted again in one transaction.
const AT_ONCE: usize = 500;

/// A call stands elsewhere than before (`None`: it was, or is, not there). Call it after the
/// call's row has changed. True if a caller's row changed.
pub(crate) fn call_changed(
    db: &Connection,
    was: Option<&Standing>,
    is: Option<&Standing>,
) -> Result<bool> {
    let matters = |at: &Standing| at.missed || at.reached || at.done;
    if !was.into_iter().chain(is).any(matters) {
        return Ok(false);
    }
    if let (Some(was), Some(is)) = (was, is) {
        if was.other != is.other {
            // Both may be numbers of one caller, where the call is counted already.
            let left = recount(db, was.other)?;
            return Ok(recount(db, is.other)? || left);
        }
        let told = |at: &Standing| {
            let Standing {
                missed,
                reached,
                done,
                started_at,
                hung_up_after,
                ..
            } = *at;
            (missed, reached, done, started_at, hung_up_after)
        };
        if told(was) == told(is) {
            return Ok(false);
        }
    }
    let Some(someone) = is.or(was) else {
        return Ok(false);
    };
    let joined = Joined::of(db, someone.other)?;
    let before = missed::of(db, &joined)?;
    let after = match before.as_slice() {
        _ if joined.unwanted => None,
        [] => next_row(db, &joined, None, was, is)?,
        [before] => next_row(db, &joined, Some(before), was, is)?,
        _ => from_scratch(db, &joined)?,
    };
    change(db, &before, after)
}

/// Makes the row of the caller of a number afresh from all of their calls. True if it changed.
pub(crate) fn recount(db: &Connection, number: i64) -> Result<bool> {
    let joined = Joined::of(db, number)?;
    let before = missed::of(db, &joined)?;
    let after = from_scratch(db, &joined)?;
    change(db, &before, after)
}

/// Makes the rows of the callers of the next numbers afresh. Gives whether any changed, and the
/// place to go on from.
pub(crate) fn recount_next(db: &Connection, after: i64) -> Result<(bool, Option<i64>)> {
    let some = numbers::after(db, after, AT_ONCE)?;
    let mut changed = false;
    for number in &some {
        changed |= recount(db, *number)?;
    }
    let last = some.last().copied();
    Ok((changed, last.filter(|_| some.len() == AT_ONCE)))
}

fn change(db: &Connection, before: &[OpenRow], mut after: Option<OpenRow>) -> Result<bool> {
    if let Some(row) = &mut after {
        row.hung_up_after = short_calls::every_time(db, row)?;
    }
    let after = after.as_ref();
    if before.iter().eq(after) {
        return Ok(false);
    }
    missed::put(db, before, after)?;
    Ok(true)
}

/// What the rules say of one caller, from all of their calls: what every row must be equal to.
fn from_scratch(db: &Connection, joined: &Joined) -> Result<Option<OpenRow>> {
    match joined.unwanted {
        true => Ok(None),
        false => counted(db, joined, settled_at(db, joined)?),
    }
}

fn next_row(
    db: &Connection,
    joined: &Joined,
    before: Option<&OpenRow>,
    was: Option<&Standing>,
    is: Option<&Standing>,
) -> Result<Option<OpenRow>> {
    let settles = |at: &Standing| at.done || (at.reached && !at.hidden);
    if before.is_none() && !is.is_some_and(|is| is.missed) && !was.is_some_and(settles) {
        // Nobody was open, this call opens nobody and no longer-settled ones come back.
        return Ok(None);
    }
    let settled_at = settled_at(db, joined)?;
    let unsettles = was.is_some_and(|was| {
        settles(was) && !is.is_some_and(|is| settles(is) && is.started_at >= was.started_at)
    });
    let moved = before.is_some_and(|before| before.settled_at != settled_at);
    if unsettles || moved {
        return counted(db, joined, settled_at);
    }
    let counts =
        |at: Option<&Standing>| at.is_some_and(|at| at.missed && at.started_at > settled_at);
    let (did, does) = (counts(was), counts(is));
    let missed = before.map_or(0, |before| before.missed) + u32::from(does) - u32::from(did);
    let was_last = before
        .zip(was)
        .is_some_and(|(before, was)| before.last_call == was.call);
    if was_last && (did, does) != (false, true) {
        // The newest is gone, or begins at another time: the next one is looked up.
        let newest = newest_missed(db, joined, settled_at)?;
        return Ok(newest.map(|newest| newest.row(settled_at, missed)));
    }
    let newest = before
        .map(Newest::of)
        .max(is.filter(|_| does).map(|is| Newest {
            last_at: is.started_at,
            last_call: is.call,
            number: is.other,
        }));
    Ok(newest
        .filter(|_| missed > 0)
        .map(|newest| newest.row(settled_at, missed)))
}

/// A caller's newest missed call; of two, the greater one is the newer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Newest {
    last_at: i64,
    last_call: i64,
    number: i64,
}

impl Newest {
    fn of(row: &OpenRow) -> Self {
        Self {
            last_at: row.last_at,
            last_call: row.last_call,
            number: row.number,
        }
    }

    fn row(self, settled_at: i64, missed: u32) -> OpenRow {
        OpenRow {
            number: self.number,
            settled_at,
            missed,
            last_call: self.last_call,
            last_at: self.last_at,
            // Known once the row is.
            hung_up_after: None,
        }
    }
}

/// Up to when a caller's missed calls are settled: the start of the latest call in which they
/// were reached, or that was marked done.
fn settled_at(db: &Connection, joined: &Joined) -> Result<i64> {
    let mut settled_at = i64::MIN;
    for number in &joined.numbers {
        let done: Option<i64> = db
            .prepare_cached("SELECT max(started_at) FROM calls WHERE other = ?1 AND is_done")?
            .query_row([number], |row| row.get(0))?;
        // Those who withhold their number cannot be told apart: reaching one settles nobody else.
        let reached: Option<i64> = match joined.hidden {
            true => None,
            false => db
                .prepare_cached("SELECT max(started_at) FROM calls WHERE other = ?1 AND reached")?
                .query_row([number], |row| row.get(0))?,
        };
        settled_at = done.max(reached).unwrap_or(i64::MIN).max(settled_at);
    }
    Ok(settled_at)
}

/// The row of a caller by counting what is open.
fn counted(db: &Connection, joined: &Joined, settled_at: i64) -> Result<Option<OpenRow>> {
    let Some(newest) = newest_missed(db, joined, settled_at)? else {
        return Ok(None);
    };
    let mut missed = 0;
    for number in &joined.numbers {
        missed += db
            .prepare_cached(
                "SELECT count(*) FROM calls WHERE other = ?1 AND started_at > ?2 AND missed",
            )?
            .query_row((number, settled_at), |row| row.get::<_, u32>(0))?;
    }
    Ok(Some(newest.row(settled_at, missed)))
}

fn newest_missed(db: &Connection, joined: &Joined, after: i64) -> Result<Option<Newest>> {
    let mut newest = None;
    for number in &joined.numbers {
        newest = newest.max(newest_of_number(db, *number, after)?);
    }
    Ok(newest)
}

fn newest_of_number(db: &Connection, number: i64, after: i64) -> Result<Option<Newest>> {
    db.prepare_cached(
        "SELECT started_at, id FROM calls WHERE other = ?1 AND started_at > ?2 AND missed
         ORDER BY started_at DESC, id DESC LIMIT 1",
    )?
    .query_row((number, after), |row| {
        Ok(Newest {
            last_at: row.get(0)?,
            last_call: row.get(1)?,
            number,
        })
    })
    .optional()
}

/// The newest missed call of each number from which a caller has called since they were settled,
/// the newest first.
pub(crate) fn last_of_each(db: &Connection, joined: &Joined, row: &OpenRow) -> Result<Vec<i64>> {
    let mut each = Vec::new();
    for number in &joined.numbers {
        each.extend(newest_of_number(db, *number, row.settled_at)?);
    }
    each.sort_by_key(|newest| std::cmp::Reverse(*newest));
    Ok(each.into_iter().map(|newest| newest.last_call).collect())
}
