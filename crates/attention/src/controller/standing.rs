//! The missed calls that the user has not seen yet.

use std::collections::BTreeMap;

use kimo_calls::CallId;

/// How many are remembered: the popup says how many people they are, and nobody counts more.
const MOST: usize = 200;

/// Missed calls in the order in which they were missed, each with its number in that order.
#[derive(Debug, Default)]
pub(super) struct Standing {
    calls: BTreeMap<u64, CallId>,
    numbers: BTreeMap<CallId, u64>,
    last: u64,
}

impl Standing {
    pub(super) fn has(&self, call: &CallId) -> bool {
        self.numbers.contains_key(call)
    }

    /// False where it stood already.
    pub(super) fn add(&mut self, call: &CallId) -> bool {
        let is_new = !self.has(call);
        if is_new {
            self.last += 1;
            self.calls.insert(self.last, call.clone());
            self.numbers.insert(call.clone(), self.last);
        }
        is_new
    }

    /// False where it did not stand.
    pub(super) fn remove(&mut self, call: &CallId) -> bool {
        let number = self.numbers.remove(call);
        number.is_some_and(|number| self.calls.remove(&number).is_some())
    }

    /// The oldest, where they are more than are remembered.
    pub(super) fn too_old(&self) -> Option<CallId> {
        let oldest = (self.calls.len() > MOST).then(|| self.calls.values().next());
        oldest.flatten().cloned()
    }

    /// The number of the newest.
    pub(super) fn newest(&self) -> u64 {
        self.calls.keys().next_back().copied().unwrap_or_default()
    }

    /// The calls, the newest first.
    pub(super) fn calls(&self) -> impl Iterator<Item = &CallId> {
        self.calls.values().rev()
    }

    /// Those that had been missed when this number was the newest.
    pub(super) fn until(&self, number: u64) -> Vec<CallId> {
        let seen = self.calls.range(..=number);
        seen.map(|(_, call)| call.clone()).collect()
    }
}
