//! Writing the history: one thread, many askers.

use std::path::Path;

use kimo_calls::{
    BasicCredentials, Call, CallId, CallerKey, Hook, HookId, MarkKind, Meaning, Pbx, Timestamp,
};

use crate::{Change, Incoming, KeepError, Kept, OpenError, Settings};

/// Writes the history. Clone it to share it; the writing thread ends with the last clone, after
/// everything that waited is written. Each method returns once its work is safely on disk.
#[derive(Clone, Debug)]
pub struct Writer {}

/// A hook to be made.
#[derive(Clone, Debug)]
pub struct NewHook {
    /// Who posts to it.
    pub pbx: Pbx,
    /// What the user calls it.
    pub name: String,
    /// HTTP Basic credentials that a delivery must bring, if any.
    pub basic: Option<BasicCredentials>,
    /// How its deliveries are to be read.
    pub meaning: Meaning,
}

/// What a hook is to be from now on.
#[derive(Clone, Debug)]
pub struct HookChange {
    /// Which hook.
    pub id: HookId,
    /// What the user calls it.
    pub name: String,
    /// New credentials, or none; the outer `None` keeps what is.
    pub basic: Option<Option<BasicCredentials>>,
    /// How its deliveries are to be read. Where this changes, they are read again.
    pub meaning: Meaning,
}

impl Writer {
    pub(crate) fn start(
        dir: &Path,
        feed: impl FnMut(Change) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let _ = (dir, feed);
        Ok(Self {})
    }

    /// Keeps a delivery, its event and the call that follows from it.
    pub async fn keep(&self, incoming: Incoming) -> Result<Kept, KeepError> {
        let _ = incoming;
        Err(KeepError::Closed)
    }

    /// Marks a call, in the name of this desk.
    pub async fn mark(
        &self,
        call: CallId,
        mark: MarkKind,
        now: Timestamp,
    ) -> Result<Call, KeepError> {
        let _ = (call, mark, now);
        Err(KeepError::Closed)
    }

    /// Gives up waiting for news of a running call. Does nothing where the call has ended.
    pub async fn expire(&self, call: CallId, now: Timestamp) -> Result<Call, KeepError> {
        let _ = (call, now);
        Err(KeepError::Closed)
    }

    /// Makes a hook, with a token of its own.
    pub async fn add_hook(&self, hook: NewHook) -> Result<Hook, KeepError> {
        let _ = hook;
        Err(KeepError::Closed)
    }

    /// Alters a hook. Returns once the hook is altered and, where its meaning changed, its
    /// deliveries have been read again.
    pub async fn update_hook(&self, change: HookChange) -> Result<Hook, KeepError> {
        let _ = change;
        Err(KeepError::Closed)
    }

    /// Saves the settings.
    pub async fn save_settings(&self, settings: Settings) -> Result<(), KeepError> {
        let _ = settings;
        Err(KeepError::Closed)
    }

    /// Gives a number a name, or takes it away.
    pub async fn name_caller(&self, key: CallerKey, name: Option<String>) -> Result<(), KeepError> {
        let _ = (key, name);
        Err(KeepError::Closed)
    }

    /// Removes everything about one person: calls, events, deliveries, marks, the number itself.
    pub async fn forget_person(&self, key: CallerKey) -> Result<(), KeepError> {
        let _ = key;
        Err(KeepError::Closed)
    }

    /// Removes what is older than this, completely. Returns the number of calls removed.
    pub async fn prune(&self, older_than: Timestamp) -> Result<u64, KeepError> {
        let _ = older_than;
        Err(KeepError::Closed)
    }

    /// Looks whether another process has changed hooks or settings, and tells the feed.
    pub async fn reload(&self) -> Result<(), KeepError> {
        Err(KeepError::Closed)
    }
}
