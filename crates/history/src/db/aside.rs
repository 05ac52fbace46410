//! A database that was set aside: what it still gives is read, and nothing of it is touched.

use std::{
    io,
    path::{Path, PathBuf},
};

use kimo_calls::Timestamp;
use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::db::{connect, files};

/// Opens one, as far as it can be; with its log, where it has one.
pub(crate) fn open(path: &Path) -> rusqlite::Result<Connection> {
    // SQLite deletes the log of an empty one.
    if files::is_empty(path) {
        return Err(rusqlite::Error::InvalidPath(path.to_owned()));
    }
    let access = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let db = Connection::open_with_flags(path, connect::flags(access))?;
    // Its log stays where it is.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // So one that was cut short is opened too.
    db.pragma_update(None, "writable_schema", true)?;
    db.pragma_update(None, "query_only", true)?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(db)
}

/// Moves what stands in the place of a database out of the way, if anything does.
pub(crate) fn set_aside(dir: &Path, word: &str, now: Timestamp) -> io::Result<Option<PathBuf>> {
    let database = files::database(dir);
    if !files::is_anything_left(&database) {
        return Ok(None);
    }
    files::set_aside(&database, word, now).map(Some)
}
