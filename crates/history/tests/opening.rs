//! What is found when the history is opened: nothing, an older or a newer database, one without
//! rights to write, one that somebody else has.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::{fs, path::Path};

use kimo_history::{History, OpenError, Reader};
use support::{BULUTFON, Desk, MTT, VERIMOR, Verimor, contents};

fn sql(dir: &Path, sql: &str) {
    let db = rusqlite::Connection::open(dir.join("kimo.db")).unwrap();
    db.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn a_first_start_has_no_hook_until_somebody_chooses_a_pbx() {
    let dir = tempfile::tempdir().unwrap();
    let history = History::open(dir.path()).unwrap().history;
    let reader = history.reader();
    assert_eq!(reader.hooks().unwrap(), []);
    let writer = history.writer(|_| {}).unwrap();
    let made = writer.add_usual_hooks(vec![MTT]).await.unwrap();
    assert_eq!(made.len(), 1);
    let all = vec![VERIMOR, BULUTFON, MTT];
    let made = writer.add_usual_hooks(all).await.unwrap();
    assert_eq!(made.len(), 2, "those that are not there yet");
    let hooks = reader.hooks().unwrap();
    let of: Vec<_> = hooks
        .iter()
        .map(|hook| {
            (
                hook.hook.pbx,
                hook.hook.name.as_str(),
                hook.hook.meaning.region.to_string(),
            )
        })
        .collect();
    assert_eq!(
        of,
        [
            (MTT, "MTT", "RU".to_owned()),
            (VERIMOR, "Verimor", "TR".to_owned()),
            (BULUTFON, "Bulutfon", "TR".to_owned()),
        ]
    );
    let token = |at: usize| hooks[at].hook.token.expose().to_owned();
    assert!(
        token(0) != token(1) && token(1) != token(2),
        "each has its own"
    );
    assert!(token(0).len() >= 32);
    assert_ne!(
        reader.desk_id().unwrap(),
        Desk::new().reader.desk_id().unwrap()
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let desk = Desk::at(dir);
    desk.verimor(&Verimor::default()).await;
    assert_eq!(mode(desk.dir.path()), 0o700);
    for (file, _) in contents(desk.dir.path()) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    // A directory that was there for something else is not closed to others.
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(home.path().join("letter"), "").unwrap();
    History::open(home.path()).unwrap();
    assert_eq!(mode(home.path()), 0o755);
    assert_eq!(mode(&home.path().join("kimo.db")), 0o600);
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_untouched() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let dir = desk.stop();
    sql(dir.path(), "PRAGMA user_version = 99");
    let before = contents(dir.path());
    for refusal in [
        History::open(dir.path()).err(),
        Reader::open(dir.path()).err(),
        kimo_history::rebuild(dir.path(), |_, _| {})
            .err()
            .map(|error| match error {
                kimo_history::RebuildError::Open(error) => error,
                kimo_history::RebuildError::Keep(error) => panic!("{error}"),
            }),
    ] {
        let refusal = refusal.unwrap();
        assert!(
            matches!(refusal, OpenError::Newer { found: 99, .. }),
            "{refusal:?}"
        );
        assert!(refusal.to_string().contains("newer Kimo"));
    }
    assert!(contents(dir.path()) == before, "not a byte is different");
}

#[tokio::test]
async fn a_newer_database_whose_format_is_in_the_log_only_is_refused_too() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let dir = desk.stop();
    let db = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    db.execute_batch("PRAGMA user_version = 99").unwrap();
    // As a kill leaves it: the log stays where it is.
    let copy = tempfile::tempdir().unwrap();
    for name in ["kimo.db", "kimo.db-wal"] {
        fs::copy(dir.path().join(name), copy.path().join(name)).unwrap();
    }
    let keep = |name: &str| fs::read(copy.path().join(name)).unwrap();
    let before = (keep("kimo.db"), keep("kimo.db-wal"));
    let refusal = History::open(copy.path()).unwrap_err();
    assert!(
        matches!(refusal, OpenError::Newer { found: 99, .. }),
        "{refusal:?}"
    );
    assert!((keep("kimo.db"), keep("kimo.db-wal")) == before);
}

#[tokio::test]
async fn others_look_on_with_and_without_a_running_desk() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        Reader::open(dir.path()),
        Err(OpenError::Missing(_))
    ));
    let desk = Desk::at(dir);
    desk.verimor(&Verimor::default()).await;
    let beside = Reader::open(desk.dir.path()).unwrap();
    assert_eq!(beside.total_calls().unwrap(), 1);
    desk.verimor(&Verimor {
        call: "c2",
        ..Verimor::default()
    })
    .await;
    assert_eq!(beside.total_calls().unwrap(), 2, "it sees what comes");
    drop(beside);
    let dir = desk.stop();
    let files = contents(dir.path());
    assert_eq!(
        files.len(),
        2,
        "a stopped desk leaves its id and one file: {:?}",
        files[0].0
    );
    assert_eq!(Reader::open(dir.path()).unwrap().total_calls().unwrap(), 2);
    assert!(contents(dir.path()) == files, "and looking on leaves it so");
}

#[cfg(unix)]
#[tokio::test]
async fn a_directory_that_may_not_be_written_can_be_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let dir = desk.stop();
    let modes = |dir_mode, file_mode| {
        fs::set_permissions(
            dir.path().join("kimo.db"),
            fs::Permissions::from_mode(file_mode),
        )
        .unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(dir_mode)).unwrap();
    };
    modes(0o500, 0o400);
    let total = Reader::open(dir.path()).map(|reader| reader.total_calls());
    modes(0o700, 0o600);
    assert_eq!(total.unwrap().unwrap(), 1);
}

#[test]
fn an_older_database_is_brought_up_to_date_but_not_by_looking() {
    let dir = tempfile::tempdir().unwrap();
    sql(
        dir.path(),
        "PRAGMA user_version = 0; CREATE TABLE other (x) STRICT;"
            .replace(" (x)", " (x INT)")
            .as_str(),
    );
    assert!(matches!(Reader::open(dir.path()), Err(OpenError::Older(_))));
    assert_eq!(History::open(dir.path()).unwrap().set_aside, None);
    assert_eq!(Reader::open(dir.path()).unwrap().hooks().unwrap(), []);
}

#[tokio::test]
async fn looking_on_never_leaves_out_what_stands_in_the_log() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let dir = desk.stop();
    // Everything since is in the log only, and somebody holds the database for themselves.
    let holder = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    holder
        .execute_batch(
            "PRAGMA locking_mode = exclusive; PRAGMA wal_autocheckpoint = 0;
             BEGIN IMMEDIATE; UPDATE desk SET calls = 7; COMMIT;",
        )
        .unwrap();
    let locked = Reader::open(dir.path()).map(|reader| reader.total_calls().unwrap());
    assert!(matches!(locked, Err(OpenError::Locked(_))), "{locked:?}");
    drop(holder);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.total_calls().unwrap(), 7);
}
