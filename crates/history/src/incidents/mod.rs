//! What has befallen the history. It stays with it, and is told until somebody has seen it.

pub(crate) mod incident_reader;
pub(crate) mod incident_writer;

use std::path::{Path, PathBuf};

use kimo_calls::Timestamp;
use rusqlite::{Connection, Result, Row};

use crate::db::{
    code::{Code, codes},
    time::{micros, time},
};

pub(crate) const CREATE: &str = "
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    happened_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    why TEXT NOT NULL,
    -- Whether nothing was known of the hooks any more.
    anew INTEGER NOT NULL,
    -- Where that is which stood in the place of the history.
    file TEXT,
    -- The newest good backup at that time.
    backup TEXT,
    -- Deliveries that were read from that file, and those that could not be.
    saved INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER
) STRICT;
";

/// Something that has befallen the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// When it was noticed.
    pub happened_at: Timestamp,
    /// What it was.
    pub kind: IncidentKind,
    /// What the system said.
    pub why: String,
    /// Nothing was known of the hooks any more: their addresses are new.
    pub anew: bool,
    /// Where that is which stood in the place of the history, if anything did.
    pub file: Option<PathBuf>,
    /// The newest good backup at that time.
    pub backup: Option<PathBuf>,
    /// How many deliveries were saved from that file so far.
    pub saved: u64,
    /// How many could not be read.
    pub lost: u64,
}

/// What may befall the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncidentKind {
    /// It was damaged: another was begun, which takes over whatever the damaged one still gives.
    Damaged,
    /// It was not there, in a directory where it had been: another was begun.
    Gone,
    /// Its file was taken away while a desk had it open, which put it back whole.
    PutBack,
    /// Deliveries in it are not as they were kept, though it can be read: `lost` of them.
    Altered,
    /// What another computer brought did not take its place: calls had come here meanwhile.
    NotMovedIn,
}

codes!(IncidentKind {
    Damaged = 0,
    Gone = 1,
    PutBack = 2,
    Altered = 3,
    NotMovedIn = 4
});

/// Takes one down. Gives its row.
pub(crate) fn insert(db: &Connection, incident: &Incident) -> Result<i64> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    db.prepare_cached(
        "INSERT INTO incidents (happened_at, kind, why, anew, file, backup)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .insert((
        micros(incident.happened_at),
        incident.kind.code(),
        &incident.why,
        incident.anew,
        incident.file.as_deref().map(text),
        incident.backup.as_deref().map(text),
    ))
}

/// Counts deliveries that are not as they were kept, with those of which nobody has heard yet.
pub(crate) fn count_altered(db: &Connection, more: u64) -> Result<()> {
    let told: Option<i64> = db
        .prepare_cached("SELECT max(id) FROM incidents WHERE kind = ?1 AND seen_at IS NULL")?
        .query_row([IncidentKind::Altered.code()], |row| row.get(0))?;
    let row = match told {
        Some(row) => row,
        None => insert(
            db,
            &Incident {
                happened_at: Timestamp::now(),
                kind: IncidentKind::Altered,
                why: String::new(),
                anew: false,
                file: None,
                backup: None,
                saved: 0,
                lost: 0,
            },
        )?,
    };
    count(db, row, 0, more)
}

/// Those that nobody has seen, the latest first.
pub(crate) fn unseen(db: &Connection) -> Result<Vec<Incident>> {
    db.prepare_cached(
        "SELECT happened_at, kind, why, anew, file, backup, saved, lost FROM incidents
         WHERE seen_at IS NULL ORDER BY id DESC",
    )?
    .query_map([], read)?
    .collect()
}

/// Somebody has seen them all. Gives whether there were any.
pub(crate) fn see(db: &Connection, now: Timestamp) -> Result<bool> {
    db.prepare_cached("UPDATE incidents SET seen_at = ?1 WHERE seen_at IS NULL")?
        .execute([micros(now)])
        .map(|seen| seen > 0)
}

/// Counts deliveries that were read from its file, and those that could not be.
pub(crate) fn count(db: &Connection, incident: i64, saved: u64, lost: u64) -> Result<()> {
    db.prepare_cached("UPDATE incidents SET saved = saved + ?2, lost = lost + ?3 WHERE id = ?1")?
        .execute((incident, saved, lost))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Incident> {
    let path = |text: Option<String>| text.map(PathBuf::from);
    Ok(Incident {
        happened_at: time(row.get(0)?)?,
        kind: IncidentKind::read(row.get(1)?)?,
        why: row.get(2)?,
        anew: row.get(3)?,
        file: path(row.get(4)?),
        backup: path(row.get(5)?),
        saved: row.get(6)?,
        lost: row.get(7)?,
    })
}
