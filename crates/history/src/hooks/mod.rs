//! The hooks, with what is known of their deliveries.

pub(crate) mod basic_passwords;
pub(crate) mod hook_reader;
pub(crate) mod hook_writer;

use kimo_calls::{
    BasicCredentials, Hook, HookId, HookToken, Meaning, PreviousToken, SourceHeader, Sources,
    Timestamp,
};
use rusqlite::{Connection, Error, Result, Row, types::Type};

use crate::{
    accounts,
    db::{
        code::Code,
        time::{micros, optional_time},
    },
};

pub(crate) const CREATE: &str = "
CREATE TABLE hooks (
    id INTEGER PRIMARY KEY,
    pbx INTEGER NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    basic_user TEXT,
    basic_password TEXT,
    region TEXT NOT NULL,
    answered_flag INTEGER NOT NULL,
    -- How many deliveries came, ever: removing old ones does not count back.
    deliveries INTEGER NOT NULL DEFAULT 0,
    last_delivery_at INTEGER,
    last_tested_at INTEGER,
    -- While the deliveries are being read again after a change of meaning: up to which this has
    -- been done.
    reread INTEGER
) STRICT;
";

/// A token that has been replaced may go on for a while.
pub(crate) const ADD_PREVIOUS_TOKEN: &str = "
ALTER TABLE hooks ADD COLUMN previous_token TEXT;
ALTER TABLE hooks ADD COLUMN previous_until INTEGER;
";

/// Deliveries may be limited to where they come from: networks, with spaces between them.
pub(crate) const ADD_SOURCES: &str = "
ALTER TABLE hooks ADD COLUMN allowed_sources TEXT NOT NULL DEFAULT '';
ALTER TABLE hooks ADD COLUMN source_header INTEGER NOT NULL DEFAULT 0;
";

/// A PBX's own settings are a JSON object, in which whatever is as by default is left out. The one
/// setting that the first formats knew was of the PBX that they had by the number 0.
pub(crate) const ADD_SETTINGS: &str = r#"
ALTER TABLE hooks ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
UPDATE hooks SET settings = '{"answered_flag":"missed"}' WHERE answered_flag = 1 AND pbx = 0;
ALTER TABLE hooks DROP COLUMN answered_flag;
"#;

/// A hook that was removed takes nothing any more, and is kept to read what came to it.
pub(crate) const ADD_REMOVED: &str = "
ALTER TABLE hooks ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
";

/// The column of that setting in the first formats.
pub(crate) const FORMER_SETTING: &str = "answered_flag";
/// What it says in the words of the settings.
pub(crate) const AS_SETTINGS: &str =
    r#"iif(answered_flag = 1 AND pbx = 0, '{"answered_flag":"missed"}', '{}')"#;

/// A hook's row.
pub(crate) struct HookRow {
    pub(crate) hook: Hook,
    pub(crate) deliveries: u64,
    pub(crate) last_delivery_at: Option<Timestamp>,
    pub(crate) last_tested_at: Option<Timestamp>,
    pub(crate) removed: bool,
}

/// Every hook, in the order in which they were made; those that were removed as well.
pub(crate) fn all(db: &Connection) -> Result<Vec<HookRow>> {
    db.prepare_cached(
        "SELECT h.id, a.pbx, h.name, h.token, h.basic_user, h.basic_password, h.region, h.settings,
                h.deliveries, h.last_delivery_at, h.last_tested_at, h.previous_token,
                h.previous_until, h.allowed_sources, h.source_header, a.account, h.removed
         FROM hooks h JOIN accounts a ON a.id = h.pbx ORDER BY h.id",
    )?
    .query_map([], read)?
    .collect()
}

/// One hook.
pub(crate) fn find(db: &Connection, hook: HookId) -> Result<Option<Hook>> {
    let mut hooks = all(db)?.into_iter().map(|row| row.hook);
    Ok(hooks.find(|known| known.id == hook))
}

/// Adds a hook; its id is given by the table.
pub(crate) fn insert(db: &Connection, hook: &Hook) -> Result<HookId> {
    db.prepare_cached(
        "INSERT INTO hooks (pbx, name, token, basic_user, region, settings)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .insert((
        accounts::intern(db, hook.pbx, &hook.account)?,
        &hook.name,
        hook.token.expose(),
        hook.basic.as_ref().map(|basic| &basic.user),
        hook.meaning.region.to_string(),
        settings(hook)?,
    ))
    .map(HookId)
}

/// Adds a hook that was in another database, with its id, tokens and limits.
pub(crate) fn insert_as_it_was(db: &Connection, hook: &Hook) -> Result<()> {
    let row = insert(db, hook)?;
    db.prepare_cached("UPDATE hooks SET id = ?2 WHERE id = ?1")?
        .execute((row.0, hook.id.0))?;
    set_tokens(db, hook)?;
    set_sources(db, hook.id, &hook.sources)
}

