//! The room on the disk, for who simulates one.

use crate::db::{change::KeepError, writer::Writer};

impl Writer {
    /// From now on the database cannot grow, as on a full disk; or it can again. Until the writer
    /// ends.
    pub async fn fill_disk(&self, full: bool) -> Result<(), KeepError> {
        // SQLite takes the present length where less is asked for.
        let pages = if full { 1 } else { i64::from(u32::MAX - 1) };
        self.ask(move |session| {
            let set = format!("PRAGMA max_page_count = {pages}");
            session.db.query_row(&set, [], |_| Ok(()))?;
            Ok(())
        })
        .await
    }
}
