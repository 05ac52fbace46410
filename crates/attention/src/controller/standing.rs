//! The missed calls that the user has not seen yet.

use std::collections::BTreeMap;

use kimo_calls::{CallId, CallerKey};

/// How many are remembered: the popup says how many people they are, and nobody counts more.
const MOST: usize = 200;

/// Missed calls in the order in which they were missed, each with its number in that order.
#[derive(Debug, Default)]
pub(super) struct Standing {
    calls: BTreeMap<u64, (CallId, CallerKey)>,
    numbers: BTreeMap<CallId, u64>,
    last: u64,
}

impl Standing {
    pub(super) fn has(&self, call: &CallId) -> bool {
        self.numbers.contains_key(call)
    }

    /// A call of this caller. False where it stood already.
    pub(super) fn add(&mut self, call: &CallId, caller: CallerKey) -> bool {
        let known = self.numbers.get(call).copied();
        let number = known.unwrap_or_else(|| {
            self.last += 1;
            self.numbers.insert(call.clone(), self.last);
            self.last
        });
        self.calls.insert(number, (call.clone(), caller));
        known.is_none()
    }

    /// False where it did not stand.
    pub(super) fn remove(&mut self, call: &CallId) -> bool {
        let number = self.numbers.remove(call);
        number.is_some_and(|number| self.calls.remove(&number).is_some())
    }

    /// The oldest, where they are more than are remembered.
    pub(super) fn too_old(&self) -> Option<CallId> {
        let oldest = (self.calls.len() > MOST).then(|| self.calls.values().next());
        oldest.flatten().map(|(call, _)| call.clone())
    }

    /// The number of the newest.
    pub(super) fn newest(&self) -> u64 {
        self.calls.keys().next_back().copied().unwrap_or_default()
    }

    /// The calls, the newest first.
    pub(super) fn calls(&self) -> impl Iterator<Item = &CallId> {
        self.calls.values().rev().map(|(call, _)| call)
    }

    /// Those of one caller, the newest first.
    pub(super) fn calls_of(&self, caller: &CallerKey) -> impl Iterator<Item = &CallId> {
        let missed = self.calls.values().rev();
        missed
            .filter(move |(_, of)| of == caller)
            .map(|(call, _)| call)
    }

    /// Those that had been missed when this number was the newest.
    pub(super) fn until(&self, number: u64) -> Vec<CallId> {
        let seen = self.calls.range(..=number);
        seen.map(|(_, (call, _))| call.clone()).collect()
    }
}
