//! How a missed call was settled: the first time after it that its caller was reached, or that
//! somebody marked a call of theirs as handled. It follows from the calls as they stand, so that
//! what is taken back settles nothing.

use kimo_calls::{Call, CallId, Direction, Party, Timestamp, is_extension};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::{calls, contacts::joining::Joined};

/// How a missed call was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// By what.
    pub how: SettledHow,
    /// When they began to talk, or when somebody marked it; of an unwanted caller, when they called.
    pub at: Timestamp,
    /// The extension of ours that talked to them, where the PBX names it.
    pub by: Option<String>,
    /// The call in which they were reached, or that was marked; of an unwanted caller, this one.
    pub call: CallId,
    /// By which number, where it is another one of theirs than they had called from.
    pub through: Option<Party>,
}

/// By what a missed call was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledHow {
    /// Somebody of ours called them back and reached them.
    CalledBack,
    /// They called again and got through.
    GotThrough,
    /// Somebody marked it as handled.
    Handled,
    /// It needed nothing: nobody calls back who is unwanted.
    Unwanted,
}

/// How a missed call of a caller who is unwanted is settled: from the start.
pub(crate) fn of_unwanted(call: &Call) -> Settlement {
    Settlement {
        how: SettledHow::Unwanted,
        at: call.started_at,
        by: None,
        call: call.id.clone(),
        through: None,
    }
}

/// What settled a missed call of one of a caller's numbers that began at a time; `None` while it is
/// open. Those who withhold their number cannot be told apart: reaching one settles nothing.
pub(crate) fn of_missed(
    db: &Connection,
    joined: &Joined,
    other: i64,
    started_at: i64,
) -> Result<Option<Settlement>> {
    let by_talking = |(call, at): (Call, i64)| {
        let through = (at != other).then(|| call.other_party().clone());
        by_talking(call, through)
    };
    let reached = match joined.hidden {
        true => None,
        false => first(db, FIRST_REACHED, joined, started_at)?.map(by_talking),
    };
    let handled = first(db, FIRST_HANDLED, joined, started_at)?;
    let handled = handled.and_then(|(call, _)| by_mark(call));
    Ok(match (reached, handled) {
        (Some(reached), Some(handled)) if handled.at < reached.at => Some(handled),
        (reached, handled) => reached.or(handled),
    })
}

/// Asked for each missed call of a page.
pub(crate) const FIRST_REACHED: &str =
    "SELECT started_at, id FROM calls WHERE other = ?1 AND reached AND started_at >= ?2
     ORDER BY started_at LIMIT 1";
pub(crate) const FIRST_HANDLED: &str =
    "SELECT started_at, id FROM calls WHERE other = ?1 AND is_done AND started_at >= ?2
     ORDER BY started_at LIMIT 1";

/// The first of such calls, with the row of its number.
fn first(
    db: &Connection,
    sql: &str,
    joined: &Joined,
    started_at: i64,
) -> Result<Option<(Call, i64)>> {
    let mut first: Option<(i64, i64)> = None;
    let mut find = db.prepare_cached(sql)?;
    for number in &joined.numbers {
        let theirs = find
            .query_row((number, started_at), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        first = first.into_iter().chain(theirs).min();
    }
    Ok(match first {
        Some((_, row)) => calls::load(db, row)?.map(|(call, at)| (call, at.other)),
        None => None,
    })
}

fn by_talking(call: Call, through: Option<Party>) -> Settlement {
    let called_back = call.direction == Direction::Outbound;
    let by = match called_back {
        // On an outbound call the other side answers: an extension named there is who called.
        true => call.extensions.first().cloned().or_else(|| {
            let caller = &call.caller.raw;
            is_extension(caller).then(|| caller.clone())
        }),
        false => call.answered_by,
    };
    Settlement {
        how: match called_back {
            true => SettledHow::CalledBack,
            false => SettledHow::GotThrough,
        },
        at: call.answered_at.unwrap_or(call.started_at),
        by,
        call: call.id,
        through,
    }
}

fn by_mark(call: Call) -> Option<Settlement> {
    Some(Settlement {
        how: SettledHow::Handled,
        at: call.done?.marked_at,
        by: None,
        call: call.id,
        through: None,
    })
}
