//! Deleting what is older than the user wants to keep.

use kimo_calls::Timestamp;

use crate::{
    db::{
        change::KeepError,
        session::{Outcome, Session},
        time::{micros, to_micros},
        unfinished::LongWork,
        writer::Writer,
    },
    deliveries::unread_bound,
    retention,
};

impl Writer {
    /// Removes what was kept longer ago than the settings say, completely, as far as the clock can
    /// be believed. Returns the number of calls removed.
    pub async fn keep_up(&self, now: Timestamp) -> Result<u64, KeepError> {
        self.ask_at_length(move |session| look(session, to_micros(now)))
            .await
            .map(|((), removed)| removed)
    }

    /// Lets go of what was not understood and came too long ago, as far as the last
    /// [`Self::keep_up`] believed the clock. Returns how many deliveries went.
    pub async fn drop_old_unread(&self, now: Timestamp) -> Result<u64, KeepError> {
        let begin = move |session: &mut Session| {
            let too_old = retention::load(&session.db)?.unread_too_old(to_micros(now));
            let drop = |before| LongWork::DropUnread {
                before: micros(before),
                now: micros(now),
                dropped: 0,
            };
            Ok(((), too_old.map(drop)))
        };
        self.ask_at_length(begin).await.map(|((), dropped)| dropped)
    }
}

fn look(session: &mut Session, now: Timestamp) -> Outcome<((), Option<LongWork>)> {
    let days = session.settings.retention_days;
    let oldest = retention::oldest(&session.db)?;
    let was = retention::load(&session.db)?;
    let unread = unread_bound::oldest(&session.db)?;
    let seen = was.look(days, oldest, now).look_at_unread(was, unread, now);
    retention::save(&session.db, &seen)?;
    let prune = |horizon| LongWork::Prune {
        before: micros(horizon),
        removed: 0,
    };
    let may = seen.is_steady(now);
    Ok(((), seen.too_old(days, now).filter(|_| may).map(prune)))
}
