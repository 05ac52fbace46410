//! The format of the database, as the migrations of all tables make it.

use rusqlite_migration::{M, Migrations};

use crate::{
    calls::{self, events},
    deliveries, hooks, marks, missed, numbers, settings,
};

/// The format this Kimo writes: how many migrations there are.
pub(crate) const FORMAT: i64 = 10;

/// Every migration that has landed, in order. Append only.
pub(crate) fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(settings::CREATE),
        M::up(hooks::CREATE),
        M::up(numbers::CREATE),
        M::up(calls::CREATE),
        M::up(deliveries::CREATE),
        M::up(events::CREATE),
        M::up(marks::CREATE),
        M::up(missed::CREATE),
        M::up(hooks::ADD_PREVIOUS_TOKEN),
        M::up(hooks::ADD_SOURCES),
    ])
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

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

    /// What others have on their disks: once released, a migration is never edited, only
    /// followed by another. The sum changes with any letter of the first eight.
    #[test]
    fn migrations_that_have_landed_stay_as_they_are() {
        use sha2::{Digest, Sha256};
        let landed = [
            settings::CREATE,
            hooks::CREATE,
            numbers::CREATE,
            calls::CREATE,
            deliveries::CREATE,
            events::CREATE,
            marks::CREATE,
            missed::CREATE,
        ];
        let sum: String = Sha256::digest(landed.concat())
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(sum, "3cd125c1fc694b54");
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
