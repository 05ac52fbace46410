//! The hooks as the running desk has them: with their passwords, and at which addresses.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use kimo_calls::{Hook, HookId, PbxId, Region};
use kimo_history::{HookSummary, ReadError};
use kimo_listener::HookTable;

use super::fetch_handle;
use crate::{locked::locked, passwords::Passwords};

/// The hooks as the running desk has them. What the listener answers for is what was read last,
/// with the passwords that are at hand.
pub(super) struct KnownHooks {
    table: HookTable,
    passwords: Mutex<Passwords>,
    fetching: fetch_handle::Handle,
    /// How many reads have begun.
    begun: AtomicU64,
    /// Which of them the table is from.
    shown: Mutex<u64>,
}

impl KnownHooks {
    /// Those that were read at the start.
    pub(super) fn new(hooks: &[HookSummary], fetching: fetch_handle::Handle) -> Self {
        Self {
            table: HookTable::new(without_counts(hooks)),
            passwords: Mutex::default(),
            fetching,
            begun: AtomicU64::new(0),
            shown: Mutex::new(0),
        }
    }

    /// What the listener answers for.
    pub(super) fn table(&self) -> &HookTable {
        &self.table
    }

    /// The hooks as they were read last.
    pub(super) fn all(&self) -> Vec<Arc<Hook>> {
        self.table.hooks()
    }

    /// Reads the hooks and answers for them from the next request on. A read that began before
    /// the one that is answered for is older than it, and changes nothing: else a token that was
    /// revoked between the two would come back.
    pub(super) fn sync(
        &self,
        read: impl FnOnce() -> Result<Vec<HookSummary>, ReadError>,
    ) -> Result<Vec<HookSummary>, ReadError> {
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        let mut hooks = read()?;
        let mut shown = locked(&self.shown);
        locked(&self.passwords).put_to(&mut hooks);
        if *shown < number {
            *shown = number;
            self.table.replace(without_counts(&hooks));
        }
        Ok(hooks)
    }

    /// How often they were read.
    #[cfg(test)]
    pub(super) fn reads(&self) -> u64 {
        self.begun.load(Ordering::SeqCst)
    }

    /// Who looks for their passwords.
    pub(super) fn fetching(&self) -> &fetch_handle::Handle {
        &self.fetching
    }

    /// Takes up passwords that were found; they count from the next [`Self::sync`].
    pub(super) fn found(&self, passwords: Passwords) {
        locked(&self.passwords).extend(passwords);
    }

    /// Takes up a new password; it counts from the next [`Self::sync`].
    pub(super) fn set_password(&self, hook: HookId, password: String) {
        locked(&self.passwords).insert(hook, password);
    }

    /// The country at home in which the numbers of this PBX are read: its first hook's.
    pub(super) fn home(&self, pbx: PbxId) -> Region {
        let hooks = self.all();
        let first = hooks.iter().find(|hook| hook.pbx == pbx);
        first.map_or_else(
            || kimo_pbx::meaning_of(pbx).region,
            |hook| hook.meaning.region,
        )
    }
}

fn without_counts(hooks: &[HookSummary]) -> Vec<Hook> {
    hooks.iter().map(|summary| summary.hook.clone()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use kimo_calls::{Account, HookToken, PreviousToken, Sources, Timestamp};

    use super::*;

    #[test]
    fn an_older_read_does_not_bring_a_revoked_token_back() {
        let known = KnownHooks::new(&[], fetch_handle::handle().0);
        let slow = || {
            // While this read is under way the token is revoked, and the hooks are read again.
            known.sync(|| Ok(vec![hook(None)])).unwrap();
            Ok(vec![hook(Some(old_token()))])
        };
        known.sync(slow).unwrap();
        assert_eq!(known.all()[0].previous, None);
        known.sync(|| Ok(vec![hook(Some(old_token()))])).unwrap();
        assert_ne!(known.all()[0].previous, None, "a newer read counts");
    }

    fn old_token() -> PreviousToken {
        PreviousToken {
            token: token(1),
            until: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1),
        }
    }

    fn pbx() -> PbxId {
        kimo_pbx::adapters()[0].id()
    }

    fn token(byte: u8) -> HookToken {
        let filled = HookToken::random(|bytes| {
            bytes.fill(byte);
            Ok::<_, std::convert::Infallible>(())
        });
        filled.unwrap()
    }

    fn hook(previous: Option<PreviousToken>) -> HookSummary {
        HookSummary {
            hook: Hook {
                id: HookId(1),
                pbx: pbx(),
                account: Account::default(),
                name: "hook".to_owned(),
                token: token(2),
                previous,
                basic: None,
                sources: Sources::default(),
                meaning: kimo_pbx::meaning_of(pbx()),
            },
            last_delivery_at: None,
            last_tested_at: None,
            deliveries: 0,
        }
    }
}
