//! What is done to contacts one by one.

use std::collections::BTreeSet;

use kimo_calls::CallerKey;

use crate::{
    contacts::{self, ContactDraft, ContactId, naming},
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        writer::Writer,
    },
};

/// What came of saving a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept(ContactId),
    /// One of its numbers is somebody else's, who is called so, and shares no company with it.
    Taken {
        /// The number, as written.
        number: String,
        /// Whose it is.
        by: String,
    },
}

impl Writer {
    /// Keeps a contact: a new one, or another telling of one. Its numbers are called by it from
    /// now on, in old calls too.
    pub async fn save_contact(
        &self,
        id: Option<ContactId>,
        told: ContactDraft,
    ) -> Result<Saved, KeepError> {
        self.ask(move |session| save(session, id, &told)).await
    }

    /// Marks a contact as important or unwanted, or no longer. Also one of the address book, which
    /// has no such marks: they are kept here.
    pub async fn flag_contact(
        &self,
        id: ContactId,
        important: bool,
        unwanted: bool,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            let told = contacts::load(&session.db, id.0)?;
            let told = ContactDraft {
                important,
                unwanted,
                ..told.ok_or(Fault::Refused(KeepError::NotFound))?
            };
            contacts::update(&session.db, id.0, &told)?;
            naming::rename(session, &keys(&told))
        })
        .await
    }

    /// Removes a contact.
    pub async fn remove_contact(&self, id: ContactId) -> Result<(), KeepError> {
        self.ask(move |session| {
            must_be_own(session, id)?;
            let told = contacts::remove(&session.db, id.0)?;
            let told = told.ok_or(Fault::Refused(KeepError::NotFound))?;
            naming::rename(session, &keys(&told))
        })
        .await
    }

    /// Makes one contact of two: the numbers and what only the second tells go to the first.
    pub async fn merge_contacts(&self, into: ContactId, from: ContactId) -> Result<(), KeepError> {
        self.ask(move |session| merge(session, into, from)).await
    }
}

/// What the address book says of its contacts is changed there.
fn must_be_own(session: &Session, id: ContactId) -> Outcome<()> {
    match contacts::is_synced(&session.db, id.0)? {
        true => Err(Fault::Refused(KeepError::OfAddressBook)),
        false => Ok(()),
    }
}

fn save(session: &mut Session, id: Option<ContactId>, told: &ContactDraft) -> Outcome<Saved> {
    for number in &told.numbers {
        for owner in contacts::own_owners(&session.db, number.key.as_str())? {
            if id == Some(ContactId(owner)) {
                continue;
            }
            let other = contacts::load(&session.db, owner)?.unwrap_or_default();
            if !may_share(told, &other) {
                return Ok(Saved::Taken {
                    number: number.written.clone(),
                    by: other.title().to_owned(),
                });
            }
        }
    }
    let mut touched = keys(told);
    let id = match id {
        None => contacts::insert(&session.db, told, None)?,
        Some(id) => {
            must_be_own(session, id)?;
            let was = contacts::load(&session.db, id.0)?;
            touched.extend(was.iter().flat_map(keys));
            if !contacts::update(&session.db, id.0, told)? {
                return Err(Fault::Refused(KeepError::NotFound));
            }
            id.0
        }
    };
    naming::rename(session, &touched)?;
    Ok(Saved::Kept(ContactId(id)))
}

fn merge(session: &mut Session, into: ContactId, from: ContactId) -> Outcome<()> {
    let not_found = || Fault::Refused(KeepError::NotFound);
    if into == from {
        return Err(not_found());
    }
    must_be_own(session, into)?;
    must_be_own(session, from)?;
    let mut told = contacts::load(&session.db, into.0)?.ok_or_else(not_found)?;
    let other = contacts::remove(&session.db, from.0)?.ok_or_else(not_found)?;
    let mut touched = keys(&told);
    touched.extend(keys(&other));
    told.company = told.company.or(other.company);
    told.note = match (told.note, other.note) {
        (Some(one), Some(two)) if one != two => Some(format!("{one}\n{two}")),
        (one, two) => one.or(two),
    };
    told.important |= other.important;
    told.unwanted &= other.unwanted;
    for number in other.numbers {
        if !told.numbers.iter().any(|known| known.key == number.key) {
            told.numbers.push(number);
        }
    }
    contacts::update(&session.db, into.0, &told)?;
    naming::rename(session, &touched)
}

/// Keeps contacts of another history, with what they share.
pub(crate) fn take_over(
    session: &mut Session,
    some: impl Iterator<Item = ContactDraft>,
) -> Outcome<()> {
    let mut touched = BTreeSet::new();
    for told in some {
        contacts::insert(&session.db, &told, None)?;
        touched.extend(keys(&told));
    }
    naming::rename(session, &touched)
}

/// Takes a number from whoever has it. A contact that had it alone goes: it was that person.
pub(crate) fn forget(session: &mut Session, key: &CallerKey) -> Outcome<()> {
    let holders = contacts::holders(&session.db, key.dialled())?;
    let mut touched = BTreeSet::from([key.dialled().to_owned()]);
    for (holder, book) in &holders {
        // Colleagues are of one book.
        let of_book = holders.iter().filter(|(_, other)| other == book);
        if of_book.count() == 1 {
            let gone = contacts::remove(&session.db, *holder)?;
            touched.extend(gone.iter().flat_map(keys));
        } else {
            contacts::remove_number(&session.db, *holder, key.dialled())?;
        }
    }
    match holders.is_empty() {
        true => Ok(()),
        false => naming::rename(session, &touched),
    }
}

/// Whether both may have one number: colleagues have their company's.
pub(super) fn may_share(one: &ContactDraft, other: &ContactDraft) -> bool {
    match (&one.company, &other.company) {
        (Some(one), Some(other)) => super::folded(one) == super::folded(other),
        _ => false,
    }
}

pub(crate) fn keys(told: &ContactDraft) -> BTreeSet<String> {
    let keys = told.numbers.iter().map(|number| number.key.as_str());
    keys.map(str::to_owned).collect()
}
