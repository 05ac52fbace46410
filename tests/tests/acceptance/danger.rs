//! The history in danger: its file gone, emptied, replaced or overwritten, at rest and under a
//! running desk. Whatever happens to it, it is told, nothing that is left is thrown away, and what
//! is answered 200 from then on is kept.

use std::{
    collections::HashSet,
    fs,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use serde_json::json;

use crate::support::{Connection, Desk, Finished, ids, kimo, missed_call};

fn database(desk: &Desk) -> PathBuf {
    desk.data_dir().join("kimo.db")
}

fn log(database: &Path) -> PathBuf {
    database.with_file_name("kimo.db-wal")
}

fn problems(desk: &Desk) -> Vec<String> {
    let status = desk.ask("status", &json!({}));
    let problems = status["problems"].as_array().unwrap().iter();
    let codes = problems.map(|problem| problem["code"].as_str().unwrap().to_owned());
    codes.collect()
}

/// Waits until this is told.
fn once_told(desk: &Desk, text: &str) {
    let mut feed = desk.feed();
    while !desk.beside(&["doctor"]).finished().output().contains(text) {
        while feed.next()["type"] != "status" {}
    }
}

const SET_ASIDE: &str = "the history was damaged";

#[test]
fn a_history_that_is_gone_is_told_until_it_was_seen_and_what_is_left_is_kept() {
    for (empty, backup) in [(false, true), (true, true), (false, false), (true, false)] {
        let data_dir = tempfile::tempdir().unwrap();
        let mut desk = Desk::start_on(data_dir.path());
        let hook = desk.hook("verimor");
        assert_eq!(hook.post(missed_call("before")).status, 200);
        if backup {
            kimo_history::back_up(data_dir.path(), jiff::Timestamp::now()).unwrap();
        }
        let database = database(&desk);
        desk.kill();
        let left = fs::read(log(&database)).unwrap();
        match empty {
            true => fs::write(&database, "").unwrap(),
            false => fs::remove_file(&database).unwrap(),
        }
        let doctor = kimo(data_dir.path()).arg("doctor").finished();
        assert_eq!(doctor.code(), 1);
        let said = doctor.output();
        assert!(said.contains("there was a history here"), "{said}");
        assert!(said.contains("kimo restore"), "{said}");
        let refused = kimo(data_dir.path()).arg("hooks").finished();
        assert!(
            refused.complaint().contains("is gone"),
            "nothing is begun by a question"
        );

        let mut desk = Desk::start_on(data_dir.path());
        let told = problems(&desk);
        let (gone, paths) = match backup {
            true => (&["history-gone", "history-backup"][..], true),
            false => (&["history-gone-anew"][..], false),
        };
        assert_eq!(told, gone);
        assert_eq!(desk.hook("verimor").path == hook.path, paths);
        let is_left = |file: PathBuf| fs::read(file).is_ok_and(|bytes| bytes == left);
        let mut files = fs::read_dir(data_dir.path()).unwrap();
        assert!(
            files.any(|file| is_left(file.unwrap().path())),
            "the log is gone"
        );
        assert_eq!(desk.hook("verimor").post(missed_call("after")).status, 200);
        assert_eq!(ids(&desk.calls(&[])), ["verimor:after"]);

        // It is told again, to whoever starts it next, until somebody has seen it.
        desk.stop();
        let mut desk = Desk::start_on(data_dir.path());
        assert_eq!(problems(&desk), gone);
        let doctor = desk.beside(&["doctor"]).finished();
        assert!(
            doctor.output().contains("the history was gone"),
            "{}",
            doctor.output()
        );
        assert!(
            doctor.output().contains("kimo doctor --seen"),
            "{}",
            doctor.output()
        );
        desk.beside(&["doctor", "--seen"]).finished();
        assert_eq!(problems(&desk), [""; 0]);
        desk.stop();
        assert_eq!(problems(&Desk::start_on(data_dir.path())), [""; 0]);
    }
}

#[test]
fn a_history_that_is_gone_with_all_that_told_of_its_hooks_says_that_the_addresses_are_new() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    let database = database(&desk);
    desk.stop();
    fs::remove_file(database).unwrap();
    let desk = Desk::start_on(data_dir.path());
    assert_eq!(problems(&desk), ["history-gone-anew"]);
    assert_eq!(desk.hook("verimor").post(missed_call("after")).status, 200);
}

type Attack = fn(&Path);

