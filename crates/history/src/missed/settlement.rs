//! How a missed call was settled: the first time after it that its caller was reached, or that
//! somebody marked a call of theirs as handled. It follows from the calls as they stand, so that
//! what is taken back settles nothing.

use kimo_calls::{Call, CallId, Direction, Timestamp, is_extension};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::calls;

/// How a missed call was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// By what.
    pub how: SettledHow,
    /// When they began to talk, or when somebody marked it.
    pub at: Timestamp,
    /// The extension of ours that talked to them, where the PBX names it.
    pub by: Option<String>,
    /// The call in which they were reached, or that was marked.
    pub call: CallId,
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
}

/// What settled a caller's missed call that began at a time; `None` while it is open. Those who
/// withhold their number cannot be told apart: reaching one settles nothing.
pub(crate) fn of_missed(
    db: &Connection,
    other: i64,
    hidden: bool,
    started_at: i64,
) -> Result<Option<Settlement>> {
    let reached = match hidden {
        true => None,
        false => first(db, FIRST_REACHED, other, started_at)?.map(by_talking),
    };
    let handled = first(db, FIRST_HANDLED, other, started_at)?.and_then(by_mark);
    Ok(match (reached, handled) {
        (Some(reached), Some(handled)) if handled.at < reached.at => Some(handled),
        (reached, handled) => reached.or(handled),
    })
}

/// Asked for each missed call of a page.
pub(crate) const FIRST_REACHED: &str =
    "SELECT id FROM calls WHERE other = ?1 AND reached AND started_at >= ?2
     ORDER BY started_at LIMIT 1";
pub(crate) const FIRST_HANDLED: &str =
    "SELECT id FROM calls WHERE other = ?1 AND is_done AND started_at >= ?2
     ORDER BY started_at LIMIT 1";

fn first(db: &Connection, sql: &str, other: i64, started_at: i64) -> Result<Option<Call>> {
    let row = db
        .prepare_cached(sql)?
        .query_row((other, started_at), |row| row.get(0))
        .optional()?;
    Ok(match row {
        Some(row) => calls::load(db, row)?.map(|(call, _)| call),
        None => None,
    })
}

fn by_talking(call: Call) -> Settlement {
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
    }
}

fn by_mark(call: Call) -> Option<Settlement> {
    Some(Settlement {
        how: SettledHow::Handled,
        at: call.done?.marked_at,
        by: None,
        call: call.id,
    })
}
