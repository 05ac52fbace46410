//! The deliveries as they came: the truth that everything else is made from.

pub(crate) mod altered;
pub(crate) mod delivery_reader;
pub(crate) mod delivery_writer;
pub(crate) mod incoming;
pub(crate) mod keeping;
pub(crate) mod mentions;
pub(crate) mod not_understood;
mod owner;
pub(crate) mod rebuild;
pub(crate) mod recording;
pub(crate) mod rereading;
pub(crate) mod sum;
pub(crate) mod unread_bound;

use kimo_calls::{CallId, HookId, Meaning, Timestamp};
use kimo_pbx::{Delivery, ReadError, Reading};
use rusqlite::{Connection, OptionalExtension, Result, Row};

use crate::{
    accounts,
    db::{
        code::{Code, codes},
        time::time,
    },
};

pub(crate) const CREATE: &str = "
CREATE TABLE content_types (
    id INTEGER PRIMARY KEY,
    content_type TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    hook INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    content_type INTEGER,
    -- The call that it says something of.
    call INTEGER REFERENCES calls (id),
    -- Empty where the very same body came before, in `same_as`.
    body BLOB,
    same_as INTEGER REFERENCES deliveries (id)
) STRICT;
-- The details of a call show its deliveries; forgetting a call removes them.
CREATE INDEX deliveries_by_call ON deliveries (call) WHERE call IS NOT NULL;
-- Removing a delivery hands its body on to those that share it.
CREATE INDEX deliveries_by_same_as ON deliveries (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE not_understood (
    delivery INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
    hook INTEGER NOT NULL,
    -- Content address, to know a repetition.
    digest BLOB NOT NULL,
    -- Why it could not be read; empty where only its type is not known.
    error TEXT,
    event_type TEXT,
    -- The call that it speaks of, known or not.
    pbx INTEGER,
    pbx_call_id TEXT
) STRICT;
-- The newest of each hook are listed with it.
CREATE INDEX not_understood_by_hook ON not_understood (hook, delivery);
-- Each new one asks whether it repeats another.
CREATE INDEX not_understood_by_digest ON not_understood (digest);
-- The details of a call show these too.
CREATE INDEX not_understood_by_call ON not_understood (pbx_call_id, pbx)
    WHERE pbx_call_id IS NOT NULL;
";

/// Where a delivery came from; and a list of those of one hook, which are read again when their
/// meaning changes.
pub(crate) const ADD_SOURCE: &str = "
-- What came before this was noted came to a hook.
ALTER TABLE deliveries ADD COLUMN source INTEGER NOT NULL DEFAULT 0;
-- Reading those of one hook again asks for the next of them, and for nobody else's.
CREATE INDEX deliveries_by_hook ON deliveries (hook);
";

/// Where a delivery came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliverySource {
    /// The PBX posted it to a hook.
    Hook,
    /// It is what the PBX's own records say.
    Record,
    /// Somebody brought it along from another computer.
    Import,
    /// Another desk told of it.
    Desk,
}

codes!(DeliverySource {
    Hook = 0,
    Record = 1,
    Import = 2,
    Desk = 3
});

impl DeliverySource {
    /// What a delivery says that came from there.
    pub(crate) fn read_of(
        self,
        delivery: &Delivery<'_>,
        meaning: &Meaning,
    ) -> std::result::Result<Reading, ReadError> {
        match self {
            Self::Record => kimo_pbx::read_record(delivery, meaning),
            Self::Hook | Self::Import | Self::Desk => kimo_pbx::read(delivery, meaning),
        }
    }
}

/// A delivery as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDelivery {
    /// Where it came from.
    pub source: DeliverySource,
    /// The hook it came to.
    pub hook: HookId,
    /// That hook's name.
    pub hook_name: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The request's content type, if it had one.
    pub content_type: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
    /// Why it could not be read, or the type that is not known.
    pub error: Option<String>,
}

/// A delivery to be stored.
pub(crate) struct NewDelivery<'a> {
    pub(crate) source: DeliverySource,
    pub(crate) hook: HookId,
    pub(crate) received_at: i64,
    pub(crate) content_type: Option<i64>,
    pub(crate) call: Option<i64>,
    pub(crate) body: &'a [u8],
    /// An earlier delivery that says the same, perhaps with the very same body.
    pub(crate) repeats: Option<i64>,
}

