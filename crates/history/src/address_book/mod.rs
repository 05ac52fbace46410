//! The address book of a server that this desk reads, and which contact came of which of its cards.
//! Those contacts are the server's: they follow what is changed there, and where one's own contact
//! has the same number, one's own is whose it is. The password is no part of this.

pub(crate) mod book_reader;
pub(crate) mod book_writer;
pub(crate) mod leaving;
pub(crate) mod syncing;

use kimo_calls::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result};

use crate::db::time::time;

pub(crate) const CREATE: &str = "
CREATE TABLE address_book (
    -- There is one at most.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    address TEXT NOT NULL,
    user TEXT NOT NULL,
    name TEXT NOT NULL,
    -- What the server calls the state that all of it was last taken in; none before that.
    marker TEXT,
    synced_at INTEGER,
    -- Why it could not be read the last time.
    failed_at INTEGER,
    failure TEXT,
    failure_detail TEXT
) STRICT;
CREATE TABLE address_book_cards (
    path TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    -- None for a card without a name or a number.
    contact INTEGER REFERENCES contacts (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
-- Whose card a contact is, also when it is deleted.
CREATE INDEX address_book_cards_contact ON address_book_cards (contact)
    WHERE contact IS NOT NULL;
ALTER TABLE contacts ADD COLUMN synced INTEGER NOT NULL DEFAULT 0;
-- Counts them, and finds those of a book that was given up.
CREATE INDEX contacts_synced ON contacts (id) WHERE synced = 1;
DROP VIEW contact_names;
-- Whose a number is: where some have it who are one's own, only of those.
CREATE VIEW contact_owners AS
    SELECT n.key AS key, c.id AS contact, c.name AS name, c.company AS company,
           c.important AS important, c.unwanted AS unwanted, c.synced AS synced
    FROM contact_numbers n JOIN contacts c ON c.id = n.contact
    WHERE c.synced = 0 OR NOT EXISTS (
        SELECT 1 FROM contact_numbers m JOIN contacts o ON o.id = m.contact
        WHERE m.key = n.key AND o.synced = 0);
-- What a number is called. One that several have is called by the company that they share, with
-- how many they are.
CREATE VIEW contact_names AS
    SELECT key,
           iif(count(*) = 1,
               coalesce(nullif(min(name), ''), min(company)),
               coalesce(min(company), min(name)) || ' (' || count(*) || ')') AS name
    FROM contact_owners GROUP BY key;
";

/// The address book of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressBook {
    /// Where it is.
    pub address: String,
    /// As whom it is read.
    pub user: String,
    /// What it is called.
    pub name: String,
    /// What the server calls the state that all of it was last taken in.
    pub marker: Option<String>,
    /// When it was last found to be as it is here.
    pub synced_at: Option<Timestamp>,
    /// Why it could not be read the last time.
    pub failure: Option<BookFailure>,
}

/// Why an address book could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFailure {
    /// When.
    pub at: Timestamp,
    /// Names the text.
    pub code: String,
    /// What that text has in it.
    pub detail: String,
}

pub(crate) fn load(db: &Connection) -> Result<Option<AddressBook>> {
    db.prepare_cached(
        "SELECT address, user, name, marker, synced_at, failed_at, failure, failure_detail
         FROM address_book",
    )?
    .query_row([], |row| {
        let failed_at: Option<i64> = row.get(5)?;
        let code: Option<String> = row.get(6)?;
        let detail: Option<String> = row.get(7)?;
        let failure = match (failed_at, code) {
            (Some(at), Some(code)) => Some(BookFailure {
                at: time(at)?,
                code,
                detail: detail.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(AddressBook {
            address: row.get(0)?,
            user: row.get(1)?,
            name: row.get(2)?,
            marker: row.get(3)?,
            synced_at: row.get::<_, Option<i64>>(4)?.map(time).transpose()?,
            failure,
        })
    })
    .optional()
}
