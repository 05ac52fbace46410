//! Calls that are over: remembered for a while, then forgotten.

use std::{collections::HashMap, time::Instant};

use kimo_calls::{CallId, HookId, Status};

use super::{Action, Controller, watch::Watch};

/// How many others are had in mind: more than any office has at once.
const AT_ONCE: usize = 1000;

/// So many are given up together at most, so that a flood costs no look at all of them for each.
const GIVEN_UP_TOGETHER: usize = 50;

/// How many calls that are over are remembered, so that what is said of them late does not show
/// once more what the user has seen.
const REMEMBERED: usize = 1024;

impl Controller {
    /// How many calls it has in mind.
    pub fn calls_in_mind(&self) -> usize {
        self.watches.len()
    }

    /// Gives calls up where there are more at once than any office has: of the hook that has the most
    /// those of which nothing has been heard for the longest, but not this one. So whoever makes calls
    /// up by one hook takes no room from the others.
    pub(super) fn keep_within_bounds(&mut self, latest: &CallId, out: &mut Vec<Action>) {
        if self.watches.len().saturating_sub(self.over.len()) <= AT_ONCE {
            return;
        }
        for id in self.most_dispensable(latest) {
            let runs = |watch: &Watch| watch.call.status != Status::Ended;
            if self.watches.get(&id).is_some_and(runs) {
                out.push(Action::Expire(id.clone()));
            }
            self.removed(&id, out);
        }
    }

    /// Never so many that another hook would have more than this one is left with.
    fn most_dispensable(&self, latest: &CallId) -> Vec<CallId> {
        let mut of_hook: HashMap<Option<HookId>, Vec<(Instant, &CallId)>> = HashMap::new();
        for (id, watch) in &self.watches {
            // A missed call whose popup stands was no flood: there are few of them.
            if !watch.is_filed && id != latest && !self.missed.has(id) {
                let calls = of_hook.entry(watch.hook).or_default();
                calls.push((watch.heard(), id));
            }
        }
        let mut hooks: Vec<_> = of_hook.into_iter().collect();
        hooks.sort_unstable_by_key(|(hook, calls)| (calls.len(), *hook));
        let Some((_, mut calls)) = hooks.pop() else {
            return Vec::new();
        };
        let others = hooks.last().map_or(0, |(_, calls)| calls.len());
        calls.sort_unstable();
        calls.truncate((calls.len() - others).clamp(1, GIVEN_UP_TOGETHER));
        calls.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Queues a call to be forgotten once nothing more will happen to it by itself and it has
    /// nothing on the screen.
    pub(super) fn file_if_over(&mut self, id: &CallId) {
        let is_told = self.is_told(id);
        let Some(watch) = self.watches.get_mut(id) else {
            return;
        };
        let rests = watch.is_over() && !is_told;
        if rests && !watch.is_filed {
            watch.is_filed = true;
            self.over.push_back(id.clone());
        }
        if self.over.len() > REMEMBERED {
            self.forget_oldest();
        }
    }

    /// Forgets the call that has been over for the longest. It may have come alive again since,
    /// and is filed anew when it is over once more.
    fn forget_oldest(&mut self) {
        let Some(oldest) = self.over.pop_front() else {
            return;
        };
        let is_told = self.is_told(&oldest);
        let Some(watch) = self.watches.get_mut(&oldest) else {
            return;
        };
        watch.is_filed = false;
        if watch.is_over() && !is_told {
            self.watches.remove(&oldest);
        }
    }
}
