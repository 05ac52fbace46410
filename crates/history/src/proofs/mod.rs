//! What was proved against the PBXs' own records: up to when the history is complete, and when the
//! desk could not hear them.

pub(crate) mod lateness;
pub(crate) mod proof_reader;
pub(crate) mod proof_writer;

use jiff::SignedDuration;
use kimo_calls::{HookId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result, Row};

use crate::{
    db::{
        code::{Code, codes},
        time::{micros, optional_time, time},
    },
    hooks,
};

pub(crate) const CREATE: &str = "
CREATE TABLE proofs (
    hook INTEGER PRIMARY KEY,
    -- Where the PBX's interface is, where that is not its usual place. The key is no part of this.
    base TEXT,
    -- Every call that was over by then is in the history.
    complete_until INTEGER,
    looked_at INTEGER,
    -- The longest that a record was seen to take until it was there, in seconds.
    settles INTEGER NOT NULL DEFAULT 0,
    -- Why the records could not be read the last time.
    failed_at INTEGER,
    failure TEXT
) STRICT;
CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    hook INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    -- None while it lasts.
    to_at INTEGER,
    why INTEGER NOT NULL,
    -- When the records of that time had been read.
    closed_at INTEGER,
    -- Calls of that time of which nothing was heard but by the records.
    brought_in INTEGER NOT NULL DEFAULT 0
) STRICT;
-- In which of them a call was; the newest are listed.
CREATE INDEX gaps_by_hook ON gaps (hook, from_at);
CREATE TABLE presence (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- When the desk was last known to run.
    alive_at INTEGER
) STRICT;
INSERT INTO presence (id) VALUES (1);
-- Which calls the records told of.
CREATE INDEX deliveries_recorded ON deliveries (call) WHERE source = 1 AND call IS NOT NULL;
";

/// Since when the records were read without a hole up to `complete_until`.
pub(crate) const ADD_READ_FROM: &str = "ALTER TABLE proofs ADD COLUMN read_from INTEGER;";

/// How late records were lately, so that one odd one is not waited for for ever.
pub(crate) const ADD_LATE_AT: &str = "
-- Since when `settles` counts: when a record last took as long, or when it was last shortened.
ALTER TABLE proofs ADD COLUMN late_at INTEGER;
-- The longest that one took since, in seconds.
ALTER TABLE proofs ADD COLUMN settles_since INTEGER NOT NULL DEFAULT 0;
-- How many came since.
ALTER TABLE proofs ADD COLUMN came_since INTEGER NOT NULL DEFAULT 0;
UPDATE proofs SET late_at = looked_at WHERE settles > 0;
";

/// From when on what is brought in is news, where something else is read than was proved before.
pub(crate) const ADD_NEWS_FROM: &str = "ALTER TABLE proofs ADD COLUMN news_from INTEGER;";

/// Where the recordings are, where they are asked for with a key of their own.
pub(crate) const ADD_RECORDINGS: &str = "
-- Empty for their usual place, NULL without such a key. The key is no part of this.
ALTER TABLE proofs ADD COLUMN recordings TEXT;
";

/// What is known of a hook by its PBX's records. There is one for each hook with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The hook.
    pub hook: HookId,
    /// Where the PBX's interface is, where that is not its usual place.
    pub base: Option<String>,
    /// Every call that was over by then is in the history.
    pub complete_until: Option<Timestamp>,
    /// From when on calls that are brought in are news to somebody: since the records were first read,
    /// or since it was last proved that nothing is missing when something else came to be read. None
    /// before that, and where all of it is.
    pub news_from: Option<Timestamp>,
    /// When the records were last read to their end.
    pub looked_at: Option<Timestamp>,
    /// The longest that a record was lately seen to take until it was there, in seconds.
    pub settles: i64,
    /// Why they could not be read the last time, and when.
    pub failure: Option<(Timestamp, String)>,
    /// Where the recordings are, where there is a key for them that is another than that of the
    /// records.
    pub recordings: Option<RecordingsAt>,
}

/// Where recordings are asked for with a key of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordingsAt {
    /// Where that is not their usual place.
    pub base: Option<String>,
}

impl Proof {
    /// How long after the end of a call its record is taken to be there.
    pub fn waits(&self) -> SignedDuration {
        SignedDuration::from_secs(SHORTEST_WAIT.max(self.settles + 60))
    }
}

/// No document says how long records take: so many seconds until one is seen to take longer.
pub(crate) const SHORTEST_WAIT: i64 = 5 * 60;

/// A time in which the desk could not hear a PBX, or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The hook.
    pub hook: HookId,
    /// From when,
    pub from: Timestamp,
    /// and to when; none while it lasts.
    pub to: Option<Timestamp>,
    /// Why.
    pub why: GapCause,
    /// When the PBX's records of that time had been read; none as long as they were not.
    pub closed_at: Option<Timestamp>,
    /// Calls of that time that only the records told of.
    pub brought_in: u64,
}

/// Why a desk could not hear a PBX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapCause {
    /// The computer slept.
    Asleep,
    /// Kimo did not run.
    Off,
    /// The address could not be reached from outside.
    Unreachable,
    /// The desk listened and was reached, and yet nothing came.
    NotDelivered,
}

codes!(GapCause {
    Asleep = 0,
    Off = 1,
    Unreachable = 2,
    NotDelivered = 3
});

impl GapCause {
    /// Its name for other programs and texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asleep => "asleep",
            Self::Off => "off",
            Self::Unreachable => "unreachable",
            Self::NotDelivered => "not_delivered",
        }
    }
}

/// So many gaps of a hook are remembered.
const MOST_GAPS: i64 = 500;

