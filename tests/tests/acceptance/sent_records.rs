//! `kimo send --with-records`: a made-up call's record, told to a stand-in of the PBX's interface.

use std::path::Path;

use kimo_tests::interfaces::{BulutfonApi, ExolveApi, TelecomApi, VerimorApi};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, kimo, once_read, use_key};

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

/// A desk with this hook alone, whose key is the stand-in's, once its records were read.
fn desk_with(data_dir: &Path, pbx: &str, settings: &[&str], base: &str) -> Desk {
    let mut add = kimo(data_dir);
    add.args(["hooks", "add", pbx]).args(settings);
    add.finished().said();
    let desk = Desk::start_on(data_dir);
    let key = if settings.is_empty() { KEY } else { ACCOUNT };
    let read = once_read(&desk, pbx, || {
        let (code, said) = use_key(&desk, pbx, base, &format!("{key}\n"));
        assert_eq!(code, 0, "{said}");
    });
    assert_eq!(read["failure"], Value::Null, "{read}");
    desk
}

/// The newest call, and how many deliveries tell of it.
fn newest(desk: &Desk) -> (Value, usize) {
    let call = desk.calls(&[]).remove(0);
    let details = desk.ask("call", &json!({ "id": call["id"] }));
    (call, details["deliveries"].as_array().unwrap().len())
}

#[test]
fn a_story_is_posted_and_its_record_read_and_both_are_one_call() {
    with_each_stand_in(|pbx, settings, base, stories| {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk_with(dir.path(), pbx, settings, base);
        for (story, is_missed) in stories.into_iter().zip([false, true]) {
            let send = ["send", "--fast", "--with-records", story];
            let mut said = String::new();
            once_read(&desk, pbx, || {
                said = desk.beside(&send).finished().said();
            });
            let lines: Vec<_> = said.lines().collect();
            assert!(lines.len() > 2, "{said}");
            assert_eq!(lines.last(), Some(&"record  200"));
            let (call, deliveries) = newest(&desk);
            assert_eq!(deliveries, lines.len(), "{call}");
            assert_eq!(call["missed"], is_missed, "{call}");
            assert_eq!(call["brought_in"], false, "{call}");
        }
        assert_eq!(desk.calls(&[]).len(), 2, "{pbx}");
    });
}

#[test]
fn a_story_of_which_only_the_record_is_told_is_brought_in() {
    with_each_stand_in(|pbx, settings, base, stories| {
        let dir = tempfile::tempdir().unwrap();
        let desk = desk_with(dir.path(), pbx, settings, base);
        for (story, is_missed) in stories.into_iter().zip([false, true]) {
            let send = ["send", "--fast", "--only-record", story];
            once_read(&desk, pbx, || {
                assert_eq!(desk.beside(&send).finished().said(), "record  200\n");
            });
            let (call, deliveries) = newest(&desk);
            assert_eq!(deliveries, 1, "{call}");
            assert_eq!(call["missed"], is_missed, "{call}");
            assert_eq!(call["brought_in"], true, "{call}");
        }
        assert_eq!(desk.calls(&[]).len(), 2, "{pbx}");
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
        let send = ["send", "--fast", "--only-record"].into_iter();
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
