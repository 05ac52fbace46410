//! Founding a desk. One whose history is lost takes its hooks and its settings from its last good
//! backup, so that the addresses that its PBXs know go on, and so do its secrets.

use std::path::{Path, PathBuf};

use kimo_calls::{Hook, Timestamp};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params_from_iter, types::Value};

use crate::{
    db::{
        aside,
        backup::{self, BackupError},
        connect::{self, SetUp},
        desk_row, identity, migrations,
        unfinished::{self, LongWork},
    },
    hooks,
    incidents::{self, Incident, IncidentKind},
    settings::{self, Settings},
};

/// What stood in the place of a new history.
pub(crate) struct Former {
    pub(crate) kind: IncidentKind,
    pub(crate) why: String,
    /// Where that is now, if there was anything.
    pub(crate) file: Option<PathBuf>,
    /// What the desk that had it open knows by heart.
    pub(crate) known: Option<Known>,
    pub(crate) now: Timestamp,
}

/// What a desk knows by heart of what people have set.
pub(crate) struct Known {
    pub(crate) hooks: Vec<Hook>,
    pub(crate) removed_hooks: Vec<Hook>,
    pub(crate) settings: Settings,
}

/// Founds a desk in a database without one; it has no id yet. Its hooks and settings are those of
/// the one that was there, as far as they can be read, else of the last good backup; without any,
/// there is nothing but the desk. What has become of the former is taken down with it. Returns the
/// last good backup.
pub(crate) fn found(
    db: &mut Connection,
    dir: &Path,
    former: Option<&Former>,
    now: Timestamp,
) -> Result<Option<PathBuf>, SetUp> {
    let backups = backup::backups(dir, now).unwrap_or_else(|error| {
        tracing::warn!(%error, "there may be backups");
        Vec::new()
    });
    let is_good = |path: &Path, checked: Result<(), BackupError>| {
        if let Err(error) = &checked {
            tracing::warn!(%error, backup = %path.display(), "a backup is no use");
        }
        checked.is_ok()
    };
    let good = || {
        let mut paths = backups.iter().map(|backup| &backup.path);
        paths
            .find(|path| is_good(path, backup::check(path)))
            .cloned()
    };
    let damaged = former.filter(|former| former.kind == IncidentKind::Damaged);
    if let Some((former, file)) = damaged.and_then(|former| Some((former, former.file.as_ref()?))) {
        let taken = aside::open(file).map_err(BackupError::from);
        match taken.and_then(|from| take_over(db, &from, good(), Some(former))) {
            Ok(backup) => return Ok(backup),
            Err(error) => tracing::warn!(%error, "the former hooks cannot be read"),
        }
    }
    if let Some((former, known)) = former.and_then(|former| Some((former, former.known.as_ref()?)))
        && !known.hooks.is_empty()
    {
        let backup = good();
        go_on(db, known, former, backup.clone())?;
        return Ok(backup);
    }
    for backup in backups {
        let path = backup.path;
        let taken = backup::check(&path).and_then(|()| {
            let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
            let from = Connection::open_with_flags(&path, read_only)?;
            take_over(db, &from, Some(path.clone()), former).map(|_| ())
        });
        if is_good(&path, taken) {
            return Ok(Some(path));
        }
    }
    begin(db, former).map(|()| None)
}

/// What is taken from a backup: which table, and of it what was set by people or told to them.
const TAKEN: [(&str, &[&str]); 5] = [
    ("accounts", &["id", "pbx", "account"]),
    (
        "hooks",
        &[
            "id",
            "pbx",
            "name",
            "token",
            "previous_token",
            "previous_until",
            "basic_user",
            "basic_password",
            "allowed_sources",
            "source_header",
            "region",
            "settings",
            "removed",
        ],
    ),
    ("settings", &["name", "value"]),
    // Which address book was read. Its contacts come again from there.
    ("address_book", &["id", "address", "user", "name"]),
    // Who was forgotten stays so, though the records of their calls are fetched again.
    ("forgotten", &["key", "mark", "forgotten_at"]),
];