#[test]
fn what_is_answered_200_survives_whatever_becomes_of_the_file_under_load() {
    // Whether the system still keeps everything of it for the desk that has it open.
    const HELD: bool = true;
    let attacks: [(&str, bool, Attack); 7] = [
        ("deleted", HELD, |database| {
            fs::remove_file(database).unwrap()
        }),
        ("deleted with its log", HELD, |database| {
            for file in ["kimo.db", "kimo.db-wal", "kimo.db-shm"] {
                fs::remove_file(database.with_file_name(file)).unwrap();
            }
        }),
        ("its log deleted", HELD, |database| {
            fs::remove_file(log(database)).unwrap()
        }),
        ("moved away", HELD, |database| {
            fs::rename(database, database.with_file_name("elsewhere.db")).unwrap();
        }),
        ("replaced by another", HELD, |database| {
            let other = database.with_file_name("other.db");
            let db = rusqlite::Connection::open(&other).unwrap();
            db.execute_batch("CREATE TABLE other (x)").unwrap();
            drop(db);
            fs::rename(other, database).unwrap();
        }),
        ("emptied", !HELD, |database| {
            fs::write(database, "").unwrap()
        }),
        ("cut short", !HELD, |database| {
            let file = fs::OpenOptions::new().write(true).open(database).unwrap();
            file.set_len(3 * 4096).unwrap();
        }),
    ];
    for (what, held, attack) in attacks {
        let data_dir = tempfile::tempdir().unwrap();
        let mut desk = Desk::start_on(data_dir.path());
        let (database, hook) = (database(&desk), desk.hook("verimor"));
        let (tell, told) = mpsc::channel();
        let posters: Vec<_> = (0..4)
            .map(|poster| {
                let (hook, tell) = (hook.clone(), tell.clone());
                thread::spawn(move || post(&hook.address, &hook.path, poster, &tell))
            })
            .collect();
        drop(tell);
        let mut answered: HashSet<String> = told.iter().take(150).collect();
        attack(&database);
        if !held {
            // What the desk could not know of counts from when it knew.
            once_told(&desk, SET_ASIDE);
            answered.clear();
            told.try_iter().for_each(drop);
        }
        answered.extend(told.iter().take(150));
        // Killed as soon as it knows.
        desk.kill();
        answered.extend(told.iter());
        posters
            .into_iter()
            .for_each(|poster| poster.join().unwrap());

        let desk = Desk::start_on(data_dir.path());
        let problem = problems(&desk);
        assert!(!problem.is_empty(), "{what}: nothing is told");
        let kept = saved_calls(&desk);
        let lost: Vec<_> = answered.difference(&kept).collect();
        assert!(
            lost.is_empty(),
            "{what} {problem:?}: {} of {} lost",
            lost.len(),
            answered.len()
        );
    }
}

/// Posts calls until the desk is gone; tells of those that were answered 200.
fn post(address: &str, path: &str, poster: usize, tell: &mpsc::Sender<String>) {
    let mut connection = Connection::open(address).unwrap();
    for number in 0.. {
        let uuid = format!("{poster}-{number}");
        match connection.request("POST", path, &[], missed_call(&uuid).as_bytes()) {
            Ok(answer) if answer.status == 200 => {
                tell.send(format!("verimor:{uuid}")).ok();
            }
            Ok(answer) => {
                assert_eq!(answer.status, 503, "{answer:?}");
                assert!(answer.header("retry-after").is_some());
            }
            Err(_) => return,
        }
    }
}

/// The calls, once everything is saved of a history that was set aside.
fn saved_calls(desk: &Desk) -> HashSet<String> {
    let unfinished = || {
        let db = rusqlite::Connection::open(database(desk)).unwrap();
        let sql = "SELECT count(*) FROM unfinished";
        db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    // Not all of it is told, so that it is looked for, and the desk asked something meanwhile.
    while unfinished() > 0 {
        desk.ask("status", &json!({}));
    }
    let calls = desk.calls(&["--limit", "100000"]);
    ids(&calls).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_deleted_history_is_put_back_though_nothing_is_delivered_meanwhile() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("verimor").post(missed_call("before")).status, 200);
    let database = database(&desk);
    let mut feed = desk.feed();
    fs::remove_file(&database).unwrap();
    while feed.next()["type"] != "status" {}
    assert_eq!(problems(&desk), ["history-put-back"]);
    assert!(database.exists());
    assert_eq!(ids(&desk.calls(&[])), ["verimor:before"]);
    desk.kill();
    let desk = Desk::start_on(data_dir.path());
    assert_eq!(ids(&desk.calls(&[])), ["verimor:before"]);
    assert_eq!(problems(&desk), ["history-put-back"]);
}

