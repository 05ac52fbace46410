//! The writing end of the database: a connection, what it knows by heart, and how a call is
//! folded and stored.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use kimo_calls::{Call, CallEvent, CallId, DeskId, Hook, HookId, Party, PhoneNumber};
use rusqlite::{Connection, ErrorCode};

use crate::{
    Change, KeepError, OpenError, Settings,
    calls::{self, Parties, Standing, events},
    db::{connect, recent::Recent},
    deliveries, hooks, marks, missed,
    numbers::{self, Spelling},
    settings,
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

/// What a call's events were last folded to.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) events: Vec<CallEvent>,
    /// The call and where it stands; `None` while there is none.
    pub(crate) call: Option<(Call, Standing)>,
}

/// The writing end of the database.
pub(crate) struct Session {
    pub(crate) db: Connection,
    pub(crate) desk: DeskId,
    pub(crate) settings: Settings,
    pub(crate) hooks: HashMap<HookId, Hook>,
    /// What the running transaction will have changed.
    pub(crate) changes: Vec<Change>,
    /// What the running transaction counts up at its end.
    tally: Tally,
    calls: Recent<CallId, Known>,
    spellings: Recent<(String, Option<PhoneNumber>), Spelling>,
    content_types: HashMap<String, i64>,
    /// Numbers known to be noted as our own: few, and each new call has one.
    own: HashSet<i64>,
    data_version: i64,
}

#[derive(Clone, Default)]
struct Tally {
    deliveries: HashMap<HookId, (i64, i64)>,
    calls: i64,
    missed_changed: bool,
    /// Numbers that are not in the index yet.
    new_numbers: Vec<i64>,
}

/// How many calls' events are kept in memory.
const CALLS_KNOWN: usize = 256;
/// How many numbers are.
const NUMBERS_KNOWN: usize = 1024;
/// How many of our own are.
const OWN_KNOWN: usize = 1024;
/// Content types are few; were they many, somebody would be playing.
const CONTENT_TYPES_KNOWN: usize = 64;

impl Session {
    /// Opens the database for writing; it must have been prepared.
    pub(crate) fn open(dir: &Path) -> Result<Self, OpenError> {
        let db = connect::writing(dir)?;
        let refused = |error| connect::refused(dir, error);
        let desk = settings::desk_id(&db).map_err(refused)?;
        let mut session = Self {
            desk: desk.ok_or_else(|| OpenError::Missing(dir.to_owned()))?,
            db,
            settings: Settings::default(),
            hooks: HashMap::new(),
            changes: Vec::new(),
            tally: Tally::default(),
            calls: Recent::new(CALLS_KNOWN),
            spellings: Recent::new(NUMBERS_KNOWN),
            content_types: HashMap::new(),
            own: HashSet::new(),
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
            self.forget();
            let (hooks, settings) = (self.hooks.clone(), self.settings.clone());
            self.load()?;
            if hooks != self.hooks {
                self.changes.push(Change::Hooks);
            }
            if settings != self.settings {
                self.changes.push(Change::Settings);
            }
            self.changes.push(Change::Calls);
            self.tally.missed_changed = true;
        }
        Ok(())
    }

    /// Commits: once this returns, everything is on the disk. Gives what has changed.
    pub(crate) fn commit(&mut self) -> rusqlite::Result<Vec<Change>> {
        self.index_numbers()?;
        let tally = std::mem::take(&mut self.tally);
        for (hook, (more, last_at)) in tally.deliveries {
            hooks::count_deliveries(&self.db, hook, more, last_at)?;
        }
        if tally.calls != 0 {
            settings::count_calls(&self.db, tally.calls)?;
        }
        self.db.prepare_cached("COMMIT")?.execute([])?;
        let mut changes = std::mem::take(&mut self.changes);
        if tally.missed_changed {
            changes.push(Change::Missed);
        }
        Ok(changes)
    }

    /// Takes back everything since `begin`, on disk and in memory.
    pub(crate) fn roll_back(&mut self) {
        self.changes.clear();
        self.tally = Tally::default();
        self.forget();
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
        self.db.execute_batch("SAVEPOINT apart")?;
        let changes = self.changes.len();
        let tally = self.tally.clone();
        let done = work(self);
        if let Err(Fault::Sql(_)) = &done {
            self.db.execute_batch("ROLLBACK TO apart")?;
            self.changes.truncate(changes);
            self.tally = tally;
            self.forget();
            self.load()?;
        }
        self.db.execute_batch("RELEASE apart")?;
        done
    }

