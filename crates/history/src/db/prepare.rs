//! Making the database of a directory ready: what stands in its place is looked at before SQLite
//! may touch it, an older one is brought up to date, and a damaged one is set aside.

use std::{
    io,
    path::{Path, PathBuf},
};

use kimo_calls::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::{
    db::{
        aside,
        connect::{
            SetUp, check_format, configure_writer, flags, open_reader, refused, user_version,
        },
        desk_row, files,
        founding::{self, Former, Known},
        header::{Found, has_log, look},
        identity, migrations,
        open_error::{OpenError, SetAside},
    },
    incidents::IncidentKind,
};

/// Opens the database for writing, creating what is missing and setting a damaged one aside.
pub(crate) fn for_first_use(dir: &Path) -> Result<Option<SetAside>, OpenError> {
    files::make_private_dir(dir).map_err(|error| other(dir, &error))?;
    let (kind, why) = match prepare(dir, None) {
        Ok(_) => return Ok(None),
        Err(OpenError::Damaged { why, .. }) => (IncidentKind::Damaged, why),
        Err(error @ OpenError::Gone(_)) => (IncidentKind::Gone, error.to_string()),
        Err(error) => return Err(error),
    };
    let set_aside = begin_anew(dir, kind, why, None)?;
    Ok(set_aside.filter(|_| kind == IncidentKind::Damaged))
}

/// Brings the database of a directory up to date; a damaged one stays in its place.
pub(crate) fn in_place(dir: &Path) -> Result<(), OpenError> {
    prepare(dir, None).map(|_| ())
}

/// Sets aside what stands in the place of the database, or is left of it, and makes a new one that
/// goes on where the former ended, with what a desk knows by heart of it. Gives where that is now, if there was anything.
pub(crate) fn begin_anew(
    dir: &Path,
    kind: IncidentKind,
    why: String,
    known: Option<Known>,
) -> Result<Option<SetAside>, OpenError> {
    // SQLite complains in several lines.
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    let now = Timestamp::now();
    let word = match kind {
        IncidentKind::Gone => files::GONE,
        IncidentKind::Damaged
        | IncidentKind::PutBack
        | IncidentKind::Altered
        | IncidentKind::NotMovedIn => files::DAMAGED,
    };
    let aside = aside::set_aside(dir, word, now).map_err(|error| other(dir, &error))?;
    // Of one that is gone only the log may be left.
    let file = aside.map(|path| match path.exists() {
        true => path,
        false => {
            let [log, _] = files::companions(&path);
            log
        }
    });
    tracing::error!(%why, ?kind, aside = ?file, "another history is begun");
    let former = Former {
        kind,
        why: why.clone(),
        file: file.clone(),
        known,
        now,
    };
    let last_backup = prepare(dir, Some(&former))?;
    Ok(file.map(|path| SetAside {
        path,
        why,
        last_backup,
    }))
}

fn other(path: &Path, why: &io::Error) -> OpenError {
    OpenError::Other {
        path: path.to_owned(),
        why: why.to_string(),
    }
}

/// Makes the database, or brings it up to date. Returns the backup that a new one was founded from.
fn prepare(dir: &Path, former: Option<&Former>) -> Result<Option<PathBuf>, OpenError> {
    let path = &files::database(dir);
    let is_new = match look(path)? {
        Found::Nothing => true,
        Found::Database {
            format,
            has_anothers_log,
        } => {
            check_format(path, format)?;
            if has_anothers_log {
                let log = files::set_log_aside(path, Timestamp::now());
                let log = log.map_err(|error| other(path, &error))?;
                tracing::warn!(
                    ?log,
                    "a database was put in the place of another, whose log this is"
                );
            }
            check_log(path)?;
            false
        }
    };
    let other = |error: io::Error| other(path, &error);
    // SQLite would delete a log that is left.
    if is_new && former.is_none() && files::has_been_used(dir) {
        return Err(OpenError::Gone(dir.to_owned()));
    }
    files::make_private_file(path).map_err(other)?;
    let mut db = Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))
        .map_err(|error| refused(path, error))?;
    if !is_new {
        check(path, &db)?;
    }
    set_up(&mut db, dir, former).map_err(|error| match error {
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
fn set_up(
    db: &mut Connection,
    dir: &Path,
    former: Option<&Former>,
) -> Result<Option<PathBuf>, SetUp> {
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
        None => founding::found(db, dir, former, Timestamp::now())?,
    };
    identity::settle(db, dir)?;
    Ok(founded)
}
