//! The desk's own SSH key.

use std::sync::Arc;

use russh::keys::{
    Algorithm, PrivateKey,
    ssh_key::{LineEnding, private::Ed25519Keypair},
};

/// The desk's key: Ed25519, made by Kimo. `Debug` shows the public half.
#[derive(Clone)]
pub struct SshKey(Arc<PrivateKey>);

impl SshKey {
    /// A key of 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let mut key = PrivateKey::from(Ed25519Keypair::from_seed(seed));
        key.set_comment("kimo");
        Self(Arc::new(key))
    }

    /// Reads a key in OpenSSH's form.
    pub fn from_openssh(text: &str) -> Result<Self, UnusableKey> {
        let key = PrivateKey::from_openssh(text).map_err(|_| UnusableKey)?;
        if key.algorithm() == Algorithm::Ed25519 && !key.is_encrypted() {
            Ok(Self(Arc::new(key)))
        } else {
            Err(UnusableKey)
        }
    }

    /// The private half in OpenSSH's form, for keeping among the secrets.
    pub fn to_openssh(&self) -> Result<String, UnusableKey> {
        self.0
            .to_openssh(LineEnding::LF)
            .map(|text| text.to_string())
            .map_err(|_| UnusableKey)
    }

    /// The public half, one line for `authorized_keys`.
    pub fn public_line(&self) -> Result<String, UnusableKey> {
        self.0.public_key().to_openssh().map_err(|_| UnusableKey)
    }

    pub(super) fn private(&self) -> Arc<PrivateKey> {
        Arc::clone(&self.0)
    }
}

impl std::fmt::Debug for SshKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SshKey")
            .field(&self.public_line().unwrap_or_default())
            .finish()
    }
}

/// The text is no key of Kimo's.
#[derive(Debug, thiserror::Error)]
#[error("not an unencrypted Ed25519 key in OpenSSH's form")]
pub struct UnusableKey;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_is_the_same_key() {
        let key = SshKey::from_seed(&[7; 32]);
        let again = SshKey::from_openssh(&key.to_openssh().unwrap()).unwrap();
        assert_eq!(key.public_line().unwrap(), again.public_line().unwrap());
    }

    #[test]
    fn the_public_line_goes_into_authorized_keys_and_debug_shows_no_secret() {
        let key = SshKey::from_seed(&[7; 32]);
        assert!(key.public_line().unwrap().starts_with("ssh-ed25519 AAAA"));
        assert!(!format!("{key:?}").contains("PRIVATE"));
    }
}
