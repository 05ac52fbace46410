//! The passwords of HTTP Basic, which the first format kept with the hooks, go out of the files
//! without leaving a byte behind.

use std::path::Path;

use kimo_calls::HookId;
use rusqlite::Connection;

use crate::{
    db::{change::KeepError, connect},
    hooks,
};

/// Takes the passwords of these hooks out of the history of `dir`: out of the database and of its
/// log. To be called once they are kept elsewhere; beside a writer, who notices.
pub fn forget_passwords(dir: &Path, of: &[HookId]) -> Result<(), KeepError> {
    let db = connect::writing(dir).map_err(|error| KeepError::Other(error.to_string()))?;
    let forgetting = db.unchecked_transaction()?;
    for hook in of {
        hooks::forget_password(&forgetting, *hook)?;
    }
    forgetting.commit()?;
    // The database has the pages with the passwords until the log is moved into it, and the log
    // may have them until it is cut.
    let kept_by_a_reader: bool =
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if kept_by_a_reader {
        tracing::warn!("passwords may be in the log until the desk is stopped");
    }
    Ok(())
}

/// Takes all passwords out of a copy of the history, which nobody else has open.
pub(crate) fn take_out_of(copy: &Connection) -> rusqlite::Result<()> {
    copy.pragma_update(None, "secure_delete", true)?;
    // A journal would be a file that has them.
    copy.pragma_update(None, "journal_mode", "memory")?;
    hooks::forget_passwords(copy)
}
