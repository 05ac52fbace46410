//! Taking in the cards of an address book, a few in each transaction.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use crate::{
    contacts::{self, ContactDraft, Owner, contact_writer::keys, following::follow, naming},
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        writer::Writer,
    },
};

/// A card of an address book, as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncedCard {
    /// Its path, which names it.
    pub path: String,
    /// Which state of it this is.
    pub etag: String,
    /// What it tells; `None` where it has no name or no number.
    pub told: Option<ContactDraft>,
}

impl Writer {
    /// Takes in cards of the book at this address, all of them or none. What people marked a contact
    /// with here stays. A few hundred at once, so that no delivery waits for long.
    pub async fn sync_cards(
        &self,
        address: String,
        cards: Vec<SyncedCard>,
    ) -> Result<(), KeepError> {
        self.ask(move |session| sync(session, &address, &cards))
            .await
    }

    /// Lets go of cards that are gone there, and of what came of them.
    pub async fn drop_cards(&self, address: String, paths: Vec<String>) -> Result<(), KeepError> {
        self.ask(move |session| {
            must_be_read(session, &address)?;
            let mut touched = BTreeSet::new();
            for path in &paths {
                if let Some(Some(contact)) = card(session, path)? {
                    let gone = contacts::remove(&session.db, contact)?;
                    touched.extend(gone.iter().flat_map(keys));
                }
                session
                    .db
                    .prepare_cached("DELETE FROM address_book_cards WHERE path = ?1")?
                    .execute([path])?;
            }
            naming::rename(session, &touched)
        })
        .await
    }
}

fn sync(session: &mut Session, address: &str, cards: &[SyncedCard]) -> Outcome<()> {
    must_be_read(session, address)?;
    let mut touched = BTreeSet::new();
    for one in cards {
        let known = card(session, &one.path)?.flatten();
        let told = one.told.as_ref();
        let contact = follow(session, known, told, Owner::AddressBook, &mut touched)?;
        session
            .db
            .prepare_cached(
                "INSERT INTO address_book_cards (path, etag, contact) VALUES (?1, ?2, ?3)
                 ON CONFLICT (path) DO UPDATE SET etag = excluded.etag, contact = excluded.contact",
            )?
            .execute((&one.path, &one.etag, contact))?;
    }
    match touched.is_empty() {
        true => Ok(()),
        false => naming::rename(session, &touched),
    }
}

/// A book that was given up, or exchanged for another, while it was read brings nothing more.
fn must_be_read(session: &Session, address: &str) -> Outcome<()> {
    let is_read = session
        .db
        .prepare_cached("SELECT 1 FROM address_book WHERE address = ?1")?
        .exists([address])?;
    match is_read {
        true => Ok(()),
        false => Err(Fault::Refused(KeepError::NotFound)),
    }
}

/// Whether a card is known, and which contact came of it.
fn card(session: &Session, path: &str) -> Outcome<Option<Option<i64>>> {
    let found = session
        .db
        .prepare_cached("SELECT contact FROM address_book_cards WHERE path = ?1")?
        .query_row([path], |row| row.get(0))
        .optional()?;
    Ok(found)
}
