//! `kimo send --with-records`: a made-up call's record, told to a stand-in of the PBX's interface.

use std::path::Path;

use kimo_tests::interfaces::{BulutfonApi, ExolveApi, TelecomApi, VerimorApi};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, kimo, use_key};

/// A stand-in of each interface, with its base: the PBX, the settings of the hook, and its stories of a call
/// that is answered and of one that is not.
fn with_each_stand_in(check: impl Fn(&str, &[&str], &str, [&str; 2])) {
    let api = VerimorApi::start(KEY).unwrap();
    check("verimor", &[], &api.base(), ["answered", "missed"]);
    let api = BulutfonApi::start(KEY).unwrap();
    check("bulutfon", &[], &api.base(), ["answered", "missed"]);
    let api = ExolveApi::start(KEY).unwrap();
    check("mtt", &[], &api.base(), ["exolve", "exolve-missed"]);
    let api = TelecomApi::start(ACCOUNT, &["78000000000"]).unwrap();
    let numbers = ["--set", "history_numbers=78000000000"];
    check("mtt", &numbers, &api.base(), ["answered", "missed"]);
}

const KEY: &str = "K38359b70-9479-secret";
const ACCOUNT: &str = "office:K38359b70-9479-secret";

/// A desk with this hook alone, whose key is the stand-in's.
fn desk_with(data_dir: &Path, pbx: &str, settings: &[&str], base: &str) -> Desk {
    let mut add = kimo(data_dir);
    add.args(["hooks", "add", pbx]).args(settings);
    add.finished().said();
    let desk = Desk::start_on(data_dir);
    let key = if settings.is_empty() { KEY } else { ACCOUNT };
    let (code, said) = use_key(&desk, pbx, base, &format!("{key}\n"));
    assert_eq!(code, 0, "{said}");
    desk
}

/// Waits until the newest call is this one, and so many deliveries tell of it.
fn until_told(desk: &Desk, nth: usize, deliveries: usize) -> Value {
    let mut feed = desk.feed();
    loop {
        let mut calls = desk.calls(&[]);
        if calls.len() == nth {
            let call = calls.remove(0);
            let details = desk.ask("call", &json!({ "id": call["id"] }));
            if details["deliveries"].as_array().unwrap().len() == deliveries {
                return call;
            }
        }
        feed.next();
    }
}

#[test]
fn a_story_is_posted_and_its_record_read_and_both_are_one_call() {
    with_each_stand_in(|pbx, settings, base, stories| {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk_with(dir.path(), pbx, settings, base);
        for ((nth, is_missed), story) in [(1, false), (2, true)].into_iter().zip(stories) {
            let send = ["send", "--fast", "--with-records", story];
            let said = desk.beside(&send).finished().said();
            let lines: Vec<_> = said.lines().collect();
            assert!(lines.len() > 2, "{said}");
            assert_eq!(lines.last(), Some(&"record  200"));
            let call = until_told(&desk, nth, lines.len());
            assert_eq!(call["missed"], is_missed, "{call}");
            assert_eq!(call["brought_in"], false, "{call}");
        }
    });
}

#[test]
fn a_story_of_which_only_the_record_is_told_is_brought_in() {
    with_each_stand_in(|pbx, settings, base, stories| {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk_with(dir.path(), pbx, settings, base);
        for ((nth, is_missed), story) in [(1, false), (2, true)].into_iter().zip(stories) {
            let send = ["send", "--fast", "--only-record", story];
            assert_eq!(desk.beside(&send).finished().said(), "record  200\n");
            let call = until_told(&desk, nth, 1);
            assert_eq!(call["missed"], is_missed, "{call}");
            assert_eq!(call["brought_in"], true, "{call}");
        }
    });
}

#[test]
fn no_real_pbx_is_told_of_a_record_and_no_other_desk() {
    let desk = Desk::start();
    let url = format!("http://{}/hooks/verimor/{}", desk.listen(), "0".repeat(32));
    let cases = [
        (vec!["verimor-missed"], 1, "kimo hooks key NAME --base URL"),
        // One without an interface.
        (vec!["netgsm-missed"], 1, "kimo hooks key NAME --base URL"),
        (vec!["missed", "--hook", &url], 2, "--hook the name"),
    ];
    for (words, code, complaint) in cases {
        let send = ["send", "--fast", "--with-records"].into_iter();
        let ended = desk
            .beside(&send.chain(words).collect::<Vec<_>>())
            .finished();
        assert_eq!(ended.code(), code, "{}", ended.complaint());
        assert!(
            ended.complaint().contains(complaint),
            "{}",
            ended.complaint()
        );
    }
    assert!(desk.calls(&[]).is_empty());
}
