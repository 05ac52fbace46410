//! Seeing what has befallen the history, and saying that something has.

use kimo_calls::Timestamp;

use crate::{
    db::{change::KeepError, writer::Writer},
    deliveries::altered,
    incidents::{self, Incident, IncidentKind},
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

    /// What another computer brought did not take the place of this history, into which so many calls
    /// had come by then.
    pub async fn not_moved_in(&self, calls: u64, now: Timestamp) -> Result<(), KeepError> {
        let incident = Incident {
            happened_at: now,
            kind: IncidentKind::NotMovedIn,
            why: calls.to_string(),
            anew: false,
            file: None,
            backup: None,
            saved: 0,
            lost: 0,
        };
        self.ask(move |session| {
            session.touched.incidents = true;
            incidents::insert(&session.db, &incident)?;
            Ok(())
        })
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
