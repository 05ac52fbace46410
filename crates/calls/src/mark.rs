//! What people say of a call: done, a note, that they are calling back, that it can wait, or a
//! message for a colleague.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{EventId, Message, Timestamp};

/// Somebody's mark on a call. Of several marks of one kind the latest counts, and of two with
/// the same time the one from the greater desk id, so that marks merge in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The desk it was made at.
    pub desk: DeskId,
    /// When, by that desk's clock.
    pub marked_at: Timestamp,
    /// What was marked.
    pub mark: MarkKind,
}

impl Mark {
    /// The note, unless the mark is none or takes it back.
    pub fn note_text(&self) -> Option<&str> {
        match &self.mark {
            MarkKind::Note(text) if !text.is_empty() => Some(text),
            MarkKind::Note(_)
            | MarkKind::Done(_)
            | MarkKind::Calling(_)
            | MarkKind::Snoozed(_)
            | MarkKind::Message(_)
            | MarkKind::PassedOn { .. } => None,
        }
    }
}

/// What was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The missed caller needs (`true`) or again lacks (`false`) no further call. Covers this
    /// call and the same caller's earlier ones.
    Done(bool),
    /// A note, shown when the caller calls again; an empty one takes it back.
    Note(String),
    /// Somebody is about to call the caller back (`true`), or is not after all (`false`). Changes
    /// nothing of the call itself; it is there for whoever else would do the same.
    Calling(bool),
    /// The missed caller can wait until then; `None` takes it back. Changes nothing of the call
    /// itself, and means nothing any more once they call again.
    Snoozed(Option<Timestamp>),
    /// A message for a colleague; a call may have several. Changes nothing of the call itself.
    Message(Message),
    /// A message has been passed on (`true`), or waits again (`false`).
    PassedOn {
        /// The message, by the event that left it.
        message: EventId,
        /// Passed on or not.
        done: bool,
    },
}

/// Names one desk among several that may share a history later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeskId(pub String);

impl fmt::Display for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
