//! Reading the history.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use kimo_calls::{Call, CallEvent, CallId, CallerKey, DeskId, Hook, HookId, Party, Timestamp};
use rusqlite::{Connection, ErrorCode};

use crate::{
    CallPage, CallQuery, Health, OpenError, Settings,
    calls::{self, events, search},
    db::{
        connect, files,
        time::{micros, time},
    },
    deliveries, hooks, marks, missed, numbers, settings,
};

/// Reads the history; every method is one consistent look. Clone it to share it. The methods
/// block for as long as a few disk reads take: call them off the async threads.
#[derive(Clone, Debug)]
pub struct Reader {
    pool: Arc<Pool>,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database is malformed.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// The system refused.
    #[error("the history cannot be read: {0}")]
    Other(String),
}

/// A missed caller who has neither been reached nor marked done.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCaller {
    /// Who.
    pub caller: Party,
    /// What identifies them.
    pub key: CallerKey,
    /// How many calls of theirs were missed since.
    pub count: u32,
    /// When the last of these began.
    pub last_at: Timestamp,
    /// The last of these.
    pub last_call: Call,
    /// The latest note on a call with them.
    pub note: Option<String>,
}

/// What one line of a popup says about a caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerContext {
    /// Their calls to us since the start of today.
    pub calls_today: u32,
    /// Those missed since the start of the week.
    pub missed_this_week: u32,
    /// The latest note on a call with them.
    pub note: Option<String>,
}

/// A delivery as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDelivery {
    /// The hook it came to.
    pub hook: HookId,
    /// That hook's name.
    pub hook_name: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The request's content type, if it had one.
    pub content_type: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
    /// Why it could not be read, or the type that is not known.
    pub error: Option<String>,
}

/// A hook with what is known of its deliveries.
#[derive(Clone, Debug, PartialEq)]
pub struct HookSummary {
    /// The hook.
    pub hook: Hook,
    /// When the last delivery came.
    pub last_delivery_at: Option<Timestamp>,
    /// When the PBX last tested the address.
    pub last_tested_at: Option<Timestamp>,
    /// How many deliveries came, ever.
    pub deliveries: u64,
    /// How many of those that are kept were not understood.
    pub not_understood: u64,
    /// The newest of these, at most 20.
    pub recent_not_understood: Vec<NotUnderstood>,
}

