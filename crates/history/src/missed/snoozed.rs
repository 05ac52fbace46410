//! The open callers of whom somebody said that they can wait.

use kimo_calls::Timestamp;

use crate::{
    db::{read_error::ReadError, reader::Reader, time::micros},
    missed::{self, missed_reader, missed_reader::OpenCaller},
};

/// Those whose last call was snoozed until after a time: it may have been said otherwise since.
/// A call of theirs since then is another last call.
pub(crate) const CANDIDATES: &str = "
SELECT DISTINCT o.number, o.settled_at, o.missed, o.last_call, o.last_at, o.hung_up_after
FROM marks m INDEXED BY marks_snoozed
    JOIN calls c ON c.pbx_call_id = m.pbx_call_id AND c.pbx = m.pbx
    JOIN open_missed o ON o.number = c.other AND o.last_call = c.id
WHERE m.snoozed > ?1 AND m.snoozed > 0
    AND o.number IS NOT (SELECT id FROM numbers WHERE key = '')";

impl Reader {
    /// The open callers who can be called back and who were to wait until after a time, whoever
    /// comes back first at the top.
    pub fn open_missed_snoozed(&self, after: Timestamp) -> Result<Vec<OpenCaller>, ReadError> {
        self.look(|db| {
            let rows = db
                .prepare_cached(CANDIDATES)?
                .query_map([micros(after)], missed::read)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let mut snoozed = missed_reader::callers(db, &rows)?;
            snoozed.retain(|caller| caller.snoozed_until.is_some_and(|until| until > after));
            snoozed.sort_by_key(|caller| caller.snoozed_until);
            Ok(snoozed)
        })
    }
}
