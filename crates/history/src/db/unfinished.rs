//! Work that takes many transactions. What is left of it stands in the database, so that a desk
//! may end, or be killed, at any step and go on from there.

use rusqlite::{Connection, OptionalExtension, Result, types::Type};
use serde::{Deserialize, Serialize};

pub(crate) const CREATE: &str = "
CREATE TABLE unfinished (
    -- What is to be done once, however often it was asked for.
    name TEXT PRIMARY KEY,
    -- JSON: what is to be done, and from where on.
    work TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO unfinished (name, work)
    SELECT 'reread ' || id,
           json_object('work', 'reread', 'hook', id, 'after', reread)
    FROM hooks WHERE reread IS NOT NULL;
INSERT INTO unfinished (name, work)
    SELECT 'judge internal', json_object('work', 'judge_internal', 'after', judged_internal)
    FROM desk WHERE judged_internal IS NOT NULL;
ALTER TABLE hooks DROP COLUMN reread;
ALTER TABLE desk DROP COLUMN judged_internal;
";

/// What is to be done, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub(crate) enum LongWork {
    /// Reading a hook's deliveries again, as their meaning has changed.
    Reread {
        /// The hook.
        hook: i64,
        /// Up to which delivery this has been done.
        after: i64,
    },
    /// Judging internal calls anew, as the own extensions have changed.
    JudgeInternal {
        /// Up to which call this has been done.
        after: i64,
    },
    /// Giving calls with extensions the numbers that these have at their PBX and account.
    Place {
        /// Up to which call this has been done.
        after: i64,
    },
    /// Removing what is old.
    Prune {
        /// What began before this goes.
        before: i64,
        /// How many calls have gone.
        removed: u64,
    },
    /// Letting go of what was not understood and is old.
    DropUnread {
        /// What came before this goes.
        before: i64,
        /// When it was asked for.
        now: i64,
        /// How many deliveries have gone.
        dropped: u64,
    },
    /// Counting the open missed callers anew, as what makes a caller has changed.
    RecountMissed {
        /// Up to which number this has been done.
        after: i64,
    },
    /// Summing the deliveries that an older Kimo has kept.
    Sum {
        /// Up to which delivery this has been done.
        after: i64,
    },
    /// Forgetting a person.
    Forget(Forgetting),
    /// Keeping the contacts of an address book that was given up, or removing them.
    LeaveBook {
        /// They become one's own.
        keep: bool,
        /// Up to which contact this has been done.
        after: i64,
    },
    /// Removing the contacts of a PBX whose key was taken away.
    LeavePhoneBook {
        /// Up to which contact this has been done.
        after: i64,
    },
    /// Taking over what a history still gives that was set aside.
    Salvage {
        /// The row of what befell it.
        incident: i64,
        /// Where it is.
        file: String,
        /// Up to which of its contacts this has been done; none once it has for all.
        #[serde(default)]
        contacts: Option<i64>,
        /// Up to which of its deliveries this has been done.
        after: i64,
    },
}

/// How far the forgetting of a person has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forgetting {
    /// What will be left of them, by which this is known.
    pub(crate) mark: String,
    /// What identifies them, as long as that is needed.
    pub(crate) key: String,
    /// What is being done.
    pub(crate) stage: ForgettingStage,
}

/// What is done to forget a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ForgettingStage {
    /// Removing the calls between them and us.
    Calls,
    /// Looking through the events of the other calls.
    Events {
        /// Up to which call this has been done.
        after: i64,
    },
    /// Looking through the deliveries of others, understood or not.
    #[serde(alias = "not_understood")]
    Deliveries {
        /// Up to which delivery this has been done.
        after: i64,
    },
    /// Looking through what people noted on other calls.
    Notes {
        /// Up to which mark this has been done.
        after: i64,
    },
    /// Looking through the messages that were left with other calls.
    Messages {
        /// Up to which message this has been done.
        after: i64,
    },
    /// Looking through what is told of contacts.
    Contacts {
        /// Up to which of them this has been done.
        after: i64,
    },
    /// Taking what was removed out of the log too.
    Log,
}

impl LongWork {
    /// By which it is known: whoever asks for the same makes it begin anew.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Reread { hook, .. } => format!("reread {hook}"),
            Self::JudgeInternal { .. } => "judge internal".to_owned(),
            Self::Place { .. } => "place".to_owned(),
            Self::Prune { .. } => "prune".to_owned(),
            Self::RecountMissed { .. } => "recount missed".to_owned(),
            Self::Sum { .. } => "sum".to_owned(),
            Self::DropUnread { .. } => "drop unread".to_owned(),
            Self::Forget(Forgetting { mark, .. }) => format!("forget {mark}"),
            Self::LeaveBook { .. } => "leave book".to_owned(),
            Self::LeavePhoneBook { .. } => "leave phone book".to_owned(),
            Self::Salvage { incident, .. } => format!("salvage {incident}"),
        }
    }
}

/// Notes something to be done, in the place of the same.
pub(crate) fn put(db: &Connection, work: &LongWork) -> Result<()> {
    let json = serde_json::to_string(work)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    db.prepare_cached(
        "INSERT INTO unfinished (name, work) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET work = excluded.work",
    )?
    .execute((work.name(), json))?;
    Ok(())
}

/// Everything that is still to be done, by its name.
pub(crate) fn names(db: &Connection) -> Result<Vec<String>> {
    db.prepare_cached("SELECT name FROM unfinished ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// What has this name, if it is still to be done.
pub(crate) fn find(db: &Connection, name: &str) -> Result<Option<LongWork>> {
    db.prepare_cached("SELECT work FROM unfinished WHERE name = ?1")?
        .query_row([name], |row| {
            serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
            })
        })
        .optional()
}

/// There is nothing left to do of what has this name.
pub(crate) fn remove(db: &Connection, name: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM unfinished WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}
