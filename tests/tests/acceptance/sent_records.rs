//! `kimo send --with-records`: a made-up call's record, told to a stand-in of the PBX's interface.

use kimo_tests::interfaces::every;
use serde_json::{Value, json};

use crate::support::{Desk, Finished, kimo, use_key};

const KEY: &str = "K38359b70-9479-secret";

/// A desk with one hook, whose key is a stand-in's, for each of them; with the PBX's stories of a call that is
/// answered and of one that is not.
fn with_each_stand_in(check: impl Fn(&Desk, [&str; 2])) {
    for (api, key) in every(KEY).unwrap() {
        let dir = tempfile::tempdir().unwrap();
        let mut add = kimo(dir.path());
        add.args(["hooks", "add", api.pbx()]);
        if let Some((name, value)) = api.setting() {
            add.args(["--set", &format!("{name}={value}")]);
        }
        add.finished().said();
        let desk = Desk::start_on(dir.path());
        let (code, said) = use_key(&desk, api.pbx(), &api.base(), &format!("{key}\n"));
        assert_eq!(code, 0, "{said}");
        check(
            &desk,
            match api.name() {
                "exolve" => ["exolve", "exolve-missed"],
                _ => ["answered", "missed"],
            },
        );
    }
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
    with_each_stand_in(|desk, stories| {
        for ((nth, is_missed), story) in [(1, false), (2, true)].into_iter().zip(stories) {
            let send = ["send", "--fast", "--with-records", story];
            let said = desk.beside(&send).finished().said();
            let lines: Vec<_> = said.lines().collect();
            assert!(lines.len() > 2, "{said}");
            assert_eq!(lines.last(), Some(&"record  200"));
            let call = until_told(desk, nth, lines.len());
            assert_eq!(call["missed"], is_missed, "{call}");
            assert_eq!(call["brought_in"], false, "{call}");
        }
    });
}

#[test]
fn a_story_of_which_only_the_record_is_told_is_brought_in() {
    with_each_stand_in(|desk, stories| {
        for ((nth, is_missed), story) in [(1, false), (2, true)].into_iter().zip(stories) {
            let send = ["send", "--fast", "--only-record", story];
            assert_eq!(desk.beside(&send).finished().said(), "record  200\n");
            let call = until_told(desk, nth, 1);
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
