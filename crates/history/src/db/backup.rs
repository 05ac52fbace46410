//! Daily copies of the database.

use std::{
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::{civil::Date, tz::TimeZone};
use kimo_calls::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, backup};

use crate::{
    db::{connect, desk_row, files, identity, open_error::OpenError},
    hooks::basic_passwords,
};

/// A copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// The day it was made, UTC.
    pub day: Date,
}

/// Why there is no backup, or why it was not brought back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The copy is not sound. One just made was removed; older ones were left alone.
    #[error("the backup is not sound: {0}")]
    Unsound(String),
    /// The disk is full.
    #[error("the disk is full")]
    NoRoom,
    /// The system or the database refused.
    #[error("the history cannot be backed up: {0}")]
    Other(String),
}

/// How many copies are kept.
const KEPT: usize = 7;

/// Copies the history of `dir` unless today's copy exists, checks the copy, and then removes all
/// but the last seven. In small steps, beside a running writer. Blocks for as long as that takes.
pub fn back_up(dir: &Path, now: Timestamp) -> Result<Option<Backup>, BackupError> {
    let day = now.to_zoned(TimeZone::UTC).date();
    if backups(dir, now)?.iter().any(|backup| backup.day == day) {
        return Ok(None);
    }
    let into = files::backups(dir);
    files::make_private_dir(&into)?;
    let unfinished = into.join("unfinished");
    remove_if_there(&unfinished)?;
    files::make_private_file(&unfinished)?;
    let copied = copy(dir, &unfinished, |_, _| true).and_then(|_| check(&unfinished));
    if let Err(error) = copied {
        remove_if_there(&unfinished)?;
        return Err(error);
    }
    let path = into.join(format!("kimo-{day}.db"));
    move_into_place(&unfinished, &path)?;
    for old in backups(dir, now)?.into_iter().skip(KEPT) {
        fs::remove_file(old.path)?;
    }
    Ok(Some(Backup { path, day }))
}

/// The copies there are, the newest first. Those that are dated after `now` come last, as they were
/// made by a clock that was wrong: the newest of all is none of them, and they are the first to go.
pub fn backups(dir: &Path, now: Timestamp) -> Result<Vec<Backup>, BackupError> {
    let entries = match fs::read_dir(files::backups(dir)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let day = name
            .and_then(|name| name.strip_prefix("kimo-")?.strip_suffix(".db"))
            .and_then(|day| day.parse().ok());
        if let Some(day) = day {
            found.push(Backup { path, day });
        }
    }
    let today = now.to_zoned(TimeZone::UTC).date();
    found.sort_by_key(|backup| (backup.day > today, std::cmp::Reverse(backup.day)));
    Ok(found)
}

/// Puts a copy in the place of the database, which is set aside under a dated name. No desk may
/// run in `dir`. The desk of `dir` stays who it is; where there has been none, it is a new one.
/// Returns where the old database is now.
pub fn restore(dir: &Path, backup: &Path, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    check(backup)?;
    let database = files::database(dir);
    let mut unfinished = database.as_os_str().to_owned();
    unfinished.push(".restoring");
    let unfinished = PathBuf::from(unfinished);
    remove_if_there(&unfinished)?;
    files::make_private_file(&unfinished)?;
    fs::copy(backup, &unfinished)?;
    let copy = Connection::open_with_flags(&unfinished, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    take_identity_out_of(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    if let Err(error) = identity::keep(dir) {
        tracing::warn!(%error, "what stood in the database's place says nothing of its desk");
    }
    let old = match files::is_anything_left(&database) {
        true => Some(files::set_aside(&database, files::REPLACED, now)?),
        false => None,
    };
    move_into_place(&unfinished, &database)?;
    Ok(old)
}

/// Whether a copy is sound.
pub(crate) fn check(path: &Path) -> Result<(), BackupError> {
    let unsound = |error: rusqlite::Error| BackupError::Unsound(error.to_string());
    let db =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(unsound)?;
    let verdict: String = db
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(unsound)?;
    match verdict.as_str() {
        "ok" => Ok(()),
        _ => Err(BackupError::Unsound(verdict)),
    }
}

/// Copies the history of `dir` into an empty file, with neither who its desk is nor passwords. Tells
/// after each step how many bytes of how many are copied; false ends it, and so it is answered.
pub(crate) fn copy(
    dir: &Path,
    to: &Path,
    told: impl FnMut(u64, u64) -> bool,
) -> Result<bool, BackupError> {
    const PAGES: i32 = 256;
    const REST: Duration = Duration::from_millis(2);
    let from = connect::reading(dir)?;
    let mut to = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // One look for all steps: else every write in between would begin the copy anew.
    let look = from.unchecked_transaction()?;
    look.query_row("SELECT 1 FROM desk", [], |_| Ok(()))?;
    let is_whole = copy_pages(&look, &mut to, PAGES, REST, told)?;
    if is_whole {
        basic_passwords::take_out_of(&to)?;
        take_identity_out_of(&to)?;
    }
    to.close().map_err(|(_, error)| error)?;
    Ok(is_whole)
}

/// Copies every page of a database, into a file that stands for itself, without a log beside it.
/// False where it was told to end before.
pub(crate) fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    at_once: i32,
    rest: Duration,
    mut told: impl FnMut(u64, u64) -> bool,
) -> rusqlite::Result<bool> {
    let page: u64 = from.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    // The copy can be read again from the original: only its end has to be on the disk.
    to.pragma_update(None, "synchronous", "off")?;
    let copying = backup::Backup::new(from, to)?;
    loop {
        let step = copying.step(at_once)?;
        let progress = copying.progress();
        let bytes = |pages: i32| u64::try_from(pages).unwrap_or_default() * page;
        let (all, left) = (bytes(progress.pagecount), bytes(progress.remaining));
        if !told(all.saturating_sub(left), all) {
            return Ok(false);
        }
        if step == backup::StepResult::Done {
            break;
        }
        thread::sleep(rest);
    }
    drop(copying);
    to.query_row("PRAGMA journal_mode = delete", [], |_| Ok(()))?;
    Ok(true)
}

/// Who the desk is stays with its directory.
fn take_identity_out_of(copy: &Connection) -> rusqlite::Result<()> {
    copy.pragma_update(None, "secure_delete", true)?;
    // A journal would be a file that has it.
    copy.pragma_update(None, "journal_mode", "memory")?;
    desk_row::set_desk_id(copy, &identity::nobody())
}

/// Renames a file that is complete, once it is on the disk.
pub(crate) fn move_into_place(from: &Path, to: &Path) -> io::Result<()> {
    fs::OpenOptions::new().write(true).open(from)?.sync_all()?;
    fs::rename(from, to)?;
    #[cfg(unix)]
    if let Some(dir) = to.parent() {
        fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::NoRoom,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::NoRoom,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<OpenError> for BackupError {
    fn from(error: OpenError) -> Self {
        Self::Other(error.to_string())
    }
}
