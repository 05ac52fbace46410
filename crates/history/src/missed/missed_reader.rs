//! What can be read of the open missed callers.

use kimo_calls::{Call, CallerKey, Party, Timestamp};

use crate::{
    calls::{self, lists},
    db::{read_error::ReadError, reader::Reader, time::time},
    missed,
};

/// A missed caller who has neither been reached nor marked done.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCaller {
    /// Who.
    pub caller: Party,
    /// What identifies them.
    pub key: CallerKey,
    /// How many calls of theirs were missed since.
    pub count: u32,
    /// When the last of these began.
    pub last_at: Timestamp,
    /// The last of these.
    pub last_call: Call,
    /// The latest note on a call with them.
    pub note: Option<String>,
}

impl Reader {
    /// The open missed callers, at most `limit`, the one who called last first.
    pub fn open_missed(&self, limit: usize) -> Result<Vec<OpenCaller>, ReadError> {
        self.look(|db| {
            let mut open = Vec::new();
            for row in missed::newest(db, limit)? {
                let Some((last_call, _)) = calls::load(db, row.last_call)? else {
                    continue;
                };
                let caller = last_call.other_party().clone();
                open.push(OpenCaller {
                    key: last_call.other_key(),
                    caller,
                    count: row.missed,
                    last_at: time(row.last_at)?,
                    last_call,
                    note: lists::latest_note(db, row.number)?,
                });
            }
            Ok(open)
        })
    }

    /// How many open missed callers there are.
    pub fn open_missed_count(&self) -> Result<u64, ReadError> {
        self.look(missed::count)
    }
}
