//! Seeing what has befallen the history, and saying that something has.

use kimo_calls::Timestamp;

use crate::{
    db::{change::KeepError, writer::Writer},
    deliveries::altered,
    incidents,
};

impl Writer {
    /// Somebody has seen what has befallen the history: it need not be told any more.
    pub async fn incidents_seen(&self, now: Timestamp) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.incidents |= incidents::see(&session.db, now)?;
            Ok(())
        })
        .await
    }

    /// These deliveries were found to be other than they were kept. They stay, and so does what was
    /// made of them; it is told until somebody has seen it.
    pub async fn found_altered(&self, deliveries: Vec<i64>) -> Result<(), KeepError> {
        self.ask(move |session| Ok(altered::found_altered(session, &deliveries)?))
            .await
    }

    /// The history was found to be damaged, as it may be where nobody writes: it is set aside, and
    /// another begun that takes over whatever it still gives.
    pub async fn found_damaged(&self, why: String) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.found_damaged = Some(why.clone());
            Ok(())
        })
        .await
    }
}
