//! Taking down what was entered at the PBXs.

use kimo_calls::{HookId, Timestamp};

use crate::db::{change::KeepError, time::micros, writer::Writer};

impl Writer {
    /// The address of a hook was entered at its PBX. What stood there before is kept from the first
    /// time on.
    pub async fn note_entered(
        &self,
        hook: HookId,
        address: String,
        before: String,
        now: Timestamp,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            session
                .db
                .prepare_cached(
                    "INSERT INTO postings (hook, address, entered_at, before)
                     VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (hook) DO UPDATE SET address = excluded.address,
                         entered_at = excluded.entered_at, failure = NULL",
                )?
                .execute((hook.0, &address, micros(now), &before))?;
            Ok(())
        })
        .await
    }

    /// Another address could not be entered; `failure` names why.
    pub async fn note_not_entered(&self, hook: HookId, failure: String) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            session
                .db
                .prepare_cached("UPDATE postings SET failure = ?2 WHERE hook = ?1")?
                .execute((hook.0, &failure))?;
            Ok(())
        })
        .await
    }

    /// It does not stand at the PBX any more.
    pub async fn forget_entered(&self, hook: HookId) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            session
                .db
                .execute("DELETE FROM postings WHERE hook = ?1", [hook.0])?;
            Ok(())
        })
        .await
    }
}
