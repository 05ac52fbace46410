//! Everything of a desk goes to another computer, by the window.

use std::{fs, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::{
    moving_office::{Computer, PASSPHRASE, entries, named, office},
    support::{Desk, Finished, ids, kimo, missed_call},
};

/// Hands a file over as the window does. Gives what it says of itself.
fn hand_over(desk: &Desk, content: &[u8]) -> Value {
    let mut first = true;
    for part in content.chunks(32 * 1024) {
        let part = BASE64_STANDARD.encode(part);
        desk.ask("add_to_arrival", &json!({ "first": first, "part": part }));
        first = false;
    }
    desk.ask("look_at_arrival", &json!({}))
}

/// Has it made ready.
fn arrive(desk: &Desk, passphrase: Value) -> Value {
    let mut arriving = desk.ask("arrive", &json!({ "passphrase": passphrase }));
    while arriving["running"] == true {
        arriving = desk.ask("arriving", &json!({}));
    }
    arriving
}

/// What was answered 200 stays where people look for it.
#[test]
fn calls_that_come_before_the_next_start_are_not_moved_away() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    let new = Computer::default();
    let mut desk = Desk::start_on(new.path());
    hand_over(&desk, &fs::read(&file).unwrap());
    let ready = arrive(&desk, Value::Null);
    assert_eq!(ready["arrived"]["calls"], 3, "{ready}");
    assert_eq!(desk.hook("verimor").post(missed_call("mine")).status, 200);
    desk.stop();

    let mut desk = Desk::start_on(new.path());
    assert_eq!(ids(&desk.calls(&[])), ["verimor:mine"]);
    let problems = desk.ask("status", &json!({}))["problems"].clone();
    assert_eq!(problems[0]["code"], "not-moved-in", "{problems}");
    let nothing = [""; 0].map(PathBuf::from);
    assert_eq!(entries(new.path(), "arriving"), nothing);
    // Whoever wants it all the same is told how, and the calls of here are kept then.
    desk.stop();
    let import = ["import", named(&file), "--replace"];
    kimo(new.path()).args(import).finished().said();
    assert_eq!(Desk::start_on(new.path()).calls(&[]).len(), 3);
    assert_eq!(entries(new.path(), "replaced-").len(), 1);
}

#[test]
fn what_is_brought_in_the_window_is_there_at_the_next_start() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", "--secrets", named(&file)])
        .given(PASSPHRASE)
        .said();
    let content = fs::read(&file).unwrap();
    let new = Computer::default();
    let mut desk = Desk::start_on(new.path());
    let hand_over = |content: &[u8]| hand_over(&desk, content);
    let arrive = |passphrase| arrive(&desk, passphrase);
    let cut = hand_over(&content[..content.len() / 2]);
    assert_eq!(cut["failure"]["code"], "damaged", "{cut}");
    let whole = hand_over(&content);
    assert_eq!(whole["failure"], json!(null), "{whole}");
    assert_eq!(
        (&whole["calls"], &whole["has_secrets"]),
        (&json!(3), &json!(true))
    );
    let wrong = arrive("another".into());
    assert_eq!(wrong["failure"]["code"], "passphrase", "{wrong}");
    let ready = arrive(PASSPHRASE.trim_end().into());
    assert_eq!(ready["arrived"]["calls"], 3, "{ready}");
    assert_eq!(ready["arrived"]["lacking"], json!([]));
    // The desk that runs is what it was, and what came is nowhere else.
    assert!(desk.calls(&[]).is_empty());
    assert_eq!(
        entries(new.path(), "arriving.kimo"),
        [""; 0].map(PathBuf::from)
    );
    desk.stop();
    let desk = Desk::start_on(new.path());
    assert_eq!(desk.hook("verimor").path, old.address);
    assert_eq!(desk.calls(&[]).len(), 3);
    assert_eq!(entries(new.path(), "arriving"), [""; 0].map(PathBuf::from));
}

#[test]
fn a_desk_with_calls_takes_no_other_in_by_the_window() {
    let desk = Desk::start();
    assert_eq!(desk.hook("verimor").post(missed_call("mine")).status, 200);
    let (address, token) = desk.window();
    let answer = crate::support::request(
        &address,
        "POST",
        "/api/add_to_arrival",
        &[
            ("authorization", &format!("Bearer {token}")),
            ("origin", &format!("http://{address}")),
            ("content-type", "application/json"),
        ],
        br#"{"first":true,"part":"AAAA"}"#,
    );
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(!desk.data_dir().join("arriving.kimo").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_from_the_window_lies_among_the_downloads() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config");
    let downloads = home.path().join("İndirilenler");
    for folder in [&config, &downloads] {
        fs::create_dir(folder).unwrap();
    }
    let place = "XDG_DOWNLOAD_DIR=\"$HOME/İndirilenler\"\n";
    fs::write(config.join("user-dirs.dirs"), place).unwrap();
    let desk = Desk::start_with(&[
        ("HOME", home.path().as_os_str()),
        ("XDG_CONFIG_HOME", config.as_os_str()),
    ]);
    let mut files = Vec::new();
    for count in 1..=2 {
        // What the window asks: where, Kimo knows.
        let mut exporting = desk.ask("export", &json!({ "passphrase": "correct horse" }));
        while exporting["running"] == true {
            exporting = desk.ask("exporting", &json!({}));
        }
        assert_eq!(exporting["failure"], json!(null), "{exporting}");
        assert_eq!(exporting["done"], exporting["total"]);
        let file = PathBuf::from(exporting["file"].as_str().unwrap());
        let bytes = fs::metadata(&file).unwrap().len();
        assert_eq!(exporting["exported"]["bytes"], bytes);
        files.push(file);
        files.sort();
        let mut there = entries(&downloads, "kimo-");
        there.sort();
        assert_eq!(there, files, "{count}");
    }
}
