//! Why a history cannot be opened, and what became of one that was damaged.

use std::path::PathBuf;

/// Why the history cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer Kimo wrote it; it was not touched.
    #[error(
        "the history in {} was written by a newer Kimo (format {found}, this one knows up to {known}); \
         install the newer Kimo again, or choose another data directory", .path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// No desk has run in this directory yet.
    #[error("there is no history in {} yet: start Kimo once", .0.display())]
    Missing(PathBuf),
    /// A desk has run here, and its history is not here any more.
    #[error("the history in {} is gone: start Kimo, which begins another and tells what is left", .0.display())]
    Gone(PathBuf),
    /// An older Kimo wrote it, and it is open for reading only.
    #[error("the history in {} was written by an older Kimo: start Kimo once to bring it up to date", .0.display())]
    Older(PathBuf),
    /// It is damaged, and it is open for reading only.
    #[error("the history in {} is damaged: {why}", .path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another program holds it.
    #[error("another program holds the history in {} locked", .0.display())]
    Locked(PathBuf),
    /// The system refused.
    #[error("the history in {} cannot be opened: {why}", .path.display())]
    Other {
        /// The database, or its directory.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
}

/// A damaged database that was moved out of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it is now.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: String,
    /// The newest good backup. The desk, its hooks and its settings go on as they are in it; the
    /// rest [`restore`](crate::restore) can bring back.
    pub last_backup: Option<PathBuf>,
}
