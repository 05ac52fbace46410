//! The head of a database file, looked at before SQLite may touch it.

use std::{fs::File, io, path::Path};

use crate::db::{files, open_error::OpenError};

/// What stands in the place of the database.
pub(crate) enum Found {
    Nothing,
    Database {
        /// Its `user_version`, as far as the file itself tells: a newer one may be in its log.
        format: i64,
        /// The log beside it is not its own: it has none, as a backup, and was put in the place of
        /// one that had. SQLite would take it for its own all the same.
        has_anothers_log: bool,
    },
}

/// The version of a file that is read without a log.
const WITHOUT_LOG: u8 = 1;

/// Looks at the file itself, before SQLite does.
pub(crate) fn look(path: &Path) -> Result<Found, OpenError> {
    let other = |why: io::Error| OpenError::Other {
        path: path.to_owned(),
        why: why.to_string(),
    };
    let damaged = |why: String| OpenError::Damaged {
        path: path.to_owned(),
        why,
    };
    let (header, size) = match beginning(path) {
        Ok(read) => read,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(other(error)),
    };
    if header.is_empty() {
        return Ok(Found::Nothing);
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(damaged("the file is not a database".to_owned()));
    }
    // https://www.sqlite.org/fileformat2.html#the_database_header
    let number = |at: usize| {
        let bytes = header.get(at..at + 4).and_then(|b| b.try_into().ok());
        u64::from(u32::from_be_bytes(bytes.unwrap_or_default()))
    };
    let page = match header.get(16..18) {
        Some([0, 1]) => 65536,
        Some(&[high, low]) => u64::from(high) << 8 | u64::from(low),
        _ => 0,
    };
    let whole = number(28) * page;
    let counts = number(24) == number(92);
    if counts && size < whole && !has_log(path) {
        return Err(damaged(format!(
            "the file has been cut short: {size} bytes of {whole}"
        )));
    }
    Ok(Found::Database {
        format: number(60) as i64,
        has_anothers_log: header.get(18) == Some(&WITHOUT_LOG) && has_log(path),
    })
}

/// Whether something waits beside a database to be moved into it.
pub(crate) fn has_log(path: &Path) -> bool {
    let [log, _] = files::companions(path);
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// The first hundred bytes of a file, and how long it is.
#[cfg(unix)]
fn beginning(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    use std::{
        collections::HashMap,
        os::unix::fs::{FileExt, MetadataExt},
        sync::{Mutex, PoisonError},
    };
    /// Closing a file takes away every lock that this process has on it, those of SQLite's
    /// connections among them (https://www.sqlite.org/howtocorrupt.html, 2.2): another program
    /// would then take the log away from under them. So each stays open, once.
    static LOOKED_AT: Mutex<Option<HashMap<(u64, u64), File>>> = Mutex::new(None);
    let metadata = std::fs::metadata(path)?;
    let mut looked_at = LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
    let looked_at = looked_at.get_or_insert_default();
    // Those that are gone can be looked at no more.
    looked_at.retain(|_, file| file.metadata().is_ok_and(|file| file.nlink() > 0));
    let file = match looked_at.entry((metadata.dev(), metadata.ino())) {
        std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
        std::collections::hash_map::Entry::Vacant(free) => free.insert(File::open(path)?),
    };
    let mut header = vec![0; 100];
    let mut read = 0;
    while let Some(rest) = header.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, read as u64)? {
            0 => break,
            more => read += more,
        }
    }
    header.truncate(read);
    Ok((header, file.metadata()?.len()))
}

/// The first hundred bytes of a file, and how long it is.
#[cfg(not(unix))]
fn beginning(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    use std::io::Read;
    let mut file = File::open(path)?;
    let mut header = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut header)?;
    Ok((header, file.metadata()?.len()))
}
