//! Moving the write-ahead log into the database without making anybody wait: a second connection
//! does nearly all of it beside the writer, and the writer the short rest, after which the log
//! begins anew.

use std::{
    cell::Cell,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use rusqlite::{Connection, hooks::Wal};

use crate::db::{connect, files};

/// How many pages the log may grow by before it is moved: 4 MiB.
const PAGES: i32 = 1000;

/// Decides when the log is moved.
pub(crate) struct Checkpoints {
    helper: Option<Helper>,
    helped: Arc<AtomicBool>,
    asked: bool,
    /// The log's length when it was last moved: a reader may have kept it from beginning anew.
    pages_then: i32,
}

impl Checkpoints {
    pub(crate) fn start(dir: &Path, db: &Connection) -> Self {
        let helped = Arc::new(AtomicBool::new(false));
        let (ask, asked) = mpsc::channel();
        let helper = connect::writing(dir)
            .map_err(|error| error.to_string())
            .and_then(|db| {
                let helped = helped.clone();
                std::thread::Builder::new()
                    .name("checkpoints".to_owned())
                    .spawn(move || {
                        while asked.recv().is_ok() {
                            checkpoint(&db);
                            helped.store(true, Ordering::Release);
                        }
                    })
                    .map_err(|error| error.to_string())
            });
        let helper = match helper {
            Ok(thread) => Some(Helper {
                ask: Some(ask),
                thread: Some(thread),
            }),
            Err(error) => {
                tracing::warn!(error, "the writer moves its log itself");
                None
            }
        };
        let checkpoints = Self {
            helper,
            helped,
            asked: false,
            pages_then: 0,
        };
        checkpoints.watch(db);
        checkpoints
    }

    /// Watches the length of the log that a connection writes; it must be this thread's.
    pub(crate) fn watch(&self, db: &Connection) {
        db.wal_hook(Some(|_: &Wal, pages| {
            LOG_PAGES.set(pages);
            Ok(())
        }));
    }

    /// To be called after each commit.
    pub(crate) fn after_commit(&mut self, db: &Connection) {
        let pages = LOG_PAGES.get();
        if pages < self.pages_then {
            self.pages_then = 0;
        }
        if self.asked {
            if self.helped.swap(false, Ordering::Acquire) {
                self.asked = false;
                checkpoint(db);
                self.pages_then = pages;
            }
        } else if pages >= self.pages_then + PAGES {
            match &self.helper {
                Some(helper) if helper.ask() => self.asked = true,
                _ => {
                    checkpoint(db);
                    self.pages_then = pages;
                }
            }
        }
    }
}

/// The second connection's thread. Ends, and closes the connection, when dropped.
struct Helper {
    ask: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Helper {
    fn ask(&self) -> bool {
        self.ask.as_ref().is_some_and(|ask| ask.send(()).is_ok())
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that moves the log panicked");
        }
    }
}

thread_local! {
    static LOG_PAGES: Cell<i32> = const { Cell::new(0) };
}

/// Moves the whole log into the database and empties it, so that what was removed is in neither
/// any more. False where a reader still needs the log; it may be tried again soon.
pub(crate) fn clear_log(db: &Connection) -> rusqlite::Result<bool> {
    // Who delivers must not wait for a reader.
    db.busy_timeout(Duration::from_millis(50))?;
    let kept = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
    db.busy_timeout(connect::PATIENCE)?;
    kept.map(|kept: bool| !kept)
}

/// Empties a log that has grown beyond its bound, as it does while somebody reads for long.
pub(crate) fn shrink_log(dir: &Path, db: &Connection) {
    let [log, _] = files::companions(&files::database(dir));
    if std::fs::metadata(log).is_ok_and(|log| log.len() > files::LONGEST_LOG)
        && let Err(error) = clear_log(db)
    {
        tracing::warn!(%error, "the log cannot be emptied");
    }
}

fn checkpoint(db: &Connection) {
    // What cannot be moved now is moved next time.
    if let Err(error) = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        tracing::warn!(%error, "the log was not moved into the database");
    }
}
