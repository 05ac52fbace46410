//! Which secrets a desk has, and which of them it lacks where they did not come along.

use kimo_history::{ReadError, Reader};
use kimo_tunnel::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sealed::Names;
use crate::{
    Secrets, SecretsError, address_book, clean, password_name,
    records::{key_name, recordings_key_name},
    tunnel::{Setup, secret_names},
};

/// A secret that has to be entered again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LackingSecret {
    /// What it is.
    pub kind: LackingKind,
    /// Whose: the hook's name, or the address book's.
    pub of: String,
}

/// What has to be entered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LackingKind {
    /// The password that a PBX brings to a hook.
    HookPassword,
    /// The key of a PBX's interface.
    ApiKey,
    /// The key of the recordings, where it is another one.
    RecordingsKey,
    /// The password of the address book.
    AddressBook,
    /// The key by which an SSH server lets the desk in; another is made.
    SshKey,
    /// The token of the tunnel's account.
    TunnelToken,
}

impl LackingKind {
    /// Ends the name of the text `moving-lacks-<kind>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HookPassword => "hook-password",
            Self::ApiKey => "api-key",
            Self::RecordingsKey => "recordings-key",
            Self::AddressBook => "address-book",
            Self::SshKey => "ssh-key",
            Self::TunnelToken => "tunnel-token",
        }
    }
}

/// What a desk needs by what is set up there: the names of its secrets, and what they are.
pub(super) fn needed(
    reader: &Reader,
    setup: Option<&Setup>,
) -> Result<Vec<(String, LackingSecret)>, ReadError> {
    let hooks = reader.hooks()?;
    let lacking = |kind, of: &str| LackingSecret {
        kind,
        of: clean(of, LONGEST_NAME),
    };
    let mut needed = Vec::new();
    for summary in &hooks {
        let hook = &summary.hook;
        if hook.basic.is_some() {
            needed.push((
                password_name(hook.id),
                lacking(LackingKind::HookPassword, &hook.name),
            ));
        }
    }
    for proof in reader.proofs()? {
        if let Some(summary) = hooks.iter().find(|summary| summary.hook.id == proof.hook) {
            let lacks = lacking(LackingKind::ApiKey, &summary.hook.name);
            needed.push((key_name(proof.hook), lacks));
            if proof.recordings.is_some() {
                let lacks = lacking(LackingKind::RecordingsKey, &summary.hook.name);
                needed.push((recordings_key_name(proof.hook), lacks));
            }
        }
    }
    if let Some(book) = reader.address_book()? {
        let lacks = lacking(LackingKind::AddressBook, &book.name);
        needed.push((address_book::PASSWORD.to_owned(), lacks));
    }
    match setup.and_then(|setup| setup.tunnel.secret()) {
        Some(Secret::SshKey) => needed.push((
            secret_names::SSH_KEY.to_owned(),
            lacking(LackingKind::SshKey, ""),
        )),
        Some(Secret::Token) => needed.push((
            secret_names::TUNNEL_TOKEN.to_owned(),
            lacking(LackingKind::TunnelToken, ""),
        )),
        None => {}
    }
    Ok(needed)
}

/// Reads all that there are: those that are needed, and those of a tunnel that is not used just now.
pub(super) fn all(
    needed: &[(String, LackingSecret)],
    secrets: &Secrets,
) -> Result<Names, SecretsError> {
    let of_tunnels = [secret_names::SSH_KEY, secret_names::TUNNEL_TOKEN];
    let names = needed.iter().map(|(name, _)| name.as_str());
    let mut found = Names::new();
    for name in names.chain(of_tunnels) {
        if let Some(secret) = secrets.get(name)? {
            found.insert(name.to_owned(), secret);
        }
    }
    Ok(found)
}

/// A name that is none of a secret here is nothing that this Kimo would ever ask for.
pub(super) fn is_known(name: &str, needed: &[(String, LackingSecret)]) -> bool {
    [secret_names::SSH_KEY, secret_names::TUNNEL_TOKEN].contains(&name)
        || needed.iter().any(|(known, _)| known == name)
}

const LONGEST_NAME: usize = 80;
