//! Telling what has befallen the history.

use super::running_desk::Desk;
use crate::incidents;

impl Desk {
    /// Reads what has befallen the history and nobody has seen yet, and tells it.
    pub(super) fn incidents_changed(&self) {
        match self.reader().incidents() {
            Ok(found) => {
                for (part, problem) in incidents::told(&found) {
                    self.set_health(part, problem);
                }
            }
            Err(error) => tracing::error!(%error, "what befell the history cannot be read"),
        }
    }
}
