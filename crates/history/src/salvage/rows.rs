//! The deliveries of a damaged database, row by row. Where a page of it cannot be read, the rows of
//! that page are passed over one by one, and those behind it are read again.

use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    db::code::Code,
    deliveries::{DeliverySource, sum},
};

/// A delivery, as far as it is needed to keep it again.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) hook: i64,
    pub(super) received_at: i64,
    pub(super) source: DeliverySource,
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
    /// It is as it was kept.
    pub(super) is_sound: bool,
}

/// Some deliveries.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// How many could not be read between them.
    pub(super) lost: u64,
    /// From where to go on; `None` at the end.
    pub(super) next: Option<i64>,
}

/// So many rows that cannot be read are passed over at once.
const PASSED_OVER: u64 = 5000;

/// The next deliveries after `after`, at most `limit`.
pub(super) fn after(db: &Connection, mut after: i64, limit: usize) -> Rows {
    let mut found = Rows {
        rows: Vec::new(),
        lost: 0,
        next: None,
    };
    let last = last(db);
    loop {
        let room = limit - found.rows.len();
        let read = next(db, after, room, &mut found.rows);
        after = found.rows.last().map_or(after, |row| row.id.max(after));
        match read {
            Ok(()) if found.rows.len() == limit => found.next = Some(after),
            Ok(()) => {}
            Err(_) => {
                // The row behind the last good one, and all those that are in its page.
                let mut id = after + 1;
                while id <= last && found.lost < PASSED_OVER && one(db, id).is_err() {
                    found.lost += 1;
                    id += 1;
                }
                after = id - 1;
                if id <= last && found.lost < PASSED_OVER && found.rows.len() < limit {
                    // The row itself is sound, or there is none of this number.
                    if let Ok(Some(row)) = one(db, id) {
                        found.rows.push(row);
                    }
                    after = id;
                    if found.rows.len() < limit {
                        continue;
                    }
                }
                found.next = (after < last).then_some(after);
            }
        }
        return found;
    }
}

/// The highest number of a delivery, by whatever still tells it.
fn last(db: &Connection) -> i64 {
    [
        "SELECT max(id) FROM deliveries",
        "SELECT max(id) FROM deliveries INDEXED BY deliveries_by_call WHERE call IS NOT NULL",
        "SELECT max(delivery) FROM events",
        "SELECT max(delivery) FROM not_understood",
        "SELECT sum(deliveries) FROM hooks",
    ]
    .iter()
    .filter_map(|sql| {
        db.query_row(sql, [], |row| row.get::<_, Option<i64>>(0))
            .ok()?
    })
    .max()
    .unwrap_or_default()
}

fn next(db: &Connection, after: i64, limit: usize, found: &mut Vec<Row>) -> Result<()> {
    let sql = select(db, CONTENT_TYPE, "d.id > ?1 ORDER BY d.id LIMIT ?2")?;
    let mut next = db.prepare_cached(&sql)?;
    let mut rows = next.query((after, limit))?;
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(())
}

fn one(db: &Connection, id: i64) -> Result<Option<Row>> {
    let find = |content_type| {
        let sql = select(db, content_type, "d.id = ?1")?;
        db.prepare_cached(&sql)?.query_row([id], read).optional()
    };
    // A body says by itself what it is.
    find(CONTENT_TYPE).or_else(|_| find("NULL"))
}

const CONTENT_TYPE: &str =
    "(SELECT t.content_type FROM content_types t WHERE t.id = d.content_type)";

fn select(db: &Connection, content_type: &str, which: &str) -> Result<String> {
    let mut has =
        db.prepare_cached("SELECT 1 FROM pragma_table_info('deliveries') WHERE name = ?1")?;
    // The first formats did not note these.
    let source = if has.exists(["source"])? {
        "d.source"
    } else {
        "0"
    };
    let sum = if has.exists(["sum"])? {
        "d.sum"
    } else {
        "NULL"
    };
    // A body that is another's and cannot be read there is no empty one.
    Ok(format!(
        "SELECT d.id, d.hook, d.received_at, {source}, {content_type},
                iif(d.same_as IS NULL, d.body,
                    (SELECT f.body FROM deliveries f WHERE f.id = d.same_as)), {sum}
         FROM deliveries d WHERE {which}"
    ))
}

fn read(row: &rusqlite::Row<'_>) -> Result<Row> {
    let sum: Option<i64> = row.get(6)?;
    let is_sound = match sum {
        None => true,
        Some(kept) => {
            let body = row.get_ref(5)?.as_blob()?;
            kept == sum::sum(row.get(1)?, row.get(2)?, row.get(3)?, body)
        }
    };
    Ok(Row {
        is_sound,
        id: row.get(0)?,
        hook: row.get(1)?,
        received_at: row.get(2)?,
        source: DeliverySource::read(row.get(3)?)?,
        content_type: row.get(4)?,
        body: row.get(5)?,
    })
}
