//! Checking the database as it goes: a few rows at a time, so that nobody waits for it, and round
//! after round, so that damage is told before somebody needs what was there.

use rusqlite::Connection;

use crate::{
    db::{connect, read_error::ReadError, reader::Reader},
    deliveries::altered,
};

/// How far a round has come. A new one begins at the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    part: usize,
    after: i64,
}

impl Reader {
    /// Reads the next rows of a round, from the disk. What cannot be read is an error,
    /// [`ReadError::Damaged`].
    pub fn check_on(&self, mut at: Round) -> Result<Checked, ReadError> {
        const ROWS: usize = 500;
        let mut altered = Vec::new();
        // Other connections know pages by heart that may be others on the disk by now.
        let db = connect::reading(self.dir())?;
        // Each page is read once.
        db.pragma_update(None, "cache_size", -200)?;
        let parts = parts(&db)?;
        let mut left = ROWS;
        while let Some(part) = parts.get(at.part) {
            if left == 0 {
                let next = Some(at);
                return Ok(Checked { next, altered });
            }
            if let Some(steps) = &part.steps {
                let Some((read, last)) = read_rows(&db, part, steps, (at.after, left))? else {
                    at = at.behind();
                    continue;
                };
                if part.name == DELIVERIES {
                    altered.extend(altered_ones(&db, at.after, last)?);
                }
                at.after = last;
                left = left.saturating_sub(read);
                continue;
            }
            // An index cannot be read in steps; a large one is a step by itself: a quarter of a
            // second for each million rows, in which nobody waits for it.
            left = left.saturating_sub(read_pages(&db, &part.name)?);
            at = at.behind();
        }
        let next = None;
        Ok(Checked { next, altered })
    }
}

const DELIVERIES: &str = "deliveries";

/// What a step of a round has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The place to go on from; `None` at the end of the round.
    pub next: Option<Round>,
    /// Deliveries that are not as they were kept.
    pub altered: Vec<i64>,
}

impl Round {
    fn behind(self) -> Self {
        Self {
            part: self.part + 1,
            after: i64::MIN,
        }
    }
}

impl Default for Round {
    fn default() -> Self {
        Self {
            part: 0,
            after: i64::MIN,
        }
    }
}

/// A table or an index.
struct Part {
    name: String,
    /// The number by which it can be read in steps: that of its rows, or the first of its key where
    /// that is one. Several rows may have the same.
    steps: Option<String>,
}

fn parts(db: &Connection) -> rusqlite::Result<Vec<Part>> {
    db.prepare(
        "SELECT s.name,
                CASE WHEN s.type <> 'table' THEN NULL
                     WHEN s.sql NOT LIKE '%WITHOUT ROWID%' THEN 'rowid'
                     ELSE (SELECT c.name FROM pragma_table_info(s.name) c
                           WHERE c.pk = 1 AND c.type = 'INTEGER') END
         FROM sqlite_schema s WHERE s.rootpage > 0 ORDER BY s.type DESC, s.name",
    )?
    .query_map([], |row| {
        Ok(Part {
            name: row.get(0)?,
            steps: row.get(1)?,
        })
    })?
    .collect()
}

/// Reads every column of the next rows after a number, about as many as wanted: all of one number
/// together. Gives how many there were, and their last number; `None` where there is none.
fn read_rows(
    db: &Connection,
    part: &Part,
    steps: &str,
    (after, limit): (i64, usize),
) -> rusqlite::Result<Option<(usize, i64)>> {
    let (table, number) = (&part.name, steps);
    let last: Option<i64> = db
        .prepare(&format!(
            "SELECT max({number}) FROM (SELECT {number} FROM \"{table}\" WHERE {number} > ?1
             ORDER BY {number} LIMIT ?2)"
        ))?
        .query_row((after, limit), |row| row.get(0))?;
    let Some(last) = last else {
        return Ok(None);
    };
    let mut next = db.prepare(&format!(
        "SELECT * FROM \"{table}\" WHERE {number} > ?1 AND {number} <= ?2"
    ))?;
    let columns = next.column_count();
    let mut rows = next.query((after, last))?;
    let mut read = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            row.get_ref(column)?;
        }
        read += 1;
    }
    Ok(Some((read, last)))
}

/// The deliveries after one, up to another, that are not as they were kept.
fn altered_ones(db: &Connection, after: i64, until: i64) -> rusqlite::Result<Vec<i64>> {
    let sql = format!(
        "SELECT {} FROM deliveries d WHERE d.id > ?1 AND d.id <= ?2",
        altered::COLUMNS
    );
    let mut found = Vec::new();
    let mut next = db.prepare(&sql)?;
    let mut rows = next.query((after, until))?;
    while let Some(row) = rows.next()? {
        if let (delivery, false) = altered::is_sound(row)? {
            found.push(delivery);
        }
    }
    Ok(found)
}

/// Reads every page. Gives how many there are.
fn read_pages(db: &Connection, name: &str) -> rusqlite::Result<usize> {
    let (pages, is_damaged) = db
        .prepare(
            "SELECT count(*), coalesce(max(pagetype = 'corrupted'), 0) FROM dbstat WHERE name = ?1",
        )?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match is_damaged {
        true => Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            Some(format!("a page of {name} cannot be read")),
        )),
        false => Ok(pages),
    }
}
