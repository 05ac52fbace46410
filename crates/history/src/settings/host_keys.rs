//! The host keys that SSH servers showed first: settings that nobody sets, one row each. Here and
//! not beside the history they are in every backup, and a desk that is founded anew knows them.

use rusqlite::{Connection, OptionalExtension};

use super::unreadable;
use crate::db::{change::KeepError, read_error::ReadError, reader::Reader, writer::Writer};

impl Reader {
    /// The host key pinned for an SSH server, `host:port`.
    pub fn host_key(&self, server: &str) -> Result<Option<String>, ReadError> {
        self.look(|db| pinned(db, server))
    }
}

impl Writer {
    /// Pins the host key of an SSH server, `host:port`, unless it has one.
    pub async fn pin_host_key(&self, server: String, key: String) -> Result<(), KeepError> {
        self.ask(move |session| Ok(pin(&session.db, &server, &key)?))
            .await
    }

    /// Forgets the host keys of all SSH servers.
    pub async fn forget_host_keys(&self) -> Result<(), KeepError> {
        self.ask(|session| Ok(forget(&session.db)?)).await
    }
}

/// Begins the names of these rows; the server follows, `host:port`.
const PREFIX: &str = "host_key:";

/// The key pinned for a server.
fn pinned(db: &Connection, server: &str) -> rusqlite::Result<Option<String>> {
    let value: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([format!("{PREFIX}{server}")], |row| row.get(0))
        .optional()?;
    value
        .map(|value| unreadable(serde_json::from_str(&value)))
        .transpose()
}

/// Pins a server's key, unless it has one.
fn pin(db: &Connection, server: &str, key: &str) -> rusqlite::Result<()> {
    let value = unreadable(serde_json::to_string(key))?;
    db.prepare_cached("INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((format!("{PREFIX}{server}"), value))?;
    Ok(())
}

/// Forgets the keys of all servers.
fn forget(db: &Connection) -> rusqlite::Result<()> {
    // The name after the last one that begins so.
    db.execute(
        "DELETE FROM settings WHERE name >= ?1 AND name < ?2",
        [PREFIX, "host_key;"],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{Setting, Settings, db::migrations::migrations, settings};

    fn db() -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut db).unwrap();
        db
    }

    #[test]
    fn the_first_key_of_each_server_stays_until_it_is_forgotten() {
        let db = db();
        assert_eq!(pinned(&db, "desk.example:22").unwrap(), None);
        pin(&db, "desk.example:22", "ssh-ed25519 AAAA").unwrap();
        pin(&db, "desk.example:22", "ssh-ed25519 BBBB").unwrap();
        pin(&db, "desk.example:2222", "ssh-ed25519 CCCC").unwrap();
        let key = |server: &str| pinned(&db, server).unwrap();
        assert_eq!(key("desk.example:22").as_deref(), Some("ssh-ed25519 AAAA"));
        assert_eq!(
            key("desk.example:2222").as_deref(),
            Some("ssh-ed25519 CCCC")
        );
        forget(&db).unwrap();
        assert_eq!(
            (key("desk.example:22"), key("desk.example:2222")),
            (None, None)
        );
    }

    #[test]
    fn they_and_the_settings_leave_each_other_alone() {
        let db = db();
        let chosen = Settings {
            do_not_disturb: true,
            ..Settings::default()
        };
        let these = BTreeSet::from([Setting::DoNotDisturb]);
        settings::save(&db, &chosen, &these).unwrap();
        pin(&db, "desk.example:22", "ssh-ed25519 AAAA").unwrap();
        assert_eq!(settings::load(&db).unwrap(), chosen);
        settings::save(&db, &Settings::default(), &these).unwrap();
        assert!(pinned(&db, "desk.example:22").unwrap().is_some());
        forget(&db).unwrap();
        assert_eq!(settings::load(&db).unwrap(), Settings::default());
    }
}
