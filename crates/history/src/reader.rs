//! Reading the history.

use std::path::{Path, PathBuf};

use kimo_calls::{Call, CallEvent, CallId, CallerKey, Hook, HookId, Party, Timestamp};

use crate::{CallPage, CallQuery, Health, OpenError, Settings};

/// Reads the history; every method is one consistent look. Clone it to share it. The methods
/// block for as long as a few disk reads take: call them off the async threads.
#[derive(Clone, Debug)]
pub struct Reader {
    dir: PathBuf,
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
        Ok(Self::of(dir))
    }

    pub(crate) fn of(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    /// A page of calls, newest first. Every page that is not the last is full.
    pub fn calls(&self, query: &CallQuery) -> Result<CallPage, ReadError> {
        let _ = query;
        Err(self.not_yet())
    }

    /// One call.
    pub fn call(&self, id: &CallId) -> Result<Option<Call>, ReadError> {
        let _ = id;
        Err(self.not_yet())
    }

    /// The newest calls with this other party, at most `limit`, that began before `before`.
    pub fn calls_with(
        &self,
        key: &CallerKey,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Call>, ReadError> {
        let _ = (key, before, limit);
        Err(self.not_yet())
    }

    /// The events of a call, marks and expiry among them, in the order of their times.
    pub fn events(&self, id: &CallId) -> Result<Vec<CallEvent>, ReadError> {
        let _ = id;
        Err(self.not_yet())
    }

    /// The deliveries of a call in the order of their arrival, repeated and not understood ones
    /// among them.
    pub fn deliveries(&self, id: &CallId) -> Result<Vec<StoredDelivery>, ReadError> {
        let _ = id;
        Err(self.not_yet())
    }

    /// The open missed callers, at most `limit`, the one who called last first.
    pub fn open_missed(&self, limit: usize) -> Result<Vec<OpenCaller>, ReadError> {
        let _ = limit;
        Err(self.not_yet())
    }

    /// How many open missed callers there are.
    pub fn open_missed_count(&self) -> Result<u64, ReadError> {
        Err(self.not_yet())
    }

    /// What to say about a caller beside their name.
    pub fn caller_context(
        &self,
        key: &CallerKey,
        today: Timestamp,
        week: Timestamp,
    ) -> Result<CallerContext, ReadError> {
        let _ = (key, today, week);
        Err(self.not_yet())
    }

    /// The calls that ring or talk.
    pub fn running_calls(&self) -> Result<Vec<Call>, ReadError> {
        Err(self.not_yet())
    }

    /// How many calls there are.
    pub fn total_calls(&self) -> Result<u64, ReadError> {
        Err(self.not_yet())
    }

    /// The hooks, in the order in which they were made.
    pub fn hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        Err(self.not_yet())
    }

    /// The settings.
    pub fn settings(&self) -> Result<Settings, ReadError> {
        Err(self.not_yet())
    }

    /// The desk's id.
    pub fn desk_id(&self) -> Result<kimo_calls::DeskId, ReadError> {
        Err(self.not_yet())
    }

    /// Checks the whole database; takes as long as reading all of it.
    pub fn health(&self) -> Result<Health, ReadError> {
        Err(self.not_yet())
    }

    fn not_yet(&self) -> ReadError {
        ReadError::Other(format!("{} is not open", self.dir.display()))
    }
}