/// A delivery that says nothing that Kimo understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// When it arrived.
    pub received_at: Timestamp,
    /// Why it could not be read, or the type that is not known.
    pub what: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Reader {
    /// Opens the history of `dir` for reading only, beside a running desk or without one.
    pub fn open(dir: &Path) -> Result<Self, OpenError> {
        let reader = Self::of(dir);
        reader.pool.give_back(connect::reading(dir)?);
        Ok(reader)
    }

    pub(crate) fn of(dir: &Path) -> Self {
        Self {
            pool: Arc::new(Pool {
                dir: dir.to_owned(),
                idle: Mutex::default(),
            }),
        }
    }

    /// A page of calls, newest first. Every page that is not the last is full; of more than 1000
    /// wanted, so many come.
    pub fn calls(&self, query: &CallQuery) -> Result<CallPage, ReadError> {
        self.look(|db| {
            let (rows, next) = search::page(db, query)?;
            let calls = load_all(db, &rows)?;
            Ok(CallPage { calls, next })
        })
    }

    /// One call.
    pub fn call(&self, id: &CallId) -> Result<Option<Call>, ReadError> {
        self.look(|db| match calls::find(db, id)? {
            Some(row) => load(db, row),
            None => Ok(None),
        })
    }

    /// The newest calls with this other party, at most `limit`, that began before `before`.
    pub fn calls_with(
        &self,
        key: &CallerKey,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Call>, ReadError> {
        self.look(|db| {
            let Some(number) = numbers::find(db, key)? else {
                return Ok(Vec::new());
            };
            let before = before.map_or(i64::MAX, micros);
            load_all(db, &calls::with_other(db, number, before, limit)?)
        })
    }

    /// The events of a call, marks and expiry among them, in the order of their times.
    pub fn events(&self, id: &CallId) -> Result<Vec<CallEvent>, ReadError> {
        self.look(|db| {
            let Some(row) = calls::find(db, id)? else {
                return Ok(Vec::new());
            };
            let mut events = events::of_call(db, row, id)?;
            events.extend(marks::of_call(db, id)?);
            events.sort_by_key(|event| (event.time(), event.received_at, event.id));
            Ok(events)
        })
    }

    /// The deliveries of a call in the order of their arrival, repeated and not understood ones
    /// among them.
    pub fn deliveries(&self, id: &CallId) -> Result<Vec<StoredDelivery>, ReadError> {
        self.look(|db| {
            let row = calls::find(db, id)?;
            deliveries::of_call(db, row, id)?
                .into_iter()
                .map(|delivery| deliveries::stored(db, delivery))
                .collect()
        })
    }

    /// The open missed callers, at most `limit`, the one who called last first.
    pub fn open_missed(&self, limit: usize) -> Result<Vec<OpenCaller>, ReadError> {
        self.look(|db| {
            let mut open = Vec::new();
            for row in missed::newest(db, limit)? {
                let Some(last_call) = load(db, row.last_call)? else {
                    continue;
                };
                let caller = last_call.other_party().clone();
                open.push(OpenCaller {
                    key: caller.key(),
                    caller,
                    count: row.missed,
                    last_at: time(row.last_at)?,
                    last_call,
                    note: calls::latest_note(db, row.number)?,
                });
            }
            Ok(open)
        })
    }

    /// How many open missed callers there are.
    pub fn open_missed_count(&self) -> Result<u64, ReadError> {
        self.look(missed::count)
    }

    /// What to say about a caller beside their name. Nothing of those who withhold their number.
    pub fn caller_context(
        &self,
        key: &CallerKey,
        today: Timestamp,
        week: Timestamp,
    ) -> Result<CallerContext, ReadError> {
        if key.is_hidden() {
            return Ok(CallerContext::default());
        }
        self.look(|db| {
            let Some(number) = numbers::find(db, key)? else {
                return Ok(CallerContext::default());
            };
            Ok(CallerContext {
                calls_today: calls::inbound_since(db, number, micros(today))?,
                missed_this_week: calls::missed_since(db, number, micros(week))?,
                note: calls::latest_note(db, number)?,
            })
        })
    }

    /// The calls that ring or talk, the oldest first.
    pub fn running_calls(&self) -> Result<Vec<Call>, ReadError> {
        self.look(|db| load_all(db, &calls::running(db)?))
    }

    /// How many calls there are.
    pub fn total_calls(&self) -> Result<u64, ReadError> {
        self.look(settings::total_calls)
    }

    /// The hooks, in the order in which they were made.
    pub fn hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        const RECENT: usize = 20;
        self.look(|db| {
            hooks::all(db)?
                .into_iter()
                .map(|row| {
                    let (not_understood, recent_not_understood) =
                        deliveries::not_understood(db, row.hook.id, RECENT)?;
                    Ok(HookSummary {
                        hook: row.hook,
                        last_delivery_at: row.last_delivery_at,
                        last_tested_at: row.last_tested_at,
                        deliveries: row.deliveries,
                        not_understood,
                        recent_not_understood,
                    })
                })
                .collect()
        })
    }

    /// The settings.
    pub fn settings(&self) -> Result<Settings, ReadError> {
        self.look(settings::load)
    }

    /// The desk's id.
    pub fn desk_id(&self) -> Result<DeskId, ReadError> {
        self.look(settings::desk_id)?
            .ok_or_else(|| OpenError::Missing(self.pool.dir.clone()).into())
    }

    /// Checks the whole database; takes as long as reading all of it.
    pub fn health(&self) -> Result<Health, ReadError> {
        const COMPLAINTS: usize = 20;
        let problems: Vec<String> = self.look(|db| {
            db.prepare(&format!("PRAGMA integrity_check({COMPLAINTS})"))?
                .query_map([], |row| row.get(0))?
                .collect()
        })?;
        let path = files::database(&self.pool.dir);
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

    /// Runs queries that all see the same state.
    fn look<T>(
        &self,
        queries: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadError> {
        let db = self.pool.take()?;
        let look = || -> rusqlite::Result<T> {
            let transaction = db.unchecked_transaction()?;
            let seen = queries(&transaction)?;
            transaction.commit()?;
            Ok(seen)
        };
        let seen = look();
        // One that failed may have lost its file.
        if seen.is_ok() {
            self.pool.give_back(db);
        }
        Ok(seen?)
    }
}

/// Connections that nobody uses at the moment.
#[derive(Debug)]
struct Pool {
    dir: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// How many are kept open: each holds some memory.
const IDLE: usize = 2;

impl Pool {
    fn take(&self) -> Result<Connection, OpenError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(db) => Ok(db),
            None => connect::reading(&self.dir),
        }
    }

    fn give_back(&self, db: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(db);
        }
    }
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

fn load(db: &Connection, row: i64) -> rusqlite::Result<Option<Call>> {
    Ok(calls::load(db, row)?.map(|(call, _)| call))
}

fn load_all(db: &Connection, rows: &[i64]) -> rusqlite::Result<Vec<Call>> {
    rows.iter()
        .filter_map(|row| load(db, *row).transpose())
        .collect()
}
