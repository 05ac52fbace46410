//! Numbers whose names stood among their digits.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{
    fragment::{Forms, Fragment},
    index, matching, remove, set_names,
};
use crate::db::migrations::migrations;

const KEYS: [&str; 3] = ["+905321234567", "+79161234568", "1002"];

/// Three numbers called Ayşe Demir, as the format before had them, brought to today's. The third has
/// been in no call: it is not in the index.
fn from_the_format_before() -> Connection {
    let mut db = Connection::open_in_memory().unwrap();
    migrations().to_version(&mut db, 35).unwrap();
    for (at, key) in KEYS.iter().enumerate() {
        db.execute(
            "INSERT INTO numbers (id, key, name) VALUES (?1, ?2, 'Ayşe Demir')",
            (at + 1, key),
        )
        .unwrap();
        if at < 2 {
            let forms = Forms::of(key, None, Some("Ayşe Demir"));
            db.execute(
                "INSERT INTO number_text (rowid, forms, starts) VALUES (?1, ?2, ?3)",
                (at + 1, forms.text(), forms.starts()),
            )
            .unwrap();
        }
    }
    migrations().to_latest(&mut db).unwrap();
    db.execute_batch(
        "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'number_text', 'instance');
         CREATE VIRTUAL TABLE temp.names USING fts5vocab('main', 'name_text', 'instance')",
    )
    .unwrap();
    db
}

fn set_name(db: &Connection, number: i64, name: Option<&str>) -> bool {
    let names = BTreeMap::from([(number, name.map(str::to_owned))]);
    set_names(db, &names).unwrap() == [number]
}

fn found(db: &Connection, typed: &str) -> Vec<i64> {
    let mut found = matching(db, &Fragment::read(typed).unwrap()).unwrap();
    found.sort_unstable();
    found
}

fn words(db: &Connection, table: &str) -> i64 {
    db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
        row.get(0)
    })
    .unwrap()
}

#[test]
fn a_name_that_stood_among_the_digits_is_found_until_it_is_another() {
    let db = from_the_format_before();
    assert_eq!(found(&db, "ayşe"), [1, 2]);
    assert_eq!(found(&db, "de"), [1, 2]);
    assert!(set_name(&db, 1, Some("Fatma Demir")));
    assert_eq!(found(&db, "ayşe"), [2]);
    assert_eq!(found(&db, "fatma"), [1]);
    assert_eq!(found(&db, "demir"), [1, 2]);
    assert_eq!(found(&db, "123456"), [1, 2], "the digits stay");
    assert!(set_name(&db, 1, Some("Zehra")));
    assert_eq!(found(&db, "fatma"), [0; 0]);
    assert_eq!(found(&db, "zeh"), [1]);
    assert!(set_name(&db, 1, None));
    assert!(!set_name(&db, 1, None));
    assert_eq!((found(&db, "zeh"), found(&db, "4567")), (vec![], vec![1]));
    index(&db, 3).unwrap();
    assert_eq!(found(&db, "ayşe"), [2, 3]);
    assert_eq!(found(&db, "1002"), [3]);
}

/// What is taken out is wiped from the disk, list by list: for naming a number that is too long.
#[test]
fn to_name_a_number_leaves_the_index_of_the_digits_alone() {
    let db = from_the_format_before();
    index(&db, 3).unwrap();
    let digits = || -> Vec<(i64, Vec<u8>)> {
        let mut blocks = db
            .prepare("SELECT id, block FROM number_text_data")
            .unwrap();
        let blocks = blocks.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        blocks.unwrap().map(Result::unwrap).collect()
    };
    let before = digits();
    for name in [Some("Fatma"), Some("Zehra"), None] {
        assert!(set_name(&db, 3, name));
        assert!(digits() == before, "{name:?}");
    }
}

#[test]
fn nothing_of_a_number_stays_in_the_index_however_its_name_stood_there() {
    let db = from_the_format_before();
    index(&db, 3).unwrap();
    assert!(set_name(&db, 1, Some("Fatma")));
    assert!(words(&db, "words") > 0 && words(&db, "names") > 0);
    for number in 1..=3 {
        remove(&db, number).unwrap();
    }
    assert_eq!((words(&db, "words"), words(&db, "names")), (0, 0));
    assert_eq!(found(&db, "demir"), [0; 0]);
}

/// Each writing of an index makes a segment of it.
#[test]
fn many_numbers_are_put_into_the_indexes_at_once() {
    let mut db = Connection::open_in_memory().unwrap();
    migrations().to_latest(&mut db).unwrap();
    let names: BTreeMap<i64, _> = (1..=100)
        .map(|number| (number, Some(format!("Ayşe {number}"))))
        .collect();
    let change = db.transaction().unwrap();
    for number in names.keys() {
        let key = format!("+90532123{number:04}");
        change
            .execute(
                "INSERT INTO numbers (id, key) VALUES (?1, ?2)",
                (number, key),
            )
            .unwrap();
    }
    for number in names.keys() {
        index(&change, *number).unwrap();
    }
    change.commit().unwrap();
    let change = db.transaction().unwrap();
    assert_eq!(set_names(&change, &names).unwrap().len(), 100);
    change.commit().unwrap();
    for segments in ["number_text_idx", "name_text_idx"] {
        let segments = format!("(SELECT DISTINCT segid FROM {segments})");
        assert_eq!(words(&db, &segments), 1, "{segments}");
    }
    assert_eq!(found(&db, "ayşe").len(), 100);
}
