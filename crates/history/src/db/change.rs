//! What comes out of the history after each commit.

use std::collections::BTreeSet;

use kimo_calls::{Call, CallEvent, CallId, HookId, Timestamp};

use crate::{deliveries::DeliverySource, settings::Setting};

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
    /// Its file was taken away, replaced or cut short while it was open.
    #[error("the file of the history was taken away: {0}")]
    Gone(String),
    /// The call, hook or caller does not exist.
    #[error("there is no such call, hook or caller in the history")]
    NotFound,
    /// What the address book says is changed there.
    #[error("this contact is the address book's and is changed there")]
    OfAddressBook,
    /// Only a person can be forgotten.
    #[error("this is an extension or a number of ours, and no person")]
    Ours,
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
        /// Where it came from.
        source: DeliverySource,
        /// The hook it came to.
        hook: HookId,
        /// When it arrived.
        received_at: Timestamp,
        /// What it says, of several things one; `None` where it was not understood, or is of no
        /// call.
        event: Option<Box<CallEvent>>,
        /// Why it was not understood.
        unread: Option<Unread>,
        /// The same event was known already.
        repeated: bool,
        /// The call as it stands now, if there is an event.
        call: Option<Box<Call>>,
    },
    /// A call changed by a mark or an expiry.
    Called(Box<Call>),
    /// What else a transaction has touched; told once, after the above.
    Touched(Touched),
    /// The history cannot be written any more, with the reason; or it can again.
    Storage(Result<(), KeepError>),
}

/// What is to be read again by whoever shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Calls that were removed, made or altered without being told one by one.
    pub calls: TouchedCalls,
    /// The open missed callers.
    pub missed: bool,
    /// Hooks that were made, altered or tested, or whose deliveries were read again or, not
    /// understood, went.
    pub hooks: BTreeSet<HookId>,
    /// Settings that have another value.
    pub settings: BTreeSet<Setting>,
    /// What has befallen the history, and whether it was seen.
    pub incidents: bool,
    /// Contacts.
    pub contacts: bool,
    /// Up to when the history is proved to be complete, and when the desk could not hear.
    pub records: bool,
    /// Messages for colleagues.
    pub messages: bool,
}

impl Touched {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Some calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TouchedCalls {
    /// These, which may be none, and are [`TouchedCalls::MOST`] at most.
    These(BTreeSet<CallId>),
    /// So many that they are better read again than named.
    Many,
}

impl TouchedCalls {
    /// How many are named one by one: those of a step of long work are.
    pub const MOST: usize = 256;

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::These(calls) if calls.is_empty())
    }

    /// Whether this call is among them, or may be.
    pub fn may_hold(&self, call: &CallId) -> bool {
        match self {
            Self::These(calls) => calls.contains(call),
            Self::Many => true,
        }
    }

    /// One more.
    pub(crate) fn add(&mut self, call: &CallId) {
        if let Self::These(calls) = self {
            calls.insert(call.clone());
            if calls.len() > Self::MOST {
                *self = Self::Many;
            }
        }
    }
}

impl Default for TouchedCalls {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
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
