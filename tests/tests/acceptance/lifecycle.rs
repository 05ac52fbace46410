//! Starting, stopping, and what stands in the way.

use std::{fs, net::TcpListener, process::Stdio};

use serde_json::{Value, json};

use crate::support::{Desk, Finished, Hook, ids, kimo, missed_call, request};

#[test]
fn a_second_desk_is_told_who_holds_the_directory() {
    let desk = Desk::start();
    let second = desk
        .beside(&["serve", "--listen", "127.0.0.1:0"])
        .finished();
    assert_eq!(second.code(), 1);
    let complaint = second.complaint();
    assert!(complaint.contains(&desk.pid().to_string()), "{complaint}");
    assert!(
        complaint.contains(&desk.data_dir().display().to_string()),
        "{complaint}"
    );
    // The first one goes on.
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
}

#[test]
fn a_taken_port_is_named_with_its_holder() {
    let data_dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = kimo(data_dir.path())
        .args(["serve", "--listen", &address])
        .finished();
    assert_eq!(ended.code(), 1);
    let complaint = ended.complaint();
    assert!(complaint.contains(&address), "{complaint}");
    assert!(complaint.contains("--listen"), "{complaint}");
    if cfg!(target_os = "linux") {
        assert!(
            complaint.contains(&std::process::id().to_string()),
            "{complaint}"
        );
    }
    drop(taken);
    // Nothing is left behind that would keep the next one out.
    Desk::start_on(data_dir.path());
}

#[cfg(unix)]
#[test]
fn asked_to_end_it_stops_cleanly() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    assert_eq!(desk.stop(), Some(0));
    assert!(!data_dir.path().join("desk.json").exists());
    assert_eq!(
        ids(&Desk::start_on(data_dir.path()).calls(&[])),
        ["verimor:1"]
    );
}

#[cfg(unix)]
#[test]
fn it_stops_while_a_window_looks_on() {
    let mut desk = Desk::start();
    let _looking_on = desk.feed();
    assert_eq!(desk.stop(), Some(0));
}

#[test]
fn only_its_owner_can_read_the_history() {
    let parent = tempfile::tempdir().unwrap();
    let data_dir = parent.path().join("new").join("kimo");
    let desk = Desk::start_on(&data_dir);
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let open = |path: &std::path::Path| kimo_history::is_open_to_others(path).unwrap();
    assert!(!open(&data_dir));
    let files: Vec<_> = fs::read_dir(&data_dir)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert!(!open(&file), "{}", file.display());
    }
}

#[test]
fn a_history_of_a_newer_kimo_is_refused_and_left_alone() {
    let data_dir = tempfile::tempdir().unwrap();
    kimo(data_dir.path()).arg("hooks").finished().said();
    let database = data_dir.path().join("kimo.db");
    let mut bytes = fs::read(&database).unwrap();
    // SQLite keeps `user_version` at offset 60, big-endian.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&database, &bytes).unwrap();
    for args in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["calls"],
        &["hooks"],
        &["rebuild"],
    ] {
        let ended = kimo(data_dir.path()).args(args).finished();
        assert_eq!(ended.code(), 1, "{args:?}");
        assert!(
            ended.complaint().contains("newer Kimo"),
            "{args:?}: {}",
            ended.complaint()
        );
    }
    assert!(
        fs::read(&database).unwrap() == bytes,
        "the database was touched"
    );
}

#[test]
fn a_damaged_history_is_set_aside_and_the_desk_goes_on() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("verimor").post(missed_call("before")).status, 200);
    desk.stop();
    let database = data_dir.path().join("kimo.db");
    let damaged = vec![0x5a; 64 * 1024];
    fs::write(&database, &damaged).unwrap();
    for log in ["kimo.db-wal", "kimo.db-shm"] {
        fs::remove_file(data_dir.path().join(log)).ok();
    }
    let desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("verimor").post(missed_call("after")).status, 200);
    assert_eq!(ids(&desk.calls(&[])), ["verimor:after"]);
    let status = desk.ask("status", &json!({}));
    let problem = &status["problems"][0];
    assert_eq!(problem["code"], "history-begun-anew", "{status}");
    let is_the_old_one = |path: std::path::PathBuf| fs::read(path).is_ok_and(|b| b == damaged);
    let kept = fs::read_dir(data_dir.path())
        .unwrap()
        .any(|f| is_the_old_one(f.unwrap().path()));
    assert!(kept, "the damaged database is gone");
}

