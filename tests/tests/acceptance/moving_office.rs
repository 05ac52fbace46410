//! An office that moves.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Desk, Finished, ids, missed_call};

/// Of its secrets.
pub(crate) const PASSPHRASE: &str = "doğru at pil zımba\n";

/// A computer with an office on it.
pub(crate) struct Office {
    computer: Computer,
    pub(crate) files: TempDir,
    /// The path of its first hook.
    pub(crate) address: String,
}

#[derive(Debug)]
pub(crate) struct Computer(TempDir);

impl Default for Computer {
    fn default() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Computer {
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Office {
    pub(crate) fn path(&self) -> &Path {
        self.computer.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }
}

/// With some of everything: calls, marks, a note, a message, contacts, settings, a hook with a
/// password, a tunnel with a key.
pub(crate) fn office() -> Office {
    let computer = Computer::default();
    let mut desk = Desk::start_with_all_hooks_on(computer.path());
    let say = |question: &str, params: Value| desk.ask(question, &params);
    let hook = desk.hook("verimor");
    for uuid in ["1", "2", "3"] {
        assert_eq!(hook.post(missed_call(uuid)).status, 200);
    }
    assert_eq!(hook.post("event_type=what&call_uuid=x").status, 200);
    desk.beside(&["contacts", "add", "Ayşe Işık", "0532 000 00 21"])
        .finished()
        .said();
    say(
        "set_note",
        json!({"call": "verimor:1", "note": "wants a room"}),
    );
    say("mark_done", json!({"call": "verimor:2", "done": true}));
    say(
        "leave_message",
        json!({"call": "verimor:3", "recipient": "Ömer", "text": "call back"}),
    );
    say(
        "change_settings",
        json!({"extensions": ["1001"], "retention_days": 3650, "own_numbers": [
            {"number": "02120000000", "name": "Front desk", "greeting": "Good day"}]}),
    );
    let hooks = say("hooks", json!({}));
    let mtt = hooks.as_array().unwrap().iter();
    let mtt = mtt.clone().find(|hook| hook["pbx"] == "mtt").unwrap();
    let basic = json!({"user": "kimo", "password": "p:ss"});
    say(
        "update_hook",
        json!({"id": mtt["id"], "name": "MTT", "region": "RU", "basic": basic}),
    );
    say("ssh_key", json!({}));
    // A server that nobody has: the way to it is set, and never found.
    desk.beside(&["tunnel", "use", "ssh", "--host", "127.0.0.1", "--port", "9"])
        .args(["--user", "kimo", "--remote-port", "8080"])
        .args(["--public-url", "https://kimo.example/"])
        .finished()
        .said();
    desk.stop();
    Office {
        address: hook.path,
        computer,
        files: tempfile::tempdir().unwrap(),
    }
}

/// Everything that the window asks of a desk, as far as it is not of this very start.
pub(crate) fn asked(desk: &Desk) -> Value {
    let mut all = serde_json::Map::new();
    for question in [
        "missed",
        "handled",
        "messages",
        "contacts",
        "settings",
        "own_names",
        "tunnel",
        "hooks",
        "address_book",
        "ssh_key",
    ] {
        let params = match question {
            "contacts" => json!({"search": "", "after": null, "limit": 100}),
            "handled" => json!({"since": "2026-11-01T00:00:00Z"}),
            _ => json!({}),
        };
        all.insert(question.to_owned(), desk.ask(question, &params));
    }
    let calls = desk.calls(&["--limit", "1000"]);
    for id in ids(&calls) {
        all.insert(id.to_owned(), desk.ask("call", &json!({ "id": id })));
    }
    all.insert("calls".to_owned(), json!(calls));
    // Where it listens is another place at each start, and the way to it is known a little later.
    for hook in all["hooks"].as_array_mut().unwrap() {
        for field in ["url", "local_url"] {
            let url = hook[field].as_str().unwrap();
            let path = url.find("/hooks/").map(|at| url[at..].to_owned());
            hook[field] = json!(path);
        }
    }
    // How the way to it fares is told anew at each start.
    let choice = all["tunnel"]["choice"].take();
    all.insert("tunnel".to_owned(), choice);
    Value::Object(all)
}

pub(crate) fn named(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// What is in a folder and begins like this.
pub(crate) fn entries(folder: &Path, begin: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut found: Vec<_> = all
        .filter(|entry| entry.file_name().to_str().unwrap().starts_with(begin))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}
