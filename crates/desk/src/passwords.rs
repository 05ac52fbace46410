//! The passwords of HTTP Basic: secrets, kept apart from the hooks and put to them for use.

use std::{collections::HashMap, path::Path};

use kimo_calls::HookId;
use kimo_history::{HookSummary, ReadError, Reader};

use crate::{Secrets, SecretsError};

/// The name of the secret that is a hook's password.
pub fn password_name(hook: HookId) -> String {
    format!("basic:{}", hook.0)
}

/// The hooks of a data directory for a command beside its desk, with their passwords as far as
/// these can be had. May block on the keyring, where a hook has a password.
pub fn hooks_with_passwords(
    reader: &Reader,
    data_dir: &Path,
) -> Result<Vec<HookSummary>, ReadError> {
    let mut hooks = reader.hooks()?;
    if hooks.iter().any(|summary| summary.hook.basic.is_some()) {
        let secrets = Secrets::open(data_dir, &reader.desk_id()?.0);
        let found = find(&hooks, &secrets);
        for error in found.errors {
            tracing::warn!(%error, "a hook's password cannot be had");
        }
        found.passwords.put_to(&mut hooks);
    }
    Ok(hooks)
}

/// Passwords, as far as they are at hand.
#[derive(Default)]
pub(crate) struct Passwords(HashMap<HookId, String>);

impl Passwords {
    pub(crate) fn insert(&mut self, hook: HookId, password: String) {
        self.0.insert(hook, password);
    }

    pub(crate) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Puts them to the hooks that ask for one.
    pub(crate) fn put_to(&self, hooks: &mut [HookSummary]) {
        for HookSummary { hook, .. } in hooks {
            if let Some(basic) = &mut hook.basic
                && let Some(password) = self.0.get(&hook.id)
            {
                basic.password = Some(password.clone());
            }
        }
    }
}

/// What the secrets have for these hooks.
pub(crate) struct Found {
    pub(crate) passwords: Passwords,
    /// Why the others' cannot be read.
    pub(crate) errors: Vec<SecretsError>,
}

/// Looks for the passwords of those hooks that ask for one. May block on the keyring.
pub(crate) fn find(hooks: &[HookSummary], secrets: &Secrets) -> Found {
    let mut found = Found {
        passwords: Passwords::default(),
        errors: Vec::new(),
    };
    for HookSummary { hook, .. } in hooks.iter().filter(|known| known.hook.basic.is_some()) {
        match secrets.get(&password_name(hook.id)) {
            Ok(Some(password)) => found.passwords.insert(hook.id, password),
            Ok(None) => {}
            Err(error) => found.errors.push(error),
        }
    }
    found
}
