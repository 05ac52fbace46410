//! Removing calls completely: their events, deliveries and marks, and numbers that nobody else
//! has.

use crate::{
    calls::{self, events},
    db::session::Session,
    deliveries, marks,
};

/// Removes these calls. Gives how many there were.
pub(crate) fn remove_all(session: &mut Session, rows: &[i64]) -> rusqlite::Result<u64> {
    let mut removed = 0;
    for row in rows {
        let Some((call, at)) = calls::load(&session.db, *row)? else {
            continue;
        };
        events::remove_all(&session.db, *row)?;
        session.touched.messages |= marks::remove(&session.db, &call.id)?;
        // The last first: those that share a body go before the one that holds it.
        let theirs = deliveries::of_call(&session.db, Some(*row), &call.id)?;
        for delivery in theirs.into_iter().rev() {
            remove_delivery(session, delivery)?;
        }
        session.remove_call(&call.id, &at)?;
        removed += 1;
    }
    Ok(removed)
}

/// Removes one delivery.
pub(crate) fn remove_delivery(session: &mut Session, delivery: i64) -> rusqlite::Result<()> {
    let hook = deliveries::remove(&session.db, delivery)?;
    session.touched.hooks.extend(hook);
    Ok(())
}
