//! Which numbers are one caller's: those of one contact. Joining too little leaves somebody on the
//! missed list who was talked to; joining too much takes somebody off who still waits. So a number
//! is joined only where it is one in the whole world and of this contact alone: not the number of a
//! company that several have, no extension, nobody who withholds theirs, and none of a contact with
//! so many that it is no person.

use kimo_calls::CallerKey;
use rusqlite::{Connection, Result};

use crate::contacts::ContactId;

/// A contact that has more numbers than this is a directory, not one caller.
const MOST_NUMBERS: usize = 20;

/// One caller, as far as anybody can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    /// The rows of their numbers.
    pub(crate) numbers: Vec<i64>,
    /// The contact that has the number, where it is one's alone.
    pub(crate) contact: Option<ContactId>,
    /// Everybody who has the number is unwanted.
    pub(crate) unwanted: bool,
    /// They withhold their number: nobody can be told to have been reached.
    pub(crate) hidden: bool,
}

impl Joined {
    /// Whose a number is, and what else is theirs.
    pub(crate) fn of(db: &Connection, number: i64) -> Result<Self> {
        let (dialled, is_worldwide): (String, bool) = db
            .prepare_cached(
                "SELECT coalesce(local, key), local IS NULL AND substr(key, 1, 1) = '+'
                 FROM numbers WHERE id = ?1",
            )?
            .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (contact, unwanted) = owner(db, &dialled)?;
        let mut joined = Self {
            numbers: vec![number],
            contact,
            unwanted,
            hidden: dialled.is_empty(),
        };
        if let (Some(contact), true) = (contact, is_worldwide) {
            let all: Vec<Option<i64>> = db
                .prepare_cached(NUMBERS)?
                .query_map((contact.0, MOST_NUMBERS + 1), |row| row.get(1))?
                .collect::<Result<_>>()?;
            if all.len() <= MOST_NUMBERS {
                joined.numbers = all.into_iter().flatten().collect();
            }
        }
        Ok(joined)
    }

    /// By what they are known: also numbers that have not been in any call.
    pub(crate) fn keys(&self, db: &Connection, key: &CallerKey) -> Result<Vec<CallerKey>> {
        let Some(contact) = self.contact.filter(|_| key.local().is_none()) else {
            return Ok(vec![key.clone()]);
        };
        let all: Vec<CallerKey> = db
            .prepare_cached(NUMBERS)?
            .query_map((contact.0, MOST_NUMBERS + 1), |row| {
                Ok(CallerKey::from(row.get_ref(0)?.as_str()?))
            })?
            .collect::<Result<_>>()?;
        Ok(match all.len() <= MOST_NUMBERS {
            true => all,
            false => vec![key.clone()],
        })
    }
}

/// Asked for each call that may open or settle somebody: the numbers that are a contact's alone.
pub(crate) const NUMBERS: &str = "
SELECT t.key, n.id FROM contact_numbers t LEFT JOIN numbers n ON n.key = t.key
WHERE t.contact = ?1 AND substr(t.key, 1, 1) = '+' AND n.local IS NULL
  AND NOT EXISTS (SELECT 1 FROM contact_owners o WHERE o.key = t.key AND o.contact <> ?1)
ORDER BY t.place LIMIT ?2";

/// Asked before that.
pub(crate) const OWNER: &str = "
SELECT count(*), min(contact), coalesce(min(unwanted), 0) FROM contact_owners WHERE key = ?1";

/// The numbers of all who have a number: who may be another caller once it is given or taken.
pub(crate) const CONCERNED: &str = "
SELECT n.id FROM contact_numbers mine JOIN contact_numbers theirs ON theirs.contact = mine.contact
     JOIN numbers n ON n.key = theirs.key
WHERE mine.key = ?1";

/// Whether no contact has a number.
pub(crate) fn is_nobodys(db: &Connection, key: &str) -> Result<bool> {
    let count: i64 = db
        .prepare_cached(OWNER)?
        .query_row([key], |row| row.get(0))?;
    Ok(count == 0)
}

fn owner(db: &Connection, dialled: &str) -> Result<(Option<ContactId>, bool)> {
    let (count, contact, unwanted): (i64, Option<i64>, bool) = db
        .prepare_cached(OWNER)?
        .query_row([dialled], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((contact.filter(|_| count == 1).map(ContactId), unwanted))
}
