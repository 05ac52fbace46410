//! The distinct numbers, the ways in which they were spelled, and the index that finds them by
//! any fragment.

pub(crate) mod fragment;
pub(crate) mod index_projection;

use std::collections::BTreeMap;

use kimo_calls::{CallerKey, Party, PhoneNumber};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::numbers::fragment::{Forms, Fragment};

// `number_text` stores no text of its own, so a row's text must be given again to remove it; with
// `secure-delete` it is then gone, instead of being marked as gone.
pub(crate) const CREATE: &str = "
CREATE TABLE numbers (
    id INTEGER PRIMARY KEY,
    -- The E.164 number, else the text as sent; empty for everybody who withholds it.
    key TEXT NOT NULL UNIQUE,
    -- The digits as dialled within the country, where they are no part of the key.
    national TEXT,
    name TEXT,
    -- Whether it has been our own side of a call: these few have many calls.
    own INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Searching asks which of the numbers found are our own.
CREATE INDEX numbers_own ON numbers (id) WHERE own;
CREATE TABLE spellings (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES numbers (id) ON DELETE CASCADE,
    raw TEXT NOT NULL,
    is_e164 INTEGER NOT NULL,
    UNIQUE (number, raw, is_e164)
) STRICT;
CREATE VIRTUAL TABLE number_text USING fts5 (
    forms, starts, content = '', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO number_text (number_text, rank) VALUES ('secure-delete', 1);
";

/// Until then an extension was one for all PBXs; which it is, each call tells.
pub(crate) const ADD_LOCAL: &str = "
-- The text as sent, where the key has a PBX and account before it.
ALTER TABLE numbers ADD COLUMN local TEXT;
-- Contacts know an extension by that: it is called the same at each PBX.
CREATE INDEX numbers_local ON numbers (local) WHERE local IS NOT NULL;
INSERT INTO unfinished (name, work)
    SELECT 'place', json_object('work', 'place', 'after', 0)
    WHERE EXISTS (SELECT 1 FROM spellings s JOIN numbers n ON n.id = s.number
                  WHERE NOT s.is_e164 AND n.key <> '');
";

/// Until then a number's name stood in `number_text`, among its digits: to name one meant to take
/// all of it out and put it back in, which takes as long as to keep ten deliveries.
pub(crate) const NAMES_APART: &str = "
-- By what its name can be found, for each number that has one.
CREATE VIRTUAL TABLE name_text USING fts5 (
    forms, starts, content = '', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO name_text (name_text, rank) VALUES ('secure-delete', 1);
-- The name by which a number stands in `number_text` still, and then not in `name_text`.
ALTER TABLE numbers ADD COLUMN name_among_digits TEXT;
UPDATE numbers SET name_among_digits = name
    WHERE name IS NOT NULL AND id IN (SELECT id FROM number_text_docsize);
";

/// How a party is stored: its spelling, and the number that it spells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) id: i64,
    pub(crate) number: i64,
    pub(crate) name: Option<String>,
}

/// The rows of a party that this key identifies, made if there are none.
pub(crate) fn intern(db: &Connection, party: &Party, key: &CallerKey) -> Result<Spelling> {
    let found = db
        .prepare_cached("SELECT id, name FROM numbers WHERE key = ?1")?
        .query_row([key.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, name) = match found {
        Some(found) => found,
        None => insert(db, key, party.number.as_ref())?,
    };
    let is_e164 = party.number.is_some();
    let spelling = db
        .prepare_cached("SELECT id FROM spellings WHERE number = ?1 AND raw = ?2 AND is_e164 = ?3")?
        .query_row((number, &party.raw, is_e164), |row| row.get(0))
        .optional()?;
    let id = match spelling {
        Some(id) => id,
        None => db
            .prepare_cached("INSERT INTO spellings (number, raw, is_e164) VALUES (?1, ?2, ?3)")?
            .insert((number, &party.raw, is_e164))?,
    };
    Ok(Spelling { id, number, name })
}

/// The row of a caller, if there is one.
pub(crate) fn find(db: &Connection, key: &CallerKey) -> Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM numbers WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()
}

/// Whether a number is in the index.
pub(crate) fn is_indexed(db: &Connection, number: i64) -> Result<bool> {
    // A full-text index keeps a row here for each of its own:
    // https://www.sqlite.org/fts5.html#the_docsize_table
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM number_text_docsize WHERE id = ?1)")?
        .query_row([number], |row| row.get(0))
}

/// Puts a number into the index, with its name; it must not be there.
pub(crate) fn index(db: &Connection, number: i64) -> Result<()> {
    let Some(indexed) = Indexed::of(db, number)? else {
        return Ok(());
    };
    put_in(db, DIGITS, number, &indexed.number)?;
    match &indexed.name {
        Some(name) => put_in(db, NAMES, number, name),
        None => Ok(()),
    }
}

/// Notes whether a number is our own side of a call.
pub(crate) fn set_own(db: &Connection, number: i64, own: bool) -> Result<()> {
    db.prepare_cached("UPDATE numbers SET own = ?2 WHERE id = ?1 AND own <> ?2")?
        .execute((number, own))?;
    Ok(())
}

/// The numbers that have been our own side of a call.
pub(crate) fn own(db: &Connection) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM numbers INDEXED BY numbers_own WHERE own")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Gives numbers their names, or takes them away. Gives those that had another one.
pub(crate) fn set_names(
    db: &Connection,
    names: &BTreeMap<i64, Option<String>>,
) -> Result<Vec<i64>> {
    let mut renamed = Vec::new();
    for (number, name) in names {
        let was: Option<String> = db
            .prepare_cached("SELECT name FROM numbers WHERE id = ?1")?
            .query_row([number], |row| row.get(0))?;
        if was != *name {
            renamed.push((*number, name.as_deref(), is_indexed(db, *number)?));
        }
    }
    // The index gathers what it is given one after another and in the order of its rows, else it
    // writes it out each time.
    for (number, ..) in renamed.iter().filter(|(.., indexed)| *indexed) {
        take_name_out(db, *number)?;
    }
    for (number, name, _) in &renamed {
        db.prepare_cached("UPDATE numbers SET name = ?2 WHERE id = ?1")?
            .execute((number, name))?;
    }
    for (number, name, _) in renamed.iter().filter(|(.., indexed)| *indexed) {
        if let Some(name) = name {
            put_in(db, NAMES, *number, &Forms::of_name(name))?;
        }
    }
    Ok(renamed.into_iter().map(|(number, ..)| number).collect())
}

/// The rows of what contacts know by this key.
pub(crate) fn known_as(db: &Connection, key: &str) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT id FROM numbers WHERE key = ?1
         UNION SELECT id FROM numbers WHERE local IS NOT NULL AND local = ?1",
    )?
    .query_map([key], |row| row.get(0))?
    .collect()
}

