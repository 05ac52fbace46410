//! Checking the database as it goes: a few rows at a time, so that nobody waits for it, and round
//! after round, so that damage is told before somebody needs what was there.

use rusqlite::Connection;

use crate::db::{connect, read_error::ReadError, reader::Reader};

/// How far a round has come. A new one begins at the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    part: usize,
    after: i64,
}

impl Reader {
    /// Reads the next rows of a round, from the disk; gives the place to go on from, `None` at the
    /// end of the round. What cannot be read is an error, [`ReadError::Damaged`].
    pub fn check_on(&self, mut at: Round) -> Result<Option<Round>, ReadError> {
        const ROWS: usize = 500;
        // An index, or a table without numbers, counts for so many.
        const WHOLE: usize = 50;
        // Other connections know pages by heart that may be others on the disk by now.
        let db = connect::reading(self.dir())?;
        let parts = parts(&db)?;
        let mut left = ROWS;
        while let Some(part) = parts.get(at.part) {
            if left == 0 {
                return Ok(Some(at));
            }
            if part.has_numbers {
                let (read, last) = read_rows(&db, &part.name, at.after, left)?;
                if read == left {
                    at.after = last;
                    return Ok(Some(at));
                }
                left -= read;
            } else {
                read_pages(&db, &part.name)?;
                left = left.saturating_sub(WHOLE);
            }
            at = Round {
                part: at.part + 1,
                after: 0,
            };
        }
        Ok(None)
    }
}

/// A table or an index.
struct Part {
    name: String,
    /// It is a table whose rows have numbers, by which it can be read in steps.
    has_numbers: bool,
}

fn parts(db: &Connection) -> rusqlite::Result<Vec<Part>> {
    db.prepare(
        "SELECT name, type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' FROM sqlite_schema
         WHERE rootpage > 0 ORDER BY type DESC, name",
    )?
    .query_map([], |row| {
        Ok(Part {
            name: row.get(0)?,
            has_numbers: row.get(1)?,
        })
    })?
    .collect()
}

/// Reads every column of the next rows. Gives how many there were, and the number of the last.
fn read_rows(
    db: &Connection,
    table: &str,
    after: i64,
    limit: usize,
) -> rusqlite::Result<(usize, i64)> {
    let sql = format!("SELECT rowid, * FROM \"{table}\" WHERE rowid > ?1 ORDER BY rowid LIMIT ?2");
    let mut next = db.prepare(&sql)?;
    let columns = next.column_count();
    let mut rows = next.query((after, limit))?;
    let (mut read, mut last) = (0, after);
    while let Some(row) = rows.next()? {
        last = row.get(0)?;
        for column in 1..columns {
            row.get_ref(column)?;
        }
        read += 1;
    }
    Ok((read, last))
}

/// Reads every page.
fn read_pages(db: &Connection, name: &str) -> rusqlite::Result<()> {
    let mut find =
        db.prepare("SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'corrupted' LIMIT 1")?;
    match find.exists([name])? {
        true => Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            Some(format!("a page of {name} cannot be read")),
        )),
        false => Ok(()),
    }
}
