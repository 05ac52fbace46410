//! Taking in a PBX's phone book, a few entries in each transaction, and its names.

use std::collections::BTreeSet;

use kimo_calls::{HookId, Timestamp};
use rusqlite::OptionalExtension;

use crate::{
    contacts::{self, Owner, contact_writer::keys, following::follow, naming},
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        time::micros,
        writer::Writer,
    },
    phone_books::{PbxName, PhoneBookEntry},
    settings::Setting,
};

impl Writer {
    /// Takes in entries of a PBX's phone book, all of them or none. What people marked a contact with
    /// here stays, and who was forgotten stays so. A few hundred at once, so that no delivery waits
    /// for long.
    pub async fn take_entries(
        &self,
        hook: HookId,
        entries: Vec<PhoneBookEntry>,
    ) -> Result<(), KeepError> {
        self.ask(move |session| take(session, hook, &entries)).await
    }

    /// Lets go of entries that are gone there, and of what came of them.
    pub async fn drop_entries(&self, hook: HookId, gone: Vec<String>) -> Result<(), KeepError> {
        self.ask(move |session| {
            must_be_read(session, hook)?;
            let mut touched = BTreeSet::new();
            for entry in &gone {
                if let Some(contact) = contact_of(session, hook, entry)? {
                    let gone = contacts::remove(&session.db, contact)?;
                    touched.extend(gone.iter().flat_map(keys));
                }
                session
                    .db
                    .prepare_cached(
                        "DELETE FROM phone_book_entries WHERE hook = ?1 AND entry = ?2",
                    )?
                    .execute((hook.0, entry))?;
            }
            naming::rename(session, &touched)
        })
        .await
    }

    /// Calls extensions and queues of a PBX by these names, and no others.
    pub async fn take_names(&self, hook: HookId, names: Vec<PbxName>) -> Result<(), KeepError> {
        self.ask(move |session| {
            must_be_read(session, hook)?;
            session.touched.records = true;
            // Names of our numbers, as those in the settings are.
            session.touched.settings.insert(Setting::OwnNumbers);
            session
                .db
                .prepare_cached("DELETE FROM pbx_names WHERE hook = ?1")?
                .execute([hook.0])?;
            for name in &names {
                session
                    .db
                    .prepare_cached(
                        "INSERT INTO pbx_names (hook, number, name, is_queue)
                         VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT (hook, number) DO NOTHING",
                    )?
                    .execute((hook.0, &name.number, &name.name, name.is_queue))?;
            }
            Ok(())
        })
        .await
    }

    /// All of a PBX's phone book and names was read, or could not be: `failure` names why.
    pub async fn note_phone_book(
        &self,
        hook: HookId,
        failure: Option<String>,
        now: Timestamp,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            must_be_read(session, hook)?;
            session.touched.records = true;
            let (read_at, failed_at) = match failure {
                None => (Some(micros(now)), None),
                Some(_) => (None, Some(micros(now))),
            };
            session
                .db
                .prepare_cached(
                    "INSERT INTO phone_books (hook, read_at, failed_at, failure)
                     VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (hook) DO UPDATE SET
                         read_at = coalesce(excluded.read_at, read_at),
                         failed_at = excluded.failed_at, failure = excluded.failure",
                )?
                .execute((hook.0, read_at, failed_at, &failure))?;
            Ok(())
        })
        .await
    }
}

fn take(session: &mut Session, hook: HookId, entries: &[PhoneBookEntry]) -> Outcome<()> {
    must_be_read(session, hook)?;
    let mut touched = BTreeSet::new();
    for one in entries {
        let known = contact_of(session, hook, &one.entry)?;
        let contact = follow(session, known, one.told.as_ref(), Owner::Pbx, &mut touched)?;
        // Of somebody who was forgotten nothing is kept, not even a sum.
        let sum = contact.map(|_| one.sum()).unwrap_or_default();
        session
            .db
            .prepare_cached(
                "INSERT INTO phone_book_entries (hook, entry, sum, contact) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (hook, entry) DO UPDATE SET sum = excluded.sum,
                     contact = excluded.contact",
            )?
            .execute((hook.0, &one.entry, sum, contact))?;
    }
    match touched.is_empty() {
        true => Ok(()),
        false => naming::rename(session, &touched),
    }
}

/// A PBX whose key was taken away while it was read brings nothing more.
fn must_be_read(session: &Session, hook: HookId) -> Outcome<()> {
    let is_read = session
        .db
        .prepare_cached("SELECT 1 FROM proofs WHERE hook = ?1")?
        .exists([hook.0])?;
    match is_read {
        true => Ok(()),
        false => Err(Fault::Refused(KeepError::NotFound)),
    }
}

fn contact_of(session: &Session, hook: HookId, entry: &str) -> Outcome<Option<i64>> {
    let found: Option<Option<i64>> = session
        .db
        .prepare_cached("SELECT contact FROM phone_book_entries WHERE hook = ?1 AND entry = ?2")?
        .query_row((hook.0, entry), |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}
