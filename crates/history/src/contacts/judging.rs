//! What becomes of a contact that is imported. One's own contacts win: what is known already stays
//! as it is, numbers are added, and nobody's number goes to another; what the address book has is no
//! hindrance. So importing twice changes nothing.

use std::collections::HashMap;

use rusqlite::{Connection, Result};

use crate::contacts::{self, ContactDraft, ContactNumber, contact_writer::may_share, folded};

/// What becomes of a contact that is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is new.
    Added,
    /// It is known, and gets numbers.
    Changed,
    /// It is known as it is.
    Same,
    /// It has no name, or no number.
    Empty,
    /// Its numbers are somebody else's, who is called so.
    Taken {
        /// Whose they are.
        by: String,
    },
}

/// What is to be done with a contact that is imported.
pub(crate) enum Verdict {
    Add(Vec<ContactNumber>),
    Extend {
        contact: i64,
        by: Vec<ContactNumber>,
    },
    Same,
    Empty,
    Taken {
        by: String,
    },
}

/// Judges contacts one after another.
pub(crate) struct Judge<'a> {
    db: &'a Connection,
    /// What those before would have brought, by number, where nothing is written; their ids are
    /// below zero.
    would_be: Option<HashMap<String, Vec<Owner>>>,
    added: i64,
}

#[derive(Clone)]
struct Owner {
    id: i64,
    told: ContactDraft,
}

impl<'a> Judge<'a> {
    /// For contacts that are not written one by one.
    pub(crate) fn before(db: &'a Connection) -> Self {
        Self {
            db,
            would_be: Some(HashMap::new()),
            added: 0,
        }
    }

    /// For contacts each of which is written before the next is judged.
    pub(crate) fn beside(db: &'a Connection) -> Self {
        Self {
            db,
            would_be: None,
            added: 0,
        }
    }

    pub(crate) fn judge(&mut self, draft: &ContactDraft) -> Result<Judged> {
        let verdict = self.verdict(draft)?;
        if let Some(would_be) = &mut self.would_be {
            let (owner, numbers) = match &verdict {
                Verdict::Add(numbers) => {
                    self.added += 1;
                    let told = draft.clone();
                    (
                        Owner {
                            id: -self.added,
                            told,
                        },
                        numbers.as_slice(),
                    )
                }
                Verdict::Extend { contact, by } => {
                    let told = draft.clone();
                    (Owner { id: *contact, told }, by.as_slice())
                }
                _ => (
                    Owner {
                        id: 0,
                        told: ContactDraft::default(),
                    },
                    [].as_slice(),
                ),
            };
            for number in numbers {
                let key = number.key.as_str().to_owned();
                would_be.entry(key).or_default().push(owner.clone());
            }
        }
        Ok(match verdict {
            Verdict::Add(_) => Judged::Added,
            Verdict::Extend { .. } => Judged::Changed,
            Verdict::Same => Judged::Same,
            Verdict::Empty => Judged::Empty,
            Verdict::Taken { by } => Judged::Taken { by },
        })
    }

    pub(crate) fn verdict(&self, draft: &ContactDraft) -> Result<Verdict> {
        if draft.numbers.is_empty() || draft.title().is_empty() {
            return Ok(Verdict::Empty);
        }
        let mut with_owners: Vec<(&ContactNumber, Vec<Owner>)> = Vec::new();
        for number in &draft.numbers {
            if !with_owners.iter().any(|(known, _)| known.key == number.key) {
                with_owners.push((number, self.owners(number.key.as_str())?));
            }
        }
        let known = with_owners
            .iter()
            .flat_map(|(_, owners)| owners)
            .find(|owner| is_same(&owner.told, draft))
            .map(|owner| owner.id);
        let is_free = |owners: &[Owner]| owners.iter().all(|owner| may_share(&owner.told, draft));
        let free: Vec<_> = with_owners
            .iter()
            .filter(|(_, owners)| match known {
                Some(known) => owners.iter().all(|owner| owner.id != known) && is_free(owners),
                None => is_free(owners),
            })
            .map(|(number, _)| (*number).clone())
            .collect();
        let by = with_owners.iter().find_map(|(_, owners)| owners.first());
        Ok(match (known, free.is_empty()) {
            (Some(_), true) => Verdict::Same,
            (Some(contact), false) => Verdict::Extend { contact, by: free },
            (None, false) => Verdict::Add(free),
            (None, true) => Verdict::Taken {
                by: by
                    .map(|owner| owner.told.title().to_owned())
                    .unwrap_or_default(),
            },
        })
    }

    fn owners(&self, key: &str) -> Result<Vec<Owner>> {
        let mut owners = Vec::new();
        for id in contacts::own_owners(self.db, key)? {
            let told = contacts::load(self.db, id)?.unwrap_or_default();
            owners.push(Owner { id, told });
        }
        let would_be = self.would_be.as_ref().and_then(|would| would.get(key));
        owners.extend(would_be.into_iter().flatten().cloned());
        Ok(owners)
    }
}

/// Whether both are one contact, where they have a number in common.
fn is_same(one: &ContactDraft, other: &ContactDraft) -> bool {
    let company = match (&one.company, &other.company) {
        (Some(one), Some(other)) => folded(one) == folded(other),
        _ => true,
    };
    company && one.sorted() == other.sorted()
}
