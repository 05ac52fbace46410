//! Where the desk's secrets are kept: in the system's keyring, else in a file that only its owner
//! can read. Tunnel keys and tokens and Basic passwords are secrets; none of them is ever in the
//! history, a log or an export.

mod in_file;
mod in_keyring;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::private_file;
use in_keyring::{Keyring, SystemKeyring};

/// The secrets of one desk. Every call may block on the keyring: not for async code.
pub struct Secrets {
    place: SecretsPlace,
    keyring: Box<dyn Keyring>,
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
    /// The secrets of the desk with this id, whose data directory is `folder`. A desk that has
    /// begun with the file or with the keyring stays with it: a keyring that is locked, or out of
    /// a remote shell's reach, would else be taken for an empty one, and its secrets made anew.
    pub fn open(folder: &Path, desk: &str) -> Self {
        Self::open_with(folder, Box::new(SystemKeyring::of(desk)))
    }

    fn open_with(folder: &Path, keyring: Box<dyn Keyring>) -> Self {
        let file = folder.join("secrets.json");
        let sign = folder.join("secrets-in-keyring");
        let place = if !file.exists() && (sign.exists() || in_keyring::works(&*keyring)) {
            SecretsPlace::Keyring
        } else {
            SecretsPlace::File
        };
        Self {
            place,
            keyring,
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
            SecretsPlace::Keyring => Ok(self.keyring.get(name)?),
            SecretsPlace::File => in_file::get(&self.file, name),
        }
    }

    /// Keeps a secret under this name, in place of an earlier one.
    pub fn set(&self, name: &str, secret: &str) -> Result<(), SecretsError> {
        match self.place {
            SecretsPlace::Keyring => {
                self.keyring.set(name, secret)?;
                private_file::replace(&self.sign, b"").map_err(|source| SecretsError::File {
                    path: self.sign.clone(),
                    source,
                })
            }
            SecretsPlace::File => in_file::set(&self.file, name, secret),
        }
    }

    /// Forgets the secret of this name.
    pub fn remove(&self, name: &str) -> Result<(), SecretsError> {
        match self.place {
            SecretsPlace::Keyring => Ok(self.keyring.remove(name)?),
            SecretsPlace::File => in_file::remove(&self.file, name),
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets")
            .field("place", &self.place)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        fs,
        sync::{Arc, Mutex},
    };

    use super::*;

    /// A keyring in memory, which can be locked; it outlives the desks that use it.
    #[derive(Clone, Default)]
    struct Held(Arc<Mutex<Inside>>);

    #[derive(Default)]
    struct Inside {
        locked: bool,
        secrets: BTreeMap<String, String>,
    }

    impl Held {
        fn lock(&self, locked: bool) {
            self.0.lock().unwrap().locked = locked;
        }

        fn open<T>(
            &self,
            work: impl FnOnce(&mut BTreeMap<String, String>) -> T,
        ) -> keyring::Result<T> {
            let mut inside = self.0.lock().unwrap();
            match inside.locked {
                true => Err(keyring::Error::NoStorageAccess("locked".into())),
                false => Ok(work(&mut inside.secrets)),
            }
        }
    }

    impl Keyring for Held {
        fn get(&self, name: &str) -> keyring::Result<Option<String>> {
            self.open(|secrets| secrets.get(name).cloned())
        }

        fn set(&self, name: &str, secret: &str) -> keyring::Result<()> {
            self.open(|secrets| {
                secrets.insert(name.to_owned(), secret.to_owned());
            })
        }

        fn remove(&self, name: &str) -> keyring::Result<()> {
            self.open(|secrets| {
                secrets.remove(name);
            })
        }
    }

    fn open(folder: &Path, keyring: &Held) -> Secrets {
        Secrets::open_with(folder, Box::new(keyring.clone()))
    }

    fn without_keyring(folder: &Path) -> Secrets {
        let locked = Held::default();
        locked.lock(true);
        open(folder, &locked)
    }

    #[test]
    fn a_keyring_that_works_is_used_and_leaves_a_sign() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Held::default();
        let secrets = open(folder.path(), &keyring);
        assert_eq!(secrets.place(), SecretsPlace::Keyring);
        secrets.set("ssh-key", "two").unwrap();
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
        assert!(folder.path().join("secrets-in-keyring").exists());
        secrets.remove("ssh-key").unwrap();
        assert_eq!(secrets.get("ssh-key").unwrap(), None);
        assert!(!folder.path().join("secrets.json").exists());
    }

    #[test]
    fn a_desk_stays_with_the_keyring_that_it_has_begun_with() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Held::default();
        open(folder.path(), &keyring).set("ssh-key", "two").unwrap();

        keyring.lock(true);
        let secrets = open(folder.path(), &keyring);
        assert_eq!(secrets.place(), SecretsPlace::Keyring);
        // Refused, and not taken for a keyring without secrets.
        for refused in [
            secrets.get("ssh-key").map(|_| ()),
            secrets.set("ssh-key", "three"),
            secrets.remove("ssh-key"),
        ] {
            assert!(
                matches!(refused, Err(SecretsError::Keyring(_))),
                "{refused:?}"
            );
        }
        assert!(!folder.path().join("secrets.json").exists());

        keyring.lock(false);
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
    }

    #[test]
    fn a_desk_stays_with_the_file_that_it_has_begun_with() {
        let folder = tempfile::tempdir().unwrap();
        without_keyring(folder.path())
            .set("ssh-key", "two")
            .unwrap();
        let secrets = open(folder.path(), &Held::default());
        assert_eq!(secrets.place(), SecretsPlace::File);
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
    }

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = without_keyring(folder.path());
        assert_eq!(secrets.get("tunnel-token").unwrap(), None);
        secrets.set("tunnel-token", "one").unwrap();
        secrets.set("ssh-key", "two").unwrap();
        secrets.set("tunnel-token", "three").unwrap();
        let again = without_keyring(folder.path());
        assert_eq!(again.get("tunnel-token").unwrap().as_deref(), Some("three"));
        again.remove("tunnel-token").unwrap();
        assert_eq!(secrets.get("tunnel-token").unwrap(), None);
        assert_eq!(secrets.get("ssh-key").unwrap().as_deref(), Some("two"));
    }

    #[test]
    fn the_file_can_be_read_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = without_keyring(folder.path());
        secrets.set("ssh-key", "two").unwrap();
        let path = folder.path().join("secrets.json");
        assert!(!kimo_history::is_open_to_others(&path).unwrap());
    }

    #[test]
    fn a_damaged_file_is_reported_and_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secrets.json"), "{broken").unwrap();
        let secrets = without_keyring(folder.path());
        assert!(secrets.get("ssh-key").is_err());
        assert!(secrets.set("ssh-key", "two").is_err());
        assert!(secrets.remove("ssh-key").is_err());
        assert_eq!(
            fs::read(folder.path().join("secrets.json")).unwrap(),
            b"{broken"
        );
    }
}
