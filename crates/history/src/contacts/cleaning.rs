//! Taking somebody's number out of what is told of others.

use rusqlite::Result;

use crate::{
    contacts::{self, ContactDraft, contact_writer::keys, naming},
    db::session::{Outcome, Session},
    forgotten::spelled::Spelled,
};

/// How many contacts are looked through in one transaction.
const AT_ONCE: usize = 500;

/// Takes a number out of what is told of the contacts after one. One of which nothing else was told
/// goes. Gives the place to go on from.
pub(crate) fn clean(session: &mut Session, number: &Spelled, after: i64) -> Outcome<Option<i64>> {
    let next: Vec<i64> = session
        .db
        .prepare_cached("SELECT id FROM contacts WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map((after, AT_ONCE), |row| row.get(0))?
        .collect::<Result<_>>()?;
    for id in &next {
        let Some(was) = contacts::load(&session.db, *id)? else {
            continue;
        };
        let is = without(number, &was);
        if is == was {
            continue;
        }
        if is.title().is_empty() {
            contacts::remove(&session.db, *id)?;
        } else {
            contacts::update(&session.db, *id, &is)?;
        }
        naming::rename(session, &keys(&was))?;
    }
    Ok(next.last().copied().filter(|_| next.len() == AT_ONCE))
}

/// What is told of a contact, without a number: a name loses its digits, anything else goes.
fn without(number: &Spelled, was: &ContactDraft) -> ContactDraft {
    let is_in = |text: &str| number.is_in(text.as_bytes());
    let name = |text: &str| match is_in(text) {
        true => words(text),
        false => text.to_owned(),
    };
    let mut is = was.clone();
    is.name = name(&was.name);
    is.company = was.company.as_deref().map(name);
    is.company = is.company.filter(|company| !company.is_empty());
    is.note = is.note.filter(|note| !is_in(note));
    for one in &mut is.numbers {
        if is_in(&one.written) {
            one.written = one.key.as_str().to_owned();
        }
        one.label = one.label.take().filter(|label| !is_in(label));
    }
    is
}

/// The words of a name that have letters.
fn words(name: &str) -> String {
    let words = name.split_whitespace();
    let words: Vec<_> = words
        .filter(|word| word.contains(char::is_alphabetic))
        .collect();
    words.join(" ")
}
