//! Calls that are over: remembered for a while, then forgotten.

use std::collections::HashMap;

use kimo_calls::{CallId, HookId, Status};

use super::{Action, Controller, watch::Watch};

/// How many others are had in mind: more than any office has at once.
const AT_ONCE: usize = 1000;

/// How many calls that are over are remembered, so that what is said of them late does not show
/// once more what the user has seen.
const REMEMBERED: usize = 1024;

impl Controller {
    /// How many calls it has in mind.
    pub fn calls_in_mind(&self) -> usize {
        self.watches.len()
    }

    /// Gives calls up where there are more at once than any office has: of the hook that has the most
    /// that of which nothing has been heard for the longest, but not this one. So whoever makes calls
    /// up by one hook takes no room from the others.
    pub(super) fn keep_within_bounds(&mut self, latest: &CallId, out: &mut Vec<Action>) {
        while self.watches.len().saturating_sub(self.over.len()) > AT_ONCE
            && let Some(id) = self.most_dispensable(latest)
        {
            let runs = |watch: &Watch| watch.call.status != Status::Ended;
            if self.watches.get(&id).is_some_and(runs) {
                out.push(Action::Expire(id.clone()));
            }
            self.removed(&id, out);
        }
    }

    fn most_dispensable(&self, latest: &CallId) -> Option<CallId> {
        // A missed call whose popup stands was no flood: there are few of them.
        let dispensable = || {
            self.watches
                .iter()
                .filter(|(id, watch)| !watch.is_filed && *id != latest && !self.missed.has(id))
        };
        let mut of_hook: HashMap<Option<HookId>, usize> = HashMap::new();
        for (_, watch) in dispensable() {
            *of_hook.entry(watch.hook).or_default() += 1;
        }
        let (most, _) = of_hook
            .into_iter()
            .max_by_key(|(hook, calls)| (*calls, *hook))?;
        dispensable()
            .filter(|(_, watch)| watch.hook == most)
            .min_by_key(|(id, watch)| (watch.heard(), *id))
            .map(|(id, _)| id.clone())
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
