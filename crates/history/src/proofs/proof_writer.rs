//! Taking down what was proved, and when the desk could not hear.

use kimo_calls::{Hook, HookId, Timestamp};
use rusqlite::{Connection, Result};

use crate::{
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        time::micros,
        unfinished::LongWork,
        writer::Writer,
    },
    phone_books::taking_leave,
    proofs::{self, GapCause, RecordingsAt},
};

impl Writer {
    /// The records of a hook's PBX are read from now on, by a key that is kept elsewhere. What was
    /// proved before stays so.
    pub async fn use_records(&self, hook: HookId, base: Option<String>) -> Result<(), KeepError> {
        self.ask(move |session| {
            if !session.hooks.contains_key(&hook) {
                return Err(Fault::Refused(KeepError::NotFound));
            }
            session.touched.records = true;
            session
                .db
                .prepare_cached(
                    "INSERT INTO proofs (hook, base) VALUES (?1, ?2)
                     ON CONFLICT (hook) DO UPDATE SET base = excluded.base,
                         failed_at = NULL, failure = NULL",
                )?
                .execute((hook.0, &base))?;
            Ok(())
        })
        .await
    }

    /// They are read no more. The contacts and names that its PBX told of go.
    pub async fn give_up_records(&self, hook: HookId) -> Result<(), KeepError> {
        let begin = move |session: &mut Session| Ok(((), Some(give_up(session, hook)?)));
        self.ask_at_length(begin).await.map(|((), _)| ())
    }

    /// The recordings of a hook's PBX are asked for by a key of their own from now on, or no more. The
    /// key is kept elsewhere; refused without one for the records.
    pub async fn use_recordings(
        &self,
        hook: HookId,
        at: Option<RecordingsAt>,
    ) -> Result<(), KeepError> {
        let at = at.map(|at| at.base.unwrap_or_default());
        self.ask(move |session| {
            session.touched.records = true;
            let noted = session
                .db
                .prepare_cached("UPDATE proofs SET recordings = ?2 WHERE hook = ?1")?
                .execute((hook.0, &at))?;
            found(noted)
        })
        .await
    }

    /// Every call of a hook that was over by `until` is in the history; its records were read from
    /// `from` on. What was proved is not taken back. Gaps that were read from their beginning to their
    /// end are closed, by this reading and those that it goes on from: one that began earlier than the
    /// PBX tells of stays open.
    ///
    /// False, and nothing is proved, where something else is asked for by now than as the hook was when
    /// they were read; or where the reading went on from what was proved then, and a record has taken
    /// that back to before it: what lies between is to be read first, or its gaps would never close.
    pub async fn note_proof(
        &self,
        as_read: &Hook,
        went_on_from: Option<Timestamp>,
        from: Timestamp,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, KeepError> {
        let (hook, pbx, meant) = (as_read.id, as_read.pbx, as_read.meaning.clone());
        self.ask(move |session| {
            let is = session.hooks.get(&hook);
            let is = is.ok_or(Fault::Refused(KeepError::NotFound))?;
            if kimo_pbx::asks_otherwise(pbx, &meant, &is.meaning) {
                return Ok(false);
            }
            if was_taken_back(&session.db, hook, went_on_from, from)? {
                return Ok(false);
            }
            session.touched.records = true;
            let noted = session
                .db
                .prepare_cached(
                    "UPDATE proofs SET
                         read_from = CASE WHEN ?4 <= complete_until
                             THEN min(coalesce(read_from, ?4), ?4) ELSE ?4 END,
                         complete_until = max(coalesce(complete_until, ?2), ?2),
                         looked_at = ?3, failed_at = NULL, failure = NULL
                     WHERE hook = ?1",
                )?
                .execute((hook.0, micros(until), micros(now), micros(from)))?;
            found(noted)?;
            session
                .db
                .prepare_cached(
                    "UPDATE gaps SET closed_at = ?3
                     WHERE hook = ?1 AND to_at <= ?2 AND closed_at IS NULL
                         AND from_at >= (SELECT read_from FROM proofs WHERE hook = ?1)",
                )?
                .execute((hook.0, micros(until), micros(now)))?;
            Ok(true)
        })
        .await
    }

    /// Its records are read for the first time. What was before is in the lists, and news to nobody.
    pub async fn note_first_reading(&self, hook: HookId, now: Timestamp) -> Result<(), KeepError> {
        self.ask(move |session| {
            let noted = session
                .db
                .prepare_cached("UPDATE proofs SET news_from = ?2 WHERE hook = ?1")?
                .execute((hook.0, micros(now)))?;
            found(noted)
        })
        .await
    }

    /// The records of a hook's PBX could not be read; `code` names why.
    pub async fn note_records_failure(
        &self,
        hook: HookId,
        code: String,
        now: Timestamp,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            let noted = session
                .db
                .prepare_cached("UPDATE proofs SET failed_at = ?2, failure = ?3 WHERE hook = ?1")?
                .execute((hook.0, micros(now), &code))?;
            found(noted)
        })
        .await
    }

    /// The desk could not hear its PBXs from then to then, or cannot from then on.
    pub async fn note_gap(
        &self,
        from: Timestamp,
        to: Option<Timestamp>,
        why: GapCause,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            Ok(proofs::open_gap(&session.db, from, to, why)?)
        })
        .await
    }

    /// It can again, as far as it could not for this reason.
    pub async fn end_gap(&self, why: GapCause, at: Timestamp) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.records = true;
            Ok(proofs::end_gap(&session.db, why, at)?)
        })
        .await
    }

    /// The desk runs.
    pub async fn note_alive(&self, now: Timestamp) -> Result<(), KeepError> {
        self.ask(move |session| {
            session
                .db
                .prepare_cached("UPDATE presence SET alive_at = ?1")?
                .execute([micros(now)])?;
            Ok(())
        })
        .await
    }
}

/// Whether what a reading went on from is taken back to before the reading began.
fn was_taken_back(
    db: &Connection,
    hook: HookId,
    went_on_from: Option<Timestamp>,
    from: Timestamp,
) -> Result<bool> {
    db.prepare_cached(
        "SELECT 1 FROM proofs WHERE hook = ?1 AND complete_until < ?2 AND complete_until < ?3",
    )?
    .exists((hook.0, went_on_from.map(micros), micros(from)))
}

/// Nothing is noted of a hook whose key was taken away meanwhile.
fn found(rows: usize) -> Outcome<()> {
    match rows {
        0 => Err(Fault::Refused(KeepError::NotFound)),
        _ => Ok(()),
    }
}

/// Reads the records of a hook's PBX no more; the work that this leaves.
pub(crate) fn give_up(session: &mut Session, hook: HookId) -> Outcome<LongWork> {
    session.touched.records = true;
    session
        .db
        .execute("DELETE FROM proofs WHERE hook = ?1", [hook.0])?;
    taking_leave::begin(session, hook)
}
