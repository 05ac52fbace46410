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
}

fn look(session: &mut Session, now: Timestamp) -> Outcome<((), Option<LongWork>)> {
    let days = session.settings.retention_days;
    let oldest = retention::oldest(&session.db)?;
    let seen = retention::load(&session.db)?.look(days, oldest, now);
    retention::save(&session.db, &seen)?;
    let prune = |horizon| LongWork::Prune {
        before: micros(horizon),
        removed: 0,
    };
    let may = seen.is_steady(now);
    Ok(((), seen.too_old(days, now).filter(|_| may).map(prune)))
}
