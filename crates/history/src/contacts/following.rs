//! A contact that follows what is told of it elsewhere: an address book's card, a phone book's entry.

use std::collections::BTreeSet;

use crate::{
    contacts::{self, ContactDraft, Owner, contact_writer::keys},
    db::session::{Outcome, Session},
    forgotten,
};

/// Makes the contact that came of it so far into what is told now. What people marked it with here
/// stays; who was forgotten is nobody, and neither is who has no name or no number any more. Gives
/// the contact that there is now; `touched` is told whose names may be others.
pub(crate) fn follow(
    session: &Session,
    known: Option<i64>,
    told: Option<&ContactDraft>,
    owner: Owner,
    touched: &mut BTreeSet<String>,
) -> Outcome<Option<i64>> {
    let told = match told {
        Some(told) if !is_forgotten(session, told)? => Some(told),
        _ => None,
    };
    Ok(match (known, told) {
        (Some(id), Some(told)) => {
            let was = contacts::load(&session.db, id)?.unwrap_or_default();
            let told = ContactDraft {
                important: was.important,
                unwanted: was.unwanted,
                ..told.clone()
            };
            if told != was {
                touched.extend(keys(&was));
                touched.extend(keys(&told));
                contacts::update(&session.db, id, &told)?;
            }
            Some(id)
        }
        (None, Some(told)) => {
            touched.extend(keys(told));
            let id = contacts::insert(&session.db, told, None)?;
            contacts::set_owner(&session.db, id, owner)?;
            Some(id)
        }
        (Some(id), None) => {
            let gone = contacts::remove(&session.db, id)?;
            touched.extend(gone.iter().flat_map(keys));
            None
        }
        (None, None) => None,
    })
}

fn is_forgotten(session: &Session, told: &ContactDraft) -> Outcome<bool> {
    for number in &told.numbers {
        if forgotten::forgotten_at(&session.db, &number.key)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
