//! The people and companies with names, and whose each number is. What a number is called in lists
//! and in the search stands beside it in `numbers`, and follows from here.

pub(crate) mod cleaning;
mod contact;
pub(crate) mod contact_reader;
pub(crate) mod contact_writer;
pub(crate) mod following;
pub(crate) mod importing;
pub(crate) mod joining;
pub(crate) mod judging;
pub(crate) mod naming;

use kimo_calls::{CallerKey, HookId};
use rusqlite::{Connection, OptionalExtension, Result, Transaction};

pub use self::contact::{Contact, ContactDraft, ContactId, ContactNumber};
use crate::numbers::fragment::{Fragment, folded};

// `contact_text` stores no text of its own, as `number_text` does not.
pub(crate) const CREATE: &str = "
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    imported_at INTEGER NOT NULL,
    file TEXT NOT NULL
) STRICT;
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    company TEXT,
    note TEXT,
    important INTEGER NOT NULL DEFAULT 0,
    unwanted INTEGER NOT NULL DEFAULT 0,
    -- The name as it is sorted: small letters without their marks.
    sorted TEXT NOT NULL,
    -- The import that brought it, as long as nobody has changed it.
    import INTEGER
) STRICT;
CREATE INDEX contacts_sorted ON contacts (sorted, id);
CREATE INDEX contacts_import ON contacts (import) WHERE import IS NOT NULL;
CREATE TABLE contact_numbers (
    -- The E.164 number, else the text as dialled.
    key TEXT NOT NULL,
    contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    written TEXT NOT NULL,
    label TEXT,
    -- The import that brought it to a contact that was there.
    import INTEGER,
    PRIMARY KEY (key, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_numbers_of ON contact_numbers (contact, place);
CREATE INDEX contact_numbers_import ON contact_numbers (import) WHERE import IS NOT NULL;
CREATE VIRTUAL TABLE contact_text USING fts5 (
    forms, starts, content = '', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO contact_text (contact_text, rank) VALUES ('secure-delete', 1);
-- What a number is called. One that several have is called by the company that they share, with
-- how many they are.
CREATE VIEW contact_names AS
    SELECT n.key AS key,
           iif(count(*) = 1,
               coalesce(nullif(min(c.name), ''), min(c.company)),
               coalesce(min(c.company), min(c.name)) || ' (' || count(*) || ')') AS name
    FROM contact_numbers n JOIN contacts c ON c.id = n.contact
    GROUP BY n.key;
";

/// Makes contacts of the names that single numbers had.
pub(crate) fn fill(db: &Transaction<'_>) -> rusqlite_migration::HookResult {
    let mut named = db.prepare("SELECT key, name FROM numbers WHERE name IS NOT NULL")?;
    let mut rows = named.query([])?;
    while let Some(row) = rows.next()? {
        let (key, name): (String, String) = (row.get(0)?, row.get(1)?);
        insert(
            db,
            &ContactDraft {
                name,
                numbers: vec![ContactNumber {
                    written: key.clone(),
                    key: CallerKey::from(key.as_str()),
                    label: None,
                }],
                ..ContactDraft::default()
            },
            None,
        )?;
    }
    Ok(())
}

/// Stores a contact.
pub(crate) fn insert(db: &Connection, told: &ContactDraft, import: Option<i64>) -> Result<i64> {
    let id = store(db, told, import)?;
    index(db, id, told)?;
    Ok(id)
}

/// Stores a contact, which cannot be found until it is in the index too.
fn store(db: &Connection, told: &ContactDraft, import: Option<i64>) -> Result<i64> {
    let id = db
        .prepare_cached(
            "INSERT INTO contacts (name, company, note, important, unwanted, sorted, import)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .insert((
            &told.name,
            &told.company,
            &told.note,
            told.important,
            told.unwanted,
            told.sorted(),
            import,
        ))?;
    insert_numbers(db, id, told)?;
    Ok(id)
}

/// Stores what is told of a contact anew. False if there is none.
pub(crate) fn update(db: &Connection, id: i64, told: &ContactDraft) -> Result<bool> {
    let Some(was) = load(db, id)? else {
        return Ok(false);
    };
    unindex(db, id, &was)?;
    db.prepare_cached(
        "UPDATE contacts SET name = ?2, company = ?3, note = ?4, important = ?5, unwanted = ?6,
             sorted = ?7, import = NULL
         WHERE id = ?1",
    )?
    .execute((
        id,
        &told.name,
        &told.company,
        &told.note,
        told.important,
        told.unwanted,
        told.sorted(),
    ))?;
    db.prepare_cached("DELETE FROM contact_numbers WHERE contact = ?1")?
        .execute([id])?;
    insert_numbers(db, id, told)?;
    index(db, id, told)?;
    Ok(true)
}

/// Whose a contact is. Of those who have the same number, the first win.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    /// One's own.
    People = 0,
    /// The address book's.
    AddressBook = 1,
    /// A PBX's.
    Pbx = 2,
}

/// Says whose a contact is.
pub(crate) fn set_owner(db: &Connection, id: i64, owner: Owner) -> Result<()> {
    db.prepare_cached("UPDATE contacts SET synced = ?2 WHERE id = ?1")?
        .execute((id, owner as i64))?;
    Ok(())
}

/// Whether a contact is the address book's, or a PBX's.
pub(crate) fn is_synced(db: &Connection, id: i64) -> Result<bool> {
    db.prepare_cached("SELECT 1 FROM contacts WHERE id = ?1 AND synced <> 0")?
        .exists([id])
}

/// Whose PBX's phone book it is of.
fn of_pbx(db: &Connection, id: i64) -> Result<Option<HookId>> {
    db.prepare_cached("SELECT hook FROM phone_book_entries WHERE contact = ?1")?
        .query_row([id], |row| row.get(0).map(HookId))
        .optional()
}

/// A contact, with whose it is.
pub(crate) fn find(db: &Connection, id: i64) -> Result<Option<Contact>> {
    let Some(told) = load(db, id)? else {
        return Ok(None);
    };
    Ok(Some(Contact {
        id: ContactId(id),
        told,
        synced: is_synced(db, id)?,
        pbx: of_pbx(db, id)?,
    }))
}

/// Adds a number that an import brought to a contact that was there.
fn add_number(db: &Connection, id: i64, number: &ContactNumber, import: i64) -> Result<()> {
    let Some(mut told) = load(db, id)? else {
        return Ok(());
    };
    unindex(db, id, &told)?;
    db.prepare_cached(
        "INSERT INTO contact_numbers (key, contact, place, written, label, import)
         VALUES (?1, ?2, (SELECT count(*) FROM contact_numbers WHERE contact = ?2), ?3, ?4, ?5)",
    )?
    .execute((
        number.key.as_str(),
        id,
        &number.written,
        &number.label,
        import,
    ))?;
    told.numbers.push(number.clone());
    index(db, id, &told)
}

/// Takes a number away from a contact.
fn remove_number(db: &Connection, id: i64, key: &str) -> Result<()> {
    let Some(mut told) = load(db, id)? else {
        return Ok(());
    };
    unindex(db, id, &told)?;
    db.prepare_cached("DELETE FROM contact_numbers WHERE contact = ?1 AND key = ?2")?
        .execute((id, key))?;
    told.numbers.retain(|number| number.key.as_str() != key);
    index(db, id, &told)
}

/// Removes a contact with its numbers. Gives what was told of it.
pub(crate) fn remove(db: &Connection, id: i64) -> Result<Option<ContactDraft>> {
    let Some(told) = load(db, id)? else {
        return Ok(None);
    };
    unindex(db, id, &told)?;
    db.prepare_cached("DELETE FROM contacts WHERE id = ?1")?
        .execute([id])?;
    Ok(Some(told))
}

/// What is told of a contact.
pub(crate) fn load(db: &Connection, id: i64) -> Result<Option<ContactDraft>> {
    let told = db
        .prepare_cached(
            "SELECT name, company, note, important, unwanted FROM contacts WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(ContactDraft {
                name: row.get(0)?,
                company: row.get(1)?,
                note: row.get(2)?,
                important: row.get(3)?,
                unwanted: row.get(4)?,
                numbers: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut told) = told else {
        return Ok(None);
    };
    told.numbers = db
        .prepare_cached(
            "SELECT key, written, label FROM contact_numbers WHERE contact = ?1 ORDER BY place",
        )?
        .query_map([id], |row| {
            Ok(ContactNumber {
                key: CallerKey::from(row.get_ref(0)?.as_str()?),
                written: row.get(1)?,
                label: row.get(2)?,
            })
        })?
        .collect::<Result<_>>()?;
    Ok(Some(told))
}

/// One's own next contacts after `after`, at most `limit`; of one that cannot be read there is only
/// the number. Those of the address book come again from there. A history of an older format is read
/// too, which knew of none.
pub(crate) fn after(
    db: &Connection,
    after: i64,
    limit: usize,
) -> Result<Vec<(i64, Option<ContactDraft>)>> {
    let knows_synced = db
        .prepare("SELECT 1 FROM pragma_table_info('contacts') WHERE name = 'synced'")?
        .exists([])?;
    let own = match knows_synced {
        true => "SELECT id FROM contacts WHERE id > ?1 AND synced = 0 ORDER BY id LIMIT ?2",
        false => "SELECT id FROM contacts WHERE id > ?1 ORDER BY id LIMIT ?2",
    };
    let ids: Vec<i64> = db
        .prepare_cached(own)?
        .query_map((after, limit as i64), |row| row.get(0))?
        .collect::<Result<_>>()?;
    let told = |id| load(db, id).ok().flatten();
    Ok(ids.into_iter().map(|id| (id, told(id))).collect())
}

/// Whose a number is: of one contact, or of several of one company; of those of the address book
/// where it is nobody's of one's own.
pub(crate) fn owners(db: &Connection, key: &str) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT contact FROM contact_owners WHERE key = ?1 ORDER BY contact")?
        .query_map([key], |row| row.get(0))?
        .collect()
}

