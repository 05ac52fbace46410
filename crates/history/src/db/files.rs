//! The files of a data directory: where they are, and that only their owner reads them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kimo_calls::Timestamp;

/// The database of a data directory.
pub fn database(dir: &Path) -> PathBuf {
    dir.join("kimo.db")
}

/// How long a write-ahead log stays, in bytes, once nobody needs what is in it: as long as it grows
/// between two of the moves into the database.
pub(crate) const LONGEST_LOG: u64 = 8 << 20;

/// Where the daily copies are.
pub(crate) fn backups(dir: &Path) -> PathBuf {
    dir.join("backups")
}

/// What SQLite keeps beside a database.
pub(crate) fn companions(database: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|end| {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    })
}

/// Makes a directory that only its owner reads. One that exists is closed to others only if it
/// is ours: empty, or with a history in it. Somebody may have pointed us at their home.
pub fn make_private_dir(dir: &Path) -> io::Result<()> {
    let ours = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none() || database(dir).exists(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(error),
    };
    fs::create_dir_all(dir)?;
    if ours {
        close_to_others(dir)?;
    }
    Ok(())
}

/// Makes an empty file that only its owner reads, whatever the umask says. One that exists is
/// closed to others. SQLite gives its companions the same mode.
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    // One that is there is not opened: closing it would take SQLite's locks away from it.
    if !path.exists() {
        let mut options = fs::OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?;
    }
    close_to_others(path)?;
    for companion in companions(path) {
        match close_to_others(&companion) {
            // The last program that had the database open may just have deleted it. Windows denies
            // access to what is about to go.
            Err(error) if error.kind() == io::ErrorKind::NotFound || !companion.exists() => {}
            closed => closed?,
        }
    }
    Ok(())
}

/// What the names of those say that were moved out of the way.
pub(crate) const SET_ASIDE: [&str; 3] = [DAMAGED, GONE, REPLACED];
/// It was damaged.
pub(crate) const DAMAGED: &str = "damaged";
/// It is what was left of one that was gone.
pub(crate) const GONE: &str = "gone";
/// Another took its place.
pub(crate) const REPLACED: &str = "replaced";

/// Whether there is no file, or nothing in it.
pub(crate) fn is_empty(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |file| file.len() == 0)
}

/// Whether there is a database, or anything of one.
pub(crate) fn is_anything_left(database: &Path) -> bool {
    database.exists() || companions(database).iter().any(|path| path.exists())
}

/// Moves a database and its companions, or what is left of them, out of the way, to a dated name
/// beside it. Gives the name of the database.
pub(crate) fn set_aside(database: &Path, word: &str, now: Timestamp) -> io::Result<PathBuf> {
    let to = free_name(database, word, now)?;
    // The database last: were this cut short, the next start finds it and goes on.
    move_companions(database, &to)?;
    move_if_there(database, &to)?;
    Ok(to)
}

/// Moves the companions that are not of this database out of the way. Gives the name of the log.
pub(crate) fn set_log_aside(database: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let to = free_name(database, REPLACED, now)?;
    move_companions(database, &to)?;
    let [log, _] = companions(&to);
    Ok(log)
}

/// A dated name that neither a database nor a companion has.
fn free_name(database: &Path, word: &str, now: Timestamp) -> io::Result<PathBuf> {
    let stamp = now.strftime("%Y-%m-%dT%H-%M-%SZ");
    let name = |number: u32| {
        let mut name = database.as_os_str().to_owned();
        name.push(format!(".{word}-{stamp}"));
        if number > 0 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let mut free = (0..).map(name).filter(|path| !is_anything_left(path));
    free.next()
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

fn move_companions(database: &Path, to: &Path) -> io::Result<()> {
    let mut all = companions(database).into_iter().zip(companions(to));
    all.try_for_each(|(from, to)| move_if_there(&from, &to))
}

fn move_if_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Whether there has been a history in a directory, by what it leaves behind.
pub fn has_been_used(dir: &Path) -> bool {
    leaves_traces(dir).unwrap_or_else(|error| {
        tracing::warn!(%error, "it cannot be seen whether there has been a history");
        false
    })
}

fn leaves_traces(dir: &Path) -> io::Result<bool> {
    /// What a desk keeps beside its history.
    const BESIDE: [&str; 4] = ["desk.id", "backups", "secrets.json", "tunnel.json"];
    let [log, _] = companions(&database(dir));
    if !is_empty(&log) {
        return Ok(true);
    }
    let set_aside = |name: &str| {
        let mut words = SET_ASIDE.iter();
        words.any(|word| name.starts_with(&format!("kimo.db.{word}-")))
    };
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        if name
            .to_str()
            .is_some_and(|name| BESIDE.contains(&name) || set_aside(name))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Lets nobody but their owner read a file or a directory that is there. On Windows by its access
/// list, which what is made in a directory from then on has too.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = fs::metadata(path)?;
        let mode = if metadata.is_dir() { 0o700 } else { 0o600 };
        if metadata.permissions().mode() & 0o777 != mode {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        }
    }
    #[cfg(windows)]
    if is_open_to_others(path)? {
        kimo_win32::close_to_others(path)?;
    }
    Ok(())
}

/// Whether others than the owner may read a file or a directory.
pub fn is_open_to_others(path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
    }
    #[cfg(windows)]
    kimo_win32::is_open_to_others(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        thread,
    };

    use super::*;

    /// The last connection to close deletes them, while another program begins.
    #[test]
    fn companions_that_go_just_now_are_in_nobodys_way() {
        let dir = tempfile::tempdir().unwrap();
        let database = database(dir.path());
        let [log, _] = companions(&database);
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    // Where it cannot be made just now, it is the next time.
                    fs::write(&log, b"").ok();
                    fs::remove_file(&log).ok();
                }
            });
            let made = (0..5_000).map(|_| make_private_file(&database));
            let failed: Vec<_> = made.filter_map(Result::err).collect();
            is_over.store(true, Ordering::Relaxed);
            assert!(failed.is_empty(), "{}: {:?}", failed.len(), failed.first());
        });
    }
}