/// Marks a hook as removed.
pub(crate) fn remove(db: &Connection, hook: HookId) -> Result<()> {
    db.prepare_cached("UPDATE hooks SET removed = 1 WHERE id = ?1")?
        .execute([hook.0])?;
    Ok(())
}

/// Alters a hook's name, user and meaning.
pub(crate) fn update(db: &Connection, hook: &Hook) -> Result<()> {
    db.prepare_cached(
        "UPDATE hooks SET name = ?2, basic_user = ?3, region = ?4, settings = ?5
         WHERE id = ?1",
    )?
    .execute((
        hook.id.0,
        &hook.name,
        hook.basic.as_ref().map(|basic| &basic.user),
        hook.meaning.region.to_string(),
        settings(hook)?,
    ))?;
    Ok(())
}

/// Takes out a password that was kept here, as the first format did.
pub(crate) fn forget_password(db: &Connection, hook: HookId) -> Result<()> {
    db.prepare_cached("UPDATE hooks SET basic_password = NULL WHERE id = ?1")?
        .execute([hook.0])?;
    Ok(())
}

/// Takes out every such password.
pub(crate) fn forget_passwords(db: &Connection) -> Result<()> {
    db.prepare_cached("UPDATE hooks SET basic_password = NULL WHERE basic_password IS NOT NULL")?
        .execute([])?;
    Ok(())
}

/// Puts the tokens of a hook in the place of those that it had.
pub(crate) fn set_tokens(db: &Connection, hook: &Hook) -> Result<()> {
    let previous = hook.previous.as_ref();
    db.prepare_cached(
        "UPDATE hooks SET token = ?2, previous_token = ?3, previous_until = ?4 WHERE id = ?1",
    )?
    .execute((
        hook.id.0,
        hook.token.expose(),
        previous.map(|previous| previous.token.expose()),
        previous.map(|previous| micros(previous.until)),
    ))?;
    Ok(())
}

/// Limits a hook to where its deliveries come from.
pub(crate) fn set_sources(db: &Connection, hook: HookId, sources: &Sources) -> Result<()> {
    let allowed: Vec<_> = sources.allowed.iter().map(ToString::to_string).collect();
    db.prepare_cached("UPDATE hooks SET allowed_sources = ?2, source_header = ?3 WHERE id = ?1")?
        .execute((hook.0, allowed.join(" "), sources.header.code()))?;
    Ok(())
}

/// Counts deliveries that came; `last_at` is when the PBX posted the last of them, if it did.
pub(crate) fn count_deliveries(
    db: &Connection,
    hook: HookId,
    more: i64,
    last_at: Option<i64>,
) -> Result<()> {
    db.prepare_cached(
        "UPDATE hooks SET deliveries = deliveries + ?2,
                last_delivery_at = coalesce(max(last_delivery_at, ?3), last_delivery_at, ?3)
         WHERE id = ?1",
    )?
    .execute((hook.0, more, last_at))?;
    Ok(())
}

/// Notes that the PBX tested the address.
pub(crate) fn note_tested(db: &Connection, hook: HookId, at: Timestamp) -> Result<bool> {
    db.prepare_cached("UPDATE hooks SET last_tested_at = ?2 WHERE id = ?1")?
        .execute((hook.0, micros(at)))
        .map(|rows| rows > 0)
}

fn read(row: &Row<'_>) -> Result<HookRow> {
    let user: Option<String> = row.get(4)?;
    let password: Option<String> = row.get(5)?;
    let previous: Option<String> = row.get(11)?;
    let until = optional_time(row.get(12)?)?;
    let (pbx, account) = accounts::read(row, 1, 15)?;
    Ok(HookRow {
        hook: Hook {
            id: HookId(row.get(0)?),
            pbx,
            account,
            name: row.get(2)?,
            token: parsed::<HookToken>(row.get(3)?, 3)?,
            previous: match previous.zip(until) {
                Some((token, until)) => Some(PreviousToken {
                    token: parsed(token, 11)?,
                    until,
                }),
                None => None,
            },
            basic: user.map(|user| BasicCredentials { user, password }),
            sources: Sources {
                allowed: row
                    .get::<_, String>(13)?
                    .split_whitespace()
                    .map(|network| parsed(network.to_owned(), 13))
                    .collect::<Result<_>>()?,
                header: SourceHeader::read(row.get(14)?)?,
            },
            meaning: Meaning {
                region: parsed(row.get(6)?, 6)?,
                settings: serde_json::from_str(row.get_ref(7)?.as_str()?)
                    .map_err(|error| damage(7, error))?,
            },
        },
        deliveries: row.get(8)?,
        last_delivery_at: optional_time(row.get(9)?)?,
        last_tested_at: optional_time(row.get(10)?)?,
        removed: row.get(16)?,
    })
}

fn parsed<T>(text: String, column: usize) -> Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text.parse().map_err(|error| damage(column, error))
}

fn settings(hook: &Hook) -> Result<String> {
    serde_json::to_string(&hook.meaning.settings)
        .map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))
}

fn damage(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
