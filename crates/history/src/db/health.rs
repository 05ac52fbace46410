//! Whether the database is sound.

use crate::db::{files, read_error::ReadError, reader::Reader};

/// What [`Reader::health`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What SQLite's own check complains of; empty for a sound database.
    pub problems: Vec<String>,
    /// Its size, with its write-ahead log.
    pub bytes: u64,
}

impl Reader {
    /// Checks the whole database; takes as long as reading all of it.
    pub fn health(&self) -> Result<Health, ReadError> {
        const COMPLAINTS: usize = 20;
        let problems: Vec<String> = self.look(|db| {
            db.prepare(&format!("PRAGMA integrity_check({COMPLAINTS})"))?
                .query_map([], |row| row.get(0))?
                .collect()
        })?;
        let path = files::database(self.dir());
        let bytes = files::companions(&path)
            .iter()
            .chain([&path])
            .filter_map(|path| path.metadata().ok())
            .map(|file| file.len())
            .sum();
        Ok(Health {
            problems: problems.into_iter().filter(|line| line != "ok").collect(),
            bytes,
        })
    }
}
