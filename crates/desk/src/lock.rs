//! One desk per data directory: who holds it, and how to reach them.
//!
//! `desk.lock` is only ever locked, never read: Windows lets nobody read a file that another
//! process has locked. `desk.json` beside it says who the holder is. It may be left over from a
//! desk that was killed, so only an answer on its control address proves that a desk runs.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process,
};

use serde::{Deserialize, Serialize};

use crate::{
    control::ControlAddress,
    moving::{Finished, finish_arrival},
};

/// What a running desk says of itself to other processes of the same user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its process.
    pub pid: u32,
    /// Its program, `kimo` or `kimo-desktop`.
    pub program: String,
    /// Where it takes deliveries; `None` while it cannot.
    pub listen: Option<SocketAddr>,
    /// Where it takes questions.
    pub control: ControlAddress,
}

impl std::fmt::Debug for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Holder")
            .field("pid", &self.pid)
            .field("program", &self.program)
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl Holder {
    /// What the data directory says of its desk; `None` where it names none. The desk may be gone.
    pub fn read(data_dir: &Path) -> Option<Self> {
        let text = fs::read(data_dir.join(HOLDER_FILE)).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

/// The right to be the desk of a data directory. Given back on drop.
#[derive(Debug)]
pub struct DeskLock {
    _locked: File,
    holder_file: PathBuf,
    /// What another computer brought did not take its place: so many calls have come here meanwhile.
    pub(crate) calls_meanwhile: Option<u64>,
}

impl DeskLock {
    /// Takes the data directory, which must exist.
    pub fn take(data_dir: &Path) -> Result<Self, LockError> {
        let path = data_dir.join(LOCK_FILE);
        let file = private(OpenOptions::new().read(true).write(true).create(true))
            .truncate(false)
            .open(&path)
            .and_then(|file| kimo_history::close_to_others(&path).map(|()| file))
            .map_err(|source| LockError::Io {
                path: path.clone(),
                source,
            })?;
        match file.try_lock() {
            Ok(()) => {
                // Whoever moves in and was cut short comes first.
                let arrived = finish_arrival(data_dir).map_err(|source| LockError::Arrival {
                    data_dir: data_dir.to_owned(),
                    source,
                })?;
                Ok(Self {
                    _locked: file,
                    holder_file: data_dir.join(HOLDER_FILE),
                    calls_meanwhile: match arrived {
                        Finished::CallsMeanwhile(calls) => Some(calls),
                        Finished::Done(_) => None,
                    },
                })
            }
            Err(TryLockError::WouldBlock) => Err(LockError::Held {
                data_dir: data_dir.to_owned(),
                holder: Holder::read(data_dir).map(Box::new),
            }),
            Err(TryLockError::Error(source)) => Err(LockError::Io { path, source }),
        }
    }

    /// Says to other processes who the holder is. Readers see the old text or the new, never half.
    pub fn announce(&self, holder: &Holder) -> io::Result<()> {
        let fresh = self
            .holder_file
            .with_extension(format!("json.{}", process::id()));
        let mut file = private(OpenOptions::new().write(true).create(true))
            .truncate(true)
            .open(&fresh)?;
        kimo_history::close_to_others(&fresh)?;
        io::Write::write_all(&mut file, &serde_json::to_vec(holder)?)?;
        fs::rename(&fresh, &self.holder_file)
    }
}

impl Drop for DeskLock {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.holder_file)
            && error.kind() != io::ErrorKind::NotFound
        {
            let file = self.holder_file.display();
            tracing::warn!(%error, %file, "the file that names the holder cannot be removed");
        }
    }
}

/// The data directory could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another desk has it.
    #[error("{}", held(data_dir, holder.as_deref()))]
    Held {
        /// The directory.
        data_dir: PathBuf,
        /// Who has it, if they said so.
        holder: Option<Box<Holder>>,
    },
    /// The lock file cannot be made or locked.
    #[error("cannot lock {}: {source}", path.display())]
    Io {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What came from another computer cannot take its place.
    #[error("what came to {} from another computer cannot take its place: {source}", data_dir.display())]
    Arrival {
        /// The directory.
        data_dir: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn held(data_dir: &Path, holder: Option<&Holder>) -> String {
    let by = match holder {
        Some(Holder {
            pid,
            program,
            listen: Some(listen),
            ..
        }) => {
            format!("by {program} (process {pid}), which takes deliveries at {listen}")
        }
        Some(Holder { pid, program, .. }) => format!("by {program} (process {pid})"),
        None => "by another desk".to_owned(),
    };
    format!("{} is in use {by}", data_dir.display())
}

/// Makes the file readable by its owner only, where a file can be made so; elsewhere it is closed
/// to others at once.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

const LOCK_FILE: &str = "desk.lock";
const HOLDER_FILE: &str = "desk.json";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::{ControlKey, ControlPlace};

    fn holder() -> Holder {
        Holder {
            pid: 4711,
            program: "kimo".to_owned(),
            listen: Some(([127, 0, 0, 1], 8460).into()),
            control: ControlAddress {
                place: ControlPlace::Loopback(([127, 0, 0, 1], 9).into()),
                key: ControlKey::random().unwrap(),
            },
        }
    }

    #[test]
    fn a_second_desk_is_told_who_holds_the_directory() {
        let dir = tempfile::tempdir().unwrap();
        let lock = DeskLock::take(dir.path()).unwrap();
        lock.announce(&holder()).unwrap();
        let error = DeskLock::take(dir.path()).unwrap_err().to_string();
        assert!(error.contains("by kimo (process 4711)"), "{error}");
        assert!(error.contains("127.0.0.1:8460"), "{error}");
    }

    #[test]
    fn a_directory_given_back_can_be_taken_again() {
        let dir = tempfile::tempdir().unwrap();
        let lock = DeskLock::take(dir.path()).unwrap();
        lock.announce(&holder()).unwrap();
        drop(lock);
        assert_eq!(Holder::read(dir.path()), None);
        DeskLock::take(dir.path()).unwrap();
    }

    #[test]
    fn only_the_owner_can_read_who_holds_it() {
        let dir = tempfile::tempdir().unwrap();
        let lock = DeskLock::take(dir.path()).unwrap();
        lock.announce(&holder()).unwrap();
        for name in [LOCK_FILE, HOLDER_FILE] {
            let path = dir.path().join(name);
            assert!(!kimo_history::is_open_to_others(&path).unwrap(), "{name}");
        }
    }
}
