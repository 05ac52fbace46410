//! Keeping deliveries.

use crate::{
    db::{change::KeepError, session::Fault, writer::Writer},
    deliveries::{
        incoming::{Incoming, Kept},
        keeping,
    },
};

impl Writer {
    /// Keeps a delivery, its event and the call that follows from it.
    pub async fn keep(&self, incoming: Incoming) -> Result<Kept, KeepError> {
        self.ask(move |session| {
            if !session.hooks.contains_key(&incoming.hook.id) {
                return Err(Fault::Refused(KeepError::NotFound));
            }
            keeping::keep(session, &incoming)
        })
        .await
    }

    /// Keeps several deliveries at once, in their order: all of them or none.
    pub async fn keep_all(&self, incoming: Vec<Incoming>) -> Result<Vec<Kept>, KeepError> {
        self.ask(move |session| {
            let all = incoming.iter();
            // What is refused takes nothing back, so it is refused before anything is written.
            let is_known = |one: &Incoming| session.hooks.contains_key(&one.hook.id);
            if !all.clone().all(is_known) {
                return Err(Fault::Refused(KeepError::NotFound));
            }
            all.map(|one| keeping::keep(session, one)).collect()
        })
        .await
    }
}
