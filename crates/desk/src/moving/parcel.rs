//! The file as it is read: only parts that are known, none longer than it is said to be, and each as
//! its sum says.

use std::{
    fs::{self, File},
    io::{BufReader, Read, Seek, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use zip::{ZipArchive, result::ZipError};

use super::{
    manifest::{HISTORY, MANIFEST, Manifest, Part, SECRETS, Sum, TUNNEL},
    moving_error::MovingError,
};

/// A file that carries a desk, of which it is known what it says of itself.
pub struct Parcel {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    pub(super) manifest: Manifest,
}

impl Parcel {
    /// Opens a file and looks at what it says of itself.
    pub fn open(path: &Path) -> Result<Self, MovingError> {
        let mut file = File::open(path).map_err(|error| MovingError::io(path, error))?;
        if !begins_like_one(path, &mut file)? {
            return Err(MovingError::NotOurs);
        }
        let mut archive = ZipArchive::new(BufReader::new(file))
            .map_err(|error| MovingError::reading(path, error))?;
        let content = match small(path, &mut archive, MANIFEST) {
            Err(MovingError::NotOurs) => return Err(MovingError::NotOurs),
            read => read?,
        };
        Ok(Self {
            manifest: Manifest::read(&content)?,
            path: path.to_owned(),
            archive,
        })
    }

    /// Whether there are secrets in it, which want a passphrase.
    pub fn has_secrets(&self) -> bool {
        self.manifest.secrets.is_some()
    }

    /// When it was written.
    pub fn made_at(&self) -> Timestamp {
        self.manifest.made_at
    }

    /// How many calls it says that it has.
    pub fn calls(&self) -> u64 {
        self.manifest.calls
    }

    /// The tunnel's set-up, if one came.
    pub(super) fn tunnel(&mut self) -> Result<Option<Vec<u8>>, MovingError> {
        let part = self.manifest.tunnel.clone();
        part.map(|part| self.whole(TUNNEL, &part)).transpose()
    }

    /// The secrets as they were sealed, if any came.
    pub(super) fn secrets(&mut self) -> Result<Option<Vec<u8>>, MovingError> {
        let part = self.manifest.secrets.clone();
        part.map(|part| self.whole(SECRETS, &part)).transpose()
    }

    /// Writes the history to a file that is there, and is empty. It grows by no byte beyond what the
    /// manifest says.
    pub(super) fn unpack_history(
        &mut self,
        to: &Path,
        told: &mut dyn FnMut(u64, u64),
    ) -> Result<(), MovingError> {
        let expected = &self.manifest.history;
        let mut from = self
            .archive
            .by_name(HISTORY)
            .map_err(|error| MovingError::reading(&self.path, error))?
            .take(expected.bytes.saturating_add(1));
        let writing = |error| MovingError::io(to, error);
        let mut file = fs::OpenOptions::new()
            .write(true)
            .open(to)
            .map_err(writing)?;
        let mut sum = Sum::default();
        let mut some = vec![0; AT_ONCE];
        loop {
            let read = from
                .read(&mut some)
                .map_err(|error| MovingError::read(&self.path, error))?;
            let Some(some) = some.get(..read).filter(|some| !some.is_empty()) else {
                break;
            };
            sum.take(some);
            if sum.bytes() > expected.bytes {
                break;
            }
            file.write_all(some).map_err(writing)?;
            told(sum.bytes(), expected.bytes);
        }
        file.sync_all().map_err(writing)?;
        is_as_told(HISTORY, &sum.part(), expected)
    }

    fn whole(&mut self, name: &str, expected: &Part) -> Result<Vec<u8>, MovingError> {
        let content = small(&self.path, &mut self.archive, name)?;
        is_as_told(name, &Part::of(&content), expected)?;
        Ok(content)
    }
}

impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parcel")
            .field("path", &self.path)
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}

/// So that one that was cut short is told from a file of another kind.
fn begins_like_one(path: &Path, file: &mut File) -> Result<bool, MovingError> {
    let failed = |error| MovingError::io(path, error);
    let mut begin = Vec::new();
    Read::by_ref(file)
        .take(BEGINNING.len() as u64)
        .read_to_end(&mut begin)
        .map_err(failed)?;
    file.rewind().map_err(failed)?;
    Ok(begin == BEGINNING)
}

fn small(
    path: &Path,
    archive: &mut ZipArchive<BufReader<File>>,
    name: &str,
) -> Result<Vec<u8>, MovingError> {
    let entry = match archive.by_name(name) {
        Err(ZipError::FileNotFound) if name == MANIFEST => return Err(MovingError::NotOurs),
        entry => entry.map_err(|error| MovingError::reading(path, error))?,
    };
    let mut content = Vec::new();
    let read = entry.take(SMALL + 1).read_to_end(&mut content);
    read.map_err(|error| MovingError::read(path, error))?;
    match content.len() as u64 > SMALL {
        true => Err(MovingError::Damaged(format!("{name} is too long"))),
        false => Ok(content),
    }
}

fn is_as_told(name: &str, found: &Part, expected: &Part) -> Result<(), MovingError> {
    match found == expected {
        true => Ok(()),
        false => Err(MovingError::Damaged(format!("{name} has another sum"))),
    }
}

/// With this every archive of this kind begins that has anything in it.
const BEGINNING: &[u8] = b"PK\x03\x04";
/// Longer is nothing of it but the history.
const SMALL: u64 = 1 << 20;
const AT_ONCE: usize = 256 * 1024;
