//! Whose names are to be read, and are being read.

use std::{collections::HashSet, sync::Mutex};

use kimo_calls::HookId;
use tokio::sync::Notify;

use crate::{address_book::Doubt, locked::locked};

/// The reading of names; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Somebody wants them to be read now.
    asked: Notify,
    wanted: Mutex<HashSet<HookId>>,
    reading: Mutex<Option<HookId>>,
    pub(super) doubt: Doubt,
}

impl Names {
    /// Has those of a hook's PBX read now, or once more where they are just being read.
    pub(crate) fn ask(&self, hook: HookId) {
        locked(&self.wanted).insert(hook);
        self.asked.notify_one();
    }

    /// Whether those of a hook's PBX are being read, or are about to.
    pub(crate) fn are_read(&self, hook: HookId) -> bool {
        *locked(&self.reading) == Some(hook) || locked(&self.wanted).contains(&hook)
    }

    /// Waits until somebody asks, and gives for which hooks.
    pub(super) async fn asked(&self) -> HashSet<HookId> {
        self.asked.notified().await;
        std::mem::take(&mut *locked(&self.wanted))
    }

    pub(super) fn begin(&self, hook: HookId) {
        *locked(&self.reading) = Some(hook);
    }

    pub(super) fn end(&self) {
        *locked(&self.reading) = None;
    }
}