/// Removes a number and its spellings. No call may have it any more.
pub(crate) fn remove(db: &Connection, number: i64) -> Result<()> {
    if is_indexed(db, number)? {
        unindex(db, number)?;
    }
    db.prepare_cached("DELETE FROM numbers WHERE id = ?1")?
        .execute([number])?;
    Ok(())
}

/// The numbers in which the fragment is found; one twice, where it is in both its digits and its name.
pub(crate) fn matching(db: &Connection, fragment: &Fragment) -> Result<Vec<i64>> {
    matching_while(db, fragment, |_| true)
}

/// The same, as long as this, told what is found so far, wants more.
pub(crate) fn matching_while(
    db: &Connection,
    fragment: &Fragment,
    mut wants_more: impl FnMut(&[i64]) -> bool,
) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(MATCHING)?;
    let mut rows = statement.query([fragment.expression()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(row.get(0)?);
        if !wants_more(&found) {
            break;
        }
    }
    Ok(found)
}

/// The row of the newest number: about how many there are.
pub(crate) fn last(db: &Connection) -> Result<u64> {
    db.prepare_cached("SELECT coalesce(max(id), 0) FROM numbers")?
        .query_row([], |row| row.get(0))
}

pub(crate) const MATCHING: &str = "
SELECT rowid FROM number_text WHERE number_text MATCH ?1
UNION ALL SELECT rowid FROM name_text WHERE name_text MATCH ?1";

/// Whether the fragment is found in this one number.
pub(crate) fn matches(db: &Connection, fragment: &Fragment, number: i64) -> Result<bool> {
    Ok(forms(db, number)?.is_some_and(|forms| fragment.is_in(&forms)))
}

/// The next numbers after `after`.
pub(crate) fn after(db: &Connection, after: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM numbers WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map((after, limit), |row| row.get(0))?
        .collect()
}

