//! The database on its way to another computer.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::db::{
    backup::{self, BackupError},
    connect::{check_format, refused},
    desk_row, files,
    header::{Found, look},
    open_error::OpenError,
};

/// Copies the history of `dir` into a new file beside it that only its owner reads, as a backup is
/// made: beside a running writer, checked, without who its desk is and without passwords. Tells
/// after each step how many bytes of how many are copied; false ends it, and so it is answered.
pub fn copy_out(
    dir: &Path,
    to: &Path,
    told: impl FnMut(u64, u64) -> bool,
) -> Result<bool, BackupError> {
    backup::remove_if_there(to)?;
    files::make_private_file(to)?;
    let is_whole = backup::copy(dir, to, told)?;
    if is_whole {
        backup::check(to)?;
    }
    Ok(is_whole)
}

/// Checks the whole of a database that came from elsewhere, before anything relies on it: it is
/// sound, has a desk in it, and this Kimo knows its format.
pub fn check_carried(database: &Path) -> Result<(), OpenError> {
    let damaged = |why: String| OpenError::Damaged {
        path: database.to_owned(),
        why,
    };
    match look(database)? {
        Found::Nothing => return Err(damaged("there is nothing in it".to_owned())),
        Found::Database { format, .. } => check_format(database, format)?,
    }
    backup::check(database).map_err(|error| damaged(error.to_string()))?;
    let db = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| refused(database, error))?;
    match desk_row::desk_id(&db) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(damaged("there is no desk in it".to_owned())),
        Err(error) => Err(damaged(error.to_string())),
    }
}
