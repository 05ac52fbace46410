//! Keeping deliveries.

use crate::{
    db::{change::KeepError, writer::Writer},
    deliveries::{
        incoming::{Incoming, Kept},
        keeping,
    },
};

impl Writer {
    /// Keeps a delivery, its event and the call that follows from it.
    pub async fn keep(&self, incoming: Incoming) -> Result<Kept, KeepError> {
        self.ask(move |session| keeping::keep(session, &incoming))
            .await
    }
}
