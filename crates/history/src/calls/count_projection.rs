//! How many calls there are.

use rusqlite::{Connection, Result};

use crate::{
    calls::{lists, standing::Standing},
    db::{change::Touched, desk_row, projection::Projection},
};

/// Counts the calls.
#[derive(Default)]
pub(crate) struct CountProjection {
    more: i64,
}

impl Projection for CountProjection {
    fn call_changed(
        &mut self,
        _: &Connection,
        was: Option<&Standing>,
        is: Option<&Standing>,
        _: &mut Touched,
    ) -> Result<()> {
        self.more += i64::from(is.is_some()) - i64::from(was.is_some());
        Ok(())
    }

    fn write(&mut self, db: &Connection) -> Result<()> {
        match std::mem::take(&mut self.more) {
            0 => Ok(()),
            more => desk_row::count_calls(db, more),
        }
    }

    fn discard(&mut self) {
        self.more = 0;
    }

    /// In one step: between two, another program might remove what has been counted.
    fn remake(&mut self, db: &Connection, _: i64) -> Result<Option<i64>> {
        desk_row::set_total_calls(db, lists::count(db)?)?;
        self.more = 0;
        Ok(None)
    }
}
