//! The missed callers who were settled of late.

use std::collections::BTreeSet;

use kimo_calls::{Call, CallerKey, Party, Timestamp};
use rusqlite::{Connection, Result};

use crate::{
    calls::{self, lists},
    contacts::joining::Joined,
    db::{read_error::ReadError, reader::Reader, time::micros},
    marks,
    missed::settlement::{self, Settlement},
};

/// A missed caller who was settled.
#[derive(Clone, Debug, PartialEq)]
pub struct HandledCaller {
    /// Who.
    pub caller: Party,
    /// What identifies them.
    pub key: CallerKey,
    /// How many missed calls it settled; a hundred where there are more.
    pub count: u32,
    /// The last of these.
    pub last_call: Call,
    /// How.
    pub settlement: Settlement,
}

impl Reader {
    /// The missed callers who were settled at a time or later, the last first: one for each time
    /// that it happened, at most `limit`.
    pub fn handled_since(
        &self,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<HandledCaller>, ReadError> {
        self.look(|db| {
            let mut handled = Vec::new();
            let mut looked_at = BTreeSet::new();
            for other in candidates(db, micros(since))? {
                if looked_at.contains(&other) {
                    continue;
                }
                let joined = Joined::of(db, other)?;
                // Whoever is unwanted did not wait.
                if !joined.unwanted {
                    of_caller(db, &joined, since, &mut handled)?;
                }
                looked_at.extend(joined.numbers);
            }
            handled.sort_by_key(|one| std::cmp::Reverse(one.settlement.at));
            handled.truncate(limit);
            Ok(handled)
        })
    }
}

/// Who may have been settled since: the numbers that were talked to, and those of marked calls.
fn candidates(db: &Connection, since: i64) -> Result<BTreeSet<i64>> {
    let mut others = lists::reached_since(db, since.saturating_sub(LONGEST_RINGING))?;
    for id in marks::done_since(db, since)? {
        if let Some(row) = calls::find(db, &id)?
            && let Some((_, at)) = calls::load(db, row)?
        {
            others.insert(at.other);
        }
    }
    Ok(others)
}

fn of_caller(
    db: &Connection,
    joined: &Joined,
    since: Timestamp,
    handled: &mut Vec<HandledCaller>,
) -> Result<()> {
    let mut last: Option<HandledCaller> = None;
    for row in lists::missed_of(db, &joined.numbers, MOST_COUNTED)? {
        let Some((call, at)) = calls::load(db, row)? else {
            continue;
        };
        let Some(settled) = settlement::of_missed(db, joined, at.other, at.started_at)? else {
            continue;
        };
        if settled.at < since {
            // What is older was settled no later.
            break;
        }
        match &mut last {
            Some(last) if last.settlement.call == settled.call => last.count += 1,
            _ => handled.extend(last.replace(HandledCaller {
                caller: call.other_party().clone(),
                key: call.other_key(),
                count: 1,
                last_call: call,
                settlement: settled,
            })),
        }
    }
    handled.extend(last);
    Ok(())
}

/// A call that was answered after a time may have begun so much before it, in microseconds.
const LONGEST_RINGING: i64 = 3_600_000_000;

const MOST_COUNTED: usize = 100;
