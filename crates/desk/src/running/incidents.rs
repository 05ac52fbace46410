//! Telling what has befallen the history, and Kimo itself.

use std::io;

use super::running_desk::Desk;
use crate::{fault::Fault, health::Part, incidents};

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

    /// What went wrong inside Kimo before this start, as long as nobody has heard of it.
    pub(crate) fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// Tells of it.
    pub(super) fn tell_fault(&self) {
        self.set_health(Part::Fault, self.fault().map(incidents::of_fault));
    }

    /// Somebody has heard of it; the next start does not tell it again.
    pub(crate) fn fault_seen(&self) -> io::Result<()> {
        if let Some(fault) = self.fault() {
            fault.seen(self.data_dir())?;
            self.set_health(Part::Fault, None);
        }
        Ok(())
    }
}