#[test]
fn a_damaged_history_with_a_backup_leaves_the_addresses_and_passwords_as_the_pbx_knows_them() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    let add = ["hooks", "add", "verimor", "--basic", "kimo", "--json"];
    let added = Hook::of(&desk.beside(&add).given("p:ss\n").json()[0]);
    kimo_history::back_up(data_dir.path(), jiff::Timestamp::now()).unwrap();
    desk.kill();
    fs::write(data_dir.path().join("kimo.db"), [0x5a; 64 * 1024]).unwrap();

    let again = Desk::start_on(data_dir.path());
    let status = again.ask("status", &json!({}));
    assert_eq!(
        status["problems"][0]["code"], "history-set-aside",
        "{status}"
    );
    assert_eq!(again.hook("mtt").path, desk.hook("mtt").path);
    let post = |authorization: &str, body: String| {
        let form = "application/x-www-form-urlencoded";
        let headers = [("authorization", authorization), ("content-type", form)];
        request(
            again.listen(),
            "POST",
            &added.path,
            &headers,
            body.as_bytes(),
        )
        .status
    };
    assert_eq!(post("Basic a2ltbzpwOnNz", missed_call("after")), 200);
    assert_eq!(post("Basic a2ltbzo=", missed_call("never")), 401);
    assert_eq!(ids(&again.calls(&[])), ["verimor:after"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::start();
    // More than a pipe holds, so that the writer meets its end.
    for number in 0..300 {
        let uuid = format!("{number}-{}", "x".repeat(100));
        assert_eq!(desk.hook("verimor").post(missed_call(&uuid)).status, 200);
    }
    let mut child = desk
        .beside(&["calls", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert!(
        ended.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

#[test]
fn what_cannot_be_stored_is_answered_503_and_said_in_the_window() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    let mut feed = desk.feed();
    let mut told = |code: Value| {
        let blind = || desk.ask("status", &json!({}))["blind"]["code"].clone();
        while blind() != code {
            while feed.next()["type"] != "status" {}
        }
    };
    let other = rusqlite::Connection::open(desk.data_dir().join("kimo.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let refused = hook.post(missed_call("1"));
    assert_eq!(refused.status, 503);
    assert!(refused.header("retry-after").is_some());
    told("storage-locked".into());
    assert!(desk.calls(&[]).is_empty(), "nothing half-written");
    other.execute_batch("COMMIT").unwrap();
    // The PBX comes again.
    assert_eq!(hook.post(missed_call("1")).status, 200);
    assert_eq!(ids(&desk.calls(&[])), ["verimor:1"]);
    told(Value::Null);
}

#[test]
fn a_backup_can_be_brought_back() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("verimor").post(missed_call("before")).status, 200);
    let backup = kimo_history::back_up(data_dir.path(), jiff::Timestamp::now()).unwrap();
    assert!(backup.is_some());
    assert_eq!(desk.hook("verimor").post(missed_call("after")).status, 200);
    let refused = desk.beside(&["restore"]).finished();
    assert_eq!(refused.code(), 1, "a desk runs");
    assert!(
        refused.complaint().contains(&desk.pid().to_string()),
        "{}",
        refused.complaint()
    );
    desk.stop();
    kimo(data_dir.path()).arg("restore").finished().said();
    assert_eq!(
        ids(&Desk::start_on(data_dir.path()).calls(&[])),
        ["verimor:before"]
    );
}
