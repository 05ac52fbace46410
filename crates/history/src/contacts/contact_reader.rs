//! What can be read of contacts.

use kimo_calls::CallerKey;
use rusqlite::OptionalExtension;

use crate::{
    contacts::{
        self, Contact, ContactDraft, ContactId,
        importing::ImportId,
        judging::{Judge, Judged},
    },
    db::{read_error::ReadError, reader::Reader},
    numbers::fragment::Fragment,
};

/// Some contacts, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPage {
    /// At most as many as were asked for.
    pub contacts: Vec<Contact>,
    /// From where to go on; `None` at the end.
    pub next: Option<ContactId>,
}

impl Reader {
    /// A page of contacts in the order of their names, behind one of them. Of those in which a
    /// fragment is found there is one page.
    pub fn contacts(
        &self,
        search: Option<&str>,
        after: Option<ContactId>,
        limit: usize,
    ) -> Result<ContactPage, ReadError> {
        let search = search.filter(|text| !text.trim().is_empty());
        self.look(|db| {
            let mut found = match search.map(Fragment::read) {
                // Nothing that could be found.
                Some(None) => Vec::new(),
                Some(Some(fragment)) => contacts::matching(db, &fragment, limit)?,
                None => behind(db, after, limit)?,
            };
            let next = (search.is_none() && found.len() == limit)
                .then(|| found.last().copied().map(ContactId))
                .flatten();
            let mut all = Vec::with_capacity(found.len());
            for id in found.drain(..) {
                all.extend(contacts::find(db, id)?);
            }
            if search.is_some() {
                all.sort_by_cached_key(|contact| (contact.told.sorted(), contact.id));
            }
            Ok(ContactPage {
                contacts: all,
                next,
            })
        })
    }

    /// How many contacts there are.
    pub fn total_contacts(&self) -> Result<u64, ReadError> {
        self.look(|db| db.query_row("SELECT count(*) FROM contacts", [], |row| row.get(0)))
    }

    /// One contact.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>, ReadError> {
        self.look(|db| contacts::find(db, id.0))
    }

    /// Whose a number is: of one contact, of several of one company, or of nobody.
    pub fn contacts_with(&self, key: &CallerKey) -> Result<Vec<Contact>, ReadError> {
        self.look(|db| {
            let mut all = Vec::new();
            for id in contacts::owners(db, key.dialled())? {
                all.extend(contacts::find(db, id)?);
            }
            Ok(all)
        })
    }

    /// The last import of which there is something to be taken back, with the name of its file.
    pub fn last_import(&self) -> Result<Option<(ImportId, String)>, ReadError> {
        self.look(|db| {
            db.prepare_cached(
                "SELECT id, file FROM imports i
                 WHERE EXISTS (SELECT 1 FROM contacts WHERE import = i.id)
                    OR EXISTS (SELECT 1 FROM contact_numbers WHERE import = i.id)
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([], |row| Ok((ImportId(row.get(0)?), row.get(1)?)))
            .optional()
        })
    }

    /// What an import of these would do, in their order, without doing it.
    pub fn judge_import(&self, drafts: &[ContactDraft]) -> Result<Vec<Judged>, ReadError> {
        self.look(|db| {
            let mut judge = Judge::before(db);
            drafts.iter().map(|draft| judge.judge(draft)).collect()
        })
    }
}

fn behind(
    db: &rusqlite::Connection,
    after: Option<ContactId>,
    limit: usize,
) -> rusqlite::Result<Vec<i64>> {
    let place = match after {
        None => None,
        Some(id) => db
            .prepare_cached("SELECT sorted, id FROM contacts WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?,
    };
    let (sorted, id): (String, i64) = place.unwrap_or_default();
    db.prepare_cached(
        "SELECT id FROM contacts WHERE (sorted, id) > (?1, ?2) ORDER BY sorted, id LIMIT ?3",
    )?
    .query_map((sorted, id, limit as i64), |row| row.get(0))?
    .collect()
}
