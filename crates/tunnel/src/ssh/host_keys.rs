//! The host keys of SSH servers: pinned when first seen, compared ever after.

use std::{future::Future, pin::Pin};

use russh::keys::{HashAlg, PublicKey};

use crate::Fault;

/// The host keys that servers showed first, kept across starts. A server is `host:port`, a key
/// in OpenSSH's form (`ssh-ed25519 AAAA…`).
pub trait HostKeys: Send + Sync {
    /// The key pinned for a server.
    fn pinned<'a>(&'a self, server: &'a str) -> Answer<'a, Option<String>>;
    /// Pins the key of a server seen for the first time.
    fn pin<'a>(&'a self, server: &'a str, key: &'a str) -> Answer<'a, ()>;
}

/// What comes of asking; an error says in the system's words why nothing does.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send + 'a>>;

/// Lets a key pass that is the pinned one, or the first. Where the pins cannot be read or kept,
/// none passes: any key would be as good as the right one.
pub(super) async fn check(
    host_keys: &dyn HostKeys,
    server: &str,
    offered: &PublicKey,
) -> Result<(), Fault> {
    let unusable = |detail| Fault::Tunnel { detail };
    let Some(pinned) = host_keys.pinned(server).await.map_err(unusable)? else {
        let text = offered
            .to_openssh()
            .map_err(|error| unusable(format!("unreadable host key: {error}")))?;
        return host_keys.pin(server, &text).await.map_err(unusable);
    };
    let known = PublicKey::from_openssh(&pinned).ok();
    if known.as_ref().map(PublicKey::key_data) == Some(offered.key_data()) {
        return Ok(());
    }
    let fingerprint = |key: &PublicKey| key.fingerprint(HashAlg::Sha256).to_string();
    Err(Fault::HostKeyChanged {
        pinned: known.as_ref().map_or(pinned, fingerprint),
        offered: fingerprint(offered),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::SshKey;

    /// Pins that give and take what the test says.
    struct Fake {
        pinned: Result<Option<String>, String>,
        kept: Mutex<Vec<String>>,
    }

    impl HostKeys for Fake {
        fn pinned<'a>(&'a self, _server: &'a str) -> Answer<'a, Option<String>> {
            Box::pin(async { self.pinned.clone() })
        }

        fn pin<'a>(&'a self, server: &'a str, key: &'a str) -> Answer<'a, ()> {
            self.kept.lock().unwrap().push(format!("{server} {key}"));
            Box::pin(async { Ok(()) })
        }
    }

    #[tokio::test]
    async fn the_first_key_is_pinned_and_no_other_passes_after_it() {
        let first = Fake::with(Ok(None));
        check(&first, "host:22", &key(1)).await.unwrap();
        let kept = first.kept.lock().unwrap().pop().unwrap();
        let pinned = kept.strip_prefix("host:22 ").unwrap().to_owned();
        let later = Fake::with(Ok(Some(pinned)));
        check(&later, "host:22", &key(1)).await.unwrap();
        let fault = check(&later, "host:22", &key(2)).await.unwrap_err();
        assert!(matches!(fault, Fault::HostKeyChanged { .. }), "{fault}");
        assert!(later.kept.lock().unwrap().is_empty(), "it stays pinned");
    }

    #[tokio::test]
    async fn pins_that_cannot_be_read_let_no_key_pass() {
        let unreadable = Fake::with(Err("the disk is gone".to_owned()));
        let fault = check(&unreadable, "host:22", &key(1)).await.unwrap_err();
        assert!(fault.to_string().contains("the disk is gone"), "{fault}");
        let damaged = Fake::with(Ok(Some("ssh-ed25519 %%%".to_owned())));
        let fault = check(&damaged, "host:22", &key(1)).await.unwrap_err();
        assert!(matches!(fault, Fault::HostKeyChanged { .. }), "{fault}");
        assert!(unreadable.kept.lock().unwrap().is_empty());
        assert!(damaged.kept.lock().unwrap().is_empty());
    }

    impl Fake {
        fn with(pinned: Result<Option<String>, String>) -> Self {
            Self {
                pinned,
                kept: Mutex::default(),
            }
        }
    }

    fn key(seed: u8) -> PublicKey {
        let line = SshKey::from_seed(&[seed; 32]).public_line().unwrap();
        PublicKey::from_openssh(&line).unwrap()
    }
}
