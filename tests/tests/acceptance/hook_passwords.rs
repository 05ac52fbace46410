//! The user names and passwords that hooks ask for, and where these are kept.

use std::path::Path;
#[cfg(unix)]
use std::process::Command;

#[cfg(unix)]
use serde_json::json;

use crate::support::{Desk, Finished, Hook, ids, kimo};

#[test]
fn a_hook_with_credentials_asks_for_them() {
    let desk = Desk::start();
    let args = ["hooks", "add", "bulutfon", "--basic", "kimo", "--json"];
    let hook = Hook::of(&desk.beside(&args).given("p:ss\n").json()[0]);
    let body = r#"{"event_type":"call_init","caller":905320000022,"callee":908500000000,
        "uuid":"b-1","direction":"IN","timestamp":1435762851086820}"#;
    assert_eq!(hook.post(body).status, 401);
    let post = |credentials: &str| {
        let headers = [
            ("authorization", credentials),
            ("content-type", "application/json"),
        ];
        let body = body.as_bytes();
        crate::support::request(&hook.address, "POST", &hook.path, &headers, body).status
    };
    assert_eq!(post("Basic a2ltbzp3cm9uZw=="), 401, "kimo:wrong");
    assert_eq!(post("Basic a2ltbzpwOnNz"), 200, "kimo:p:ss");
    assert_eq!(ids(&desk.calls(&[])), ["bulutfon:b-1"]);
    assert!(!history_holds(desk.data_dir(), b"p:ss"));
}

#[test]
fn a_password_that_an_earlier_version_kept_in_the_history_moves_out_and_still_works() {
    let mut desk = Desk::start();
    let data_dir = desk.data_dir().to_owned();
    assert_eq!(desk.stop(), Some(0));
    let db = rusqlite::Connection::open(data_dir.join("kimo.db")).unwrap();
    let kept_there = "UPDATE hooks SET basic_user = 'kimo', basic_password = 'old p:ss'";
    db.execute(kept_there, []).unwrap();
    drop(db);
    assert!(history_holds(&data_dir, b"old p:ss"));
    let listed = kimo(&data_dir).args(["hooks", "--json"]).finished().json();
    assert_eq!(listed[0]["basic_user"], "kimo");
    for start in 1..=2 {
        let mut again = Desk::start_on(&data_dir);
        let hook = again.hook("verimor");
        let post = |credentials: &str| {
            let headers = [("authorization", credentials)];
            crate::support::request(&hook.address, "POST", &hook.path, &headers, b"").status
        };
        assert_eq!(post("Basic a2ltbzpvbGQgcDpzcw=="), 200, "kimo:old p:ss");
        assert_eq!(post("Basic a2ltbzo="), 401, "kimo:");
        let sent = again
            .beside(&["send", "verimor-answered", "--fast"])
            .finished();
        assert_eq!(sent.code(), 0);
        assert!(!history_holds(&data_dir, b"old p:ss"), "start {start}");
        let listed = again.beside(&["hooks", "--json"]).finished();
        assert!(!listed.said().contains("old p:ss"));
        assert_eq!(listed.json()[0]["basic_user"], "kimo");
        again.stop();
        assert!(!history_holds(&data_dir, b"old p:ss"), "start {start}");
    }
}

#[cfg(unix)]
#[test]
fn a_hook_whose_password_cannot_be_read_lets_nobody_in_and_the_desk_says_so() {
    let data_dir = tempfile::tempdir().unwrap();
    let add = ["hooks", "add", "verimor", "--basic", "kimo", "--json"];
    let added = kimo(data_dir.path()).args(add).given("p:ss").json();
    let other = ["hooks", "add", "mtt", "--json"];
    kimo(data_dir.path()).args(other).finished().said();
    let secrets = data_dir.path().join("secrets.json");
    // On a computer with a keyring there is no such file.
    let Ok(kept) = std::fs::read(&secrets) else {
        return;
    };
    std::fs::write(&secrets, "{damaged").unwrap();

    let desk = Desk::start_on(data_dir.path());
    let path = Hook::of(&added[0]).path;
    let post = |path: &str, credentials: &str| {
        let headers = [("authorization", credentials)];
        crate::support::request(desk.listen(), "POST", path, &headers, b"").status
    };
    let right = "Basic a2ltbzpwOnNz";
    assert_eq!(post(&path, right), 503);
    assert_eq!(post(&path, "Basic a2ltbzo="), 503, "kimo:");
    assert_eq!(desk.hook("mtt").post("").status, 200, "others go on");
    let blind = desk.ask("status", &json!({}))["blind"].clone();
    assert_eq!(blind["code"], "hook-password", "{blind}");
    let doctor = desk.beside(&["doctor"]).finished();
    assert_eq!(doctor.code(), 1);
    assert!(doctor.output().contains("its password cannot be read"));

    std::fs::write(&secrets, kept).unwrap();
    // Any change by another program has the desk look again.
    desk.beside(&["hooks", "limit", "mtt", "--anywhere"])
        .finished()
        .said();
    assert_eq!(post(&path, right), 200);
    let status = desk.ask("status", &json!({}));
    assert_eq!(status["blind"], json!(null), "{status}");
}

#[cfg(unix)]
#[test]
fn a_password_that_is_typed_at_a_terminal_is_not_shown() {
    let desk = Desk::start();
    let add = ["hooks", "add", "verimor", "--basic", "kimo", "--json"];
    let add = desk.beside(&add);
    let ended = typed_at_a_terminal(&add, "p:ss");
    let shown = ended.said();
    assert!(!shown.contains("p:ss"), "{shown}");
    assert!(shown.contains("Password"), "{shown}");
    let added = shown.lines().find(|line| line.starts_with('{')).unwrap();
    let hook = Hook::of(&serde_json::from_str(added).unwrap());
    assert_eq!(hook.post("").status, 401);
    let right = [("authorization", "Basic a2ltbzpwOnNz")];
    let answer = crate::support::request(&hook.address, "POST", &hook.path, &right, b"");
    assert_eq!(answer.status, 200, "kimo:p:ss");
}

/// Runs a command at a terminal of its own, types this line once nothing is echoed any more (or
/// after ten seconds all the same), and gives what was to be seen.
#[cfg(unix)]
fn typed_at_a_terminal(command: &Command, line: &str) -> crate::support::Ended {
    const TERMINAL: &str = r#"
import os, pty, sys, termios, time
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
for _ in range(1000):
    if not termios.tcgetattr(terminal)[3] & termios.ECHO:
        break
    time.sleep(0.01)
os.write(terminal, sys.argv[1].encode() + b"\n")
try:
    while shown := os.read(terminal, 4096):
        sys.stdout.buffer.write(shown)
except OSError:
    pass  # The child has closed its end.
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"#;
    let mut python = Command::new("python3");
    python
        .args(["-c", TERMINAL, line])
        .arg(command.get_program());
    python.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => python.env(name, value),
            None => python.env_remove(name),
        };
    }
    python.finished()
}

/// Whether any file of the history has these bytes: the database, its log, a copy.
fn history_holds(data_dir: &Path, secret: &[u8]) -> bool {
    let files = std::fs::read_dir(data_dir).unwrap();
    let of_history = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("kimo.db"));
    of_history
        .map(|path| std::fs::read(path).unwrap())
        .any(|bytes| bytes.windows(secret.len()).any(|part| part == secret))
}
