//! The PBXs and their accounts that the rest speaks of, each by a number: calls, marks, hooks and
//! what was not understood have it in their column `pbx`.

pub(crate) mod account_reader;

use kimo_calls::{Account, PbxId};
use rusqlite::{Connection, OptionalExtension, Result, Transaction, types::Type};

pub(crate) const CREATE: &str = "
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    pbx TEXT NOT NULL,
    account TEXT NOT NULL,
    UNIQUE (pbx, account)
) STRICT;
";

/// Puts the PBXs into it that the formats before it had by number. None had accounts.
pub(crate) fn fill(db: &Transaction<'_>) -> rusqlite_migration::HookResult {
    for (number, pbx) in kimo_pbx::FORMER_NUMBERS {
        db.execute(
            "INSERT INTO accounts (id, pbx, account) VALUES (?1, ?2, '')",
            (number, pbx.as_str()),
        )?;
    }
    Ok(())
}

/// The number of an account, if it has one.
pub(crate) fn find(db: &Connection, pbx: PbxId, account: &Account) -> Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM accounts WHERE pbx = ?1 AND account = ?2")?
        .query_row((pbx.as_str(), account.as_str()), |row| row.get(0))
        .optional()
}

/// The number of an account, given if it has none.
pub(crate) fn intern(db: &Connection, pbx: PbxId, account: &Account) -> Result<i64> {
    match find(db, pbx, account)? {
        Some(number) => Ok(number),
        None => db
            .prepare_cached("INSERT INTO accounts (pbx, account) VALUES (?1, ?2)")?
            .insert((pbx.as_str(), account.as_str())),
    }
}

/// Every account, the first first.
pub(crate) fn all(db: &Connection) -> Result<Vec<(PbxId, Account)>> {
    db.prepare_cached("SELECT pbx, account FROM accounts ORDER BY id")?
        .query_map([], |row| read(row, 0, 1))?
        .collect()
}

/// Reads a PBX and its account from two columns.
pub(crate) fn read(
    row: &rusqlite::Row<'_>,
    pbx: usize,
    account: usize,
) -> Result<(PbxId, Account)> {
    let damage =
        |column, error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error);
    let id = row.get_ref(pbx)?.as_str()?.parse::<PbxId>();
    let name = row.get_ref(account)?.as_str()?.parse::<Account>();
    Ok((
        id.map_err(|error| damage(pbx, error.into()))?,
        name.map_err(|error| damage(account, error.into()))?,
    ))
}
