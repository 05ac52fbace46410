//! The proof of knowing the key, without showing it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// A secret that both ends know: 32 random bytes as hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ControlKey(String);

/// What one end chose at random for this connection.
pub(super) type Nonce = [u8; 32];
/// How long a proof is.
pub(super) const PROOF: usize = 32;

impl ControlKey {
    /// A new one.
    pub fn random() -> Result<Self, getrandom::Error> {
        let half = || crate::random_hex(getrandom::fill);
        Ok(Self(half()? + &half()?))
    }

    /// What this end proves itself with.
    pub(super) fn prove(&self, end: End, asker: &Nonce, desk: &Nonce) -> Vec<u8> {
        match self.mac(end, asker, desk) {
            Some(mac) => mac.finalize().into_bytes().to_vec(),
            None => Vec::new(),
        }
    }

    /// Whether the other end has proved itself. Takes as long whatever is wrong with it.
    pub(super) fn is_proved(&self, end: End, asker: &Nonce, desk: &Nonce, proof: &[u8]) -> bool {
        self.mac(end, asker, desk)
            .is_some_and(|mac| mac.verify_slice(proof).is_ok())
    }

    /// `None` never: this kind of code takes keys of any length.
    fn mac(&self, end: End, asker: &Nonce, desk: &Nonce) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        mac.update(match end {
            End::Asker => b"kimo control 1, asker",
            End::Desk => b"kimo control 1, desk.",
        });
        mac.update(asker);
        mac.update(desk);
        Some(mac)
    }
}

impl fmt::Debug for ControlKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ControlKey(…)")
    }
}

/// Which end proves itself: what one says cannot be said back to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Asker,
    Desk,
}

/// A fresh one.
pub(super) fn nonce() -> Result<Nonce, getrandom::Error> {
    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce)?;
    Ok(nonce)
}
