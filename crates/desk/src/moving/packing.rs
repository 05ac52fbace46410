//! Writing the file.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use kimo_history::{Reader, copy_out};
use tempfile::NamedTempFile;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    arrival, carried_secrets,
    manifest::{FORMAT, HISTORY, MANIFEST, Manifest, Part, SECRETS, Sum, TUNNEL},
    moving_error::MovingError,
    out::Out,
    sealed,
};
use crate::{Secrets, tunnel::Setup};

/// What is to be written.
pub(crate) struct Packing<'a> {
    pub(crate) data_dir: &'a Path,
    pub(crate) reader: &'a Reader,
    /// The desk's secrets, and the passphrase under which they are to be sealed.
    pub(crate) sealed: Option<(&'a Secrets, &'a str)>,
    /// The file, which must not exist.
    pub(crate) to: &'a Path,
    pub(crate) now: Timestamp,
}

/// What was written.
pub(crate) struct Packed {
    /// The length of the file.
    pub(crate) bytes: u64,
    pub(crate) calls: u64,
    /// How many secrets are in it.
    pub(crate) secrets: usize,
    /// How many are not, and have to be entered again.
    pub(crate) left_out: usize,
    /// Whether others can read the file, since its disk knows no owners.
    pub(crate) is_open_to_others: bool,
}

/// Writes everything of a desk into one file. Tells how many bytes of how many are done; false ends
/// it. Nothing is there under the name before all of it is.
pub(crate) fn pack(
    packing: &Packing<'_>,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Packed, MovingError> {
    let (to, data_dir) = (packing.to, packing.data_dir);
    if to.symlink_metadata().is_ok() {
        return Err(MovingError::Exists(to.to_owned()));
    }
    let setup = Setup::load(data_dir)?;
    let needed = carried_secrets::needed(packing.reader, setup.as_ref())?;
    let secrets = match packing.sealed {
        Some((secrets, _)) => carried_secrets::all(&needed, secrets)?,
        None => sealed::Names::new(),
    };
    let left_out = needed
        .iter()
        .filter(|(name, _)| !secrets.contains_key(name));
    let left_out = left_out.count();
    let mut unfinished = beside(to)?;
    let copy = Copy(arrival::copy_to_pack(data_dir));
    // It is read and written: once to the copy, and once from there.
    let is_whole = copy_out(data_dir, &copy.0, |done, all| told(done, 2 * all))
        .map_err(|error| MovingError::copying(&copy.0, error))?;
    if !is_whole {
        return Err(MovingError::Stopped);
    }

    let writing = |error| MovingError::writing(to, error);
    let mut archive = ZipWriter::new(Out::to(unfinished.as_file_mut()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600);
    let put = |archive: &mut ZipWriter<Out<&mut File>>, name: &str, content: &[u8]| {
        archive.start_file(name, options).map_err(writing)?;
        archive
            .write_all(content)
            .map_err(|error| MovingError::io(to, error))
    };
    let longest = options.large_file(true);
    archive.start_file(HISTORY, longest).map_err(writing)?;
    let history = put_history(&mut archive, &copy.0, to, told)?;
    let tunnel = match &setup {
        Some(setup) => {
            let content = serde_json::to_vec_pretty(setup)
                .map_err(|error| MovingError::io(to, error.into()))?;
            put(&mut archive, TUNNEL, &content)?;
            Some(Part::of(&content))
        }
        None => None,
    };
    let mut manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: packing.now,
        calls: packing.reader.total_calls()?,
        history,
        tunnel,
        secrets: None,
    };
    if let Some((_, passphrase)) = packing.sealed {
        let content = sealed::seal(&secrets, passphrase, &manifest.sealed_with())?;
        put(&mut archive, SECRETS, &content)?;
        manifest.secrets = Some(Part::of(&content));
    }
    let content =
        serde_json::to_vec_pretty(&manifest).map_err(|error| MovingError::io(to, error.into()))?;
    put(&mut archive, MANIFEST, &content)?;
    let out = archive.finish().map_err(writing)?;
    out.is_whole().map_err(|error| MovingError::io(to, error))?;
    let calls = manifest.calls;
    let (bytes, is_open_to_others) = into_place(unfinished, to)?;
    Ok(Packed {
        bytes,
        calls,
        secrets: secrets.len(),
        left_out,
        is_open_to_others,
    })
}

/// A copy of the history, for as long as it is needed.
struct Copy(PathBuf);

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a copy of the history stays until the next start");
        }
    }
}

