//! Connections to the database, and what errors mean to who opens one.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use crate::db::{
    files,
    header::{Found, has_log, look},
    migrations,
    open_error::OpenError,
    watched::{self, Watched},
};

/// How long to wait for another program that is writing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// A connection that writes to a database that has been prepared.
pub(crate) fn writing(dir: &Path) -> Result<Watched, OpenError> {
    let path = files::database(dir);
    let db = Connection::open_with_flags(&path, flags(OpenFlags::SQLITE_OPEN_READ_WRITE)).and_then(
        |db| {
            watched::refuse_anothers_log(&path)?;
            configure_writer(&db)?;
            Ok(db)
        },
    );
    let db = db.map_err(|error| refused(&path, error))?;
    #[cfg(windows)]
    close_log_to_others(&db, &path)?;
    Ok(Watched::new(db, &path))
}

/// Elsewhere SQLite gives its log the rights of the database; here it has those that the directory
/// hands down, which is not always ours. It stays for as long as this connection.
#[cfg(windows)]
fn close_log_to_others(db: &Connection, path: &Path) -> Result<(), OpenError> {
    // SQLite makes it late: with the first look.
    user_version(db).map_err(|error| refused(path, error))?;
    files::make_private_file(path).map_err(|error| OpenError::Other {
        path: path.to_owned(),
        why: error.to_string(),
    })
}

/// A connection that only reads: beside a running desk, or without one, also where the directory
/// may not be written.
pub(crate) fn reading(dir: &Path) -> Result<Watched, OpenError> {
    let path = files::database(dir);
    match look(&path)? {
        Found::Nothing => return Err(OpenError::Missing(dir.to_owned())),
        Found::Database {
            format,
            has_anothers_log,
        } => {
            check_format(&path, format)?;
            if has_anothers_log {
                return Err(refused(&path, watched::anothers_log()));
            }
        }
    }
    // With write access SQLite can make the shared memory that a database with a write-ahead log
    // wants. Without, it reads as long as that exists; else nobody else is there, and the file
    // can be taken as it is.
    let ways = [
        (OpenFlags::SQLITE_OPEN_READ_WRITE, ""),
        (OpenFlags::SQLITE_OPEN_READ_ONLY, ""),
        (OpenFlags::SQLITE_OPEN_READ_ONLY, "?immutable=1"),
    ];
    let mut refusal = OpenError::Missing(dir.to_owned());
    for (access, query) in ways {
        // Taken as it is, the file would be without what stands in its log.
        if !query.is_empty() && has_log(&path) {
            break;
        }
        match open_reader(&path, access, query) {
            Ok(db) => {
                let format = user_version(&db).map_err(|error| refused(&path, error))?;
                check_format(&path, format)?;
                if format < migrations::FORMAT {
                    return Err(OpenError::Older(dir.to_owned()));
                }
                return Ok(Watched::new(db, &path));
            }
            Err(error) => {
                let lacks_rights = lacks_rights(&error);
                refusal = refused(&path, error);
                if !lacks_rights {
                    break;
                }
            }
        }
    }
    Err(refusal)
}

/// Whether there may be another way in for who may do less.
fn lacks_rights(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied)
    )
}

/// What an error means to who opens a database.
pub(crate) fn refused(path: &Path, error: rusqlite::Error) -> OpenError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => OpenError::Damaged {
            path,
            why: error.to_string(),
        },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Locked(path),
        _ => OpenError::Other {
            path,
            why: error.to_string(),
        },
    }
}

pub(crate) fn check_format(path: &Path, found: i64) -> Result<(), OpenError> {
    if found > migrations::FORMAT {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found,
            known: migrations::FORMAT,
        });
    }
    Ok(())
}

/// Why the tables are not as they should be.
pub(crate) enum SetUp {
    Sql(rusqlite::Error),
    Other(String),
}

impl From<rusqlite::Error> for SetUp {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

pub(crate) fn configure_writer(db: &Connection) -> rusqlite::Result<()> {
    configure(db)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    // Answered means kept: each commit is on the disk before anybody is told of it.
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // Who is forgotten leaves no trace in free pages.
    db.pragma_update(None, "secure_delete", true)?;
    // The writer decides when to move the log into the database; see `checkpoint`.
    db.pragma_update(None, "wal_autocheckpoint", 0)?;
    // One that grew while somebody was reading shrinks again once it begins anew.
    db.pragma_update(None, "journal_size_limit", files::LONGEST_LOG)?;
    Ok(())
}

pub(crate) fn open_reader(
    path: &Path,
    access: OpenFlags,
    query: &str,
) -> rusqlite::Result<Connection> {
    let db = if query.is_empty() {
        Connection::open_with_flags(path, flags(access))?
    } else {
        let uri = uri(path) + query;
        Connection::open_with_flags(uri, flags(access) | OpenFlags::SQLITE_OPEN_URI)?
    };
    watched::refuse_anothers_log(path)?;
    configure(&db)?;
    db.pragma_update(None, "query_only", true)?;
    // SQLite opens files late: only a first look tells whether it can.
    user_version(&db)?;
    Ok(db)
}

fn configure(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(128);
    // Else every question with `LIMIT ?` is prepared anew whenever it is asked.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "temp_store", "memory")?;
    // Emptied by the writing thread once it is not used for a while.
    db.pragma_update(None, "cache_size", -4000)
}

pub(crate) fn flags(access: OpenFlags) -> OpenFlags {
    access | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02x}"),
        }
    }
    uri
}

pub(crate) fn user_version(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_question_with_a_limit_is_prepared_once() {
        let db = Connection::open_in_memory().unwrap();
        configure(&db).unwrap();
        db.execute_batch("CREATE TABLE calls (id INTEGER PRIMARY KEY)")
            .unwrap();
        let mut ask = db.prepare("SELECT id FROM calls LIMIT ?1").unwrap();
        for limit in 1..=3 {
            assert!(!ask.exists([limit]).unwrap());
        }
        assert_eq!(ask.get_status(StatementStatus::RePrepare), 0);
    }
}
