//! What numbers are called, and which are one caller's: what follows from the contacts that have
//! them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    calls::{self, lists},
    contacts::joining::CONCERNED,
    db::{
        change::TouchedCalls,
        session::{Outcome, Session},
    },
    missed::counting,
    numbers,
};

/// What a number is called; `None` where it is nobody's.
pub(crate) fn name_of(db: &Connection, key: &str) -> Result<Option<String>> {
    db.prepare_cached("SELECT name FROM contact_names WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Calls numbers by what their contacts say now, wherever they stand, and counts again who has been
/// missed by them.
pub(crate) fn rename(session: &mut Session, keys: &BTreeSet<String>) -> Outcome<()> {
    rename_and_regroup(session, keys, keys)
}

/// The same, where only of some of the numbers others may be the same caller's now than before.
pub(crate) fn rename_and_regroup(
    session: &mut Session,
    keys: &BTreeSet<String>,
    regrouped: &BTreeSet<String>,
) -> Outcome<()> {
    session.touched.contacts = true;
    session.write_projections()?;
    let mut names = BTreeMap::new();
    let mut concerned = BTreeSet::new();
    for key in keys {
        let name = name_of(&session.db, key)?;
        for number in numbers::known_as(&session.db, key)? {
            names.insert(number, name.clone());
            if regrouped.contains(key) {
                concerned.insert(number);
            }
        }
    }
    let renamed = numbers::set_names(&session.db, &names)?;
    if renamed.len() > TouchedCalls::MOST {
        // Each stands in a call at least.
        session.touched.calls = TouchedCalls::Many;
    }
    for number in &renamed {
        touch_calls_of(session, *number)?;
    }
    if !renamed.is_empty() {
        session.forget();
        session.touched.missed = true;
    }
    recount(session, regrouped, concerned)
}

/// Of whoever has one of these numbers now, and of the numbers themselves.
fn recount(
    session: &mut Session,
    keys: &BTreeSet<String>,
    mut concerned: BTreeSet<i64>,
) -> Outcome<()> {
    for key in keys {
        let mut theirs = session.db.prepare_cached(CONCERNED)?;
        for number in theirs.query_map([key], |row| row.get(0))? {
            concerned.insert(number?);
        }
    }
    for number in concerned {
        if counting::recount(&session.db, number)? {
            session.touched.missed = true;
            // Each of their missed calls may be settled by another one now.
            touch_calls_of(session, number)?;
        }
    }
    Ok(())
}

fn touch_calls_of(session: &mut Session, number: i64) -> Result<()> {
    if session.touched.calls == TouchedCalls::Many {
        return Ok(());
    }
    for row in lists::of_number(&session.db, number, TouchedCalls::MOST + 1)? {
        if let Some(id) = calls::id_of(&session.db, row)? {
            session.touched.calls.add(&id);
        }
    }
    Ok(())
}
