//! A backup in the place of the history, while no desk runs.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use kimo_history::BackupError;

use crate::lock::{DeskLock, LockError};

/// What was put back, and where that is now which it replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub backup: PathBuf,
    /// The history that was there before, if one was.
    pub replaced: Option<PathBuf>,
}

/// Why nothing was put back.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no data directory.
    #[error("there is no data directory")]
    NoDirectory,
    /// There is no backup.
    #[error("there is no backup")]
    NoBackup,
    /// A desk has the data directory.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The backups cannot be read, or this one is no use.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

/// Puts a backup, the newest unless one is given, in the place of the history.
pub fn restore(data_dir: &Path, backup: Option<&Path>) -> Result<Restored, RestoreError> {
    if !data_dir.is_dir() {
        return Err(RestoreError::NoDirectory);
    }
    // No desk may run meanwhile.
    let _lock = DeskLock::take(data_dir)?;
    let backup = match backup {
        Some(backup) => backup.to_owned(),
        None => {
            let backups = kimo_history::backups(data_dir, Timestamp::now())?;
            let newest = backups.into_iter().next();
            newest.ok_or(RestoreError::NoBackup)?.path
        }
    };
    let replaced = kimo_history::restore(data_dir, &backup, Timestamp::now())?;
    Ok(Restored { backup, replaced })
}