/// Who of one's own contacts has a number.
pub(crate) fn own_owners(db: &Connection, key: &str) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT contact FROM contact_owners WHERE key = ?1 AND synced = 0 ORDER BY contact",
    )?
    .query_map([key], |row| row.get(0))?
    .collect()
}

/// Everybody who has a number, wherever they come from: which contact, and of which book.
pub(crate) fn holders(db: &Connection, key: &str) -> Result<Vec<(i64, i64)>> {
    db.prepare_cached(
        "SELECT c.id, c.synced FROM contact_numbers n JOIN contacts c ON c.id = n.contact
         WHERE n.key = ?1 ORDER BY c.id",
    )?
    .query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// How a caller is to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    /// Somebody who has the number is important.
    pub(crate) important: bool,
    /// Everybody who has it is unwanted.
    pub(crate) unwanted: bool,
}

/// How the callers of a number are to be told.
pub(crate) fn flags(db: &Connection, key: &str) -> Result<Flags> {
    db.prepare_cached(
        "SELECT coalesce(max(important), 0), coalesce(min(unwanted), 0)
         FROM contact_owners WHERE key = ?1",
    )?
    .query_row([key], |row| {
        Ok(Flags {
            important: row.get(0)?,
            unwanted: row.get(1)?,
        })
    })
}

