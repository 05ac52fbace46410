//! Removing what is older than the user wants to keep.

use kimo_calls::Timestamp;

use crate::{
    calls::{lists, removal},
    db::{change::KeepError, session::Session, time::micros, unfinished::LongWork, writer::Writer},
    deliveries::not_understood,
};

impl Writer {
    /// Removes what was kept before this, completely, whatever its own time. Returns the number of calls removed.
    pub async fn prune(&self, older_than: Timestamp) -> Result<u64, KeepError> {
        let pruning = LongWork::Prune {
            before: micros(older_than),
            removed: 0,
        };
        let begin = move |_: &mut Session| Ok(((), Some(pruning.clone())));
        self.ask_at_length(begin).await.map(|((), removed)| removed)
    }
}

/// How many calls or deliveries are removed in one transaction.
const AT_ONCE: usize = 100;

/// Removes some of the calls that were kept before a time, and once there are none, some of the
/// deliveries that speak of none. Gives how many calls; `None` once there is nothing left.
pub(crate) fn remove_next(session: &mut Session, before: i64) -> rusqlite::Result<Option<u64>> {
    let some = lists::kept_before(&session.db, before, AT_ONCE)?;
    if !some.is_empty() {
        return removal::remove_all(session, &some).map(Some);
    }
    let lost = not_understood::without_call_before(&session.db, before, AT_ONCE)?;
    for delivery in &lost {
        removal::remove_delivery(session, *delivery)?;
    }
    Ok((!lost.is_empty()).then_some(0))
}