/// A delivery to be read again.
pub(crate) struct OldDelivery {
    pub(crate) id: i64,
    pub(crate) source: DeliverySource,
    pub(crate) hook: HookId,
    pub(crate) received_at: i64,
    pub(crate) content_type: Option<String>,
    pub(crate) call: Option<i64>,
    pub(crate) body: Vec<u8>,
    /// It is as it was kept.
    pub(crate) is_sound: bool,
}

/// Stores a delivery. A body that `repeats` another to the byte is stored by reference.
pub(crate) fn insert(db: &Connection, new: &NewDelivery<'_>) -> Result<i64> {
    let same_as = match new.repeats {
        Some(first) => holder_of(db, first, new.body)?,
        None => None,
    };
    db.prepare_cached(
        "INSERT INTO deliveries (hook, received_at, content_type, call, body, same_as, source, sum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .insert((
        new.hook.0,
        new.received_at,
        new.content_type,
        new.call,
        same_as.is_none().then_some(new.body),
        same_as,
        new.source.code(),
        sum::sum(new.hook.0, new.received_at, new.source.code(), new.body),
    ))
}

/// A delivery speaks of another call than was thought.
pub(crate) fn set_call(db: &Connection, delivery: i64, call: Option<i64>) -> Result<()> {
    db.prepare_cached("UPDATE deliveries SET call = ?2 WHERE id = ?1")?
        .execute((delivery, call))?;
    Ok(())
}

/// The row of a content type, made if there is none.
pub(crate) fn intern_content_type(db: &Connection, content_type: &str) -> Result<i64> {
    let found = db
        .prepare_cached("SELECT id FROM content_types WHERE content_type = ?1")?
        .query_row([content_type], |row| row.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => db
            .prepare_cached("INSERT INTO content_types (content_type) VALUES (?1)")?
            .insert([content_type]),
    }
}

/// A delivery to be read again.
pub(crate) fn find(db: &Connection, delivery: i64) -> Result<Option<OldDelivery>> {
    db.prepare_cached(
        "SELECT d.id, d.hook, d.received_at, t.content_type, d.call,
                coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x''),
                d.source, d.sum
         FROM deliveries d LEFT JOIN content_types t ON t.id = d.content_type
         WHERE d.id = ?1",
    )?
    .query_row([delivery], old)
    .optional()
}

/// The next deliveries after `after` in the order of arrival; of one hook, or of all.
pub(crate) fn next(
    db: &Connection,
    hook: Option<HookId>,
    after: i64,
    limit: usize,
) -> Result<Vec<OldDelivery>> {
    match hook {
        Some(hook) => db
            .prepare_cached(NEXT_OF_HOOK)?
            .query_map((after, limit, hook.0), old)?
            .collect(),
        None => db
            .prepare_cached(NEXT)?
            .query_map((after, limit), old)?
            .collect(),
    }
}

fn old(row: &Row<'_>) -> Result<OldDelivery> {
    Ok(OldDelivery {
        id: row.get(0)?,
        hook: HookId(row.get(1)?),
        received_at: row.get(2)?,
        content_type: row.get(3)?,
        call: row.get(4)?,
        body: row.get(5)?,
        source: DeliverySource::read(row.get(6)?)?,
        is_sound: match row.get::<_, Option<i64>>(7)? {
            None => true,
            Some(kept) => {
                let body = row.get_ref(5)?.as_blob()?;
                kept == sum::sum(row.get(1)?, row.get(2)?, row.get(6)?, body)
            }
        },
    })
}

const NEXT: &str = "
SELECT d.id, d.hook, d.received_at, t.content_type, d.call,
       coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x''),
       d.source, d.sum
FROM deliveries d LEFT JOIN content_types t ON t.id = d.content_type
WHERE d.id > ?1 ORDER BY d.id LIMIT ?2";

const NEXT_OF_HOOK: &str = "
SELECT d.id, d.hook, d.received_at, t.content_type, d.call,
       coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x''),
       d.source, d.sum
FROM deliveries d LEFT JOIN content_types t ON t.id = d.content_type
WHERE d.hook = ?3 AND d.id > ?1 ORDER BY d.id LIMIT ?2";

/// How many deliveries there are, for showing progress.
pub(crate) fn last_id(db: &Connection) -> Result<i64> {
    db.prepare_cached("SELECT coalesce(max(id), 0) FROM deliveries")?
        .query_row([], |row| row.get(0))
}

/// Every delivery of a call and those that speak of it without being understood, in the order of
/// their arrival.
pub(crate) fn of_call(db: &Connection, call: Option<i64>, id: &CallId) -> Result<Vec<i64>> {
    let pbx = accounts::find(db, id.pbx, &id.account)?;
    db.prepare_cached(
        "SELECT id FROM deliveries WHERE call = ?1
         UNION
         SELECT delivery FROM not_understood WHERE pbx_call_id = ?2 AND pbx = ?3
         ORDER BY 1",
    )?
    .query_map((call, &id.pbx_call_id, pbx), |row| row.get(0))?
    .collect()
}

