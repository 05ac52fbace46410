//! Pages of calls: by key, never by offset.

use std::{fmt, str::FromStr};

use kimo_calls::{Call, Timestamp};

/// Which calls to list, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallQuery {
    /// Which kind of calls.
    pub filter: CallFilter,
    /// A fragment of a number or name of either party, in any formatting, or of a note; empty for
    /// all.
    pub search: String,
    /// What the words of the search also mean.
    pub also: AlsoFind,
    /// Continue after this place: the `next` of the page before.
    pub before: Option<Cursor>,
    /// Only calls that began at this time or later.
    pub since: Option<Timestamp>,
    /// At most so many.
    pub limit: usize,
}

/// What a search may mean beside what is written in a number, a name or a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlsoFind {
    /// Calls with somebody who withholds the number.
    pub hidden: bool,
    /// Faxes.
    pub faxes: bool,
}

/// Which kind of calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallFilter {
    /// Every call.
    #[default]
    All,
    /// Missed ones.
    Missed,
    /// Inbound ones.
    In,
    /// Outbound ones.
    Out,
}

/// One page of calls.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPage {
    /// The calls, newest first.
    pub calls: Vec<Call>,
    /// How many more belong here and cannot be read.
    pub unreadable: usize,
    /// Where the next page begins; `None` after the last.
    pub next: Option<Cursor>,
}

/// A place between two calls. Its text is opaque to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub(crate) started_at: i64,
    pub(crate) id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.started_at, self.id)
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (started_at, id) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            started_at: started_at.parse().map_err(|_| NotACursor)?,
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// The text is no cursor.
#[derive(Debug, thiserror::Error)]
#[error("this is not where a page of calls ends")]
pub struct NotACursor;
