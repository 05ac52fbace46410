//! Deliveries that are not as they were kept, by their sums.

use rusqlite::{Connection, Result};

use crate::{
    db::{session::Session, unfinished::LongWork, work::Step},
    deliveries::sum,
    incidents,
};

/// A delivery with what it is made up of, for the sum.
pub(crate) const COLUMNS: &str = "d.id, d.hook, d.received_at, d.source, \
    coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x''), d.sum";

/// Whether a row of [`COLUMNS`] is as it was kept; gives its number too.
pub(crate) fn is_sound(row: &rusqlite::Row<'_>) -> Result<(i64, bool)> {
    let kept: Option<i64> = row.get(5)?;
    Ok((
        row.get(0)?,
        kept.is_none_or(|kept| of(row).is_ok_and(|is| is == kept)),
    ))
}

fn of(row: &rusqlite::Row<'_>) -> Result<i64> {
    let body = row.get_ref(4)?.as_blob()?;
    Ok(sum::sum(row.get(1)?, row.get(2)?, row.get(3)?, body))
}

/// Takes down that deliveries are not as they were kept, to be told until somebody has seen it.
pub(crate) fn found_altered(session: &mut Session, deliveries: &[i64]) -> Result<()> {
    let mut new = 0;
    for delivery in deliveries {
        new += session
            .db
            .prepare_cached("INSERT OR IGNORE INTO altered (delivery) VALUES (?1)")?
            .execute([delivery])?;
    }
    if new > 0 {
        incidents::count_altered(&session.db, new as u64)?;
        session.touched.incidents = true;
    }
    Ok(())
}

/// How many deliveries are summed in one transaction.
const AT_ONCE: i64 = 500;

/// Sums the next deliveries after `after` that an older Kimo has kept.
pub(crate) fn step(session: &Session, after: i64) -> Result<Step<u64, LongWork>> {
    let sql = format!("SELECT {COLUMNS} FROM deliveries d WHERE d.id > ?1 ORDER BY d.id LIMIT ?2");
    let sums: Vec<(i64, i64)> = session
        .db
        .prepare_cached(&sql)?
        .query_map((after, AT_ONCE), |row| Ok((row.get(0)?, of(row)?)))?
        .collect::<Result<_>>()?;
    for (delivery, sum) in &sums {
        put(&session.db, *delivery, *sum)?;
    }
    Ok(match sums.last() {
        Some((after, _)) => Step::More(LongWork::Sum { after: *after }),
        None => Step::Done(0),
    })
}

fn put(db: &Connection, delivery: i64, sum: i64) -> Result<()> {
    db.prepare_cached("UPDATE deliveries SET sum = ?2 WHERE id = ?1 AND sum IS NULL")?
        .execute((delivery, sum))?;
    Ok(())
}
