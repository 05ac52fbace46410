//! The open missed callers as they follow from the calls.

use rusqlite::{Connection, Result};

use crate::{
    calls::standing::Standing,
    db::{change::Touched, projection::Projection},
    missed, numbers,
};

/// Keeps the rows of the open missed callers.
pub(crate) struct MissedProjection;

/// How many numbers are counted again in one transaction.
const AT_ONCE: usize = 500;

impl Projection for MissedProjection {
    fn call_changed(
        &mut self,
        db: &Connection,
        was: Option<&Standing>,
        is: Option<&Standing>,
        touched: &mut Touched,
    ) -> Result<()> {
        touched.missed |= missed::call_changed(db, was, is)?;
        Ok(())
    }

    fn remake(&mut self, db: &Connection, after: i64) -> Result<Option<i64>> {
        let some = numbers::after(db, after, AT_ONCE)?;
        for (number, hidden) in &some {
            missed::recount(db, *number, *hidden)?;
        }
        let last = some.last().map(|(number, _)| *number);
        Ok(last.filter(|_| some.len() == AT_ONCE))
    }
}
