//! Making the database of a directory ready: what stands in its place is looked at before SQLite
//! may touch it, an older one is brought up to date, and a damaged one is set aside.

use std::{
    io,
    path::{Path, PathBuf},
};

use kimo_calls::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::db::{
    connect::{
        Found, SetUp, check_format, configure_writer, flags, has_log, look, open_reader, refused,
        user_version,
    },
    desk_row, files, founding, identity, migrations,
    open_error::{OpenError, SetAside},
};

/// Opens the database for writing, creating what is missing and setting a damaged one aside.
pub(crate) fn for_first_use(dir: &Path) -> Result<Option<SetAside>, OpenError> {
    let other = |why: io::Error| OpenError::Other {
        path: dir.to_owned(),
        why: why.to_string(),
    };
    files::make_private_dir(dir).map_err(other)?;
    let path = files::database(dir);
    let why = match prepare(dir) {
        Ok(_) => return Ok(None),
        Err(OpenError::Damaged { why, .. }) => why,
        Err(error) => return Err(error),
    };
    let aside = files::set_aside(&path, "damaged", Timestamp::now()).map_err(other)?;
    tracing::error!(%why, aside = %aside.display(), "the history was damaged; a fresh one is begun");
    let last_backup = prepare(dir)?;
    Ok(Some(SetAside {
        path: aside,
        why,
        last_backup,
    }))
}

/// Brings the database of a directory up to date; a damaged one stays in its place.
pub(crate) fn in_place(dir: &Path) -> Result<(), OpenError> {
    prepare(dir).map(|_| ())
}

/// Makes the database, or brings it up to date. Returns the backup that a new one was founded from.
fn prepare(dir: &Path) -> Result<Option<PathBuf>, OpenError> {
    let path = &files::database(dir);
    let other = |why: io::Error| OpenError::Other {
        path: path.to_owned(),
        why: why.to_string(),
    };
    let is_new = match look(path)? {
        Found::Nothing => true,
        Found::Database { format } => {
            check_format(path, format)?;
            check_log(path)?;
            false
        }
    };
    files::make_private_file(path).map_err(other)?;
    let mut db = Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))
        .map_err(|error| refused(path, error))?;
    if !is_new {
        check(path, &db)?;
    }
    set_up(&mut db, dir).map_err(|error| match error {
        SetUp::Sql(error) => refused(path, error),
        SetUp::Other(why) => OpenError::Other {
            path: path.to_owned(),
            why,
        },
    })
}

/// A newer Kimo that was killed may have left its format in the log only.
fn check_log(path: &Path) -> Result<(), OpenError> {
    if !has_log(path) {
        return Ok(());
    }
    // A connection that cannot write leaves the database and its log as they are.
    let format = open_reader(path, OpenFlags::SQLITE_OPEN_READ_ONLY, "")
        .and_then(|db| user_version(&db))
        .map_err(|error| refused(path, error))?;
    check_format(path, format)
}

/// Small databases are checked whole. Of a large one, both ends of every table and index are
/// read: a start must not wait for gigabytes, and damage inside is told when it is met.
fn check(path: &Path, db: &Connection) -> Result<(), OpenError> {
    const SMALL_PAGES: i64 = 1024;
    let checked = || {
        let pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        if pages <= SMALL_PAGES {
            return db.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        }
        let tables: Vec<String> = db
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'
                     AND sql NOT LIKE '%WITHOUT ROWID%'",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for table in tables {
            for order in ["ASC", "DESC"] {
                let sql = format!("SELECT * FROM \"{table}\" ORDER BY rowid {order} LIMIT 1");
                let mut row = db.prepare(&sql)?;
                row.query([])?.next()?;
            }
        }
        Ok("ok".to_owned())
    };
    match checked() {
        Ok(fine) if fine == "ok" => Ok(()),
        Ok(why) => Err(OpenError::Damaged {
            path: path.to_owned(),
            why,
        }),
        Err(error) => Err(refused(path, error)),
    }
}

/// Brings the tables up to date, and founds the desk where there is none.
fn set_up(db: &mut Connection, dir: &Path) -> Result<Option<PathBuf>, SetUp> {
    configure_writer(db)?;
    if user_version(db)? < migrations::FORMAT {
        migrations::migrations()
            .to_latest(db)
            .map_err(|error| match error {
                rusqlite_migration::Error::RusqliteError { err, .. } => SetUp::Sql(err),
                other => SetUp::Other(other.to_string()),
            })?;
    }
    let founded = match desk_row::desk_id(db)? {
        Some(_) => None,
        None => founding::found(db, dir, Timestamp::now())?,
    };
    identity::settle(db, dir)?;
    Ok(founded)
}