/// Takes all of it, or nothing. Gives the backup back.
fn take_over(
    db: &mut Connection,
    from: &Connection,
    backup: Option<PathBuf>,
    former: Option<&Former>,
) -> Result<Option<PathBuf>, BackupError> {
    if connect::user_version(from)? > migrations::FORMAT {
        return Err(BackupError::Unsound("a newer Kimo made it".to_owned()));
    }
    let founding = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if desk_row::desk_id(&founding)?.is_some() {
        // Another program was faster.
        return Ok(backup);
    }
    if desk_row::desk_id(from)?.is_none() {
        return Err(BackupError::Unsound("there is no desk in it".to_owned()));
    }
    desk_row::found_desk(&founding, &identity::nobody())?;
    for (table, columns) in TAKEN {
        take_rows(from, &founding, table, columns)?;
    }
    // What cannot be read must not be relied upon.
    hooks::all(&founding)?;
    settings::load(&founding)?;
    take_down(&founding, former, backup.clone(), false)?;
    founding.commit()?;
    Ok(backup)
}

/// Notes what has become of the former history, and that what it still gives is to be saved.
fn take_down(
    db: &Connection,
    former: Option<&Former>,
    backup: Option<PathBuf>,
    anew: bool,
) -> rusqlite::Result<()> {
    let Some(former) = former else { return Ok(()) };
    let incident = Incident {
        happened_at: former.now,
        kind: former.kind,
        why: former.why.clone(),
        anew,
        file: former.file.clone(),
        backup,
        saved: 0,
        lost: 0,
    };
    let incident = incidents::insert(db, &incident)?;
    // Of one that is gone there is nothing but a log, which says nothing without it.
    let is_damaged = former.kind == IncidentKind::Damaged;
    if let Some(file) = former.file.as_ref().filter(|_| is_damaged) {
        let salvage = LongWork::Salvage {
            incident,
            file: file.to_string_lossy().into_owned(),
            contacts: Some(0),
            after: 0,
        };
        unfinished::put(db, &salvage)?;
    }
    Ok(())
}

/// Copies these columns of a table; an older format may not have had all of them.
fn take_rows(
    from: &Connection,
    to: &Connection,
    table: &str,
    columns: &[&str],
) -> rusqlite::Result<()> {
    let known: Vec<String> = from
        .prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let has = |column: &str| known.iter().any(|known| known == column);
    let columns: Vec<_> = columns
        .iter()
        .filter_map(|column| match *column {
            column if has(column) => Some((column, column)),
            "settings" if has(hooks::FORMER_SETTING) => Some(("settings", hooks::AS_SETTINGS)),
            _ => None,
        })
        .collect();
    if columns.is_empty() {
        return Ok(());
    }
    let list = |names: Vec<&str>| names.join(", ");
    let put_to = list(columns.iter().map(|(to, _)| *to).collect());
    let take = list(columns.iter().map(|(_, from)| *from).collect());
    let places = vec!["?"; columns.len()].join(", ");
    // What every desk has from the beginning is there already.
    let sql = format!("INSERT OR REPLACE INTO {table} ({put_to}) VALUES ({places})");
    let mut put = to.prepare(&sql)?;
    let mut find = from.prepare(&format!("SELECT {take} FROM {table}"))?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..columns.len()).map(|column| row.get::<_, Value>(column));
        put.execute(params_from_iter(
            values.collect::<rusqlite::Result<Vec<_>>>()?,
        ))?;
    }
    Ok(())
}

/// A desk that goes on with what it knows by heart.
fn go_on(
    db: &mut Connection,
    known: &Known,
    former: &Former,
    backup: Option<PathBuf>,
) -> Result<(), SetUp> {
    let founding = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if desk_row::desk_id(&founding)?.is_none() {
        desk_row::found_desk(&founding, &identity::nobody())?;
        for hook in known.hooks.iter().chain(&known.removed_hooks) {
            hooks::insert_as_it_was(&founding, hook)?;
        }
        for hook in &known.removed_hooks {
            hooks::remove(&founding, hook.id)?;
        }
        let all = known.settings.differing(&Settings::default());
        settings::save(&founding, &known.settings, &all)?;
        take_down(&founding, Some(former), backup, false)?;
    }
    founding.commit()?;
    Ok(())
}

/// A desk that has never been.
fn begin(db: &mut Connection, former: Option<&Former>) -> Result<(), SetUp> {
    let founding = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if desk_row::desk_id(&founding)?.is_none() {
        desk_row::found_desk(&founding, &identity::nobody())?;
        take_down(&founding, former, None, true)?;
    }
    founding.commit()?;
    Ok(())
}
