//! How far the sync of the address book has come. There is one at a time.

use std::sync::Mutex;

use super::doubt::Doubt;
use crate::locked::locked;

/// How far a sync has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Syncing {
    /// True while one is under way.
    pub(crate) running: bool,
    /// How many cards were taken in.
    pub(crate) done: usize,
    /// How many are new or changed; 0 until that is known.
    pub(crate) total: usize,
}

/// The one sync of a desk; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct BookSync {
    state: Mutex<Syncing>,
    pub(super) doubt: Doubt,
}

impl BookSync {
    /// How far it is.
    pub(crate) fn now(&self) -> Syncing {
        *locked(&self.state)
    }

    /// Begins one. False where one is under way.
    pub(super) fn begin(&self) -> bool {
        let mut state = locked(&self.state);
        let is_free = !state.running;
        if is_free {
            *state = Syncing {
                running: true,
                ..Syncing::default()
            };
        }
        is_free
    }

    pub(super) fn of(&self, total: usize) {
        locked(&self.state).total = total;
    }

    pub(super) fn add(&self, done: usize) {
        locked(&self.state).done += done;
    }

    pub(super) fn end(&self) {
        locked(&self.state).running = false;
    }
}
