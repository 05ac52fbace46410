//! What can be read of the open missed callers.

use std::collections::HashMap;

use kimo_calls::{Call, CallId, CallerKey, Direction, Party, Status, Timestamp};
use rusqlite::{Connection, Result};

use crate::{
    calls::{lists, unreadable},
    contacts::{ContactId, joining::Joined},
    db::{read_error::ReadError, reader::Reader, time::time},
    marks,
    missed::{
        self, counting,
        settlement::{self, Settlement},
    },
    numbers,
};

/// A missed caller who has neither been reached nor marked done, by any number of theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCaller {
    /// Who, at the number that they called from last.
    pub caller: Party,
    /// What identifies that number.
    pub key: CallerKey,
    /// What identifies each of their numbers, whether they called from it or not.
    pub keys: Vec<CallerKey>,
    /// The contact that has the number, where it is one's alone.
    pub contact: Option<ContactId>,
    /// The numbers they called from since, the last first.
    pub numbers: Vec<Party>,
    /// How many calls of theirs were missed since.
    pub count: u32,
    /// When the first of these began.
    pub first_at: Timestamp,
    /// When the last of these began.
    pub last_at: Timestamp,
    /// The last of these.
    pub last_call: Call,
    /// After how many seconds they had hung up every time, where it was soon enough that they may
    /// not want to be called back; see [`crate::LONGEST_SHORT_CALL`].
    pub hung_up_after: Option<u32>,
    /// Until when they can wait, as somebody said since their last call; it may be over by now.
    pub snoozed_until: Option<Timestamp>,
    /// The last call since the first of these by which somebody tried to reach them, in vain.
    pub tried: Option<Call>,
    /// The call that rings or is talked between them and us right now.
    pub going_on: Option<Call>,
    /// Since when somebody is about to call them back, until a call to them begins.
    pub calling_since: Option<Timestamp>,
    /// The latest note on a call with them.
    pub note: Option<String>,
}

/// Which open missed callers are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuery {
    /// Within so many seconds somebody hung up at once.
    pub short: u32,
    /// Whether the one whose last call is the longest ago comes first, and not the newest.
    pub oldest_first: bool,
    /// How many at most.
    pub limit: usize,
}

impl Reader {
    /// The open missed callers who can be called back, at most `limit`, the one who called last
    /// first.
    pub fn open_missed(&self, limit: usize) -> Result<Vec<OpenCaller>, ReadError> {
        self.look(|db| callers(db, &missed::newest(db, limit)?))
    }

    /// The open missed callers who can be called back, without those who hung up at once each time.
    pub fn open_missed_waiting(&self, query: OpenQuery) -> Result<Vec<OpenCaller>, ReadError> {
        self.list(WAITING, query)
    }

    /// Those who hung up at once each time.
    pub fn open_missed_hung_up(&self, query: OpenQuery) -> Result<Vec<OpenCaller>, ReadError> {
        self.list(HUNG_UP, query)
    }

    fn list(&self, from: &str, query: OpenQuery) -> Result<Vec<OpenCaller>, ReadError> {
        self.look(|db| {
            let rows = db
                .prepare_cached(&listed(from, query.oldest_first))?
                .query_map((query.short, query.limit), missed::read)?
                .collect::<Result<Vec<_>>>()?;
            callers(db, &rows)
        })
    }

    /// How many open missed callers there are who can be called back.
    pub fn open_missed_count(&self) -> Result<u64, ReadError> {
        self.look(missed::count)
    }

    /// All who withheld their number and were missed, as one, while they are open.
    pub fn open_hidden(&self) -> Result<Option<OpenCaller>, ReadError> {
        self.look(|db| match missed::hidden(db)? {
            Some(row) => caller(db, &row, &[]),
            None => Ok(None),
        })
    }

    /// How those of the calls that count as missed have been settled; the open ones are left out.
    pub fn settlements(&self, calls: &[Call]) -> Result<HashMap<CallId, Settlement>, ReadError> {
        self.look(|db| {
            let mut settled = HashMap::new();
            let may_count = |call: &&Call| call.missed || call.direction == Direction::Internal;
            for call in calls.iter().filter(may_count) {
                let Some((other, started_at)) = lists::missed_place(db, &call.id)? else {
                    continue;
                };
                let joined = Joined::of(db, other)?;
                if joined.unwanted {
                    settled.insert(call.id.clone(), settlement::of_unwanted(call));
                } else if let Some(how) = settlement::of_missed(db, &joined, other, started_at)? {
                    settled.insert(call.id.clone(), how);
                }
            }
            Ok(settled)
        })
    }

    /// The open missed caller to whom a number belongs.
    pub fn open_missed_by(&self, key: &CallerKey) -> Result<Option<OpenCaller>, ReadError> {
        self.look(|db| {
            let Some(number) = numbers::find(db, key)? else {
                return Ok(None);
            };
            let rows = missed::of(db, &Joined::of(db, number)?)?;
            Ok(callers(db, &rows)?.pop())
        })
    }

