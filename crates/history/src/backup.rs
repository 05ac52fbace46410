//! Daily copies of the database.

use std::path::{Path, PathBuf};

use kimo_calls::Timestamp;

/// A copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// The day it was made, UTC.
    pub day: jiff::civil::Date,
}

/// Why there is no backup, or why it was not brought back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The copy is not sound; it was removed, and older ones were left alone.
    #[error("the backup is not sound: {0}")]
    Unsound(String),
    /// The system or the database refused.
    #[error("the history cannot be backed up: {0}")]
    Other(String),
}

/// Copies the history of `dir` unless today's copy exists, checks the copy, and then removes all
/// but the last seven. In small steps, beside a running writer. Blocks for as long as that takes.
pub fn back_up(dir: &Path, now: Timestamp) -> Result<Option<Backup>, BackupError> {
    let _ = (dir, now);
    Err(BackupError::Other("not open".to_owned()))
}

/// The copies there are, the newest first.
pub fn backups(dir: &Path) -> Result<Vec<Backup>, BackupError> {
    let _ = dir;
    Ok(Vec::new())
}

/// Puts a copy in the place of the database, which is set aside under a dated name. No desk may
/// run in `dir`. Returns where the old database is now.
pub fn restore(dir: &Path, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    let _ = (dir, backup, now);
    Err(BackupError::Other("not open".to_owned()))
}
