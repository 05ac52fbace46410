//! What can be read of calls.

use std::cmp::Reverse;

use kimo_calls::{Call, CallEvent, CallId, CallerKey, Timestamp};
use rusqlite::Connection;

use crate::{
    calls::{
        self, events, lists,
        page::{CallPage, CallQuery},
        search, unreadable,
    },
    contacts::{self, ContactId, joining::Joined},
    db::{desk_row, read_error::ReadError, reader::Reader, time::micros},
    marks, numbers,
};

/// What one line of a popup says about a caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerContext {
    /// Their calls to us since the start of today.
    pub calls_today: u32,
    /// Those missed since the start of the week.
    pub missed_this_week: u32,
    /// The latest note on a call with them.
    pub note: Option<String>,
    /// The contact that has the number, where it is one's alone.
    pub contact: Option<ContactId>,
    /// A contact with this number is important.
    pub is_important: bool,
    /// Every contact with this number is unwanted.
    pub is_unwanted: bool,
}

impl Reader {
    /// A page of calls, newest first. Every page that is not the last is full; of more than 1000
    /// wanted, so many come.
    pub fn calls(&self, query: &CallQuery) -> Result<CallPage, ReadError> {
        self.look(|db| {
            let (rows, next) = search::page(db, query)?;
            let calls = load_all(db, &rows)?;
            Ok(CallPage {
                unreadable: rows.len() - calls.len(),
                calls,
                next,
            })
        })
    }

    /// One call.
    pub fn call(&self, id: &CallId) -> Result<Option<Call>, ReadError> {
        self.look(|db| match calls::find(db, id)? {
            Some(row) => load(db, row),
            None => Ok(None),
        })
    }

    /// The newest calls with this other party, at most `limit`, that began before `before`. Of an
    /// extension without its PBX, those with whoever has it.
    pub fn calls_with(
        &self,
        key: &CallerKey,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Call>, ReadError> {
        self.look(|db| {
            let before = before.map_or(i64::MAX, micros);
            let mut calls = Vec::new();
            let numbers = numbers::known_as(db, key.as_str())?;
            for number in &numbers {
                calls.extend(load_all(
                    db,
                    &lists::with_other(db, *number, before, limit)?,
                )?);
            }
            if numbers.len() > 1 {
                calls.sort_by_key(|call| Reverse(call.started_at));
                calls.truncate(limit);
            }
            Ok(calls)
        })
    }

    /// The events of a call, marks and expiry among them, in the order of their times.
    pub fn events(&self, id: &CallId) -> Result<Vec<CallEvent>, ReadError> {
        self.look(|db| {
            let Some(row) = calls::find(db, id)? else {
                return Ok(Vec::new());
            };
            let mut events = events::of_call(db, row, id)?;
            events.extend(marks::of_call(db, id)?);
            events.sort_by_key(|event| (event.time(), event.received_at, event.id));
            Ok(events)
        })
    }

    /// What to say about a caller beside their name, by whichever of their numbers they called.
    /// Nothing of those who withhold theirs.
    pub fn caller_context(
        &self,
        key: &CallerKey,
        today: Timestamp,
        week: Timestamp,
    ) -> Result<CallerContext, ReadError> {
        if key.is_hidden() {
            return Ok(CallerContext::default());
        }
        self.look(|db| {
            let Some(number) = numbers::find(db, key)? else {
                return Ok(CallerContext::default());
            };
            let joined = Joined::of(db, number)?;
            let flags = contacts::flags(db, key.dialled())?;
            let mut known = CallerContext {
                note: lists::latest_note_of(db, &joined.numbers)?,
                contact: joined.contact,
                is_important: flags.important,
                is_unwanted: flags.unwanted,
                ..CallerContext::default()
            };
            for number in joined.numbers {
                known.calls_today += lists::inbound_since(db, number, micros(today))?;
                known.missed_this_week += lists::missed_since(db, number, micros(week))?;
            }
            Ok(known)
        })
    }

    /// Which calls ring or talk, the oldest first: they may be very many.
    pub fn running(&self) -> Result<Vec<CallId>, ReadError> {
        self.look(|db| {
            let rows = lists::running(db)?.into_iter();
            rows.filter_map(|row| calls::id_of(db, row).transpose())
                .collect()
        })
    }

    /// How many calls there are.
    pub fn total_calls(&self) -> Result<u64, ReadError> {
        self.look(desk_row::total_calls)
    }
}

fn load(db: &Connection, row: i64) -> rusqlite::Result<Option<Call>> {
    Ok(calls::load(db, row)?.map(|(call, _)| call))
}

fn load_all(db: &Connection, rows: &[i64]) -> rusqlite::Result<Vec<Call>> {
    let load = |row: &i64| Ok(unreadable::load(db, *row)?.map(|(call, _)| call));
    rows.iter()
        .filter_map(|row| load(row).transpose())
        .collect()
}
