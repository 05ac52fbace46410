//! Everything of a desk goes to another computer, in one file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Desk, Finished, ids, kimo, missed_call};

const PASSPHRASE: &str = "doğru at pil zımba\n";

#[test]
fn everything_goes_on_at_another_computer() {
    let old = office();
    let file = old.file("old.kimo");
    let desk = Desk::start_on(old.path());
    let before = asked(&desk);
    let said = desk
        .beside(&["export", "--secrets", named(&file)])
        .given(PASSPHRASE)
        .said();
    assert!(said.contains(named(&file)), "{said}");
    // It goes on taking calls meanwhile, and is what it was.
    assert_eq!(asked(&desk), before);
    drop(desk);

    let new = Computer::default();
    let import = kimo(new.path())
        .args(["import", named(&file)])
        .given(PASSPHRASE);
    assert!(!import.said().contains("again"), "{}", import.said());
    assert_ne!(
        fs::read(new.path().join("desk.id")).unwrap(),
        fs::read(old.path().join("desk.id")).unwrap(),
        "two desks are never the same"
    );
    let desk = Desk::start_on(new.path());
    assert_eq!(asked(&desk), before);
    // What the PBXs know goes on, the passwords too.
    let hook = |pbx: &str| desk.hook(pbx);
    let basic = [("authorization", "Basic a2ltbzpwOnNz")];
    assert_eq!(hook("mtt").post("").status, 401);
    assert_eq!(hook("mtt").post_with("", &basic).status, 200, "kimo:p:ss");
    assert_eq!(hook("verimor").path, old.address);
    assert_eq!(hook("verimor").post(missed_call("afterwards")).status, 200);
    // And every delivery is there from which the calls can be made again.
    let calls = desk.calls(&["--limit", "1000"]);
    assert!(ids(&calls).contains(&"verimor:afterwards"), "{calls:?}");
    desk.beside(&["rebuild"]).finished().said();
    assert_eq!(desk.calls(&["--limit", "1000"]), calls);
    let doctor = desk.beside(&["doctor"]).finished().output();
    assert!(!doctor.contains("password"), "{doctor}");
}

#[test]
fn without_a_passphrase_no_secret_comes_along_and_it_is_said_which_are_lacking() {
    let old = office();
    let file = old.file("old.kimo");
    // Where no desk runs, too.
    let export = kimo(old.path()).args(["export", named(&file)]).finished();
    assert!(export.said().contains("entered again"), "{}", export.said());
    let sealed = old.file("sealed.kimo");
    kimo(old.path())
        .args(["export", "--secrets", named(&sealed)])
        .given(PASSPHRASE)
        .said();

    for (file, more) in [(&file, &[][..]), (&sealed, &["--without-secrets"])] {
        let new = Computer::default();
        let import = kimo(new.path())
            .args(["import", named(file)])
            .args(more)
            .finished();
        let said = import.said();
        assert!(said.contains("MTT: the password"), "{said}");
        assert!(said.contains("the SSH key"), "{said}");
        assert!(!new.path().join("secrets.json").exists());
        // Nobody gets in before the password is entered.
        let desk = Desk::start_on(new.path());
        let basic = [("authorization", "Basic a2ltbzpwOnNz")];
        assert_eq!(desk.hook("mtt").post_with("", &basic).status, 503);
    }
}

#[test]
fn a_file_that_is_not_as_it_was_written_changes_nothing() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", "--secrets", named(&file)])
        .given(PASSPHRASE)
        .said();
    let content = fs::read(&file).unwrap();
    let damaged = old.file("damaged.kimo");
    let new = Computer::default();
    let refused = |content: &[u8], passphrase: &str, why: &str| {
        fs::write(&damaged, content).unwrap();
        let import = kimo(new.path())
            .args(["import", named(&damaged)])
            .given(passphrase);
        assert_eq!(import.code(), 1, "{}", import.output());
        let complaint = import.complaint();
        assert!(complaint.contains(why), "{complaint}");
        assert!(!new.path().join("kimo.db").exists());
        assert!(!new.path().join("arriving").exists());
    };
    refused(&content, "another\n", "passphrase is another");
    refused(&content[..content.len() / 2], PASSPHRASE, "cut short");
    refused(&content[..content.len() - 1], PASSPHRASE, "cut short");
    refused(b"BEGIN:VCARD\n", PASSPHRASE, "Kimo did not write this file");
    refused(b"", PASSPHRASE, "Kimo did not write this file");
    let mut flipped = content.clone();
    flipped[content.len() / 2] ^= 1;
    refused(&flipped, PASSPHRASE, "damaged");
    // It is whole all the time.
    kimo(new.path())
        .args(["import", named(&file)])
        .given(PASSPHRASE)
        .said();
}

