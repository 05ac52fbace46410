//! What a tunnel keeps among the desk's secrets.

use std::fmt::Display;

use kimo_tunnel::{Secret, SshKey};

use super::{needs::TunnelDesk, secret_names};
use crate::Secrets;

/// The secret of a tunnel, if it has any.
#[derive(Default)]
pub(super) struct Credentials {
    pub(super) ssh_key: Option<SshKey>,
    pub(super) token: Option<String>,
}

impl Credentials {
    /// Asks the desk's keyring for one. May block, and for ever.
    pub(super) fn ask_for(secret: Secret, desk: &impl TunnelDesk) -> Result<Self, String> {
        let secrets = desk.secrets()?;
        let mut credentials = Self::default();
        match secret {
            Secret::SshKey => credentials.ssh_key = Some(ssh_key(&secrets)?),
            Secret::Token => {
                let token = secrets.get(secret_names::TUNNEL_TOKEN);
                credentials.token = token.map_err(|error| error.to_string())?;
            }
        }
        Ok(credentials)
    }
}

/// The desk's SSH key, made when it is first needed. May block on the keyring.
pub fn ssh_key(secrets: &Secrets) -> Result<SshKey, String> {
    let text = |error: &dyn Display| error.to_string();
    let kept = secrets.get(secret_names::SSH_KEY);
    if let Some(kept) = kept.map_err(|error| text(&error))? {
        return SshKey::from_openssh(&kept).map_err(|error| text(&error));
    }
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| text(&error))?;
    let key = SshKey::from_seed(&seed);
    let kept = key.to_openssh().map_err(|error| text(&error))?;
    secrets
        .set(secret_names::SSH_KEY, &kept)
        .map_err(|error| text(&error))?;
    Ok(key)
}
