//! Taking down that a PBX's interface is asked.

use jiff::SignedDuration;
use kimo_calls::Timestamp;

use crate::db::{time::micros, writer::Writer};

impl Writer {
    /// A request is about to be sent; each of these limits counts it. What is longer ago than any
    /// limit counts is forgotten. Nobody waits for it: whoever wants to be called back by the PBX does
    /// not wait for the disk.
    pub fn note_asking(&self, who: u16, kinds: Vec<&'static str>, now: Timestamp) {
        self.leave(move |session| {
            let long_ago = now.saturating_sub(KEPT).unwrap_or(now);
            session
                .db
                .prepare_cached("DELETE FROM askings WHERE at < ?1")?
                .execute([micros(long_ago)])?;
            let mut insert = session
                .db
                .prepare_cached("INSERT INTO askings (who, kind, at) VALUES (?1, ?2, ?3)")?;
            for kind in &kinds {
                insert.execute((who, kind, micros(now)))?;
            }
            Ok(())
        });
    }

    /// The PBX wants to hear no other of these before then. Nobody waits for that either.
    pub fn note_rest(&self, who: u16, kinds: Vec<&'static str>, until: Timestamp) {
        self.leave(move |session| {
            let mut update = session.db.prepare_cached(
                "UPDATE askings SET rests_until = max(coalesce(rests_until, ?3), ?3)
                 WHERE id = (SELECT max(id) FROM askings WHERE who = ?1 AND kind = ?2)",
            )?;
            for kind in &kinds {
                update.execute((who, kind, micros(until)))?;
            }
            Ok(())
        });
    }
}

/// No limit counts for longer, and nobody is left alone for longer.
const KEPT: SignedDuration = SignedDuration::from_hours(2);
