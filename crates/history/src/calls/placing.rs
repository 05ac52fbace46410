//! Extensions belong to their PBX and account. Histories from before that have one number for an
//! extension of all PBXs: their calls are given the numbers of their own.

use crate::{
    calls::{self, lists},
    db::session::Session,
};

/// How many calls are looked at in one transaction.
const LOOKED_AT: i64 = 5000;

/// How many of them are given other numbers.
const AT_ONCE: usize = 200;

/// Places the next calls after a place. Gives the place to go on from, `None` at the end.
pub(crate) fn place_next(session: &mut Session, after: i64) -> rusqlite::Result<Option<i64>> {
    let Some(last) = lists::last(&session.db)?.filter(|last| *last > after) else {
        return Ok(None);
    };
    let until = after.saturating_add(LOOKED_AT).min(last);
    let some = lists::not_placed(&session.db, after, until, AT_ONCE)?;
    for row in &some {
        if let Some((call, _)) = calls::load(&session.db, *row)?
            && let Some(mut known) = session.known(&call.id)?
        {
            let id = call.id.clone();
            session.store(&mut known, call)?;
            session.know(id, known);
        }
    }
    let full = some.last().filter(|_| some.len() == AT_ONCE);
    Ok(Some(full.copied().unwrap_or(until)))
}
