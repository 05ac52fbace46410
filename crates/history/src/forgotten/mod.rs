//! Who was forgotten, as marks that do not tell who it was: keyed hashes of their numbers. So the
//! PBX's records, fetched later, do not bring them back.
//!
//! The key is random and stays in the history, as nobody could be recognised without it. Whoever
//! has the whole file can still try every number there is; the marks keep the number out of the
//! file, of its copies and of every list, and are no more than that.

use hmac::{Hmac, KeyInit, Mac};
use kimo_calls::{CallerKey, Hex, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result};
use sha2::Sha256;

use crate::db::time::{micros, time};

pub(crate) mod forgetting;
pub(crate) mod forgotten_reader;
pub(crate) mod spelled;

pub(crate) const CREATE: &str = "
CREATE TABLE forgotten (
    -- With what the number was hashed. All marks of one desk have one key; those of a backup of
    -- another desk, brought back here, have theirs.
    key BLOB NOT NULL,
    -- HMAC-SHA-256 of what identifies the caller.
    mark BLOB NOT NULL,
    forgotten_at INTEGER NOT NULL,
    PRIMARY KEY (key, mark)
) STRICT, WITHOUT ROWID;
";

/// As long as a block of SHA-256.
pub(crate) type Key = [u8; 64];

/// A mark, and the key with which it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForgottenMark {
    key: Key,
    mark: [u8; 32],
}

/// The mark that stands for a caller: with the key that there is, else with this one.
pub(crate) fn mark_of(db: &Connection, caller: &CallerKey, new_key: Key) -> Result<ForgottenMark> {
    let key = keys(db)?.first().copied().unwrap_or(new_key);
    Ok(ForgottenMark {
        key,
        mark: hash(&key, caller.as_str()),
    })
}

/// Leaves a mark. The later time counts.
pub(crate) fn leave(db: &Connection, mark: &ForgottenMark, at: Timestamp) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO forgotten (key, mark, forgotten_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key, mark) DO UPDATE
             SET forgotten_at = max(forgotten_at, excluded.forgotten_at)",
    )?
    .execute((mark.key, mark.mark, micros(at)))?;
    Ok(())
}

/// When a caller was last forgotten; `None` if never.
pub(crate) fn forgotten_at(db: &Connection, caller: &CallerKey) -> Result<Option<Timestamp>> {
    let mut latest = None;
    let mut find =
        db.prepare_cached("SELECT forgotten_at FROM forgotten WHERE key = ?1 AND mark = ?2")?;
    // As long as an extension was one for all PBXs, its text alone was hashed.
    let local = caller.local().map(|(_, _, text)| text);
    for key in keys(db)? {
        for text in [Some(caller.as_str()), local].into_iter().flatten() {
            let at: Option<i64> = find
                .query_row((key, hash(&key, text)), |row| row.get(0))
                .optional()?;
            latest = latest.max(at);
        }
    }
    latest.map(time).transpose()
}

fn keys(db: &Connection) -> Result<Vec<Key>> {
    db.prepare_cached("SELECT DISTINCT key FROM forgotten")?
        .query_map([], |row| row.get(0))?
        .collect()
}

impl ForgottenMark {
    /// As a name.
    pub(crate) fn to_hex(&self) -> String {
        Hex(&self.mark).to_string()
    }
}

fn hash(key: &Key, caller: &str) -> [u8; 32] {
    let mut hash = Hmac::<Sha256>::new(key.into());
    hash.update(caller.as_bytes());
    hash.finalize().into_bytes().into()
}
