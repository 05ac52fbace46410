//! The secrets under a passphrase: scrypt makes a key of it, by which XChaCha20-Poly1305 seals them
//! together with what stands beside them.

use std::collections::BTreeMap;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use super::moving_error::MovingError;

/// Secrets by their names.
pub(super) type Names = BTreeMap<String, String>;

/// Seals secrets. Only who knows the passphrase can open them, and only with the same `beside`.
pub(super) fn seal(
    secrets: &Names,
    passphrase: &str,
    beside: &[u8],
) -> Result<Vec<u8>, MovingError> {
    let plain = serde_json::to_vec(secrets).map_err(impossible)?;
    let mut sealed = BEGINNING.to_vec();
    let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
    getrandom::fill(&mut salt).map_err(impossible)?;
    getrandom::fill(&mut nonce).map_err(impossible)?;
    sealed.extend(salt);
    sealed.extend(nonce);
    let payload = Payload {
        msg: &plain,
        aad: beside,
    };
    let cipher = cipher(passphrase, &salt)?;
    sealed.extend(
        cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(impossible)?,
    );
    Ok(sealed)
}

/// Opens them again.
pub(super) fn open(sealed: &[u8], passphrase: &str, beside: &[u8]) -> Result<Names, MovingError> {
    let strange = || MovingError::Damaged("the secrets are not as they were sealed".to_owned());
    let rest = sealed.strip_prefix(BEGINNING).ok_or_else(strange)?;
    let (salt, rest) = rest.split_first_chunk::<SALT>().ok_or_else(strange)?;
    let (nonce, msg) = rest.split_first_chunk::<NONCE>().ok_or_else(strange)?;
    let plain = cipher(passphrase, salt)?
        .decrypt(&XNonce::from(*nonce), Payload { msg, aad: beside })
        .map_err(|_| MovingError::Passphrase)?;
    serde_json::from_slice(&plain).map_err(|_| strange())
}

/// The strength is not read from the file, in which anybody could have put any.
fn cipher(passphrase: &str, salt: &[u8; SALT]) -> Result<XChaCha20Poly1305, MovingError> {
    let strength = scrypt::Params::new(LOG_N, R, P).map_err(impossible)?;
    let mut key = [0; 32];
    scrypt::scrypt(passphrase.as_bytes(), salt, &strength, &mut key).map_err(impossible)?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// What only a broken system can say.
fn impossible(error: impl std::fmt::Display) -> MovingError {
    MovingError::History(error.to_string())
}

/// What these bytes are, and of which strength.
const BEGINNING: &[u8] = b"kimo-secrets-1\n";
const SALT: usize = 32;
const NONCE: usize = 24;
/// 128 MiB of memory for each guess, as OWASP advises
/// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
const LOG_N: u8 = 17;
const R: u32 = 8;
const P: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_passphrase_and_what_stood_beside_it() {
        let secrets = Names::from([("basic:1".to_owned(), "p:ss".to_owned())]);
        let sealed = seal(&secrets, "correct horse", b"beside").unwrap();
        let shown = String::from_utf8_lossy(&sealed);
        assert!(!shown.contains("p:ss") && !shown.contains("basic"));
        assert_eq!(open(&sealed, "correct horse", b"beside").unwrap(), secrets);
        for refused in [
            open(&sealed, "correct horsf", b"beside"),
            open(&sealed, "correct horse", b"another"),
        ] {
            assert!(
                matches!(refused, Err(MovingError::Passphrase)),
                "{refused:?}"
            );
        }
        for cut in [0, 14, 20, 60, 71] {
            let refused = open(&sealed[..cut], "correct horse", b"beside");
            assert!(refused.is_err(), "{cut}");
        }
        // Nobody can tell by the bytes whether two have the same passphrase.
        assert_ne!(seal(&secrets, "correct horse", b"beside").unwrap(), sealed);
    }
}
