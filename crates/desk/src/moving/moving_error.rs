//! Why a desk could not be packed, or not be unpacked.

use std::{
    io,
    path::{Path, PathBuf},
};

use kimo_history::{BackupError, OpenError, ReadError};
use zip::result::ZipError;

use crate::{SecretsError, lock::LockError, tunnel::SetupError};

/// Why a desk could not be packed, or not be unpacked. Where it could not be unpacked, nothing of
/// what was there has changed.
#[derive(Debug, thiserror::Error)]
pub enum MovingError {
    /// There is a file of that name, which may be somebody's.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The disk is full.
    #[error("the disk of {} is full", .0.display())]
    NoRoom(PathBuf),
    /// That disk takes no file as long as this.
    #[error("the disk of {} takes no file as long as this", .0.display())]
    TooLong(PathBuf),
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It was stopped.
    #[error("it was stopped")]
    Stopped,
    /// The file is none that Kimo has written for this.
    #[error("the file is no export of Kimo")]
    NotOurs,
    /// The file is not as it was written: cut short, or altered.
    #[error("the file is not as it was written: {0}")]
    Damaged(String),
    /// A newer Kimo has written it.
    #[error("a newer Kimo wrote the file: {0}")]
    Newer(String),
    /// The passphrase is another, or somebody who does not know it has altered the file.
    #[error("the passphrase is another, or the file was altered")]
    Passphrase,
    /// There is a history already; with how many calls, as far as it can be read.
    #[error("there is a history already")]
    Taken(Option<u64>),
    /// A desk has the data directory.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The history cannot be read or copied.
    #[error("the history: {0}")]
    History(String),
    /// The secrets cannot be read or kept.
    #[error(transparent)]
    Secrets(#[from] SecretsError),
    /// The set-up of the tunnel cannot be read.
    #[error(transparent)]
    Tunnel(#[from] SetupError),
}

impl MovingError {
    /// Names the text `moving-failure-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exists(_) => "exists",
            Self::NoRoom(_) => "no-room",
            Self::TooLong(_) => "too-long",
            Self::Io { .. } => "io",
            Self::Stopped => "stopped",
            Self::NotOurs => "not-ours",
            Self::Damaged(_) => "damaged",
            Self::Newer(_) => "newer",
            Self::Passphrase => "passphrase",
            Self::Taken(Some(_)) => "taken",
            Self::Taken(None) => "taken-unreadable",
            Self::Lock(_) => "running",
            Self::History(_) => "history",
            Self::Secrets(_) => "secrets",
            Self::Tunnel(_) => "tunnel",
        }
    }

    /// What the text names: a path, a version, or what the system said.
    pub fn detail(&self) -> String {
        match self {
            Self::Exists(path) | Self::NoRoom(path) | Self::TooLong(path) => {
                path.display().to_string()
            }
            Self::Damaged(why) | Self::History(why) => why.clone(),
            Self::Newer(program) => program.clone(),
            Self::Taken(calls) => calls.unwrap_or_default().to_string(),
            other => other.to_string(),
        }
    }

    /// What the system says of a file that is written.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom(path),
            io::ErrorKind::FileTooLarge => Self::TooLong(path),
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            _ => Self::Io { path, source },
        }
    }

    /// What is wrong with an archive that is written.
    pub(super) fn writing(path: &Path, error: ZipError) -> Self {
        match error {
            ZipError::Io(source) => Self::io(path, source),
            other => Self::io(path, io::Error::other(other)),
        }
    }

    /// What is wrong with an archive that is read.
    pub(super) fn reading(path: &Path, error: ZipError) -> Self {
        match error {
            ZipError::Io(source) => Self::read(path, source),
            other => Self::Damaged(other.to_string()),
        }
    }

    /// What the system, or the archive, says of bytes that are read.
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other => Self::Damaged(source.to_string()),
            _ => Self::io(path, source),
        }
    }

    /// What became of a copy of the history that is made here.
    pub(super) fn copying(path: &Path, error: BackupError) -> Self {
        match error {
            BackupError::NoRoom => Self::NoRoom(path.to_owned()),
            other => Self::History(other.to_string()),
        }
    }

    /// What is wrong with the history that came.
    pub(super) fn arrived(error: OpenError) -> Self {
        match error {
            OpenError::Newer { .. } => Self::Newer(error.to_string()),
            OpenError::Damaged { why, .. } => Self::Damaged(why),
            other => Self::History(other.to_string()),
        }
    }
}

impl From<ReadError> for MovingError {
    fn from(error: ReadError) -> Self {
        Self::History(error.to_string())
    }
}
