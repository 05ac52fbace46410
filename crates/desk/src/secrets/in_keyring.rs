//! Secrets in the system's keyring.

use std::{panic, thread};

/// A keyring. Every call may ask the user, and block until they answer.
pub(super) trait Keyring: Send + Sync {
    /// The secret of this name, if there is one.
    fn get(&self, name: &str) -> keyring::Result<Option<String>>;
    /// Keeps a secret under this name.
    fn set(&self, name: &str, secret: &str) -> keyring::Result<()>;
    /// Forgets the secret of this name, if there is one.
    fn remove(&self, name: &str) -> keyring::Result<()>;
}

/// True where the keyring keeps and gives back what it is given. A store may be there and yet be
/// locked, or belong to nobody; only a try tells.
pub(super) fn works(keyring: &dyn Keyring) -> bool {
    const NAME: &str = "does-it-work";
    let try_it = || {
        keyring.set(NAME, "yes")?;
        let kept = keyring.get(NAME)?;
        keyring.remove(NAME)?;
        Ok::<_, keyring::Error>(kept.as_deref() == Some("yes"))
    };
    try_it().unwrap_or_else(|error| {
        tracing::debug!(%error, "the system's keyring is not used");
        false
    })
}

/// The system's.
pub(super) struct SystemKeyring {
    /// Tells the desks of one computer apart.
    desk: String,
}

impl SystemKeyring {
    pub(super) fn of(desk: &str) -> Self {
        Self {
            desk: desk.to_owned(),
        }
    }

    fn entry<T: Send>(
        &self,
        name: &str,
        work: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send,
    ) -> keyring::Result<T> {
        let name = format!("{}/{name}", self.desk);
        apart(|| work(&keyring::Entry::new(SERVICE, &name)?))
    }
}

impl Keyring for SystemKeyring {
    fn get(&self, name: &str) -> keyring::Result<Option<String>> {
        none_if_missing(self.entry(name, |entry| entry.get_password().map(Some)))
    }

    fn set(&self, name: &str, secret: &str) -> keyring::Result<()> {
        self.entry(name, |entry| entry.set_password(secret))
    }

    fn remove(&self, name: &str) -> keyring::Result<()> {
        none_if_missing(self.entry(name, keyring::Entry::delete_credential))
    }
}

fn none_if_missing<T: Default>(result: keyring::Result<T>) -> keyring::Result<T> {
    match result {
        Err(keyring::Error::NoEntry) => Ok(T::default()),
        other => other,
    }
}

/// Does this on a thread of its own and waits for it. The keyring's library may drive a runtime,
/// and that must not happen on a thread that drives one already.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let done = thread::scope(|scope| scope.spawn(work).join());
    done.unwrap_or_else(|panic| panic::resume_unwind(panic))
}

const SERVICE: &str = "Kimo";
