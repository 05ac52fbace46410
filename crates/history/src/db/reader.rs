//! Reading the history.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use kimo_calls::DeskId;
use rusqlite::Connection;

use crate::db::{
    connect, desk_row, identity, open_error::OpenError, read_error::ReadError, watched::Watched,
};

/// Reads the history; every method is one consistent look. Clone it to share it. The methods
/// block for as long as a few disk reads take: call them off the async threads.
#[derive(Clone, Debug)]
pub struct Reader {
    pool: Arc<Pool>,
}

impl Reader {
    /// Opens the history of `dir` for reading only, beside a running desk or without one.
    pub fn open(dir: &Path) -> Result<Self, OpenError> {
        let reader = Self::of(dir);
        reader.pool.give_back(connect::reading(dir)?);
        Ok(reader)
    }

    pub(crate) fn of(dir: &Path) -> Self {
        Self {
            pool: Arc::new(Pool {
                dir: dir.to_owned(),
                idle: Mutex::default(),
            }),
        }
    }

    /// The desk's id.
    pub fn desk_id(&self) -> Result<DeskId, ReadError> {
        let desk = self.look(desk_row::desk_id)?;
        // Just after a backup was brought back, only the directory knows.
        let desk = match desk.filter(|desk| *desk != identity::nobody()) {
            Some(desk) => Some(desk),
            None => identity::of_directory(&self.pool.dir)
                .map_err(|error| ReadError::Other(error.to_string()))?,
        };
        desk.ok_or_else(|| OpenError::Missing(self.pool.dir.clone()).into())
    }

    /// Where the history is.
    pub(crate) fn dir(&self) -> &Path {
        &self.pool.dir
    }

    /// Runs queries that all see the same state.
    pub(crate) fn look<T>(
        &self,
        queries: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadError> {
        let db = self.pool.take()?;
        let look = || -> rusqlite::Result<T> {
            let transaction = db.unchecked_transaction()?;
            let seen = queries(&transaction)?;
            transaction.commit()?;
            Ok(seen)
        };
        let seen = look();
        // One that failed may have lost its file.
        if seen.is_ok() {
            self.pool.give_back(db);
        }
        Ok(seen?)
    }
}

/// Connections that nobody uses at the moment.
#[derive(Debug)]
struct Pool {
    dir: PathBuf,
    idle: Mutex<Vec<Watched>>,
}

/// How many are kept open: each holds some memory.
const IDLE: usize = 2;

impl Pool {
    fn take(&self) -> Result<Watched, OpenError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(db) if db.is_own() => Ok(db),
            // Where there is no other yet, whoever had it open can still read it.
            Some(db) => Ok(connect::reading(&self.dir).unwrap_or(db)),
            None => connect::reading(&self.dir),
        }
    }

    fn give_back(&self, db: Watched) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(db);
        }
    }
}
