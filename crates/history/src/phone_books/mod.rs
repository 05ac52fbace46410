//! What the PBXs say by their own interfaces of who is who: their phone books, which contact came of
//! which entry, and what their extensions and queues are called. It follows what is changed there, and
//! one's own contacts and names win, and an address book's contacts. The key is no part of this.

pub(crate) mod phone_book_reader;
pub(crate) mod phone_book_writer;
pub(crate) mod taking_leave;

use kimo_calls::{HookId, Timestamp};
use rusqlite::{Connection, Result, Row};
use sha2::{Digest, Sha256};

use crate::{
    contacts::ContactDraft,
    db::time::{optional_time, time},
};

pub(crate) const CREATE: &str = "
CREATE TABLE phone_books (
    hook INTEGER PRIMARY KEY,
    -- When all of it was last read.
    read_at INTEGER,
    -- Why it could not be read the last time.
    failed_at INTEGER,
    failure TEXT
) STRICT;
CREATE TABLE phone_book_entries (
    hook INTEGER NOT NULL,
    entry TEXT NOT NULL,
    -- Of what it tells, to know it again.
    sum TEXT NOT NULL,
    -- None for an entry without a name or a number, and for somebody who was forgotten.
    contact INTEGER REFERENCES contacts (id) ON DELETE SET NULL,
    PRIMARY KEY (hook, entry)
) STRICT, WITHOUT ROWID;
-- Whose entry a contact is, also when it is deleted.
CREATE INDEX phone_book_entries_contact ON phone_book_entries (contact)
    WHERE contact IS NOT NULL;
CREATE TABLE pbx_names (
    hook INTEGER NOT NULL,
    -- An extension's or a queue's.
    number TEXT NOT NULL,
    -- Empty for none.
    name TEXT NOT NULL,
    is_queue INTEGER NOT NULL,
    PRIMARY KEY (hook, number)
) STRICT, WITHOUT ROWID;
-- Those of a PBX whose key was taken away. 1 is the address book's, 2 a PBX's.
CREATE INDEX contacts_of_pbxs ON contacts (id) WHERE synced = 2;
DROP VIEW contact_owners;
-- Whose a number is: where some have it who are one's own, only of those; else of the address book's.
CREATE VIEW contact_owners AS
    SELECT n.key AS key, c.id AS contact, c.name AS name, c.company AS company,
           c.important AS important, c.unwanted AS unwanted, c.synced AS synced
    FROM contact_numbers n JOIN contacts c ON c.id = n.contact
    WHERE c.synced = 0 OR NOT EXISTS (
        SELECT 1 FROM contact_numbers m JOIN contacts o ON o.id = m.contact
        WHERE m.key = n.key AND o.synced < c.synced);
";

/// What was read of a PBX's phone book, and of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneBook {
    /// By which hook's key.
    pub hook: HookId,
    /// When all of it was last read.
    pub read_at: Option<Timestamp>,
    /// Why it could not be read the last time, and when.
    pub failure: Option<(Timestamp, String)>,
    /// How many contacts came of it.
    pub contacts: u64,
    /// How many extensions it has.
    pub extensions: u64,
    /// How many queues.
    pub queues: u64,
}

/// What a number of ours is called at the PBX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PbxName {
    /// The number of an extension or a queue.
    pub number: String,
    /// Its name; empty for none.
    pub name: String,
    /// It is a queue's.
    pub is_queue: bool,
}

/// An entry of a PBX's phone book, as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneBookEntry {
    /// What tells it from all others there.
    pub entry: String,
    /// What it tells; `None` where it has no name or no number.
    pub told: Option<ContactDraft>,
}

impl PhoneBookEntry {
    /// The sum of what it tells.
    pub fn sum(&self) -> String {
        let Some(told) = &self.told else {
            return String::new();
        };
        let mut all = Sha256::new();
        let mut part = |text: &str| {
            all.update(text.len().to_le_bytes());
            all.update(text);
        };
        part(&told.name);
        part(told.company.as_deref().unwrap_or_default());
        for number in &told.numbers {
            part(number.key.as_str());
            part(&number.written);
            part(number.label.as_deref().unwrap_or_default());
        }
        kimo_calls::Hex(&all.finalize()[..8]).to_string()
    }
}

fn all(db: &Connection) -> Result<Vec<PhoneBook>> {
    let mut books = db.prepare_cached(
        "SELECT hook, read_at, failed_at, failure,
             (SELECT count(contact) FROM phone_book_entries e WHERE e.hook = b.hook),
             (SELECT count(*) FROM pbx_names n WHERE n.hook = b.hook AND NOT is_queue),
             (SELECT count(*) FROM pbx_names n WHERE n.hook = b.hook AND is_queue)
         FROM phone_books b ORDER BY hook",
    )?;
    let book = |row: &Row<'_>| {
        let failed_at: Option<i64> = row.get(2)?;
        let failure: Option<String> = row.get(3)?;
        let failure = match failed_at.zip(failure) {
            Some((at, code)) => Some((time(at)?, code)),
            None => None,
        };
        Ok(PhoneBook {
            hook: HookId(row.get(0)?),
            read_at: optional_time(row.get(1)?)?,
            failure,
            contacts: row.get(4)?,
            extensions: row.get(5)?,
            queues: row.get(6)?,
        })
    };
    books.query_map([], book)?.collect()
}

/// The names of extensions and queues. What several PBXs call otherwise has none: nobody could tell
/// which of them is meant.
fn names(db: &Connection) -> Result<Vec<PbxName>> {
    db.prepare_cached(
        "SELECT number, min(name), max(is_queue) FROM pbx_names WHERE name <> ''
         GROUP BY number HAVING count(DISTINCT name) = 1 ORDER BY number",
    )?
    .query_map([], |row| {
        Ok(PbxName {
            number: row.get(0)?,
            name: row.get(1)?,
            is_queue: row.get(2)?,
        })
    })?
    .collect()
}
