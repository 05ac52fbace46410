//! Connections of those who look on, kept open for the next look.

use std::{
    mem,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::db::{connect, open_error::OpenError, watched::Watched};

/// Connections to the history of one directory.
#[derive(Debug)]
pub(crate) struct Pool {
    dir: PathBuf,
    unused: Mutex<Unused>,
}

/// Those that nobody uses at the moment.
#[derive(Debug)]
struct Unused {
    connections: Vec<Watched>,
    used_at: Instant,
    /// They hold nothing any more but themselves.
    are_empty: bool,
}

/// How many are kept open: each holds some memory.
const MOST: usize = 2;

impl Pool {
    pub(crate) fn of(dir: &Path) -> Arc<Self> {
        Arc::new(Self {
            dir: dir.to_owned(),
            unused: Mutex::new(Unused {
                connections: Vec::new(),
                used_at: Instant::now(),
                are_empty: true,
            }),
        })
    }

    /// Where the history is.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn take(&self) -> Result<Watched, OpenError> {
        let unused = self.with(|unused| unused.connections.pop());
        match unused {
            Some(db) if db.is_own() => Ok(db),
            // Where there is no other yet, whoever had it open can still read it.
            Some(db) => Ok(connect::reading(&self.dir).unwrap_or(db)),
            None => connect::reading(&self.dir),
        }
    }

    pub(crate) fn give_back(&self, db: Watched) {
        self.with(|unused| {
            unused.used_at = Instant::now();
            unused.are_empty = false;
            if unused.connections.len() < MOST {
                unused.connections.push(db);
            }
        });
    }

    /// Frees what the connections have read, where none was used for so long. False where there is
    /// nothing to be freed, or not yet.
    pub(crate) fn rest_if_unused(&self, since: Duration) -> bool {
        self.with(|unused| {
            if unused.used_at.elapsed() < since || mem::replace(&mut unused.are_empty, true) {
                return false;
            }
            for db in &unused.connections {
                if let Err(error) = db.execute_batch("PRAGMA shrink_memory") {
                    tracing::warn!(%error, "memory could not be freed");
                }
            }
            true
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Unused) -> T) -> T {
        act(&mut self.unused.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::opening::History;

    #[test]
    fn rests_once_after_each_use() {
        const LONG: Duration = Duration::from_secs(3600);
        let dir = tempfile::tempdir().unwrap();
        History::open(dir.path()).unwrap();
        let pool = Pool::of(dir.path());
        assert!(!pool.rest_if_unused(Duration::ZERO), "never used");
        for _ in 0..2 {
            let (one, two) = (pool.take().unwrap(), pool.take().unwrap());
            pool.give_back(one);
            pool.give_back(two);
            assert!(!pool.rest_if_unused(LONG), "just used");
            assert!(pool.rest_if_unused(Duration::ZERO));
            assert!(!pool.rest_if_unused(Duration::ZERO), "it rests");
        }
        let db = pool.take().unwrap();
        let desks: i64 = db
            .query_row("SELECT count(*) FROM desk", [], |row| row.get(0))
            .unwrap();
        assert_eq!(desks, 1, "who has rested reads on");
    }
}
