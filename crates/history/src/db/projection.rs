//! What follows from the calls, kept beside them by every transaction that changes one. Where it
//! follows from contacts too, `contacts::naming` keeps it up with them.

use rusqlite::{Connection, Result};

use crate::{calls::standing::Standing, db::change::Touched};

/// Something that follows from the calls, and can be made again from them. What it must know
/// of a call is in its [`Standing`].
pub(crate) trait Projection: Send {
    /// A call was so, and is now so (`None`: it was, or is, not there). Told once the call's own
    /// row has changed, within the transaction.
    fn call_changed(
        &mut self,
        db: &Connection,
        was: Option<&Standing>,
        is: Option<&Standing>,
        touched: &mut Touched,
    ) -> Result<()>;

    /// Writes what was gathered. Before each commit, and before what may be rolled back apart.
    fn write(&mut self, db: &Connection) -> Result<()> {
        let _ = db;
        Ok(())
    }

    /// The transaction, or its last part, is rolled back: what was gathered since is void, and so
    /// is what is known by heart.
    fn discard(&mut self) {}

    /// Makes some of it again from the calls, from a place on; whatever stands there now. Gives
    /// the place to go on from, `None` at the end.
    fn remake(&mut self, db: &Connection, after: i64) -> Result<Option<i64>>;
}