/// Gives the row, and what it is called.
fn insert(
    db: &Connection,
    key: &CallerKey,
    number: Option<&PhoneNumber>,
) -> Result<(i64, Option<String>)> {
    let national = number.and_then(national);
    let local = key.local().map(|(_, _, text)| text);
    db.prepare_cached(
        "INSERT INTO numbers (key, national, local, name)
         VALUES (?1, ?2, ?3, (SELECT name FROM contact_names WHERE key = coalesce(?3, ?1)))
         RETURNING id, name",
    )?
    .query_row((key.as_str(), &national, local), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// The national digits, unless they are a part of the international ones, as in Turkey, where
/// the country code ends in the trunk prefix.
fn national(number: &PhoneNumber) -> Option<String> {
    // Reading a number takes longer than storing it: not for what is known to be a part.
    if number.as_str().starts_with("+90") {
        return None;
    }
    let national = number.national_digits();
    (!number.as_str().contains(&*national)).then(|| national.into_owned())
}

fn forms(db: &Connection, number: i64) -> Result<Option<Forms>> {
    db.prepare_cached("SELECT coalesce(local, key), national, name FROM numbers WHERE id = ?1")?
        .query_row([number], |row| {
            Ok(Forms::of(
                row.get_ref(0)?.as_str()?,
                row.get_ref(1)?.as_str_or_null()?,
                row.get_ref(2)?.as_str_or_null()?,
            ))
        })
        .optional()
}

/// What of a number stands in the index.
struct Indexed {
    /// In `number_text`: its digits, with its name where these stand together still.
    number: Forms,
    /// In `name_text`.
    name: Option<Forms>,
}

impl Indexed {
    fn of(db: &Connection, number: i64) -> Result<Option<Self>> {
        db.prepare_cached(
            "SELECT coalesce(local, key), national, name, name_among_digits FROM numbers
             WHERE id = ?1",
        )?
        .query_row([number], |row| {
            let among_digits = row.get_ref(3)?.as_str_or_null()?;
            let name = row.get_ref(2)?.as_str_or_null()?;
            Ok(Self {
                number: Forms::of(
                    row.get_ref(0)?.as_str()?,
                    row.get_ref(1)?.as_str_or_null()?,
                    among_digits,
                ),
                name: name.filter(|_| among_digits.is_none()).map(Forms::of_name),
            })
        })
        .optional()
    }
}

fn unindex(db: &Connection, number: i64) -> Result<()> {
    take_name_out(db, number)?;
    match Indexed::of(db, number)? {
        Some(indexed) => take_out(db, DIGITS, number, &indexed.number),
        None => Ok(()),
    }
}

/// Leaves the digits of an indexed number in the index.
fn take_name_out(db: &Connection, number: i64) -> Result<()> {
    let Some(Indexed { number: was, name }) = Indexed::of(db, number)? else {
        return Ok(());
    };
    if let Some(name) = name {
        return take_out(db, NAMES, number, &name);
    }
    let parted = db
        .prepare_cached(
            "UPDATE numbers SET name_among_digits = NULL
             WHERE id = ?1 AND name_among_digits IS NOT NULL",
        )?
        .execute([number])?;
    if parted > 0 {
        take_out(db, DIGITS, number, &was)?;
        if let Some(digits) = Indexed::of(db, number)? {
            put_in(db, DIGITS, number, &digits.number)?;
        }
    }
    Ok(())
}

/// By what numbers are found, and by what their names are.
const DIGITS: &str = "number_text";
const NAMES: &str = "name_text";

/// What is there already stays.
fn put_in(db: &Connection, index: &str, number: i64, forms: &Forms) -> Result<()> {
    // Not asked by what inserts: for a statement with a question in it, the index writes out all
    // that it has gathered.
    let is_there = db
        .prepare_cached(&format!("SELECT 1 FROM {index}_docsize WHERE id = ?1"))?
        .exists([number])?;
    if !is_there {
        db.prepare_cached(&format!(
            "INSERT INTO {index} (rowid, forms, starts) VALUES (?1, ?2, ?3)"
        ))?
        .execute((number, forms.text(), forms.starts()))?;
    }
    Ok(())
}

fn take_out(db: &Connection, index: &str, number: i64, forms: &Forms) -> Result<()> {
    db.prepare_cached(&format!(
        "INSERT INTO {index} ({index}, rowid, forms, starts) VALUES ('delete', ?1, ?2, ?3)"
    ))?
    .execute((number, forms.text(), forms.starts()))?;
    Ok(())
}

#[cfg(test)]
#[path = "names_apart_tests.rs"]
mod tests;
