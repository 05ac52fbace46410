//! Which internal calls count as missed is judged anew when the own extensions change.

use crate::{
    calls::{self, lists},
    db::session::Session,
};

/// How many calls are judged in one transaction.
const AT_ONCE: usize = 200;

/// Judges the next internal calls after a place anew; the calls themselves stay as they are. Gives
/// the place to go on from, `None` at the end.
pub(crate) fn judge_next(session: &mut Session, after: i64) -> rusqlite::Result<Option<i64>> {
    let next = lists::internal_after(&session.db, after, AT_ONCE)?;
    for row in &next {
        let Some((call, was)) = calls::load(&session.db, *row)? else {
            continue;
        };
        let missed = call.is_missed_for(&session.settings.extensions);
        if missed != was.missed {
            let is = calls::judge(&session.db, &was, &call, missed)?;
            session.call_changed(Some(&was), Some(&is))?;
            // What is known of it by heart says where it stood.
            session.calls.take(&call.id);
            session.touched.calls.add(&call.id);
        }
    }
    Ok(next.last().copied().filter(|_| next.len() == AT_ONCE))
}
