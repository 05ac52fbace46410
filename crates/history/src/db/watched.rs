//! A connection that knows whether its file is still the one in its place: somebody may delete,
//! replace or truncate it while it is open, and SQLite would go on writing into what is gone.

use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
};

use rusqlite::{Connection, config::DbConfig, ffi};

use crate::db::files;

/// A connection, and the file that it was opened on.
#[derive(Debug)]
pub(crate) struct Watched {
    db: Connection,
    files: Arc<Files>,
}

/// What a connection has open.
#[derive(Debug)]
struct Files {
    path: PathBuf,
    database: OnceLock<Identity>,
    log: OnceLock<Identity>,
    /// The longest that the file has been: it never shrinks by itself.
    length: AtomicU64,
}

/// What this process has open.
static OPEN: Mutex<Vec<Weak<Files>>> = Mutex::new(Vec::new());

impl Watched {
    pub(crate) fn new(db: Connection, path: &Path) -> Self {
        let files = Arc::new(Files {
            path: path.to_owned(),
            database: OnceLock::new(),
            log: OnceLock::new(),
            length: AtomicU64::new(0),
        });
        files.are_own();
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|other| other.strong_count() > 0);
        open.push(Arc::downgrade(&files));
        Self { db, files }
    }

    /// Whether the file, and the log beside it, are still those that it was opened on. Costs two
    /// questions to the system.
    pub(crate) fn is_own(&self) -> bool {
        self.files.are_own()
    }
}

impl Files {
    fn are_own(&self) -> bool {
        let [log, _] = files::companions(&self.path);
        let (database, length) = identify(&self.path);
        let was = self.length.fetch_max(length, Ordering::Relaxed);
        // The log comes with the first look at the database, and stays while it is open.
        is_same(&self.database, database) && is_same(&self.log, identify(&log).0) && length >= was
    }

    /// Whether another database stands beside this one's log.
    fn have_lost_their_log_to(&self, path: &Path) -> bool {
        let [log, _] = files::companions(path);
        let is_of =
            |known: &OnceLock<Identity>, found| known.get().is_some_and(|k| Some(*k) == found);
        self.path == path
            && is_of(&self.log, identify(&log).0)
            && !is_of(&self.database, identify(path).0)
    }
}

/// Refuses a connection that has been opened and not looked with yet, where another database was
/// put in the place of one that this process has open: SQLite would take the log beside it for its
/// own, and no lock keeps two connections of one process apart that have different files open.
pub(crate) fn refuse_anothers_log(path: &Path) -> rusqlite::Result<()> {
    let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut open = open.iter().filter_map(Weak::upgrade);
    match open.any(|files| files.have_lost_their_log_to(path)) {
        true => Err(anothers_log()),
        false => Ok(()),
    }
}

/// What is said of a database beside another's log.
pub(crate) fn anothers_log() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_MISUSE),
        Some("the log beside it belongs to another database".to_owned()),
    )
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

fn is_same(known: &OnceLock<Identity>, found: Option<Identity>) -> bool {
    match found {
        Some(found) => *known.get_or_init(|| found) == found,
        None => known.get().is_none(),
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
