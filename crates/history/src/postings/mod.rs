//! The hooks whose address was entered at their PBX by its own interface, and what stood there before,
//! to be put back.

pub(crate) mod posting_reader;
pub(crate) mod posting_writer;

use kimo_calls::{HookId, Timestamp};
use rusqlite::{Connection, Result, Row};

use crate::db::time::time;

pub(crate) const CREATE: &str = "
CREATE TABLE postings (
    hook INTEGER PRIMARY KEY,
    -- What was entered.
    address TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    -- What stood there before, as the PBX's interface has it: JSON.
    before TEXT NOT NULL,
    -- Why another address could not be entered since.
    failure TEXT
) STRICT;
";

/// The address of a hook, as it was entered at its PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredAddress {
    /// The hook.
    pub hook: HookId,
    /// What was entered.
    pub address: String,
    /// When.
    pub entered_at: Timestamp,
    /// What stood there before, as the PBX's interface has it: JSON.
    pub before: String,
    /// Names why another address could not be entered since.
    pub failure: Option<String>,
}

fn all(db: &Connection) -> Result<Vec<EnteredAddress>> {
    let entered = |row: &Row<'_>| {
        Ok(EnteredAddress {
            hook: HookId(row.get(0)?),
            address: row.get(1)?,
            entered_at: time(row.get(2)?)?,
            before: row.get(3)?,
            failure: row.get(4)?,
        })
    };
    db.prepare_cached(
        "SELECT hook, address, entered_at, before, failure FROM postings ORDER BY hook",
    )?
    .query_map([], entered)?
    .collect()
}
