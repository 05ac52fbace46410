//! Whose call it is: the hook's that spoke of it first. Ids of calls are no secret, and two hooks
//! may have one account: whoever knows the address of one must not change a call of the other.

use kimo_calls::HookId;
use rusqlite::{Connection, OptionalExtension, Result};

/// Whether another hook than this spoke of the call first.
pub(crate) fn is_anothers(db: &Connection, call: i64, hook: HookId) -> Result<bool> {
    let owner: Option<i64> = db
        .prepare_cached("SELECT hook FROM deliveries WHERE call = ?1 ORDER BY id LIMIT 1")?
        .query_row([call], |row| row.get(0))
        .optional()?;
    Ok(owner.is_some_and(|owner| owner != hook.0))
}
