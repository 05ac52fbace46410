//! What a running desk says of the records of its PBXs.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::{Desk, Finished, everything_in};

/// Enters the key of a PBX's interface. Gives how that ended and what was said, in which the key never
/// stands.
#[track_caller]
pub(crate) fn use_key(desk: &Desk, pbx: &str, base: &str, key: &str) -> (i32, String) {
    let mut command = desk.beside(&["hooks", "key", pbx, "--base", base]);
    let ended = command.given(key);
    assert!(!ended.output().contains(key.trim()), "{}", ended.output());
    assert!(!ended.complaint().contains(key.trim()));
    (ended.code(), ended.output())
}

/// The key stands in no file of the desk's but that of its secrets, and not in its log.
#[track_caller]
pub(crate) fn only_secrets_have(key: &str, data_dir: &Path, log: &Path) {
    let files = everything_in(data_dir)
        .into_iter()
        .filter(|path| path.is_file());
    for file in files.chain([log.to_owned()]) {
        let content = fs::read(&file).unwrap();
        let mut parts = content.windows(key.len());
        let is_there = parts.any(|part| part == key.as_bytes());
        let may_be = file.ends_with("secrets.json");
        assert_eq!(is_there, may_be, "{}", file.display());
    }
}

/// What is proved of the first hook of a PBX.
pub(crate) fn proof(desk: &Desk, pbx: &str) -> Value {
    let completeness = desk.ask("completeness", &json!({}));
    let mut hooks = completeness["hooks"].as_array().unwrap().iter();
    hooks.find(|hook| hook["pbx"] == pbx).unwrap().clone()
}

/// Does something, and waits until the records were read to their end, or could not be, since.
pub(crate) fn once_read(desk: &Desk, pbx: &str, act: impl FnOnce()) -> Value {
    let before = proof(desk, pbx);
    act();
    read_since(desk, pbx, &before)
}

/// Waits until the records were read to their end, or could not be, since it was so: they may have
/// been by now.
pub(crate) fn read_since(desk: &Desk, pbx: &str, before: &Value) -> Value {
    let outcome = |proof: &Value| (proof["looked_at"].clone(), proof["failed_at"].clone());
    let mut feed = desk.feed();
    loop {
        let now = proof(desk, pbx);
        if outcome(&now) != outcome(before) {
            return now;
        }
        while feed.next()["type"] != "records" {}
    }
}

/// Has the records read.
pub(crate) fn fetch(desk: &Desk, pbx: &str) -> Value {
    once_read(desk, pbx, || {
        desk.ask("fetch_records", &json!({}));
    })
}

/// What `kimo status --json` says.
pub(crate) fn status(desk: &Desk) -> Value {
    let mut lines = desk.beside(&["status", "--json"]).finished().json();
    lines.remove(0)
}
