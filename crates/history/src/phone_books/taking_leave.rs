//! What becomes of what was read of a PBX whose key was taken away: it goes.

use std::collections::BTreeSet;

use kimo_calls::HookId;

use crate::{
    contacts::{self, contact_writer::keys, naming},
    db::{
        session::{Outcome, Session},
        unfinished::LongWork,
    },
    settings::Setting,
};

/// How many contacts in one transaction.
const AT_ONCE: i64 = 200;

/// Lets go of the book and the names at once; the contacts are the work that is left.
pub(crate) fn begin(session: &mut Session, hook: HookId) -> Outcome<LongWork> {
    session.touched.settings.insert(Setting::OwnNumbers);
    for all in [
        "DELETE FROM phone_books WHERE hook = ?1",
        "DELETE FROM phone_book_entries WHERE hook = ?1",
        "DELETE FROM pbx_names WHERE hook = ?1",
    ] {
        session.db.execute(all, [hook.0])?;
    }
    Ok(LongWork::LeavePhoneBook { after: 0 })
}

/// Removes the next contacts that stand in no phone book any more; from where to go on.
pub(crate) fn step(session: &mut Session, after: i64) -> Outcome<Option<i64>> {
    let next: Vec<i64> = session
        .db
        .prepare_cached(
            "SELECT id FROM contacts c WHERE synced = 2 AND id > ?1
                 AND NOT EXISTS (SELECT 1 FROM phone_book_entries WHERE contact = c.id)
             ORDER BY id LIMIT ?2",
        )?
        .query_map((after, AT_ONCE), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut touched = BTreeSet::new();
    for id in &next {
        let gone = contacts::remove(&session.db, *id)?;
        touched.extend(gone.iter().flat_map(keys));
    }
    naming::rename(session, &touched)?;
    Ok(next.last().copied())
}
