//! A history whose file was taken away while it was open is put back whole: as long as it is open,
//! the system keeps everything of it.

use std::{path::Path, time::Duration};

use kimo_calls::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::{
    db::{
        aside,
        backup::{self, BackupError},
        files,
    },
    incidents::{self, Incident, IncidentKind},
};

/// Puts a copy of what this connection has open into its former place; what stands there now is
/// set aside. Fails, and changes nothing, where the copy is not sound.
pub(crate) fn put_back(dir: &Path, held: &Connection) -> Result<(), BackupError> {
    const ALL: i32 = i32::MAX;
    files::make_private_dir(dir)?;
    let database = files::database(dir);
    let copy = dir.join("kimo.db.saving");
    backup::remove_if_there(&copy)?;
    files::make_private_file(&copy)?;
    let mut to = Connection::open_with_flags(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let copied = backup::copy_pages(held, &mut to, ALL, Duration::ZERO, |_, _| true)
        .map_err(BackupError::from)
        .and_then(|_| {
            to.close().map_err(|(_, error)| error)?;
            backup::check(&copy)
        });
    if let Err(error) = copied {
        backup::remove_if_there(&copy)?;
        return Err(error);
    }
    let now = Timestamp::now();
    let stray = aside::set_aside(dir, files::REPLACED, now)?;
    let to = Connection::open_with_flags(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let incident = Incident {
        happened_at: now,
        kind: IncidentKind::PutBack,
        why: database.display().to_string(),
        anew: false,
        file: stray,
        backup: None,
        saved: 0,
        lost: 0,
    };
    incidents::insert(&to, &incident)?;
    to.close().map_err(|(_, error)| error)?;
    backup::move_into_place(&copy, &database)?;
    Ok(())
}
