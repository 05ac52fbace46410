//! The last step of moving in: what came stands ready in a folder of its own and takes the place of
//! what was there, by renaming alone. Cut short, it is gone on with by whoever takes the data
//! directory next; before it has begun, what stands ready is nothing and is taken away.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kimo_history::{OpenError, Reader};
use serde::{Deserialize, Serialize};

/// Everything that a desk is, but for its log, its lock and what only this computer knows. Whatever
/// of it does not come is set aside all the same.
const ALL: [&str; 8] = [
    "kimo.db-wal",
    "kimo.db-shm",
    "kimo.db",
    "tunnel.json",
    "secrets.json",
    "secrets-in-keyring",
    "desk.id",
    "backups",
];

/// What takes its place once all of it is there.
#[derive(Serialize, Deserialize)]
struct Ready {
    /// Where that goes which it replaces, beside it.
    aside: String,
    /// Which of [`ALL`] come.
    come: Vec<String>,
    /// It stands ready beside a desk that runs, and must not take the place of what that has heard.
    unless_calls: bool,
}

/// What became of what stood ready.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Finished {
    /// It has its place, or there was nothing. What it replaced, if anything, is there now.
    Done(Option<PathBuf>),
    /// So many calls have come here meanwhile: all is as it was, and it stands ready still.
    CallsMeanwhile(u64),
}

/// What is in the way of a history that comes: with how many calls, as far as that can be read.
pub(super) fn in_the_way(data_dir: &Path) -> Option<Option<u64>> {
    let found = match Reader::open(data_dir) {
        Err(OpenError::Missing(_)) if !kimo_history::has_been_used(data_dir) => return None,
        Err(_) => None,
        Ok(reader) => reader.total_calls().ok(),
    };
    (found != Some(0)).then_some(found)
}

/// The folder in which it is made ready.
pub(super) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("arriving")
}

/// The copy from which a file is written for another computer.
pub(super) fn copy_to_pack(data_dir: &Path) -> PathBuf {
    data_dir.join("kimo.db.leaving")
}

/// The file of another computer, as far as the window has handed it over.
pub(crate) fn handed_over(data_dir: &Path) -> PathBuf {
    data_dir.join("arriving.kimo")
}

/// Takes away what stands ready, or what never became so.
pub(crate) fn take_back(data_dir: &Path) -> io::Result<()> {
    let folder = folder(data_dir);
    if !folder.exists() {
        return Ok(());
    }
    // First what says that it is ready: half of it never is.
    let ready = folder.join(READY);
    if ready.exists() {
        fs::remove_file(ready)?;
    }
    fs::remove_dir_all(&folder)
}

/// Says that everything in the folder is there and on the disk: from here on it takes its place,
/// whatever happens; or, `unless_calls` came meanwhile. `aside` is free, and gets what it replaces.
pub(super) fn is_ready(data_dir: &Path, aside: &str, unless_calls: bool) -> io::Result<()> {
    let folder = folder(data_dir);
    let come = ALL.into_iter().filter(|name| folder.join(name).exists());
    let ready = Ready {
        aside: aside.to_owned(),
        come: come.map(str::to_owned).collect(),
        unless_calls,
    };
    sync_folder(&folder)?;
    crate::private_file::replace(&folder.join(READY), &serde_json::to_vec(&ready)?)?;
    sync_folder(data_dir)
}

/// Goes on with what was cut short, if anything was, and takes away what never became ready. For
/// whoever has just taken the data directory.
pub(crate) fn finish(data_dir: &Path) -> io::Result<Finished> {
    for left in [copy_to_pack(data_dir), handed_over(data_dir)] {
        if left.exists() {
            fs::remove_file(&left)?;
        }
    }
    let folder = folder(data_dir);
    let ready: Ready = match crate::private_file::read(&folder.join(READY))? {
        Some(content) => serde_json::from_slice(&content)?,
        None => {
            take_back(data_dir)?;
            return Ok(Finished::Done(None));
        }
    };
    let aside = data_dir.join(name_of(&ready.aside)?);
    let has_begun = aside.exists();
    if ready.unless_calls
        && !has_begun
        && let Some(calls) = in_the_way(data_dir)
    {
        return Ok(Finished::CallsMeanwhile(calls.unwrap_or_default()));
    }
    for name in ALL {
        let (coming, place) = (folder.join(name), data_dir.join(name));
        let comes = ready.come.iter().any(|known| known == name);
        // What came and is no longer in the folder has its place already.
        if comes && !coming.exists() {
            continue;
        }
        if place.exists() {
            kimo_history::make_private_dir(&aside)?;
            fs::rename(&place, free(&aside, name)?)?;
        }
        if comes {
            fs::rename(&coming, &place)?;
        }
    }
    if aside.exists() {
        sync_folder(&aside)?;
    }
    sync_folder(data_dir)?;
    take_back(data_dir)?;
    Ok(Finished::Done(aside.exists().then_some(aside)))
}

