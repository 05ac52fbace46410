//! Which address book is read, and how that went.

use kimo_calls::Timestamp;

use crate::{
    address_book::leaving,
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        time::micros,
        writer::Writer,
    },
};

impl Writer {
    /// Reads this address book from now on. What came of another one goes with the first sync, as
    /// that does not find it any more; the same one under another user or name stays as it is.
    pub async fn use_address_book(
        &self,
        address: String,
        user: String,
        name: String,
    ) -> Result<(), KeepError> {
        self.ask(move |session| choose(session, &address, &user, &name))
            .await
    }

    /// All of the book was taken in, in the state of this marker.
    pub async fn note_synced(
        &self,
        address: String,
        marker: Option<String>,
        now: Timestamp,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.contacts = true;
            let noted = session
                .db
                .prepare_cached(
                    "UPDATE address_book SET marker = ?2, synced_at = ?3,
                         failed_at = NULL, failure = NULL, failure_detail = NULL
                     WHERE address = ?1",
                )?
                .execute((&address, &marker, micros(now)))?;
            found(noted)
        })
        .await
    }

    /// The book could not be read. What came of it stays.
    pub async fn note_sync_failure(
        &self,
        address: String,
        code: String,
        detail: String,
        now: Timestamp,
    ) -> Result<(), KeepError> {
        self.ask(move |session| {
            session.touched.contacts = true;
            let noted = session
                .db
                .prepare_cached(
                    "UPDATE address_book SET failed_at = ?2, failure = ?3, failure_detail = ?4
                     WHERE address = ?1",
                )?
                .execute((&address, micros(now), &code, &detail))?;
            found(noted)
        })
        .await
    }

    /// Reads no address book any more. What came of it becomes one's own, or goes.
    pub async fn give_up_address_book(&self, keep: bool) -> Result<(), KeepError> {
        let begin = move |session: &mut Session| {
            session.touched.contacts = true;
            session.db.execute("DELETE FROM address_book", [])?;
            session.db.execute("DELETE FROM address_book_cards", [])?;
            Ok(((), Some(leaving::begin(keep))))
        };
        self.ask_at_length(begin).await.map(|((), _)| ())
    }
}

fn choose(session: &mut Session, address: &str, user: &str, name: &str) -> Outcome<()> {
    session.touched.contacts = true;
    let same = session
        .db
        .prepare_cached("SELECT 1 FROM address_book WHERE address = ?1")?
        .exists([address])?;
    if !same {
        // Another book's card may stand at the same path, and be in another state all the same.
        session
            .db
            .execute("UPDATE address_book_cards SET etag = ''", [])?;
        session.db.execute("DELETE FROM address_book", [])?;
    }
    session
        .db
        .prepare_cached(
            "INSERT INTO address_book (id, address, user, name) VALUES (1, ?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET user = excluded.user, name = excluded.name,
                 failed_at = NULL, failure = NULL, failure_detail = NULL",
        )?
        .execute((address, user, name))?;
    Ok(())
}

/// Nothing is noted of a book that was given up meanwhile.
fn found(rows: usize) -> Outcome<()> {
    match rows {
        0 => Err(Fault::Refused(KeepError::NotFound)),
        _ => Ok(()),
    }
}
