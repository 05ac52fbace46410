//! What can be read of the messages that wait.

use kimo_calls::{Call, CallId, EventId, LeftMessage};
use rusqlite::{Connection, Result};

use crate::{
    accounts, calls,
    db::{read_error::ReadError, reader::Reader},
    messages,
};

/// A message that waits to be passed on, and the call that it was left with.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingMessage {
    /// The message.
    pub left: LeftMessage,
    /// The call.
    pub call: Call,
}

/// The last one left first.
pub(crate) const WAITING: &str = "
SELECT m.id, k.pbx, k.account, m.pbx_call_id
FROM messages m INDEXED BY messages_waiting JOIN accounts k ON k.id = m.pbx
WHERE m.waits ORDER BY m.left_at DESC LIMIT ?1";

impl Reader {
    /// The messages that wait, the last one left first; at most `limit`.
    pub fn waiting_messages(&self, limit: usize) -> Result<Vec<WaitingMessage>, ReadError> {
        self.look(|db| {
            let mut waiting = Vec::new();
            for (id, call) in named(db, limit)? {
                let Some(row) = calls::find(db, &call)? else {
                    continue;
                };
                let Some((call, _)) = calls::load(db, row)? else {
                    continue;
                };
                let left = LeftMessage::all_of(&messages::of_call(db, &call.id)?).into_iter();
                let this = left.filter(|left| left.id == id);
                waiting.extend(this.map(|left| WaitingMessage {
                    left,
                    call: call.clone(),
                }));
            }
            Ok(waiting)
        })
    }

    /// How many messages wait.
    pub fn waiting_message_count(&self) -> Result<u64, ReadError> {
        self.look(|db| {
            db.prepare_cached("SELECT count(*) FROM messages WHERE waits")?
                .query_row([], |row| row.get::<_, i64>(0))
                .map(i64::unsigned_abs)
        })
    }
}

fn named(db: &Connection, limit: usize) -> Result<Vec<(EventId, CallId)>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    db.prepare_cached(WAITING)?
        .query_map([limit], |row| {
            let (pbx, account) = accounts::read(row, 1, 2)?;
            let call = CallId {
                pbx,
                account,
                pbx_call_id: row.get(3)?,
            };
            Ok((EventId(row.get(0)?), call))
        })?
        .collect()
}
