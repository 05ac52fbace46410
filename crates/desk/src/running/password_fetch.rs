//! The passwords of the hooks: out of the secrets, which may take their time, into memory, where
//! the listener and the desk's own requests find them without waiting.

use std::{sync::Arc, time::Duration};

use kimo_attention::Problem;
use kimo_calls::{Hook, HookId};
use kimo_history::HookSummary;
use tokio::{
    task::spawn_blocking,
    time::{sleep, timeout},
};

use super::{fetch_handle::End, running_desk::Desk};
use crate::{
    Secrets, SecretsError,
    health::Part,
    passwords::{self, password_name},
};

/// Looks whenever somebody asks, and again and again until no password is lacking. One look at a
/// time, so that an older password never takes a newer one's place, and so that a keyring that
/// does not answer holds up one thread and not one more for each who asks.
pub(super) async fn run(desk: Desk, mut end: End) {
    let mut none_lacks = true;
    let mut waiting = Vec::new();
    loop {
        tokio::select! {
            asked = end.asked() => match asked {
                Some(asked) => waiting.push(asked),
                None => return,
            },
            () = sleep(AGAIN), if !none_lacks => {}
        }
        while let Some(asked) = end.asked_meanwhile() {
            waiting.push(asked);
        }
        let looking = desk.clone();
        none_lacks = match spawn_blocking(move || looking.look_for_passwords()).await {
            Ok(Ok(none_lacks)) => none_lacks,
            Ok(Err(error)) => {
                tracing::error!(%error, "the hooks' passwords cannot be had");
                false
            }
            Err(error) => {
                tracing::error!(%error, "looking for passwords failed");
                false
            }
        };
        for asked in waiting.drain(..) {
            // An error says only that nobody waits any more.
            asked.send(()).ok();
        }
    }
}

impl Desk {
    /// Gets the passwords from the secrets. Returns after a first try, and before its end where
    /// it takes longer than this: a keyring may have to ask its owner, who may be at lunch, and
    /// most hooks have nothing to do with that.
    pub(crate) async fn gather_passwords(&self, patience: Duration) {
        if timeout(patience, self.0.hooks.fetching().look())
            .await
            .is_err()
        {
            self.judge_passwords(&self.known_hooks(), "the keyring does not answer");
        }
    }

    /// Keeps a hook's password in place of the one it had. May block on the keyring.
    pub(crate) fn keep_password(
        &self,
        secrets: &Secrets,
        hook: HookId,
        password: String,
    ) -> Result<(), SecretsError> {
        secrets.set(&password_name(hook), &password)?;
        self.0.hooks.set_password(hook, password);
        Ok(())
    }

    /// One try. True if no password is lacking. May block on the keyring.
    fn look_for_passwords(&self) -> anyhow::Result<bool> {
        let kept = self.reader().hooks()?;
        let mut errors = Vec::new();
        let mut all_moved = true;
        if kept.iter().any(|summary| summary.hook.basic.is_some()) {
            let secrets = self.secrets()?;
            let moved = self.move_out_of_history(&kept, &secrets);
            all_moved = moved.is_ok();
            self.set_health(
                Part::Secrets,
                moved.err().map(|error| Problem {
                    code: "secrets".to_owned(),
                    detail: error.to_string(),
                }),
            );
            let found = passwords::find(&kept, &secrets);
            errors = found.errors;
            self.0.hooks.found(found.passwords);
        }
        let why = match errors.first() {
            Some(error) => error.to_string(),
            None => "it is kept nowhere".to_owned(),
        };
        self.sync_hooks()?;
        Ok(self.judge_passwords(&self.known_hooks(), &why) && all_moved)
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
    fn judge_passwords(&self, hooks: &[Arc<Hook>], why: &str) -> bool {
        let lacking = hooks.iter().find(|hook| {
            let basic = hook.basic.as_ref();
            basic.is_some_and(|basic| basic.password.is_none())
        });
        self.set_health(
            Part::HookPasswords,
            lacking.map(|hook| Problem {
                code: "hook-password".to_owned(),
                detail: format!("{}: {why}", hook.name),
            }),
        );
        lacking.is_none()
    }
}

/// How long a start waits for the passwords.
pub(super) const AT_THE_START: Duration = Duration::from_secs(3);
/// How long somebody waits who has asked for a change.
pub(crate) const FOR_A_CHANGE: Duration = Duration::from_millis(500);
const AGAIN: Duration = Duration::from_secs(60);