/// Contacts in which a fragment is found, at most `limit`, in no order.
fn matching(db: &Connection, fragment: &Fragment, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT rowid FROM contact_text WHERE contact_text MATCH ?1 LIMIT ?2")?
        .query_map((fragment.expression(), limit as i64), |row| row.get(0))?
        .collect()
}

fn insert_numbers(db: &Connection, id: i64, told: &ContactDraft) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO contact_numbers (key, contact, place, written, label)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (place, number) in told.numbers.iter().enumerate() {
        insert.execute((
            number.key.as_str(),
            id,
            place as i64,
            &number.written,
            &number.label,
        ))?;
    }
    Ok(())
}

fn index(db: &Connection, id: i64, told: &ContactDraft) -> Result<()> {
    let forms = told.forms();
    db.prepare_cached("INSERT INTO contact_text (rowid, forms, starts) VALUES (?1, ?2, ?3)")?
        .execute((id, forms.text(), forms.starts()))?;
    Ok(())
}

fn unindex(db: &Connection, id: i64, told: &ContactDraft) -> Result<()> {
    let forms = told.forms();
    db.prepare_cached(
        "INSERT INTO contact_text (contact_text, rowid, forms, starts)
         VALUES ('delete', ?1, ?2, ?3)",
    )?
    .execute((id, forms.text(), forms.starts()))?;
    Ok(())
}
