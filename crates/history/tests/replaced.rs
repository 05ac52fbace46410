//! Another database is put in the place of a running desk's: it is read by nobody, and the desk's
//! own is put back whole. It would be taken for the one that the log beside it belongs to.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::{fs, io::ErrorKind, path::Path};

use kimo_calls::Hook;
use kimo_history::{CallFilter, IncidentKind, Round};
use rusqlite::Connection;
use support::{Desk, VERIMOR, Verimor, incoming, noon};

type Another = fn(&Path);

#[tokio::test]
async fn another_database_in_the_place_of_the_history_is_not_read_with_the_log_of_that() {
    let others: [(&str, Another); 3] = [
        ("another program's", |to| {
            let db = Connection::open(to).unwrap();
            db.execute_batch("CREATE TABLE other (x)").unwrap();
        }),
        ("another desk's", |to| {
            let other = Desk::new();
            other.sql().execute_batch("VACUUM").unwrap();
            fs::copy(other.path(), to).unwrap();
        }),
        ("a backup", |to| {
            let other = Desk::new();
            let backup = kimo_history::back_up(other.dir.path(), jiff::Timestamp::now());
            fs::copy(backup.unwrap().unwrap().path, to).unwrap();
        }),
    ];
    for (what, another) in others {
        let desk = Desk::new();
        let hook = desk.hook(VERIMOR);
        deliver(&desk, &hook, 0..50).await;
        let prepared = desk.dir.path().join("another.db");
        another(&prepared);
        let replaced = fs::rename(prepared, desk.path());
        if cfg!(windows) {
            // Nobody takes away a file there that is open.
            let refused = replaced.unwrap_err().kind();
            assert_eq!(refused, ErrorKind::PermissionDenied, "{what}");
            continue;
        }
        replaced.unwrap();
        // Whether these are answered depends on whether it is back already.
        for _ in 0..3 {
            drop(desk.reader.hooks());
            drop(desk.reader.check_on(Round::default()));
            drop(kimo_history::back_up(
                desk.dir.path(),
                jiff::Timestamp::now(),
            ));
        }
        deliver(&desk, &hook, 50..100).await;

        assert_eq!(desk.found("").len(), 100, "{what}");
        let incidents = desk.reader.incidents().unwrap();
        let kinds: Vec<_> = incidents.iter().map(|incident| incident.kind).collect();
        assert_eq!(kinds, [IncidentKind::PutBack], "{what}");
        let sound: String = desk
            .sql()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok", "{what}");
    }
}

#[tokio::test]
async fn a_backup_copied_over_the_history_of_a_killed_desk_does_not_get_the_log_of_that() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    deliver(&desk, &hook, 0..300).await;
    let backup = kimo_history::back_up(desk.dir.path(), jiff::Timestamp::now());
    let backup = backup.unwrap().unwrap().path;
    deliver(&desk, &hook, 300..400).await;
    let killed = tempfile::tempdir().unwrap();
    let file = |end: &str| format!("kimo.db{end}");
    fs::copy(backup, killed.path().join(file(""))).unwrap();
    for end in ["-wal", "-shm"] {
        fs::copy(
            desk.dir.path().join(file(end)),
            killed.path().join(file(end)),
        )
        .unwrap();
    }
    fs::copy(
        desk.dir.path().join("desk.id"),
        killed.path().join("desk.id"),
    )
    .unwrap();

    let desk = Desk::at(killed);
    assert_eq!(desk.list(CallFilter::All, "").len(), 300);
    let left = fs::read_dir(desk.dir.path()).unwrap();
    let mut left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(
        left.any(|name| name.starts_with("kimo.db.replaced-") && name.ends_with("-wal")),
        "the log is kept"
    );
}

async fn deliver(desk: &Desk, hook: &Hook, calls: std::ops::Range<u32>) {
    for call in calls {
        let call = format!("c{call}");
        let event = Verimor {
            call: &call,
            ..Verimor::default()
        };
        let incoming = incoming(hook, None, event.body().as_bytes(), noon());
        desk.writer.keep(incoming).await.unwrap();
    }
}
