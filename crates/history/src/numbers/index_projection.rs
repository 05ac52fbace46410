//! Which numbers can be found: those that any call has. Of each it is noted whether it has been
//! our own side of a call; one that no call has any more goes, with its spellings and its name.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, Result};

use crate::{
    calls::{lists, standing::Standing},
    db::{change::Touched, projection::Projection},
    numbers,
};

/// Keeps the index of the numbers.
#[derive(Default)]
pub(crate) struct IndexProjection {
    /// Numbers to be put into the index with [`Projection::write`], if they are not there: the
    /// index writes out what it has gathered at every statement that follows.
    to_index: BTreeSet<i64>,
    /// Numbers known to be noted as our own: few, and each new call has one.
    own: HashSet<i64>,
}

/// How many of our own are known by heart.
const OWN_KNOWN: usize = 1024;

/// How many numbers are looked at again in one transaction.
const AT_ONCE: usize = 500;

impl Projection for IndexProjection {
    fn call_changed(
        &mut self,
        db: &Connection,
        was: Option<&Standing>,
        is: Option<&Standing>,
        _: &mut Touched,
    ) -> Result<()> {
        let own = |at: Option<&Standing>| at.map(|at| at.own);
        if let Some(is) = is {
            let had = |number| was.is_some_and(|was| [was.other, was.own].contains(&number));
            let new = [is.other, is.own].into_iter().filter(|n| !had(*n));
            self.to_index.extend(new);
            if own(was) != Some(is.own) {
                self.note_own(db, is.own)?;
            }
        }
        let Some(was) = was else { return Ok(()) };
        if own(is) != Some(was.own) && !lists::any_of_own(db, was.own)? {
            self.own.remove(&was.own);
            numbers::set_own(db, was.own, false)?;
        }
        for number in [was.other, was.own] {
            let has = is.is_some_and(|is| [is.other, is.own].contains(&number));
            if !has && lists::of_number(db, number, 1)?.is_empty() {
                self.to_index.remove(&number);
                self.own.remove(&number);
                numbers::remove(db, number)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, db: &Connection) -> Result<()> {
        for number in std::mem::take(&mut self.to_index) {
            if !numbers::is_indexed(db, number)? {
                numbers::index(db, number)?;
            }
        }
        Ok(())
    }

    fn discard(&mut self) {
        self.to_index.clear();
        self.own.clear();
    }

    fn remake(&mut self, db: &Connection, after: i64) -> Result<Option<i64>> {
        let some = numbers::after(db, after, AT_ONCE)?;
        for number in &some {
            if lists::of_number(db, *number, 1)?.is_empty() {
                numbers::remove(db, *number)?;
                continue;
            }
            numbers::set_own(db, *number, lists::any_of_own(db, *number)?)?;
            if !numbers::is_indexed(db, *number)? {
                numbers::index(db, *number)?;
            }
        }
        self.own.clear();
        let last = some.last().copied();
        Ok(last.filter(|_| some.len() == AT_ONCE))
    }
}

impl IndexProjection {
    fn note_own(&mut self, db: &Connection, number: i64) -> Result<()> {
        if self.own.contains(&number) {
            return Ok(());
        }
        numbers::set_own(db, number, true)?;
        if self.own.len() >= OWN_KNOWN {
            self.own.clear();
        }
        self.own.insert(number);
        Ok(())
    }
}
