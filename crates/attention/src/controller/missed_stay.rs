//! How long what is told of the missed stays on the screen.

use std::time::{Duration, Instant};

use super::{Action, Controller, Now};

impl Controller {
    /// Takes it away where it has stood for as long as was set since the last of them was missed. That
    /// marks nobody as handled.
    pub(super) fn let_missed_go(&mut self, now: Now, out: &mut Vec<Action>) {
        if self.missed_go_at().is_some_and(|at| at <= now.tick) {
            self.dismiss_until(self.missed.newest(), now, out);
        }
    }

    /// When that will be; `None` where they stay until somebody has seen them.
    pub(super) fn missed_go_at(&self) -> Option<Instant> {
        let minutes = self.preferences.missed_stay_minutes?;
        let last = self.missed.calls().next()?;
        let since = self.watches.get(last)?.noticed_at;
        Some(since + Duration::from_secs(60 * u64::from(minutes)))
    }
}
