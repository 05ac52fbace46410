//! The writing end of the database: a connection, what it knows by heart, and the running
//! transaction.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use kimo_calls::{CallId, CallerKey, DeskId, Hook, HookId};
use rusqlite::ErrorCode;

use crate::{
    calls::{count_projection::CountProjection, known::KnownCall, standing::Standing},
    db::{
        change::{Change, KeepError, Touched, TouchedCalls},
        connect, desk_row,
        open_error::OpenError,
        projection::Projection,
        recent::Recent,
        watched::Watched,
    },
    deliveries,
    hooks::{self, HookRow},
    missed::missed_projection::MissedProjection,
    numbers::{Spelling, index_projection::IndexProjection},
    settings::{self, Settings},
};

/// Why a piece of work failed.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It was refused before it wrote anything.
    Refused(KeepError),
    /// The database failed; what it wrote must be rolled back.
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

pub(crate) type Outcome<T> = Result<T, Fault>;

/// The writing end of the database.
pub(crate) struct Session {
    pub(crate) db: Watched,
    pub(crate) desk: DeskId,
    pub(crate) settings: Settings,
    pub(crate) hooks: HashMap<HookId, Hook>,
    /// Those that were removed: what came to them is read by them, and nothing comes any more.
    pub(crate) removed_hooks: HashMap<HookId, Hook>,
    /// What the running transaction will have changed, one by one.
    pub(crate) changes: Vec<Change>,
    /// What else it will have touched.
    pub(crate) touched: Touched,
    /// Deliveries of the running transaction, counted with their hooks at its end: how many, and
    /// when the last came.
    delivered: HashMap<HookId, (i64, Option<i64>)>,
    /// What follows from the calls. The missed callers first: their rows name numbers, which the
    /// index removes.
    projections: [Box<dyn Projection>; 3],
    pub(crate) calls: Recent<CallId, KnownCall>,
    pub(crate) spellings: Recent<(String, CallerKey), Spelling>,
    content_types: HashMap<String, i64>,
    /// The log is to be emptied after this transaction: it holds what must be gone.
    pub(crate) clear_log: bool,
    /// It has been, since this was last taken back.
    pub(crate) log_is_clear: bool,
    /// Somebody has found the database to be damaged, and why: it is to be given up.
    pub(crate) found_damaged: Option<String>,
    data_version: i64,
}

/// How many calls are kept in memory, each of them and of its events counted as one.
const CALLS_KNOWN: usize = 2048;
/// How many numbers are.
const NUMBERS_KNOWN: usize = 1024;
/// Content types are few; were they many, somebody would be playing.
const CONTENT_TYPES_KNOWN: usize = 64;

impl Session {
    /// Opens the database for writing; it must have been prepared.
    pub(crate) fn open(dir: &Path) -> Result<Self, OpenError> {
        let db = connect::writing(dir)?;
        let refused = |error| connect::refused(dir, error);
        let desk = desk_row::desk_id(&db).map_err(refused)?;
        let mut session = Self {
            desk: desk.ok_or_else(|| OpenError::Missing(dir.to_owned()))?,
            db,
            settings: Settings::default(),
            hooks: HashMap::new(),
            removed_hooks: HashMap::new(),
            changes: Vec::new(),
            touched: Touched::default(),
            delivered: HashMap::new(),
            projections: [
                Box::new(MissedProjection),
                Box::new(IndexProjection::default()),
                Box::new(CountProjection::default()),
            ],
            calls: Recent::new(CALLS_KNOWN),
            spellings: Recent::new(NUMBERS_KNOWN),
            content_types: HashMap::new(),
            clear_log: false,
            log_is_clear: false,
            found_damaged: None,
            data_version: 0,
        };
        session.data_version = session.current_version().map_err(refused)?;
        session.load().map_err(refused)?;
        Ok(session)
    }

    /// Begins a transaction. Forgets what was known by heart if another program has written
    /// since the last one, and tells what it changed.
    pub(crate) fn begin(&mut self) -> rusqlite::Result<()> {
        self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let version = self.current_version()?;
        if version != self.data_version {
            self.data_version = version;
            self.discard();
            let (hooks, settings) = (self.hooks.clone(), self.settings.clone());
            self.load()?;
            self.touched = Touched {
                calls: TouchedCalls::Many,
                missed: true,
                hooks: differing(&hooks, &self.hooks),
                settings: settings.differing(&self.settings),
                incidents: true,
                contacts: true,
                records: true,
                messages: true,
            };
        }
        Ok(())
    }

    /// What is another in its place than in this one's, where a whole database is another.
    pub(crate) fn differing_from(&self, former: &Self) -> Touched {
        Touched {
            calls: TouchedCalls::Many,
            missed: true,
            hooks: differing(&former.hooks, &self.hooks),
            settings: former.settings.differing(&self.settings),
            incidents: true,
            contacts: true,
            records: true,
            messages: true,
        }
    }

