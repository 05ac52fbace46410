//! Importing contacts in parts, and taking an import back.

use std::collections::BTreeSet;

use kimo_calls::Timestamp;
use rusqlite::Result;

use crate::{
    contacts::{
        self, ContactDraft,
        contact_writer::keys,
        joining,
        judging::{Judge, Judged, Verdict},
        naming,
    },
    db::{
        change::KeepError,
        session::{Outcome, Session},
        time::micros,
        writer::Writer,
    },
};

/// Names an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportId(pub i64);

/// How many contacts are taken back in one transaction.
const AT_ONCE: i64 = 200;

impl Writer {
    /// Begins an import of a file of this name.
    pub async fn begin_import(&self, file: String, now: Timestamp) -> Result<ImportId, KeepError> {
        self.ask(move |session| {
            let id = session
                .db
                .prepare_cached("INSERT INTO imports (imported_at, file) VALUES (?1, ?2)")?
                .insert((micros(now), &file))?;
            Ok(ImportId(id))
        })
        .await
    }

    /// Imports some contacts, all of them or none; gives what became of each. A few hundred at
    /// once, so that no delivery waits for long.
    pub async fn import_contacts(
        &self,
        import: ImportId,
        drafts: Vec<ContactDraft>,
    ) -> Result<Vec<Judged>, KeepError> {
        self.ask(move |session| import_some(session, import, &drafts))
            .await
    }

    /// Takes back some of what an import brought and nobody has changed since. True while there is
    /// more.
    pub async fn undo_import(&self, import: ImportId) -> Result<bool, KeepError> {
        self.ask(move |session| undo_some(session, import)).await
    }
}

fn import_some(
    session: &mut Session,
    import: ImportId,
    drafts: &[ContactDraft],
) -> Outcome<Vec<Judged>> {
    let mut touched = BTreeSet::new();
    let mut regrouped = BTreeSet::new();
    let mut judged = Vec::with_capacity(drafts.len());
    let mut to_index = Vec::new();
    for draft in drafts {
        let verdict = Judge::beside(&session.db).verdict(draft)?;
        judged.push(match verdict {
            Verdict::Add(numbers) => {
                let told = ContactDraft {
                    numbers,
                    ..draft.clone()
                };
                if !stands_alone(session, &told)? {
                    regrouped.extend(keys(&told));
                }
                let id = contacts::store(&session.db, &told, Some(import.0))?;
                touched.extend(keys(&told));
                to_index.push((id, told));
                Judged::Added
            }
            Verdict::Extend { contact, by } => {
                // It may be one of those.
                index(session, &mut to_index)?;
                for number in by {
                    contacts::add_number(&session.db, contact, &number, import.0)?;
                    touched.insert(number.key.as_str().to_owned());
                    regrouped.insert(number.key.as_str().to_owned());
                }
                Judged::Changed
            }
            Verdict::Same => Judged::Same,
            Verdict::Empty => Judged::Empty,
            Verdict::Taken { by } => Judged::Taken { by },
        });
    }
    index(session, &mut to_index)?;
    naming::rename_and_regroup(session, &touched, &regrouped)?;
    Ok(judged)
}

/// Whether a new contact only gives a name to one number that nobody had: each caller stays who they
/// were, which spares most imports a sixth of their time.
fn stands_alone(session: &Session, told: &ContactDraft) -> Result<bool> {
    Ok(match told.numbers.as_slice() {
        [number] if !told.unwanted => joining::is_nobodys(&session.db, number.key.as_str())?,
        _ => false,
    })
}

/// One after another: the index writes out what it has gathered when something else is written.
fn index(session: &Session, stored: &mut Vec<(i64, ContactDraft)>) -> Result<()> {
    for (id, told) in stored.drain(..) {
        contacts::index(&session.db, id, &told)?;
    }
    Ok(())
}

fn undo_some(session: &mut Session, import: ImportId) -> Outcome<bool> {
    let mut touched = BTreeSet::new();
    let brought: Vec<i64> = session
        .db
        .prepare_cached("SELECT id FROM contacts WHERE import = ?1 LIMIT ?2")?
        .query_map((import.0, AT_ONCE), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in &brought {
        let gone = contacts::remove(&session.db, *id)?;
        touched.extend(gone.iter().flat_map(keys));
    }
    let added: Vec<(i64, String)> = session
        .db
        .prepare_cached("SELECT contact, key FROM contact_numbers WHERE import = ?1 LIMIT ?2")?
        .query_map((import.0, AT_ONCE), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (contact, key) in &added {
        // Their other numbers are no longer one caller's with it.
        let was = contacts::load(&session.db, *contact)?;
        touched.extend(was.iter().flat_map(keys));
        contacts::remove_number(&session.db, *contact, key)?;
    }
    naming::rename(session, &touched)?;
    let more = !(brought.is_empty() && added.is_empty());
    if !more {
        session
            .db
            .prepare_cached("DELETE FROM imports WHERE id = ?1")?
            .execute([import.0])?;
    }
    Ok(more)
}