    /// The newest missed calls of this caller, from any number of theirs; at most `limit`.
    pub fn missed_of(&self, key: &CallerKey, limit: usize) -> Result<Vec<Call>, ReadError> {
        self.look(|db| {
            let Some(number) = numbers::find(db, key)? else {
                return Ok(Vec::new());
            };
            let mut missed = Vec::new();
            for row in lists::missed_of(db, &Joined::of(db, number)?.numbers, limit)? {
                missed.extend(unreadable::load(db, row)?.map(|(call, _)| call));
            }
            Ok(missed)
        })
    }
}

/// Who waits: goes past those who hung up at once, however many, and reads none of their calls.
pub(crate) const WAITING: &str = "open_missed WHERE ifnull(hung_up_after, 1000) > ?1";

/// Who hung up at once; sorted anew, for there are few of them but where somebody makes them up.
pub(crate) const HUNG_UP: &str = "open_missed INDEXED BY open_missed_short
WHERE hung_up_after IS NOT NULL AND hung_up_after <= ?1";

/// Asked of both at every look at the missed callers.
pub(crate) fn listed(from: &str, oldest_first: bool) -> String {
    let way = if oldest_first { "ASC" } else { "DESC" };
    format!(
        "SELECT number, settled_at, missed, last_call, last_at, hung_up_after FROM {from}
             AND number IS NOT (SELECT id FROM numbers WHERE key = '')
         ORDER BY last_at {way}, number {way} LIMIT ?2"
    )
}

/// What rings or is talked right now, each with the row of its other party.
fn running(db: &Connection) -> Result<Vec<(i64, Call)>> {
    let mut running = Vec::new();
    for row in lists::running(db)? {
        running.extend(unreadable::load(db, row)?.map(|(call, at)| (at.other, call)));
    }
    Ok(running)
}

pub(crate) fn callers(db: &Connection, rows: &[missed::OpenRow]) -> Result<Vec<OpenCaller>> {
    let running = running(db)?;
    let mut open = Vec::new();
    for row in rows {
        open.extend(caller(db, row, &running)?);
    }
    Ok(open)
}

fn caller(
    db: &Connection,
    row: &missed::OpenRow,
    running: &[(i64, Call)],
) -> Result<Option<OpenCaller>> {
    let Some((last_call, _)) = unreadable::load(db, row.last_call)? else {
        return Ok(None);
    };
    let snoozed_until = marks::snoozed_until(db, &last_call.id)?;
    let joined = Joined::of(db, row.number)?;
    let first_at = missed::first_at(db, &joined, row)?;
    let key = last_call.other_key();
    let calling_since = calling_since(db, &joined, &last_call)?;
    let with_them = running
        .iter()
        .find(|(other, _)| joined.numbers.contains(other));
    Ok(Some(OpenCaller {
        keys: joined.keys(db, &key)?,
        key,
        contact: joined.contact,
        numbers: called_from(db, &joined, row, &last_call)?,
        caller: last_call.other_party().clone(),
        count: row.missed,
        first_at: time(first_at)?,
        last_at: time(row.last_at)?,
        last_call,
        snoozed_until: snoozed_until.map(time).transpose()?,
        hung_up_after: row.hung_up_after,
        tried: tried(db, &joined, first_at)?,
        going_on: with_them.map(|(_, call)| call.clone()),
        calling_since: calling_since.map(time).transpose()?,
        note: lists::latest_note_of(db, &joined.numbers)?,
    }))
}

/// The numbers that a caller called from since they were settled, the last first.
fn called_from(
    db: &Connection,
    joined: &Joined,
    row: &missed::OpenRow,
    last_call: &Call,
) -> Result<Vec<Party>> {
    let mut parties = vec![last_call.other_party().clone()];
    if joined.numbers.len() > 1 {
        for call in counting::last_of_each(db, joined, row)?.into_iter().skip(1) {
            parties.extend(unreadable::load(db, call)?.map(|(call, _)| call.other_party().clone()));
        }
    }
    Ok(parties)
}

/// A call to them settles that somebody is about to call; it may have been dialled a little before
/// that was said.
fn calling_since(db: &Connection, joined: &Joined, last_call: &Call) -> Result<Option<i64>> {
    const DIALLED_BEFORE: i64 = 60_000_000;
    let Some(since) = marks::calling_since(db, &last_call.id)? else {
        return Ok(None);
    };
    let from = since.saturating_sub(DIALLED_BEFORE);
    let begun = lists::tries_since(db, &joined.numbers, from, 1)?;
    Ok(begun.is_empty().then_some(since))
}

fn tried(db: &Connection, joined: &Joined, since: i64) -> Result<Option<Call>> {
    // One of them may be going on.
    for row in lists::tries_since(db, &joined.numbers, since, 2)? {
        if let Some((call, _)) = unreadable::load(db, row)?
            && call.status == Status::Ended
        {
            return Ok(Some(call));
        }
    }
    Ok(None)
}
