//! Opening the history in a data directory.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::db::{
    change::Change,
    files, long_work,
    open_error::{OpenError, SetAside},
    pool::Pool,
    prepare,
    reader::Reader,
    writer::Writer,
};

/// The history of one desk, opened for reading and writing. Its readers' connections may stay open for as
/// long as there is one of it, or of them.
#[derive(Clone, Debug)]
pub struct History {
    readers: Arc<Pool>,
}

/// What [`History::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// The history, ready.
    pub history: History,
    /// The damaged database that stood in its place, if one did.
    pub set_aside: Option<SetAside>,
}

impl History {
    /// Opens the history of `dir`, creating what is missing: the directory, the database and the
    /// desk's id; where there are backups, with the hooks and settings of the last good one. Brings an older
    /// database up to date and sets a damaged one aside. Readable by its owner only.
    pub fn open(dir: &Path) -> Result<Opened, OpenError> {
        let set_aside = prepare::for_first_use(dir)?;
        Ok(Opened {
            history: Self::of(dir),
            set_aside,
        })
    }

    /// Opens the history of `dir` as [`History::open`] does, but for a damaged one: that stays
    /// where it is, and is an error.
    pub fn open_in_place(dir: &Path) -> Result<Self, OpenError> {
        prepare::in_place(dir)?;
        Ok(Self::of(dir))
    }

    fn of(dir: &Path) -> Self {
        Self {
            readers: Pool::of(dir),
        }
    }

    /// Starts the writer's thread. `feed` is called on it once after each commit, with all that it
    /// changed, in the order of the commits, and before the answers go out; it must not block. The
    /// thread ends once the last [`Writer`] is dropped and everything that waited is written.
    pub fn writer(
        &self,
        feed: impl FnMut(Vec<Change>) + Send + 'static,
    ) -> Result<Writer, OpenError> {
        Writer::start(&self.readers, long_work::take_step, feed)
    }

    /// Looks on. Cheap; share it by cloning.
    pub fn reader(&self) -> Reader {
        Reader::with(self.readers.clone())
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        files::database(self.readers.dir())
    }
}
