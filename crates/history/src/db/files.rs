//! The files of a data directory: where they are, and that only their owner reads them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kimo_calls::Timestamp;

/// The database of a data directory.
pub(crate) fn database(dir: &Path) -> PathBuf {
    dir.join("kimo.db")
}

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
        close_to_others(dir, 0o700)?;
    }
    Ok(())
}

/// Makes an empty file that only its owner reads, whatever the umask says. One that exists is
/// closed to others. SQLite gives its companions the same mode.
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    close_to_others(path, 0o600)?;
    for companion in companions(path).iter().filter(|path| path.exists()) {
        close_to_others(companion, 0o600)?;
    }
    Ok(())
}

/// Moves a database and its companions out of the way, to a dated name beside it.
pub(crate) fn set_aside(database: &Path, word: &str, now: Timestamp) -> io::Result<PathBuf> {
    let stamp = now.strftime("%Y-%m-%dT%H-%M-%SZ");
    let free = |number: u32| {
        let mut name = database.as_os_str().to_owned();
        name.push(format!(".{word}-{stamp}"));
        if number > 0 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let to = (0..).map(free).find(|path| !path.exists());
    let to = to.ok_or(io::ErrorKind::AlreadyExists)?;
    // The database last: were this cut short, the next start finds it and goes on.
    for (from, to) in companions(database).iter().zip(companions(&to)) {
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    fs::rename(database, &to)?;
    Ok(to)
}

#[cfg(unix)]
fn close_to_others(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Elsewhere a user's own folders are closed to others already.
#[cfg(not(unix))]
fn close_to_others(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
