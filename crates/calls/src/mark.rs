//! What people say of a call: done, or a note.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

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

/// What was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The missed caller needs (`true`) or again lacks (`false`) no further call. Covers this
    /// call and the same caller's earlier ones.
    Done(bool),
    /// A note, shown when the caller calls again; an empty one takes it back.
    Note(String),
}

/// Names one desk among several that may share a history later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeskId(pub String);

impl fmt::Display for DeskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
