//! Who this desk is. Its id belongs to the data directory and stands in a file of its own there:
//! it outlives a damaged database, and no copy of the database takes it along.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use kimo_calls::{DeskId, random_hex};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::db::{connect::SetUp, desk_row, files};

/// The id of the desk of a directory, as its file has it; `None` where there is no such file.
pub(crate) fn of_directory(dir: &Path) -> io::Result<Option<DeskId>> {
    match fs::read_to_string(file(dir)) {
        // One that was cut short is as good as none.
        Ok(text) if text.ends_with('\n') => Ok(Some(DeskId(text.trim_end().to_owned()))),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sees to it that the database and the directory say the same: what the directory says, else
/// what the database of an older Kimo does; else a new id. The desk must have a row.
pub(crate) fn settle(db: &mut Connection, dir: &Path) -> Result<(), SetUp> {
    let failed = |error: io::Error| SetUp::Other(error.to_string());
    let known = of_directory(dir).map_err(failed)?;
    if known.is_some() && known == desk_row::desk_id(db)? {
        return Ok(());
    }
    // Of two programs that start at once, the second finds what the first has chosen.
    let settling = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let in_database = desk_row::desk_id(&settling)?.filter(|desk| *desk != nobody());
    let desk = match of_directory(dir).map_err(failed)? {
        Some(desk) => desk,
        None => {
            let desk = in_database.map_or_else(new, Ok)?;
            write(dir, &desk).map_err(failed)?;
            desk
        }
    };
    desk_row::set_desk_id(&settling, &desk)?;
    settling.commit()?;
    Ok(())
}

/// Sees to it that the directory has the id of its database, before that is replaced: that of an
/// older Kimo is nowhere else.
pub(crate) fn keep(dir: &Path) -> Result<(), IdentityError> {
    let database = files::database(dir);
    if of_directory(dir)?.is_some() || !database.exists() {
        return Ok(());
    }
    let db = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if let Some(desk) = desk_row::desk_id(&db)?.filter(|desk| *desk != nobody()) {
        write(dir, &desk)?;
    }
    Ok(())
}

/// Why the id of an older Kimo's database is not known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IdentityError {
    /// The database cannot be read.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    /// The file cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What stands in the place of an id in a copy.
pub(crate) fn nobody() -> DeskId {
    DeskId(String::new())
}

fn file(dir: &Path) -> PathBuf {
    dir.join("desk.id")
}

fn write(dir: &Path, desk: &DeskId) -> io::Result<()> {
    let path = file(dir);
    files::make_private_file(&path)?;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(&path)?;
    writeln!(file, "{}", desk.0)?;
    file.sync_all()
}

fn new() -> Result<DeskId, SetUp> {
    let desk = random_hex(getrandom::fill)
        .map_err(|error| SetUp::Other(format!("the system gives no random numbers: {error}")))?;
    Ok(DeskId(desk))
}
