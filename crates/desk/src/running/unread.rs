//! Telling that more came than is kept of what is not understood.

use jiff::{SignedDuration, Timestamp};
use kimo_attention::Problem;

use super::running_desk::Desk;
use crate::health::Part;

/// For so long it is told.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Desk {
    /// Looks at which hooks something of it had to go lately, and tells it.
    pub(super) fn unread_changed(&self, now: Timestamp) {
        let mut names = Vec::new();
        for hook in self.0.hooks.all() {
            match self.reader().unread_dropped_at(hook.id) {
                Ok(Some(at)) if now.duration_since(at).abs() < LATELY => {
                    names.push(hook.name.clone());
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "what was not understood cannot be read");
                    return;
                }
            }
        }
        let problem = (!names.is_empty()).then(|| Problem {
            code: "unread-dropped".to_owned(),
            detail: names.join(", "),
        });
        self.set_health(Part::Unread, problem);
    }
}