/// A name for what is replaced, which nothing has.
pub(super) fn aside(data_dir: &Path, now: jiff::Timestamp) -> io::Result<String> {
    let stamp = now.strftime("%Y-%m-%dT%H-%M-%SZ");
    let free = free(data_dir, &format!("replaced-{stamp}"))?;
    let name = free.file_name().and_then(|name| name.to_str());
    Ok(name.unwrap_or_default().to_owned())
}

fn free(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let path = |number: u32| match number {
        0 => folder.join(name),
        _ => folder.join(format!("{name}-{number}")),
    };
    let mut paths = (0..).map(path);
    let free = paths.find(|path| !path.exists());
    free.ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

/// One name and no path.
fn name_of(aside: &str) -> io::Result<&str> {
    let is_one = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    match !aside.is_empty() && aside.chars().all(is_one) {
        true => Ok(aside),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// A rename is on the disk only when its folder is. Windows has no such thing to ask for.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

const READY: &str = "ready.json";

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        fs::create_dir_all(folder).unwrap();
        for (name, content) in files {
            fs::write(folder.join(name), content).unwrap();
        }
    }

    fn text(path: PathBuf) -> Option<String> {
        fs::read_to_string(path).ok()
    }

    #[test]
    fn what_never_became_ready_is_taken_away_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        write(
            dir.path(),
            &[("kimo.db", "old"), ("kimo.db.leaving", "a copy")],
        );
        write(&folder(dir.path()), &[("kimo.db", "half of the n")]);
        assert_eq!(finish(dir.path()).unwrap(), Finished::Done(None));
        assert_eq!(text(dir.path().join("kimo.db")).as_deref(), Some("old"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn wherever_it_was_cut_short_all_of_the_new_comes_and_all_of_the_old_is_kept() {
        for done in 0..=ALL.len() {
            let dir = tempfile::tempdir().unwrap();
            let at = dir.path();
            write(
                at,
                &[
                    ("kimo.db", "old"),
                    ("kimo.db-wal", "old log"),
                    ("secrets.json", "old"),
                ],
            );
            write(&at.join("backups"), &[("kimo-2026-11-01.db", "old")]);
            write(
                &folder(at),
                &[
                    ("kimo.db", "new"),
                    ("tunnel.json", "new"),
                    ("desk.id", "new"),
                ],
            );
            is_ready(at, "replaced-x", false).unwrap();
            // The first steps, as a program that was killed has done them.
            for name in ALL.iter().take(done) {
                let place = at.join(name);
                if place.exists() {
                    fs::create_dir_all(at.join("replaced-x")).unwrap();
                    fs::rename(&place, at.join("replaced-x").join(name)).unwrap();
                }
                if done % 2 == 0 && folder(at).join(name).exists() {
                    fs::rename(folder(at).join(name), place).unwrap();
                }
            }
            let Finished::Done(Some(aside)) = finish(at).unwrap() else {
                panic!("it replaced something");
            };
            assert_eq!(aside, at.join("replaced-x"));
            for name in ["kimo.db", "tunnel.json", "desk.id"] {
                assert_eq!(text(at.join(name)).as_deref(), Some("new"), "{done} {name}");
            }
            assert_eq!(
                text(aside.join("kimo.db")).as_deref(),
                Some("old"),
                "{done}"
            );
            let old = fs::read_dir(&aside).unwrap().count();
            assert_eq!(old, 4, "{done}");
            assert_eq!(fs::read_dir(at).unwrap().count(), 4, "{done}");
            let again = finish(at).unwrap();
            assert_eq!(again, Finished::Done(None), "once it is done, it is done");
        }
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_none() {
        let dir = tempfile::tempdir().unwrap();
        write(&folder(dir.path()), &[("kimo.db", "new")]);
        is_ready(dir.path(), "../elsewhere", false).unwrap();
        finish(dir.path()).unwrap_err();
    }
}
