//! The passwords of the hooks: out of the secrets, which may take their time, into memory, where
//! the listener and the desk's own requests find them without waiting.

use std::time::Duration;

use kimo_calls::HookId;
use kimo_history::HookSummary;
use tokio::{sync::oneshot, time::timeout};

use super::{Desk, locked};
use crate::{Problem, Secrets, SecretsError, passwords, passwords::password_name};

impl Desk {
    /// Gets the passwords from the secrets, and goes on trying until all are there. Returns after
    /// the first try, and before its end where it takes longer than this: a keyring may have to
    /// ask its owner, who may be at lunch, and most hooks have nothing to do with that.
    pub(crate) async fn gather_passwords(&self, patience: Duration) {
        let desk = self.clone();
        let (tell, tried) = oneshot::channel();
        let gathering = self.spawn(async move {
            tokio::select! {
                () = desk.stopping() => {}
                () = desk.gather_until_complete(patience, tell) => {}
            }
        });
        let before = locked(&self.0.gathering).replace(gathering);
        if let Some(before) = before {
            before.abort();
        }
        // An error says that a later call took over.
        tried.await.ok();
    }

    /// Keeps a hook's password in place of the one it had. May block on the keyring.
    pub(crate) fn keep_password(
        &self,
        secrets: &Secrets,
        hook: HookId,
        password: String,
    ) -> Result<(), SecretsError> {
        secrets.set(&password_name(hook), &password)?;
        locked(&self.0.passwords).insert(hook, password);
        Ok(())
    }

    async fn gather_until_complete(&self, patience: Duration, tried: oneshot::Sender<()>) {
        let mut tried = Some(tried);
        let mut tell = || {
            // An error says only that nobody waits.
            tried.take().map(|tried| tried.send(()).ok())
        };
        loop {
            let desk = self.clone();
            let mut gathering = tokio::task::spawn_blocking(move || desk.gather());
            let gathered = match timeout(patience, &mut gathering).await {
                Ok(gathered) => gathered,
                Err(_) => {
                    let desk = self.clone();
                    let known = self.read(move |_| desk.hooks()).await;
                    self.judge(&known.unwrap_or_default(), "the keyring does not answer");
                    tell();
                    gathering.await
                }
            };
            tell();
            match gathered {
                Ok(Ok(true)) => return,
                Ok(Ok(false)) => {}
                Ok(Err(error)) => tracing::error!(%error, "the hooks' passwords cannot be had"),
                Err(error) => tracing::error!(%error, "looking for passwords failed"),
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// One try. True if no password is lacking. May block on the keyring.
    fn gather(&self) -> anyhow::Result<bool> {
        // Who comes later looks later: an older password never takes a newer one's place.
        let _alone = locked(&self.0.fetching);
        let kept = self.0.reader.hooks()?;
        let mut errors = Vec::new();
        let mut all_moved = true;
        if kept.iter().any(|summary| summary.hook.basic.is_some()) {
            let secrets = self.secrets()?;
            let moved = self.move_out_of_history(&kept, &secrets);
            all_moved = moved.is_ok();
            self.set_problem("secrets", moved.err().map(|error| error.to_string()));
            let found = passwords::find(&kept, &secrets);
            errors = found.errors;
            locked(&self.0.passwords).extend(found.passwords);
        }
        let why = match errors.first() {
            Some(error) => error.to_string(),
            None => "it is kept nowhere".to_owned(),
        };
        let none_lacks = self.judge(&self.sync_hooks()?, &why);
        Ok(none_lacks && all_moved)
    }

    /// The first format kept passwords with the hooks.
    fn move_out_of_history(&self, hooks: &[HookSummary], secrets: &Secrets) -> anyhow::Result<()> {
        let mut moved = Vec::new();
        for HookSummary { hook, .. } in hooks {
            if let Some(password) = hook
                .basic
                .as_ref()
                .and_then(|basic| basic.password.as_ref())
            {
                // One that is there already is newer: it came after the first format.
                if secrets.get(&password_name(hook.id))?.is_none() {
                    secrets.set(&password_name(hook.id), password)?;
                }
                moved.push(hook.id);
            }
        }
        if !moved.is_empty() {
            kimo_history::forget_passwords(self.data_dir(), &moved)?;
        }
        Ok(())
    }

    /// Turns the tray red where a hook lacks its password, for it lets nobody in, else no longer.
    /// True if none does.
    fn judge(&self, hooks: &[HookSummary], why: &str) -> bool {
        let lacking = hooks.iter().map(|summary| &summary.hook).find(|hook| {
            let basic = hook.basic.as_ref();
            basic.is_some_and(|basic| basic.password.is_none())
        });
        self.set_blindness(|blindness| {
            blindness.password = lacking.map(|hook| Problem {
                code: "hook-password".to_owned(),
                detail: format!("{}: {why}", hook.name),
            });
        });
        lacking.is_none()
    }
}

/// How long a start waits for the passwords.
pub(super) const AT_THE_START: Duration = Duration::from_secs(3);
/// How long somebody waits who has asked for a change.
pub(crate) const FOR_A_CHANGE: Duration = Duration::from_millis(500);
const AGAIN: Duration = Duration::from_secs(60);
