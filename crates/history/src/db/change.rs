//! What goes into the history, and what comes out of it after each commit.

use kimo_calls::{
    Call, CallEvent, CallId, Hook, HookId, Timestamp,
    pbx::{ReadError, Reading},
};

/// A delivery on its way into the history.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The hook it came to.
    pub hook: Hook,
    /// The request's content type, if it had one.
    pub content_type: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
    /// When it arrived, by the desk's clock.
    pub received_at: Timestamp,
    /// What it says, read with the hook's meaning.
    pub reading: Result<Reading, ReadError>,
}

/// A delivery that is safely on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The very same thing had been said before; nothing new was learned.
    pub repeated: bool,
}

/// Why something could not be kept. Nothing of it is on disk then, and it may be tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// No space is left.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the database.
    #[error("another program holds the history locked")]
    Locked,
    /// The database is malformed.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// The call, hook or caller does not exist.
    #[error("there is no such call, hook or caller in the history")]
    NotFound,
    /// The system refused to read or write.
    #[error("the history cannot be written: {0}")]
    Other(String),
    /// The writer has ended.
    #[error("the history is closed")]
    Closed,
}

/// What has changed, told once it is on disk and in the order in which it got there.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A delivery was kept.
    Delivered {
        /// The hook it came to.
        hook: HookId,
        /// When it arrived.
        received_at: Timestamp,
        /// What it says; `None` where it was not understood.
        event: Option<Box<CallEvent>>,
        /// Why there is no event.
        unread: Option<Unread>,
        /// The same event was known already.
        repeated: bool,
        /// The call as it stands now, if there is an event.
        call: Option<Box<Call>>,
    },
    /// A call changed by something else than a delivery: a mark, an expiry, a setting.
    Called(Box<Call>),
    /// Calls were removed or made afresh in number; what is shown of them is to be read again.
    Calls,
    /// A hook was added, altered or tested.
    Hooks,
    /// The settings changed.
    Settings,
    /// The open missed callers changed.
    Missed,
    /// The history cannot be written any more, with the reason; or it can again.
    Storage(Result<(), KeepError>),
}

/// Why a delivery has no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Its body cannot be read; the message says why.
    Unreadable(String),
    /// Its type is not known.
    NotUnderstood {
        /// The type as sent.
        event_type: String,
        /// The call it speaks of.
        call: Option<CallId>,
    },
}
