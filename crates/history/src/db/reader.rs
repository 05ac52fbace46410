//! Reading the history.

use std::{path::Path, sync::Arc};

use kimo_calls::DeskId;
use rusqlite::Connection;

use crate::db::{
    connect, desk_row, identity, open_error::OpenError, pool::Pool, read_error::ReadError,
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
        let reader = Self::with(Pool::of(dir));
        reader.pool.give_back(connect::reading(dir)?);
        Ok(reader)
    }

    pub(crate) fn with(pool: Arc<Pool>) -> Self {
        Self { pool }
    }

    /// The desk's id.
    pub fn desk_id(&self) -> Result<DeskId, ReadError> {
        let desk = self.look(desk_row::desk_id)?;
        // Just after a backup was brought back, only the directory knows.
        let desk = match desk.filter(|desk| *desk != identity::nobody()) {
            Some(desk) => Some(desk),
            None => identity::of_directory(self.dir())
                .map_err(|error| ReadError::Other(error.to_string()))?,
        };
        desk.ok_or_else(|| OpenError::Missing(self.dir().to_owned()).into())
    }

    /// Where the history is.
    pub(crate) fn dir(&self) -> &Path {
        self.pool.dir()
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
