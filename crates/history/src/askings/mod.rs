//! When the PBXs' interfaces were asked of late: they go on counting while Kimo is started again.

pub(crate) mod asking_reader;
pub(crate) mod asking_writer;

use kimo_calls::Timestamp;
use rusqlite::{Connection, Result};

use crate::db::time::{optional_time, time};

pub(crate) const CREATE: &str = "
CREATE TABLE askings (
    id INTEGER PRIMARY KEY,
    -- Whose requests are counted together: a number that tells keys apart and says nothing of them.
    who INTEGER NOT NULL,
    -- Which limit counts it.
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Until when the PBX wants to hear no other, where it said so.
    rests_until INTEGER
) STRICT;
";

/// A request that was sent to a PBX's interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Whose requests are counted together.
    pub who: u16,
    /// Names the limit that counts it.
    pub kind: String,
    /// When it was sent.
    pub at: Timestamp,
    /// Until when the PBX wants to hear no other.
    pub rests_until: Option<Timestamp>,
}

fn all(db: &Connection) -> Result<Vec<Asking>> {
    db.prepare_cached("SELECT who, kind, at, rests_until FROM askings ORDER BY id")?
        .query_map([], |row| {
            Ok(Asking {
                who: row.get(0)?,
                kind: row.get(1)?,
                at: time(row.get(2)?)?,
                rests_until: optional_time(row.get(3)?)?,
            })
        })?
        .collect()
}