#[test]
fn a_history_of_its_own_is_replaced_only_when_told_to_and_kept() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    let new = Computer::default();
    let mut desk = Desk::start_on(new.path());
    assert_eq!(desk.hook("verimor").post(missed_call("mine")).status, 200);
    let import = |more: &[&str]| {
        kimo(new.path())
            .args(["import", named(&file)])
            .args(more)
            .finished()
    };
    let running = import(&["--replace"]);
    assert_eq!(running.code(), 1);
    let pid = desk.pid().to_string();
    assert!(running.complaint().contains(&pid), "a desk runs");
    desk.stop();
    let taken = import(&[]);
    assert_eq!(taken.code(), 1);
    assert!(taken.complaint().contains("--replace"));
    assert!(taken.complaint().contains("1 calls") || taken.complaint().contains("1 call"));
    let said = import(&["--replace"]).said();
    let replaced = entries(new.path(), "replaced-");
    let [replaced] = &replaced[..] else {
        panic!("{replaced:?}");
    };
    assert!(said.contains(named(replaced)), "{said}");
    assert!(!kimo_history::is_open_to_others(replaced).unwrap());
    // And can be brought back.
    let backup = replaced.join("kimo.db");
    kimo(new.path())
        .args(["restore", named(&backup)])
        .finished()
        .said();
    assert_eq!(
        ids(&Desk::start_on(new.path()).calls(&[])),
        ["verimor:mine"]
    );
}

#[test]
fn where_nothing_but_kimo_itself_was_there_nothing_has_to_be_said() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    // Somebody has looked at the window on the first day.
    let new = Computer::default();
    Desk::start_on(new.path()).stop();
    kimo(new.path())
        .args(["import", named(&file)])
        .finished()
        .said();
    let desk = Desk::start_on(new.path());
    assert_eq!(desk.hook("verimor").path, old.address);
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
    let hand_over = |content: &[u8]| {
        let mut first = true;
        for part in content.chunks(32 * 1024) {
            let part = BASE64_STANDARD.encode(part);
            desk.ask("add_to_arrival", &json!({ "first": first, "part": part }));
            first = false;
        }
        desk.ask("look_at_arrival", &json!({}))
    };
    let arrive = |passphrase: Value| {
        let mut arriving = desk.ask("arrive", &json!({ "passphrase": passphrase }));
        while arriving["running"] == true {
            arriving = desk.ask("arriving", &json!({}));
        }
        arriving
    };
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

#[test]
fn an_export_overwrites_nothing_and_only_its_owner_reads_it() {
    let old = office();
    let file = old.file("mine.txt");
    fs::write(&file, "a letter").unwrap();
    let refused = kimo(old.path()).args(["export", named(&file)]).finished();
    assert_eq!(refused.code(), 1);
    assert!(refused.complaint().contains("exists already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "a letter");
    let file = old.file("new.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    assert!(!kimo_history::is_open_to_others(&file).unwrap());
    let away = old.file("no such folder/new.kimo");
    let refused = kimo(old.path()).args(["export", named(&away)]).finished();
    assert_eq!(refused.code(), 1, "{}", refused.output());
    // Nothing else is left, there or in the data directory.
    let names = entries(old.files.path(), "");
    assert_eq!(names, [old.file("mine.txt"), old.file("new.kimo")]);
    assert_eq!(
        entries(old.path(), "kimo.db.leaving"),
        [""; 0].map(PathBuf::from)
    );
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

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_words_and_leaves_nothing() {
    let old = office();
    let file = old.file("old.kimo");
    let mut told = Vec::new();
    // Full from the n-th write to a database on: the first are those of the history itself.
    for nth in (1..).step_by(7) {
        let kimo = kimo(old.path());
        let mut full = std::process::Command::new("strace");
        full.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64"])
            .args(["-e", &format!("inject=pwrite64:error=ENOSPC:when={nth}+")])
            .arg(kimo.get_program())
            .args(["export", named(&file)]);
        for (name, value) in kimo.get_envs() {
            match value {
                Some(value) => full.env(name, value),
                None => full.env_remove(name),
            };
        }
        let export = full.finished();
        if export.code() == 0 {
            break;
        }
        assert_eq!(entries(old.files.path(), ""), [""; 0].map(PathBuf::from));
        assert!(!old.path().join("kimo.db.leaving").exists());
        told.push(export.complaint());
    }
    let in_words = told
        .iter()
        .filter(|words| words.contains("no room on the disk"));
    assert!(in_words.count() > 0, "{told:?}");
}

/// A computer with an office on it.
struct Office {
    computer: Computer,
    files: TempDir,
    /// The path of its first hook.
    address: String,
}

#[derive(Debug)]
struct Computer(TempDir);

impl Default for Computer {
    fn default() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Computer {
    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Office {
    fn path(&self) -> &Path {
        self.computer.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }
}

/// With some of everything: calls, marks, a note, a message, contacts, settings, a hook with a
/// password, a tunnel with a key.
fn office() -> Office {
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
fn asked(desk: &Desk) -> Value {
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

fn named(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// What is in a folder and begins like this.
fn entries(folder: &Path, begin: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut found: Vec<_> = all
        .filter(|entry| entry.file_name().to_str().unwrap().starts_with(begin))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}