/// One delivery for showing.
pub(crate) fn stored(db: &Connection, delivery: i64) -> Result<StoredDelivery> {
    db.prepare_cached(
        "SELECT d.hook, h.name, d.received_at, t.content_type,
                coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x''),
                CASE WHEN n.of_no_call THEN NULL ELSE coalesce(n.error, n.event_type) END,
                d.source
         FROM deliveries d JOIN hooks h ON h.id = d.hook
              LEFT JOIN content_types t ON t.id = d.content_type
              LEFT JOIN not_understood n ON n.delivery = d.id
         WHERE d.id = ?1",
    )?
    .query_row([delivery], |row| {
        Ok(StoredDelivery {
            hook: HookId(row.get(0)?),
            hook_name: row.get(1)?,
            received_at: time(row.get(2)?)?,
            content_type: row.get(3)?,
            body: row.get(4)?,
            error: row.get(5)?,
            source: DeliverySource::read(row.get(6)?)?,
        })
    })
}

/// Removes a delivery; its body goes to the first of those that share it. Gives its hook where it
/// was listed there as not understood.
pub(crate) fn remove(db: &Connection, delivery: i64) -> Result<Option<HookId>> {
    let heir: Option<i64> = db
        .prepare_cached("SELECT min(id) FROM deliveries WHERE same_as = ?1")?
        .query_row([delivery], |row| row.get(0))?;
    if let Some(heir) = heir {
        db.prepare_cached(
            "UPDATE deliveries SET same_as = NULL,
                    body = (SELECT body FROM deliveries f WHERE f.id = ?2)
             WHERE id = ?1",
        )?
        .execute((heir, delivery))?;
        db.prepare_cached("UPDATE deliveries SET same_as = ?1 WHERE same_as = ?2")?
            .execute((heir, delivery))?;
        not_understood::inherit(db, heir)?;
    }
    let listed_at = not_understood::listed_at(db, delivery)?;
    // Its number may be another's one day.
    db.prepare_cached("DELETE FROM altered WHERE delivery = ?1")?
        .execute([delivery])?;
    db.prepare_cached("DELETE FROM deliveries WHERE id = ?1")?
        .execute([delivery])?;
    Ok(listed_at)
}

/// The delivery that holds the body of `first`, if that is this very body.
fn holder_of(db: &Connection, first: i64, body: &[u8]) -> Result<Option<i64>> {
    let same = |row: &Row<'_>| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get_ref(1)?.as_blob_or_null()? == Some(body),
        ))
    };
    let holder = db
        .prepare_cached(
            "SELECT h.id, h.body FROM deliveries f JOIN deliveries h
                    ON h.id = coalesce(f.same_as, f.id)
             WHERE f.id = ?1",
        )?
        .query_row([first], same)
        .optional()?;
    Ok(holder.filter(|(_, same)| *same).map(|(id, _)| id))
}

/// Whether a delivery holds its body itself.
pub(crate) fn holds_body(db: &Connection, delivery: i64) -> Result<bool> {
    db.prepare_cached("SELECT same_as IS NULL FROM deliveries WHERE id = ?1")?
        .query_row([delivery], |row| row.get(0))
}

/// Whether any delivery says something of a call.
pub(crate) fn any_of_call(db: &Connection, call: i64) -> Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM deliveries WHERE call = ?1)")?
        .query_row([call], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::migrations::migrations;

    /// A step of reading a hook's deliveries again must not go through those of all others.
    #[test]
    fn the_next_deliveries_of_a_hook_are_found_by_an_index() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut db).unwrap();
        let plan = |sql: &str| -> Vec<String> {
            let mut lines = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let nothing = vec![rusqlite::types::Null; lines.parameter_count()];
            let lines = lines.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3));
            lines.unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(
            plan(NEXT_OF_HOOK)[0],
            "SEARCH d USING INDEX deliveries_by_hook (hook=? AND rowid>?)"
        );
        assert_eq!(
            plan(NEXT)[0],
            "SEARCH d USING INTEGER PRIMARY KEY (rowid>?)"
        );
        let sorts = [NEXT, NEXT_OF_HOOK].map(|sql| plan(sql).join(";").contains("TEMP B-TREE"));
        assert_eq!(sorts, [false, false]);
    }
}
