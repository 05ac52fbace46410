//! What becomes of the contacts of an address book that is read no more.

use std::collections::BTreeSet;

use crate::{
    contacts::{
        self, ContactDraft, Owner,
        contact_writer::keys,
        judging::{Judge, Verdict},
        naming,
    },
    db::{
        session::{Outcome, Session},
        unfinished::LongWork,
    },
};

/// How many contacts in one transaction.
const AT_ONCE: i64 = 200;

pub(super) fn begin(keep: bool) -> LongWork {
    LongWork::LeaveBook { keep, after: 0 }
}

/// Keeps the next contacts as one's own, or removes them; from where to go on. One whose numbers all
/// are somebody's already brings nothing.
pub(crate) fn step(session: &mut Session, keep: bool, after: i64) -> Outcome<Option<i64>> {
    let next: Vec<i64> = session
        .db
        .prepare_cached(
            "SELECT id FROM contacts c WHERE synced = 1 AND id > ?1
                 AND NOT EXISTS (SELECT 1 FROM address_book_cards WHERE contact = c.id)
             ORDER BY id LIMIT ?2",
        )?
        .query_map((after, AT_ONCE), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut touched = BTreeSet::new();
    for id in &next {
        let Some(was) = contacts::load(&session.db, *id)? else {
            continue;
        };
        touched.extend(keys(&was));
        let verdict = match keep {
            true => Judge::beside(&session.db).verdict(&was)?,
            false => Verdict::Empty,
        };
        match verdict {
            Verdict::Add(numbers) => {
                let told = ContactDraft { numbers, ..was };
                contacts::update(&session.db, *id, &told)?;
                contacts::set_owner(&session.db, *id, Owner::People)?;
            }
            Verdict::Extend { contact, by } => {
                contacts::remove(&session.db, *id)?;
                if let Some(mut told) = contacts::load(&session.db, contact)? {
                    told.numbers.extend(by);
                    told.important |= was.important;
                    contacts::update(&session.db, contact, &told)?;
                }
            }
            Verdict::Same | Verdict::Empty | Verdict::Taken { .. } => {
                contacts::remove(&session.db, *id)?;
            }
        }
    }
    naming::rename(session, &touched)?;
    Ok(next.last().copied())
}
