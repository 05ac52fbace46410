//! Copies of the history: seven of them, and none of them the desk itself.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::{fs, path::Path};

use kimo_history::Reader;
use support::{Desk, Verimor, contents};

#[tokio::test]
async fn seven_good_backups_are_kept() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let dir = desk.dir.path();
    for day in 1..=9 {
        let now = format!("2026-11-{day:02}T03:00:00Z").parse().unwrap();
        assert!(kimo_history::back_up(dir, now).unwrap().is_some());
        assert_eq!(kimo_history::back_up(dir, now).unwrap(), None, "once a day");
    }
    let now = "2026-11-09T03:00:00Z".parse().unwrap();
    let backups = kimo_history::backups(dir, now).unwrap();
    let days: Vec<_> = backups.iter().map(|backup| backup.day.day()).collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
    for backup in backups {
        let db = rusqlite::Connection::open_with_flags(
            &backup.path,
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .unwrap();
        let calls: i64 = db
            .query_row("SELECT count(*) FROM calls", [], |row| row.get(0))
            .unwrap();
        assert_eq!(calls, 1);
        assert!(!kimo_history::is_open_to_others(&backup.path).unwrap());
    }
    assert_eq!(
        contents(&dir.join("backups")).len(),
        7,
        "nothing else is left there"
    );
}

#[tokio::test]
async fn a_backup_of_a_wrong_clock_is_never_the_newest_and_pushes_none_out() {
    let desk = Desk::new();
    let dir = desk.dir.path();
    let at = |day: &str| format!("{day}T03:00:00Z").parse().unwrap();
    assert!(
        kimo_history::back_up(dir, at("2029-08-21"))
            .unwrap()
            .is_some()
    );
    for day in 1..=9 {
        let now = at(&format!("2026-11-{day:02}"));
        assert!(kimo_history::back_up(dir, now).unwrap().is_some(), "{day}");
        let newest = &kimo_history::backups(dir, now).unwrap()[0];
        assert_eq!(i64::from(newest.day.day()), day);
    }
    let backups = kimo_history::backups(dir, at("2026-11-09")).unwrap();
    let days: Vec<_> = backups.iter().map(|backup| backup.day.day()).collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
}

#[tokio::test]
async fn a_desk_stays_who_it_is_and_no_copy_of_its_database_is_that_desk() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let id = desk.reader.desk_id().unwrap();
    let today = "2026-11-22T08:00:00Z".parse().unwrap();
    let backup = kimo_history::back_up(desk.dir.path(), today).unwrap();
    let backup = backup.unwrap().path;
    assert!(!holds(&backup, &id.0), "the copy does not say whose it is");
    let dir = desk.stop();
    // Brought back where it was made.
    kimo_history::restore(dir.path(), &backup, today).unwrap();
    let looking_on = Reader::open(dir.path()).unwrap();
    assert_eq!(looking_on.desk_id().unwrap(), id, "before any start");
    drop(looking_on);
    let desk = Desk::at(dir);
    assert_eq!(desk.reader.desk_id().unwrap(), id);
    assert_eq!(desk.open().len(), 1);
    // Brought back elsewhere, by the command and by hand.
    let by_command = tempfile::tempdir().unwrap();
    kimo_history::restore(by_command.path(), &backup, today).unwrap();
    let by_hand = tempfile::tempdir().unwrap();
    fs::copy(&backup, by_hand.path().join("kimo.db")).unwrap();
    let others = [by_command, by_hand].map(Desk::at);
    let [one, two] = others.each_ref().map(|desk| desk.reader.desk_id().unwrap());
    assert!(one != id && two != id && one != two && !one.0.is_empty());
    let [one_desk, _] = others;
    assert_eq!(one_desk.open().len(), 1);
    let again = Desk::at(one_desk.stop());
    assert_eq!(again.reader.desk_id().unwrap(), one, "once chosen it stays");
}

/// The database of an older Kimo has the desk's id, and the directory does not.
#[tokio::test]
async fn a_desk_of_an_older_kimo_stays_who_it_is() {
    for restored in [false, true] {
        let desk = Desk::new();
        let id = desk.reader.desk_id().unwrap();
        let today = "2026-11-22T08:00:00Z".parse().unwrap();
        let backup = kimo_history::back_up(desk.dir.path(), today).unwrap();
        let dir = desk.stop();
        fs::remove_file(dir.path().join("desk.id")).unwrap();
        if restored {
            let backup = backup.unwrap().path;
            kimo_history::restore(dir.path(), &backup, today).unwrap();
        }
        assert_eq!(Desk::at(dir).reader.desk_id().unwrap(), id, "{restored}");
    }
}

fn holds(file: &Path, text: &str) -> bool {
    let bytes = fs::read(file).unwrap();
    let mut parts = bytes.windows(text.len());
    parts.any(|part| part == text.as_bytes())
}