pub(crate) fn all(db: &Connection) -> Result<Vec<Proof>> {
    db.prepare_cached(
        "SELECT hook, base, complete_until, looked_at, settles, failed_at, failure, news_from,
             recordings
         FROM proofs ORDER BY hook",
    )?
    .query_map([], read)?
    .collect()
}

pub(crate) fn find(db: &Connection, hook: HookId) -> Result<Option<Proof>> {
    db.prepare_cached(
        "SELECT hook, base, complete_until, looked_at, settles, failed_at, failure, news_from,
             recordings
         FROM proofs WHERE hook = ?1",
    )?
    .query_row([hook.0], read)
    .optional()
}

fn read(row: &Row<'_>) -> Result<Proof> {
    let failed_at = optional_time(row.get(5)?)?;
    let failure: Option<String> = row.get(6)?;
    Ok(Proof {
        hook: HookId(row.get(0)?),
        base: row.get(1)?,
        complete_until: optional_time(row.get(2)?)?,
        looked_at: optional_time(row.get(3)?)?,
        settles: row.get(4)?,
        failure: failed_at.zip(failure),
        news_from: optional_time(row.get(7)?)?,
        recordings: row.get::<_, Option<String>>(8)?.map(|base| RecordingsAt {
            base: Some(base).filter(|base| !base.is_empty()),
        }),
    })
}

/// The newest gaps of all hooks, the newest first.
pub(crate) fn gaps(db: &Connection, limit: usize) -> Result<Vec<Gap>> {
    db.prepare_cached(
        "SELECT hook, from_at, to_at, why, closed_at, brought_in FROM gaps
         ORDER BY from_at DESC, id DESC LIMIT ?1",
    )?
    .query_map([limit], |row| {
        Ok(Gap {
            hook: HookId(row.get(0)?),
            from: time(row.get(1)?)?,
            to: optional_time(row.get(2)?)?,
            why: GapCause::read(row.get(3)?)?,
            closed_at: optional_time(row.get(4)?)?,
            brought_in: row.get(5)?,
        })
    })?
    .collect()
}

/// Something else is asked for from now on, of which nothing was read yet. What is brought in of what
/// comes after the last proof is news all the same.
pub(crate) fn begin_anew(db: &Connection, hook: HookId) -> Result<()> {
    db.prepare_cached(
        "UPDATE proofs SET
             news_from = coalesce(max(complete_until, news_from), complete_until, news_from),
             complete_until = NULL, read_from = NULL
         WHERE hook = ?1",
    )?
    .execute([hook.0])?;
    db.prepare_cached("UPDATE gaps SET closed_at = NULL WHERE hook = ?1")?
        .execute([hook.0])?;
    Ok(())
}

/// Notes a gap of every hook; one that lasts already is not begun again.
pub(crate) fn open_gap(
    db: &Connection,
    from: Timestamp,
    to: Option<Timestamp>,
    why: GapCause,
) -> Result<()> {
    for row in hooks::all(db)?.into_iter().filter(|row| !row.removed) {
        let hook = row.hook.id.0;
        let lasts = to.is_none()
            && db
                .prepare_cached(
                    "SELECT 1 FROM gaps WHERE hook = ?1 AND why = ?2 AND to_at IS NULL",
                )?
                .exists((hook, why.code()))?;
        if !lasts {
            insert_gap(db, row.hook.id, (from, to), why, 0)?;
        }
    }
    Ok(())
}

/// Ends those of this kind that last.
pub(crate) fn end_gap(db: &Connection, why: GapCause, at: Timestamp) -> Result<()> {
    db.prepare_cached("UPDATE gaps SET to_at = max(from_at, ?2) WHERE why = ?1 AND to_at IS NULL")?
        .execute((why.code(), micros(at)))?;
    Ok(())
}

fn insert_gap(
    db: &Connection,
    hook: HookId,
    (from, to): (Timestamp, Option<Timestamp>),
    why: GapCause,
    brought_in: i64,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO gaps (hook, from_at, to_at, why, brought_in) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((hook.0, micros(from), to.map(micros), why.code(), brought_in))?;
    db.prepare_cached(
        "DELETE FROM gaps WHERE hook = ?1 AND id <=
             (SELECT max(id) FROM gaps WHERE hook = ?1) - ?2",
    )?
    .execute((hook.0, MOST_GAPS))?;
    Ok(())
}

/// A call was brought in that was under way from then to then: in one of the gaps that are known,
/// else what was posted of it did not arrive. What was so before anything was proved is no gap.
pub(crate) fn brought_in(
    db: &Connection,
    hook: HookId,
    (from, to): (Timestamp, Timestamp),
    is_proved_before: bool,
) -> Result<()> {
    let known = db
        .prepare_cached(
            "UPDATE gaps SET brought_in = brought_in + 1 WHERE id =
                 (SELECT id FROM gaps WHERE hook = ?1 AND from_at <= ?3
                      AND (to_at IS NULL OR to_at >= ?2) AND why <> ?4
                  ORDER BY from_at DESC LIMIT 1)",
        )?
        .execute((
            hook.0,
            micros(from),
            micros(to),
            GapCause::NotDelivered.code(),
        ))?;
    if known > 0 || !is_proved_before {
        return Ok(());
    }
    let widened = db
        .prepare_cached(
            "UPDATE gaps SET brought_in = brought_in + 1, from_at = min(from_at, ?2),
                 to_at = max(to_at, ?3)
             WHERE hook = ?1 AND why = ?4 AND closed_at IS NULL",
        )?
        .execute((
            hook.0,
            micros(from),
            micros(to),
            GapCause::NotDelivered.code(),
        ))?;
    match widened {
        0 => insert_gap(db, hook, (from, Some(to)), GapCause::NotDelivered, 1),
        _ => Ok(()),
    }
}
