//! The open missed callers as they follow from the calls and from whose the numbers are.

use rusqlite::{Connection, Result};

use crate::{
    calls::standing::Standing,
    db::{change::Touched, projection::Projection},
    missed::counting,
};

/// Keeps the rows of the open missed callers.
pub(crate) struct MissedProjection;

impl Projection for MissedProjection {
    fn call_changed(
        &mut self,
        db: &Connection,
        was: Option<&Standing>,
        is: Option<&Standing>,
        touched: &mut Touched,
    ) -> Result<()> {
        touched.missed |= counting::call_changed(db, was, is)?;
        Ok(())
    }

    fn remake(&mut self, db: &Connection, after: i64) -> Result<Option<i64>> {
        let (_, next) = counting::recount_next(db, after)?;
        Ok(next)
    }
}
