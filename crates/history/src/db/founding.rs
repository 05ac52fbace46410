//! Founding a desk. One whose history is lost takes its hooks and its settings from its last good
//! backup, so that the addresses that its PBXs know go on, and so do its secrets.

use std::path::{Path, PathBuf};

use kimo_calls::Timestamp;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params_from_iter, types::Value};

use crate::{
    db::{
        backup::{self, BackupError},
        connect::{self, SetUp},
        desk_row, identity, migrations,
    },
    hooks, settings,
};

/// Founds a desk in a database without one; it has no id yet. Returns the backup that it was taken
/// from; without any, there is nothing but the desk.
pub(crate) fn found(
    db: &mut Connection,
    dir: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, SetUp> {
    let backups = backup::backups(dir, now).unwrap_or_else(|error| {
        tracing::warn!(%error, "there may be backups");
        Vec::new()
    });
    for backup in backups {
        match take_over(db, &backup.path) {
            Ok(()) => return Ok(Some(backup.path)),
            Err(error) => {
                tracing::warn!(%error, backup = %backup.path.display(), "a backup is no use");
            }
        }
    }
    begin(db).map(|()| None)
}

/// What is taken from a backup: which table, and of it what was set by people or told to them.
const TAKEN: [(&str, &[&str]); 4] = [
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
        ],
    ),
    ("settings", &["name", "value"]),
    // Who was forgotten stays so, though the records of their calls are fetched again.
    ("forgotten", &["key", "mark", "forgotten_at"]),
];

/// Takes all of it, or nothing.
fn take_over(db: &mut Connection, backup: &Path) -> Result<(), BackupError> {
    backup::check(backup)?;
    let from = Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if connect::user_version(&from)? > migrations::FORMAT {
        return Err(BackupError::Unsound("a newer Kimo made it".to_owned()));
    }
    let founding = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if desk_row::desk_id(&founding)?.is_some() {
        // Another program was faster.
        return Ok(());
    }
    if desk_row::desk_id(&from)?.is_none() {
        return Err(BackupError::Unsound("there is no desk in it".to_owned()));
    }
    desk_row::found_desk(&founding, &identity::nobody())?;
    for (table, columns) in TAKEN {
        take_rows(&from, &founding, table, columns)?;
    }
    // What cannot be read must not be relied upon.
    hooks::all(&founding)?;
    settings::load(&founding)?;
    founding.commit()?;
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

/// A desk that has never been.
fn begin(db: &mut Connection) -> Result<(), SetUp> {
    let founding = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if desk_row::desk_id(&founding)?.is_none() {
        desk_row::found_desk(&founding, &identity::nobody())?;
    }
    founding.commit()?;
    Ok(())
}