    /// What is known of a call; `None` if nothing ever was. Put it back with [`Session::know`].
    pub(crate) fn known(&mut self, id: &CallId) -> rusqlite::Result<Option<Known>> {
        if let Some(known) = self.calls.take(id) {
            return Ok(Some(known));
        }
        let Some(row) = calls::find(&self.db, id)? else {
            return Ok(None);
        };
        let mut events = events::of_call(&self.db, row, id)?;
        events.extend(marks::of_call(&self.db, id)?);
        Ok(Some(Known {
            events,
            call: calls::load(&self.db, row)?,
        }))
    }

    /// Keeps what is known of a call by heart.
    pub(crate) fn know(&mut self, id: CallId, known: Known) {
        self.calls.put(id, known);
    }

    /// Folds what is known of a call anew and stores the call. Gives its row; `None` if the
    /// events make no call.
    pub(crate) fn refold(&mut self, known: &mut Known) -> rusqlite::Result<Option<i64>> {
        let Some(mut call) = Call::from_events(&known.events) else {
            return Ok(None);
        };
        call.missed = call.is_missed_for(&self.settings.extensions);
        let caller = self.spelling(&call.caller)?;
        let called = self.spelling(&call.called)?;
        call.caller.name.clone_from(&caller.name);
        call.called.name.clone_from(&called.name);
        let parties = Parties {
            caller: &caller,
            called: &called,
        };
        let was = known.call.take();
        let is = match &was {
            Some((before, was)) if *before == call => *was,
            Some((_, was)) => calls::update(&self.db, was, &call, &parties)?,
            None => {
                self.tally.calls += 1;
                calls::insert(&self.db, &call, &parties)?
            }
        };
        let was = was.map(|(_, was)| was);
        if was.is_none_or(|was| was.own != is.own) && !self.own.contains(&is.own) {
            numbers::set_own(&self.db, is.own)?;
            if self.own.len() >= OWN_KNOWN {
                self.own.clear();
            }
            self.own.insert(is.own);
        }
        self.tally.missed_changed |= missed::call_changed(&self.db, was.as_ref(), Some(&is))?;
        known.call = Some((call, is));
        Ok(Some(is.call))
    }

    /// Removes a call with its marks, whose events and deliveries are gone, and numbers that no
    /// other call has.
    pub(crate) fn remove_call(&mut self, id: &CallId, at: &Standing) -> rusqlite::Result<()> {
        self.calls.take(id);
        calls::remove(&self.db, at.call)?;
        self.tally.calls -= 1;
        self.tally.missed_changed |= missed::call_changed(&self.db, Some(at), None)?;
        self.index_numbers()?;
        for number in [at.other, at.own] {
            if calls::of_number(&self.db, number, 1)?.is_empty() {
                // Were the same number to come back, it would be another row.
                self.spellings.clear();
                self.own.remove(&number);
                numbers::remove(&self.db, number)?;
            }
        }
        Ok(())
    }

    /// The rows of a party.
    pub(crate) fn spelling(&mut self, party: &Party) -> rusqlite::Result<Spelling> {
        let key = (party.raw.clone(), party.number.clone());
        let spelling = match self.spellings.take(&key) {
            Some(spelling) => spelling,
            None => {
                let (spelling, is_new) = numbers::intern(&self.db, party)?;
                if is_new {
                    self.tally.new_numbers.push(spelling.number);
                }
                spelling
            }
        };
        self.spellings.put(key, spelling.clone());
        Ok(spelling)
    }

    /// Puts the numbers that came in this transaction into the index.
    pub(crate) fn index_numbers(&mut self) -> rusqlite::Result<()> {
        for number in std::mem::take(&mut self.tally.new_numbers) {
            numbers::index(&self.db, number)?;
        }
        Ok(())
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

    /// Counts a delivery of a hook at the end of the transaction.
    pub(crate) fn count_delivery(&mut self, hook: HookId, received_at: i64) {
        let (more, last_at) = self
            .tally
            .deliveries
            .entry(hook)
            .or_insert((0, received_at));
        *more += 1;
        *last_at = received_at.max(*last_at);
    }

    /// Forgets what is known by heart of calls and numbers.
    pub(crate) fn forget(&mut self) {
        self.calls.clear();
        self.spellings.clear();
        self.content_types.clear();
        self.own.clear();
    }

    fn load(&mut self) -> rusqlite::Result<()> {
        self.settings = settings::load(&self.db)?;
        let hooks = hooks::all(&self.db)?;
        self.hooks = hooks
            .into_iter()
            .map(|row| (row.hook.id, row.hook))
            .collect();
        Ok(())
    }

    fn current_version(&self) -> rusqlite::Result<i64> {
        self.db
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))
    }
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