/// A file beside the one that is meant, which goes unless it is finished.
fn beside(to: &Path) -> Result<NamedTempFile, MovingError> {
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut begin = to.file_name().unwrap_or_default().to_owned();
    begin.push(".");
    remove_unfinished(folder, begin.as_encoded_bytes())
        .map_err(|error| MovingError::io(folder, error))?;
    let unfinished = tempfile::Builder::new()
        .prefix(&begin)
        .suffix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(|error| MovingError::io(folder, error))?;
    // Some disks know no owners: what is on them is whoever's has them, which is told at the end.
    if let Err(error) = kimo_history::close_to_others(unfinished.path()) {
        tracing::debug!(%error, "the file cannot be closed to others");
    }
    Ok(unfinished)
}

/// Takes away what was left half-written: it is full of people.
fn remove_unfinished(folder: &Path, begin: &[u8]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let found = entry?.file_name();
        let bytes = found.as_encoded_bytes();
        if bytes.starts_with(begin) && bytes.ends_with(UNFINISHED.as_bytes()) {
            fs::remove_file(folder.join(&found))?;
        }
    }
    Ok(())
}

const UNFINISHED: &str = ".unfinished";

fn put_history(
    archive: &mut ZipWriter<Out<&mut File>>,
    copy: &Path,
    to: &Path,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Part, MovingError> {
    let reading = |error| MovingError::io(copy, error);
    let mut from = File::open(copy).map_err(reading)?;
    let all = from.metadata().map_err(reading)?.len();
    let mut sum = Sum::default();
    let mut some = vec![0; AT_ONCE];
    loop {
        let read = from.read(&mut some).map_err(reading)?;
        let Some(some) = some.get(..read).filter(|some| !some.is_empty()) else {
            return Ok(sum.part());
        };
        sum.take(some);
        archive
            .write_all(some)
            .map_err(|error| MovingError::io(to, error))?;
        if !told(all + sum.bytes(), 2 * all) {
            return Err(MovingError::Stopped);
        }
    }
}

/// Gives the file its name, once it is on the disk. Gives its length, and whether others can read it.
fn into_place(unfinished: NamedTempFile, to: &Path) -> Result<(u64, bool), MovingError> {
    let failed = |error| MovingError::io(to, error);
    unfinished.as_file().sync_all().map_err(failed)?;
    let is_open_to_others = kimo_history::is_open_to_others(unfinished.path()).unwrap_or(true);
    let bytes = unfinished.as_file().metadata().map_err(failed)?.len();
    if let Err(refused) = unfinished.persist_noclobber(to) {
        // Not every disk can rename without replacing.
        if refused.error.kind() == io::ErrorKind::AlreadyExists || to.symlink_metadata().is_ok() {
            return Err(MovingError::Exists(to.to_owned()));
        }
        refused
            .file
            .persist(to)
            .map_err(|error| failed(error.error))?;
    }
    // Of some disks folders cannot be asked to be written; the file itself is.
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty())
        && let Err(error) = arrival::sync_folder(folder)
    {
        tracing::debug!(%error, "the folder cannot be asked to be written");
    }
    Ok((bytes, is_open_to_others))
}

const AT_ONCE: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    use kimo_history::History;

    use super::*;

    #[test]
    fn wherever_it_is_stopped_nothing_is_left_of_it() {
        let data = tempfile::tempdir().unwrap();
        let files = tempfile::tempdir().unwrap();
        let history = History::open(data.path()).unwrap().history;
        let to = files.path().join("all.kimo");
        let packing = Packing {
            data_dir: data.path(),
            reader: &history.reader(),
            sealed: None,
            to: &to,
            now: Timestamp::now(),
        };
        let mut steps = 0;
        pack(&packing, &mut |_, _| {
            steps += 1;
            true
        })
        .unwrap();
        fs::remove_file(&to).unwrap();
        assert!(steps > 1, "it is asked while it copies and while it packs");
        for last in 1..=steps {
            let mut step = 0;
            let stopped = pack(&packing, &mut |_, _| {
                step += 1;
                step < last
            });
            assert!(matches!(stopped, Err(MovingError::Stopped)), "{last}");
            assert_eq!(names(files.path()), [""; 0], "{last}");
            let copies = names(data.path()).into_iter();
            assert_eq!(copies.filter(|name| name.contains("leaving")).count(), 0);
        }
    }

    #[test]
    fn what_a_killed_export_left_goes_with_the_next_and_nothing_else() {
        let files = tempfile::tempdir().unwrap();
        for name in ["all.kimo.x3Zk.unfinished", "other.kimo.x3Zk.unfinished"] {
            fs::write(files.path().join(name), "people").unwrap();
        }
        drop(beside(&files.path().join("all.kimo")).unwrap());
        assert_eq!(names(files.path()), ["other.kimo.x3Zk.unfinished"]);
    }

    fn names(folder: &Path) -> Vec<String> {
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let mut names: Vec<_> = all
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}
