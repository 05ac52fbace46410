//! Opening the history in a data directory.

use std::path::{Path, PathBuf};

use crate::{
    Change, Reader, Writer,
    db::{connect, files},
};

/// The history of one desk, opened for reading and writing.
#[derive(Clone, Debug)]
pub struct History {
    dir: PathBuf,
}

/// What [`History::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// The history, ready.
    pub history: History,
    /// The damaged database that stood in its place, if one did.
    pub set_aside: Option<SetAside>,
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

impl History {
    /// Opens the history of `dir`, creating what is missing: the directory, the database, the
    /// desk's id and one hook for each PBX, or those of the last good backup. Brings an older
    /// database up to date and sets a damaged one aside. Readable by its owner only.
    pub fn open(dir: &Path) -> Result<Opened, OpenError> {
        let set_aside = connect::for_first_use(dir)?;
        Ok(Opened {
            history: Self {
                dir: dir.to_owned(),
            },
            set_aside,
        })
    }

    /// Starts the writer's thread. `feed` is called on it after each commit, in the order of the
    /// commits, and before the answers go out; it must not block. The thread ends once the last
    /// [`Writer`] is dropped and everything that waited is written.
    pub fn writer(&self, feed: impl FnMut(Change) + Send + 'static) -> Result<Writer, OpenError> {
        Writer::start(&self.dir, feed)
    }

    /// Looks on. Cheap; share it by cloning.
    pub fn reader(&self) -> Reader {
        Reader::of(&self.dir)
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        files::database(&self.dir)
    }
}

/// What [`Reader::health`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What SQLite's own check complains of; empty for a sound database.
    pub problems: Vec<String>,
    /// Its size, with its write-ahead log.
    pub bytes: u64,
}
