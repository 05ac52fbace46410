//! Whether a tunnel was chosen: a setting that nobody sets. The choice itself stands in a file beside
//! the history; one that is gone must not look as if there had never been one.

use rusqlite::{Connection, OptionalExtension};

use super::unreadable;
use crate::db::{change::KeepError, read_error::ReadError, reader::Reader, writer::Writer};

impl Reader {
    /// Whether a tunnel was chosen.
    pub fn tunnel_is_chosen(&self) -> Result<bool, ReadError> {
        self.look(is_chosen)
    }
}

impl Writer {
    /// Notes that a tunnel is chosen, or none.
    pub async fn note_tunnel(&self, chosen: bool) -> Result<(), KeepError> {
        self.ask(move |session| Ok(note(&session.db, chosen)?))
            .await
    }
}

const NAME: &str = "tunnel_is_chosen";

fn is_chosen(db: &Connection) -> rusqlite::Result<bool> {
    let value: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([NAME], |row| row.get(0))
        .optional()?;
    value.map_or(Ok(false), |value| unreadable(serde_json::from_str(&value)))
}

fn note(db: &Connection, chosen: bool) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute((NAME, chosen.to_string()))?;
    Ok(())
}