    /// Commits: once this returns, everything is on the disk. Gives what has changed.
    pub(crate) fn commit(&mut self) -> rusqlite::Result<Vec<Change>> {
        self.write_projections()?;
        for (hook, (more, last_at)) in std::mem::take(&mut self.delivered) {
            hooks::count_deliveries(&self.db, hook, more, last_at)?;
        }
        self.db.prepare_cached("COMMIT")?.execute([])?;
        let mut changes = std::mem::take(&mut self.changes);
        let touched = std::mem::take(&mut self.touched);
        if !touched.is_empty() {
            changes.push(Change::Touched(touched));
        }
        Ok(changes)
    }

    /// Takes back everything since `begin`, on disk and in memory.
    pub(crate) fn roll_back(&mut self) {
        self.changes.clear();
        self.touched = Touched::default();
        self.delivered.clear();
        self.discard();
        if !self.db.is_autocommit()
            && let Err(error) = self.db.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
        // What was loaded may have been of the transaction that is gone.
        if let Err(error) = self.load() {
            tracing::warn!(%error, "hooks and settings could not be read again");
        }
    }

    /// Runs one piece of work so that its failure takes nothing else of the transaction with it.
    pub(crate) fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.write_projections()?;
        self.db.execute_batch("SAVEPOINT apart")?;
        let changes = self.changes.len();
        let (touched, delivered) = (self.touched.clone(), self.delivered.clone());
        let done = work(self);
        if let Err(Fault::Sql(_)) = &done {
            self.db.execute_batch("ROLLBACK TO apart")?;
            self.changes.truncate(changes);
            (self.touched, self.delivered) = (touched, delivered);
            self.discard();
            self.load()?;
        }
        self.db.execute_batch("RELEASE apart")?;
        done
    }

    /// Tells what follows from the calls that one was so, and is now so.
    pub(crate) fn call_changed(
        &mut self,
        was: Option<&Standing>,
        is: Option<&Standing>,
    ) -> rusqlite::Result<()> {
        for projection in &mut self.projections {
            projection.call_changed(&self.db, was, is, &mut self.touched)?;
        }
        Ok(())
    }

    /// Has what follows from the calls written as far as it is known.
    pub(crate) fn write_projections(&mut self) -> rusqlite::Result<()> {
        for projection in &mut self.projections {
            projection.write(&self.db)?;
        }
        Ok(())
    }

    /// Makes some of one projection again, from a place on; gives the next place.
    pub(crate) fn remake(
        &mut self,
        (projection, after): (usize, i64),
    ) -> rusqlite::Result<Option<(usize, i64)>> {
        let Some(one) = self.projections.get_mut(projection) else {
            return Ok(None);
        };
        let next = one.remake(&self.db, after)?;
        Ok(Some(match next {
            Some(after) => (projection, after),
            None => (projection + 1, 0),
        }))
    }

    /// The row of a content type.
    pub(crate) fn content_type(&mut self, content_type: &str) -> rusqlite::Result<i64> {
        if let Some(id) = self.content_types.get(content_type) {
            return Ok(*id);
        }
        let id = deliveries::intern_content_type(&self.db, content_type)?;
        if self.content_types.len() < CONTENT_TYPES_KNOWN {
            self.content_types.insert(content_type.to_owned(), id);
        }
        Ok(id)
    }

    /// Counts a delivery of a hook at the end of the transaction; `heard_at` is none where it was
    /// not the PBX that posted it.
    pub(crate) fn count_delivery(&mut self, hook: HookId, heard_at: Option<i64>) {
        let (more, last_at) = self.delivered.entry(hook).or_default();
        *more += 1;
        *last_at = heard_at.max(*last_at);
    }

    /// Forgets what is known by heart of calls and numbers.
    pub(crate) fn forget(&mut self) {
        self.calls.clear();
        self.spellings.clear();
        self.content_types.clear();
    }

    /// Forgets also what was gathered of what follows from the calls.
    fn discard(&mut self) {
        self.forget();
        for projection in &mut self.projections {
            projection.discard();
        }
    }

    fn load(&mut self) -> rusqlite::Result<()> {
        self.settings = settings::load(&self.db)?;
        let (removed, there): (Vec<_>, Vec<_>) = hooks::all(&self.db)?
            .into_iter()
            .partition(|row| row.removed);
        let by_id = |rows: Vec<HookRow>| rows.into_iter().map(|row| (row.hook.id, row.hook));
        self.hooks = by_id(there).collect();
        self.removed_hooks = by_id(removed).collect();
        Ok(())
    }

    /// The hook by which a delivery is read that came to it, though it may be removed by now.
    pub(crate) fn reader_of(&self, hook: HookId) -> Option<&Hook> {
        self.hooks
            .get(&hook)
            .or_else(|| self.removed_hooks.get(&hook))
    }

    fn current_version(&self) -> rusqlite::Result<i64> {
        self.db
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))
    }
}

fn differing(was: &HashMap<HookId, Hook>, is: &HashMap<HookId, Hook>) -> BTreeSet<HookId> {
    let mut all: BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    all.retain(|id| was.get(id) != is.get(id));
    all
}

/// Whether the database as a whole is at fault, and not one piece of work.
pub(crate) fn is_storage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::OutOfMemory
                | ErrorCode::PermissionDenied
        )
    )
}

impl From<rusqlite::Error> for KeepError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
