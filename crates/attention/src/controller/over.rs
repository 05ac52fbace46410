//! Calls that are over: remembered for a while, then forgotten.

use kimo_calls::CallId;

use super::Controller;

/// How many calls that are over are remembered, so that what is said of them late does not show
/// once more what the user has seen.
const REMEMBERED: usize = 1024;

impl Controller {
    /// How many calls it has in mind.
    pub fn calls_in_mind(&self) -> usize {
        self.watches.len()
    }

    /// Queues a call to be forgotten once nothing more will happen to it by itself and it has
    /// nothing on the screen.
    pub(super) fn file_if_over(&mut self, id: &CallId) {
        let Some(watch) = self.watches.get_mut(id) else {
            return;
        };
        let rests = watch.is_over() && !self.popups.contains_key(&watch.popup_id());
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
        let Some(watch) = self.watches.get_mut(&oldest) else {
            return;
        };
        watch.is_filed = false;
        if watch.is_over() && !self.popups.contains_key(&watch.popup_id()) {
            self.watches.remove(&oldest);
        }
    }
}
