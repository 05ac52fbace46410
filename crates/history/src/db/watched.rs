//! A connection that knows whether its file is still the one in its place: somebody may delete,
//! replace or truncate it while it is open, and SQLite would go on writing into what is gone.

use std::{
    cell::Cell,
    fs,
    ops::Deref,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, config::DbConfig};

use crate::db::files;

/// A connection, and the file that it was opened on.
#[derive(Debug)]
pub(crate) struct Watched {
    db: Connection,
    path: PathBuf,
    database: Cell<Option<Identity>>,
    log: Cell<Option<Identity>>,
    /// The longest that the file has been: it never shrinks by itself.
    length: Cell<u64>,
}

impl Watched {
    pub(crate) fn new(db: Connection, path: &Path) -> Self {
        let watched = Self {
            db,
            path: path.to_owned(),
            database: Cell::new(None),
            log: Cell::new(None),
            length: Cell::new(0),
        };
        watched.is_own();
        watched
    }

    /// Whether the file, and the log beside it, are still those that it was opened on. Costs two
    /// questions to the system.
    pub(crate) fn is_own(&self) -> bool {
        let [log, _] = files::companions(&self.path);
        let (database, length) = identify(&self.path);
        let was = self.length.get();
        self.length.set(was.max(length));
        // The log comes with the first look at the database, and stays while it is open.
        is_same(&self.database, database) && is_same(&self.log, identify(&log).0) && length >= was
    }
}

impl Deref for Watched {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.db
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.is_own() {
            return;
        }
        // The last to close a database moves its log into it and deletes the log by its name, which
        // may be another's by now.
        let keep_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        if let Err(error) = self.db.set_db_config(keep_log, true) {
            tracing::warn!(%error, "a log may be lost that was another's");
        }
    }
}

/// What the system knows a file by.
type Identity = (u64, u64);

fn is_same(known: &Cell<Option<Identity>>, found: Option<Identity>) -> bool {
    match known.get() {
        Some(known) => found == Some(known),
        None => {
            known.set(found);
            true
        }
    }
}

/// What is in a place, and how long it is.
#[cfg(unix)]
fn identify(path: &Path) -> (Option<Identity>, u64) {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or((None, 0), |file| {
        (Some((file.dev(), file.ino())), file.len())
    })
}

/// Elsewhere nobody can take away a file that is open.
#[cfg(not(unix))]
fn identify(path: &Path) -> (Option<Identity>, u64) {
    fs::metadata(path).map_or((None, 0), |file| (None, file.len()))
}
