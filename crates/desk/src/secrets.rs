//! Where the desk's secrets are kept: in the system's keyring, else in a file that only its owner
//! can read. Tunnel keys and tokens and Basic passwords are secrets; none of them is ever in the
//! history, a log or an export.

use std::{
    collections::BTreeMap,
    io, panic,
    path::{Path, PathBuf},
    thread,
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::private_file;

/// The secrets of one desk. Every call may block on the keyring: not for async code.
#[derive(Debug)]
pub struct Secrets {
    place: SecretsPlace,
    /// Tells the desks of one computer apart in its keyring.
    desk: String,
    file: PathBuf,
    /// Stands for those that are in the keyring: it holds nothing.
    sign: PathBuf,
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretsPlace {
    /// The system's keyring.
    Keyring,
    /// A file in the data directory that only its owner can read.
    File,
}

/// A secret could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The keyring refuses.
    #[error("the system's keyring refuses: {0}")]
    Keyring(#[from] keyring::Error),
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Secrets {
    const SERVICE: &'static str = "Kimo";

    /// The secrets of the desk with this id, whose data directory is `folder`. A desk that has
    /// begun with the file or with the keyring stays with it: a keyring that is locked, or out of
    /// a remote shell's reach, would else be taken for an empty one, and its secrets made anew.
    pub fn open(folder: &Path, desk: &str) -> Self {
        let file = folder.join("secrets.json");
        let sign = folder.join("secrets-in-keyring");
        let place = if !file.exists() && (sign.exists() || keyring_works()) {
            SecretsPlace::Keyring
        } else {
            SecretsPlace::File
        };
        Self {
            place,
            desk: desk.to_owned(),
            file,
            sign,
        }
    }

    /// Where they are kept.
    pub fn place(&self) -> SecretsPlace {
        self.place
    }

    /// Whether they stay where they are. A keyring may come up after the desk, as long as nothing
    /// was put into the file.
    pub(crate) fn is_settled(&self) -> bool {
        self.place == SecretsPlace::Keyring || self.file.exists()
    }

    /// The secret of this name, if there is one.
    pub fn get(&self, name: &str) -> Result<Option<String>, SecretsError> {
        match self.place {
            SecretsPlace::Keyring => match self.in_keyring(name, keyring::Entry::get_password) {
                Ok(secret) => Ok(Some(secret)),
                Err(keyring::Error::NoEntry) => Ok(None),
                Err(error) => Err(error.into()),
            },
            SecretsPlace::File => Ok(self.read_file()?.remove(name)),
        }
    }

    /// Keeps a secret under this name, in place of an earlier one.
    pub fn set(&self, name: &str, secret: &str) -> Result<(), SecretsError> {
        match self.place {
            SecretsPlace::Keyring => {
                self.in_keyring(name, |entry| entry.set_password(secret))?;
                private_file::replace(&self.sign, b"").map_err(|source| SecretsError::File {
                    path: self.sign.clone(),
                    source,
                })
            }
            SecretsPlace::File => self.change_file(|secrets| {
                secrets.insert(name.to_owned(), secret.to_owned());
            }),
        }
    }

    /// Forgets the secret of this name.
    pub fn remove(&self, name: &str) -> Result<(), SecretsError> {
        match self.place {
            SecretsPlace::Keyring => match self.in_keyring(name, keyring::Entry::delete_credential)
            {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(error) => Err(error.into()),
            },
            SecretsPlace::File if self.read_file()?.contains_key(name) => {
                self.change_file(|secrets| {
                    secrets.remove(name);
                })
            }
            SecretsPlace::File => Ok(()),
        }
    }

    fn in_keyring<T: Send>(
        &self,
        name: &str,
        work: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send,
    ) -> keyring::Result<T> {
        let name = format!("{}/{name}", self.desk);
        apart(|| work(&keyring::Entry::new(Self::SERVICE, &name)?))
    }

    fn read_file(&self) -> Result<BTreeMap<String, String>, SecretsError> {
        private_file::read(&self.file)
            .and_then(read)
            .map_err(|error| self.fault(error))
    }

    fn change_file(
        &self,
        change: impl FnOnce(&mut BTreeMap<String, String>),
    ) -> Result<(), SecretsError> {
        let changed = private_file::change(&self.file, |content| {
            let mut secrets = read(content)?;
            change(&mut secrets);
            serde_json::to_vec(&secrets).map_err(io::Error::from)
        });
        changed.map_err(|error| self.fault(error))
    }

    fn fault(&self, source: io::Error) -> SecretsError {
        SecretsError::File {
            path: self.file.clone(),
            source,
        }
    }
}

fn read(file: Option<Vec<u8>>) -> io::Result<BTreeMap<String, String>> {
    match file {
        Some(bytes) => Ok(serde_json::from_slice(&bytes)?),
        None => Ok(BTreeMap::new()),
    }
}

/// True where the keyring keeps and gives back what it is given. A store may be there and yet be
/// locked, or belong to nobody; only a try tells.
fn keyring_works() -> bool {
    apart(|| {
        let entry = keyring::Entry::new(Secrets::SERVICE, "does-it-work")?;
        entry.set_password("yes")?;
        let kept = entry.get_password()?;
        entry.delete_credential()?;
        Ok::<_, keyring::Error>(kept == "yes")
    })
    .unwrap_or(false)
}

/// Does this on a thread of its own and waits for it. The keyring's library may drive a runtime,
/// and that must not happen on a thread that drives one already.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let done = thread::scope(|scope| scope.spawn(work).join());
    done.unwrap_or_else(|panic| panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn in_a_file(folder: &Path) -> Secrets {
        Secrets {
            place: SecretsPlace::File,
            desk: "desk".to_owned(),
            file: folder.join("secrets.json"),
            sign: folder.join("secrets-in-keyring"),
        }
    }

    #[test]
    fn a_desk_stays_with_the_keyring_that_it_has_begun_with() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secrets-in-keyring"), "").unwrap();
        let secrets = Secrets::open(folder.path(), "a desk without secrets");
        assert_eq!(secrets.place(), SecretsPlace::Keyring);
        // Refused where there is no keyring; nothing is made in its place.
        assert_eq!(secrets.get("tunnel-token").unwrap_or_default(), None);
        assert!(!folder.path().join("secrets.json").exists());
    }

    #[test]
    fn a_desk_stays_with_the_file_that_it_has_begun_with() {
        let folder = tempfile::tempdir().unwrap();
        in_a_file(folder.path()).set("ssh-key", "two").unwrap();
        let secrets = Secrets::open(folder.path(), "desk");
        assert_eq!(secrets.place(), SecretsPlace::File);
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
    }

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = in_a_file(folder.path());
        assert_eq!(secrets.get("tunnel-token").unwrap(), None);
        secrets.set("tunnel-token", "one").unwrap();
        secrets.set("ssh-key", "two").unwrap();
        secrets.set("tunnel-token", "three").unwrap();
        let again = in_a_file(folder.path());
        assert_eq!(again.get("tunnel-token").unwrap().as_deref(), Some("three"));
        again.remove("tunnel-token").unwrap();
        assert_eq!(secrets.get("tunnel-token").unwrap(), None);
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let secrets = in_a_file(folder.path());
        secrets.set("ssh-key", "two").unwrap();
        let mode = fs::metadata(folder.path().join("secrets.json"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_file_is_reported_and_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secrets.json"), "{broken").unwrap();
        let secrets = in_a_file(folder.path());
        assert!(secrets.get("ssh-key").is_err());
        assert!(secrets.set("ssh-key", "two").is_err());
        assert_eq!(
            fs::read(folder.path().join("secrets.json")).unwrap(),
            b"{broken"
        );
    }
}