#[test]
fn pages_overwritten_under_a_running_desk_are_told_and_the_rest_is_saved() {
    const CALLS: usize = 600;
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    let hook = desk.hook("verimor");
    let mut connection = Connection::open(&hook.address).unwrap();
    for number in 0..CALLS {
        let body = missed_call(&format!("c{number}"));
        let answer = connection.request("POST", &hook.path, &[], body.as_bytes());
        assert_eq!(answer.unwrap().status, 200);
    }
    let first = desk.calls(&["--limit", "1"]).remove(0);
    let note = json!({ "call": first["id"], "note": "wants a room" });
    desk.ask("set_note", &note);
    let add = ["contacts", "add", "Deniz", "0532 000 00 21"];
    desk.beside(&add).finished().said();
    // Everything is in the database, and only there.
    desk.stop();
    let desk = Desk::start_on(data_dir.path());
    let database = database(&desk);
    let pages = deliveries_leaves(&database);
    let file = fs::OpenOptions::new().write(true).open(&database).unwrap();
    for page in pages.iter().step_by(15) {
        file.write_all_at(&[0xa5; 4096], (page - 1) * 4096).unwrap();
    }
    // Nobody asks for what is there, and nothing is delivered.
    once_told(&desk, SET_ASIDE);
    assert_eq!(hook.path, desk.hook("verimor").path);
    assert_eq!(desk.hook("verimor").post(missed_call("after")).status, 200);
    let kept = saved_calls(&desk);
    assert!(kept.contains("verimor:after"));
    assert!(kept.len() > CALLS * 9 / 10, "{} were saved", kept.len());
    assert!(kept.len() < CALLS, "some were in what was overwritten");
    let noted = desk.calls(&["--limit", "100000"]);
    let noted = noted.iter().filter(|call| call["note"] == "wants a room");
    assert_eq!(noted.count(), 1);
    let names = desk.calls(&["--search", "Deniz", "--limit", "100000"]);
    assert_eq!(names.len(), kept.len(), "contacts are taken over first");
    assert_eq!(problems(&desk)[..2], ["history-set-aside", "history-saved"]);
}

/// The pages that hold the rows of the deliveries.
fn deliveries_leaves(database: &Path) -> Vec<u64> {
    let db = rusqlite::Connection::open(database).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = 'deliveries' AND pagetype = 'leaf'";
    let mut find = db.prepare(sql).unwrap();
    let pages = find.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    pages
        .map(|page| page.unwrap().try_into().unwrap())
        .collect()
}

#[test]
fn a_damaged_history_is_not_backed_up_over_a_good_backup() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    let hook = desk.hook("verimor");
    for number in 0..200 {
        assert_eq!(hook.post(missed_call(&format!("c{number}"))).status, 200);
    }
    let database = database(&desk);
    desk.stop();
    let file = fs::OpenOptions::new().write(true).open(&database).unwrap();
    for page in deliveries_leaves(&database).iter().step_by(5) {
        file.write_all_at(&[0xa5; 4096], (page - 1) * 4096).unwrap();
    }
    let today = jiff::Timestamp::now();
    kimo_history::back_up(data_dir.path(), today).unwrap_err();
    assert_eq!(kimo_history::backups(data_dir.path(), today).unwrap(), []);
}

/// Whoever closes the database last takes its log away: the desk must be seen to have it open.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_looks_at_the_history_beside_the_desk_leaves_its_log_alone() {
    use std::os::unix::fs::MetadataExt;
    let desk = Desk::start();
    let database = database(&desk);
    assert_eq!(desk.hook("verimor").post(missed_call("c1")).status, 200);
    let number = fs::metadata(&database).unwrap().ino();
    let is_held = || {
        let locks = fs::read_to_string("/proc/locks").unwrap();
        locks.contains(&format!(":{number} "))
    };
    assert!(is_held(), "nobody can see that the desk has it open");
    desk.beside(&["rebuild"]).finished().said();
    assert!(
        is_held(),
        "nobody can see any more that the desk has it open"
    );
    let beside = rusqlite::Connection::open(&database).unwrap();
    let sql = "SELECT count(*) FROM calls";
    let calls: i64 = beside.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(calls, 1);
    drop(beside);
    assert!(
        log(&database).exists(),
        "the log of a running desk was deleted"
    );
    assert_eq!(problems(&desk), [""; 0]);
}
