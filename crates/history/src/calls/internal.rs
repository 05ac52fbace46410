//! Internal calls are judged anew when the own extensions change.

use crate::{
    calls::{self, lists},
    db::session::Session,
};

/// How many calls are judged in one transaction.
const AT_ONCE: usize = 200;

/// Folds the next internal calls after a place anew. Gives the place to go on from, `None` at the
/// end.
pub(crate) fn judge_next(session: &mut Session, after: i64) -> rusqlite::Result<Option<i64>> {
    let next = lists::internal_after(&session.db, after, AT_ONCE)?;
    for row in &next {
        if let Some((was, _)) = calls::load(&session.db, *row)?
            && let Some(mut known) = session.known(&was.id)?
        {
            session.refold(&mut known)?;
            if known.call.as_ref().is_some_and(|(is, _)| *is != was) {
                session.touched.calls.add(&was.id);
            }
            session.know(was.id, known);
        }
    }
    Ok(next.last().copied().filter(|_| next.len() == AT_ONCE))
}
