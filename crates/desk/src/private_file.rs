//! Small files that only their owner can read, replaced whole, by one at a time: within this
//! process and beside others.

use std::{
    ffi::{OsStr, OsString},
    fs,
    io::{self, Write},
    path::Path,
};

/// The file's content; `None` where there is no such file.
pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Replaces the file's content.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    change(path, |_| Ok(content.to_owned()))
}

/// Replaces the content by what `change` makes of it, which nobody else can change meanwhile. May
/// block until others are done. An error of `change` leaves the file as it is.
pub(crate) fn change<E: From<io::Error>>(
    path: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let name = path.file_name().unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new("."));
    let _alone = lock(&path.with_extension("lock"))?;
    remove_unfinished(folder, name)?;
    let content = change(read(path)?)?;
    Ok(put(folder, name, &content)?)
}

/// Writes beside the file and renames, so that a crash leaves the old content or the new.
fn put(folder: &Path, name: &OsStr, content: &[u8]) -> io::Result<()> {
    let mut unfinished = tempfile::Builder::new()
        .prefix(&beside(name))
        .suffix(UNFINISHED)
        .tempfile_in(folder)?;
    // What tempfile makes is its owner's only on some systems.
    kimo_history::close_to_others(unfinished.path())?;
    unfinished.write_all(content)?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(folder.join(name))?;
    sync_folder(folder)
}

/// Takes away what a crash has left half-written: it may hold secrets that are gone by now.
fn remove_unfinished(folder: &Path, name: &OsStr) -> io::Result<()> {
    let beside = beside(name);
    for entry in fs::read_dir(folder)? {
        let found = entry?.file_name();
        let bytes = found.as_encoded_bytes();
        if bytes.starts_with(beside.as_encoded_bytes()) && bytes.ends_with(UNFINISHED.as_bytes()) {
            fs::remove_file(folder.join(&found))?;
        }
    }
    Ok(())
}

const UNFINISHED: &str = ".new";

fn beside(name: &OsStr) -> OsString {
    let mut beside = name.to_owned();
    beside.push(".");
    beside
}

/// Waits for the lock, and holds it until the file is closed.
fn lock(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    kimo_history::close_to_others(path)?;
    file.lock()?;
    Ok(file)
}

/// A rename is on the disk only when its folder is. Windows has no such thing to ask for.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn who_changes_a_file_at_the_same_time_overwrites_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        thread::scope(|scope| {
            for writer in 0..8_u8 {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..5 {
                        change(path, |content| {
                            let mut content = content.unwrap_or_default();
                            content.push(writer);
                            Ok::<_, io::Error>(content)
                        })
                        .unwrap();
                    }
                });
            }
        });
        let mut written = read(&path).unwrap().unwrap();
        written.sort_unstable();
        let expected: Vec<u8> = (0..8).flat_map(|writer| [writer; 5]).collect();
        assert_eq!(written, expected);
    }

    #[test]
    fn what_a_crash_left_is_taken_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.json");
        let left = folder.path().join("secrets.json.x3Zk.new");
        let other = folder.path().join("tunnel.json.x3Zk.new");
        fs::write(&left, "half a sec").unwrap();
        fs::write(&other, "another's, being written").unwrap();
        replace(&path, b"whole").unwrap();
        assert!(!left.exists());
        assert!(other.exists());
        assert_eq!(read(&path).unwrap().unwrap(), b"whole");
    }

    #[test]
    fn a_change_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tunnel.json");
        replace(&path, b"before").unwrap();
        let failed = change(&path, |_| Err::<Vec<u8>, _>(io::Error::other("no")));
        assert_eq!(failed.unwrap_err().to_string(), "no");
        assert_eq!(read(&path).unwrap().unwrap(), b"before");
    }

    #[test]
    fn only_the_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        replace(&folder.path().join("secrets.json"), b"whole").unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            assert!(!kimo_history::is_open_to_others(&path).unwrap(), "{path:?}");
        }
    }
}
