//! Events and calls afresh from the deliveries.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::{
    db::{change::KeepError, files, open_error::OpenError, prepare, session::Session},
    deliveries::{self, rereading},
};

/// Why a rebuild stopped. What was done so far is kept and sound; it may be run again.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Something could not be written.
    #[error(transparent)]
    Keep(#[from] KeepError),
}

/// Reads every delivery of the history in `dir` again and makes events and calls of what they
/// say now; marks are kept. `progress` hears (deliveries done, deliveries in all). In small
/// transactions, so that a running desk goes on; may be killed at any instant and run again.
pub fn rebuild(dir: &Path, mut progress: impl FnMut(u64, u64)) -> Result<(), RebuildError> {
    if !files::database(dir).exists() {
        return Err(OpenError::Missing(dir.to_owned()).into());
    }
    // Refuses a newer database and brings an older one up to date; a damaged one stays in place.
    prepare::in_place(dir)?;
    let mut session = Session::open(dir)?;
    let all = deliveries::last_id(&session.db).map_err(KeepError::from)?;
    let count = |done: i64| u64::try_from(done).unwrap_or_default();
    progress(0, count(all));
    let mut after = Some(0);
    while let Some(from) = after {
        after = transact(&mut session, |session| {
            rereading::step(session, None, from, true)
        })?;
        progress(count(after.unwrap_or(all)), count(all));
    }
    // What follows from the calls, whatever it had become.
    let mut place = Some((0, 0));
    while let Some(from) = place {
        place = transact(&mut session, |session| session.remake(from))?;
    }
    Ok(())
}

/// Does something in one transaction, and then leaves the database to others for as long as that
/// took: who waits to write only looks now and then whether it may.
fn transact<T>(
    session: &mut Session,
    mut work: impl FnMut(&mut Session) -> rusqlite::Result<T>,
) -> Result<T, KeepError> {
    let began = Instant::now();
    let done = session.begin().and_then(|()| {
        let done = work(session)?;
        session.commit()?;
        Ok(done)
    });
    match done {
        Ok(done) => {
            thread::sleep(began.elapsed().min(LONGEST_REST));
            Ok(done)
        }
        Err(error) => {
            session.roll_back();
            Err(error.into())
        }
    }
}

/// Who has waited for long looks every tenth of a second.
const LONGEST_REST: Duration = Duration::from_millis(120);
