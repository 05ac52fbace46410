//! The format of the database, as the migrations of all tables make it.

use rusqlite_migration::{M, Migrations};

use crate::{
    accounts, address_book, askings,
    calls::{self, elsewhere, events},
    contacts,
    db::{desk_row, unfinished},
    deliveries::{self, not_understood, sum},
    forgotten, hooks, incidents, marks, messages, missed, numbers, phone_books, postings, proofs,
    retention,
};

/// Every migration that has landed, in order. Append only; a test has the sum of each.
const LANDED: [&str; 40] = [
    desk_row::CREATE,
    hooks::CREATE,
    numbers::CREATE,
    calls::CREATE,
    deliveries::CREATE,
    events::CREATE,
    marks::CREATE,
    missed::CREATE,
    hooks::ADD_PREVIOUS_TOKEN,
    hooks::ADD_SOURCES,
    unfinished::CREATE,
    forgotten::CREATE,
    accounts::CREATE,
    hooks::ADD_SETTINGS,
    not_understood::ADD_OF_NO_CALL,
    deliveries::ADD_SOURCE,
    retention::CREATE,
    incidents::CREATE,
    contacts::CREATE,
    numbers::ADD_LOCAL,
    not_understood::ADD_BOUND,
    sum::CREATE,
    elsewhere::CREATE_INDEXES,
    marks::ADD_CALLING,
    address_book::CREATE,
    missed::INDEX_SHORT_CALLS,
    marks::ADD_SNOOZED,
    missed::RECOUNT,
    proofs::CREATE,
    messages::CREATE,
    missed::ADD_HUNG_UP_AFTER,
    phone_books::CREATE,
    postings::CREATE,
    hooks::ADD_REMOVED,
    proofs::ADD_READ_FROM,
    numbers::NAMES_APART,
    proofs::ADD_LATE_AT,
    askings::CREATE,
    proofs::ADD_NEWS_FROM,
    proofs::ADD_RECORDINGS,
];

/// The format this Kimo writes: how many migrations there are.
pub(crate) const FORMAT: i64 = LANDED.len() as i64;

pub(crate) fn migrations() -> Migrations<'static> {
    let with_rows = |sql| match sql {
        accounts::CREATE => M::up_with_hook(sql, accounts::fill),
        contacts::CREATE => M::up_with_hook(sql, contacts::fill),
        sql => M::up(sql),
    };
    Migrations::new(LANDED.map(with_rows).to_vec())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::{db::code::Code, deliveries::DeliverySource};

    #[test]
    fn every_migration_runs_and_the_last_one_gives_the_format() {
        migrations().validate().unwrap();
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut db).unwrap();
        let format: i64 = db
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(format, FORMAT);
    }

    /// What others have on their disks: once landed, a migration is never edited, only followed by
    /// another. Each has its own sum, so that one more adds one more.
    #[test]
    fn migrations_that_have_landed_stay_as_they_are() {
        use kimo_calls::Hex;
        use sha2::{Digest, Sha256};
        let sums: Vec<String> = LANDED
            .iter()
            .map(|sql| Hex(&Sha256::digest(sql)[..4]).to_string())
            .collect();
        let landed = [
            "0e7ce41e", "19ca05b6", "3fcf6f24", "b81cb4c3", "30084fe4", "dd0ea674", "86c47dea",
            "5e0573a5", "37dbbc18", "552ce5cf", "600a089d", "945f787b", "41e549f8", "d2af4ee0",
            "2739ed22", "a4dbb805", "374c2453", "503d2e53", "dc759bc3", "252cc6d2", "9ceff1a3",
            "f9b786d9", "251dc80e", "ad543168", "416fa3a9", "92c7c6a3", "0b24e673", "5e123e0f",
            "3affc9b2", "6deca7a3", "c3b8a580", "cd45d0dc", "404405ce", "6bc956a3", "b99d7aa2",
            "269b6a33", "539f518e", "7a8642bc", "01b75cdd", "46ea808c",
        ];
        assert_eq!(sums, landed);
    }

    #[test]
    fn what_the_first_format_kept_is_as_it_was() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_version(&mut db, 8).unwrap();
        db.execute_batch(
            "INSERT INTO desk (id, desk_id, calls, judged_internal) VALUES (1, 'desk', 0, 7);
             INSERT INTO hooks (id, pbx, name, token, basic_user, basic_password, region,
                 answered_flag, deliveries, last_delivery_at, reread)
             VALUES (3, 0, 'Office', '0123456789abcdef0123456789abcdef', 'me', 'secret', 'TR', 1,
                 5, 1000, 42);
             INSERT INTO deliveries (id, hook, received_at, body) VALUES (1, 3, 1000, x'61');",
        )
        .unwrap();
        migrations().to_latest(&mut db).unwrap();
        let hooks = hooks::all(&db).unwrap();
        assert_eq!(hooks.len(), 1);
        let row = &hooks[0];
        assert_eq!(row.deliveries, 5);
        assert_eq!(row.hook.name, "Office");
        assert_eq!(row.hook.token.expose(), "0123456789abcdef0123456789abcdef");
        assert_eq!(
            (&row.hook.previous, row.hook.sources.is_anywhere()),
            (&None, true)
        );
        let basic = row.hook.basic.as_ref().unwrap();
        assert_eq!(
            (basic.user.as_str(), basic.password.as_deref()),
            ("me", Some("secret"))
        );
        let source: i64 = db
            .query_row("SELECT source FROM deliveries", [], |row| row.get(0))
            .unwrap();
        assert_eq!(source, DeliverySource::Hook.code());
        // What was unfinished then is taken up.
        let left = unfinished::names(&db).unwrap();
        assert_eq!(left, ["judge internal", "reread 3", "sum"]);
        for name in left {
            assert!(unfinished::find(&db, &name).unwrap().is_some());
        }
    }

    /// Hooks, calls and marks of the tenth format have PBXs by number, and one setting in a column.
    #[test]
    fn pbxs_get_their_ids_and_hooks_their_settings() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_version(&mut db, 10).unwrap();
        for (pbx, flag) in [(0, 0), (0, 1), (1, 1), (2, 0)] {
            db.execute(
                "INSERT INTO hooks (pbx, name, token, region, answered_flag)
                 VALUES (?1, 'Hook', 'token-of-enough-letters-' || ?2, 'TR', ?3)",
                (pbx, format!("{pbx}{flag}"), flag),
            )
            .unwrap();
        }
        migrations().to_latest(&mut db).unwrap();
        let hooks: Vec<_> = hooks::all(&db)
            .unwrap()
            .into_iter()
            .map(|row| {
                let settings = serde_json::to_string(&row.hook.meaning.settings).unwrap();
                (row.hook.pbx.to_string(), row.hook.account, settings)
            })
            .collect();
        let hook = |pbx: &str, settings: &str| {
            let account = kimo_calls::Account::default();
            (pbx.to_owned(), account, settings.to_owned())
        };
        assert_eq!(
            hooks,
            [
                hook("verimor", "{}"),
                hook("verimor", r#"{"answered_flag":"missed"}"#),
                hook("bulutfon", "{}"),
                hook("mtt", "{}")
            ]
        );
    }

    #[test]
    fn every_table_is_strict() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut db).unwrap();
        let lax: Vec<String> = db
            .prepare(
                "SELECT name FROM pragma_table_list
                 WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(lax, [""; 0]);
    }
}
