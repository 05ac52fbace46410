//! The open callers who hung up so soon every time that nobody need call them back. How soon that
//! is, is a setting: what is kept here are all who might be meant.

use rusqlite::{Connection, Result};

use crate::{
    db::{read_error::ReadError, reader::Reader},
    missed::OpenRow,
};

/// Asked with every number of open callers.
pub(crate) const COUNT: &str = "
SELECT count(*) FROM open_missed INDEXED BY open_missed_short
WHERE hung_up_after IS NOT NULL AND hung_up_after <= ?1
    AND number IS NOT (SELECT id FROM numbers WHERE key = '')";

impl Reader {
    /// How many open callers who can be called back hung up within so many seconds, each time.
    pub fn open_missed_short(&self, seconds: u32) -> Result<u64, ReadError> {
        self.look(|db| match seconds {
            0 => Ok(0),
            _ => db
                .prepare_cached(COUNT)?
                .query_row([seconds], |row| row.get(0)),
        })
    }
}

/// After how many seconds an open caller had hung up every time; `None` where they waited longer
/// once, or nobody knows how long.
pub(crate) fn every_time(db: &Connection, open: &OpenRow) -> Result<Option<u32>> {
    let (calls, longest): (u32, Option<u32>) = db
        .prepare_cached(
            "SELECT count(*), max(waited_seconds) FROM calls INDEXED BY calls_short
             WHERE other = ?1 AND started_at > ?2
                 AND missed AND disposition IN (1, 4) AND reason IS NOT 2
                 AND waited_seconds BETWEEN 1 AND 30",
        )?
        .query_row((open.number, open.settled_at), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(longest.filter(|_| calls == open.missed))
}
