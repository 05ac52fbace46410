//! What a program does while the fault befalls it, each from a directory made ready before.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command, time::Duration};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    inject::{Call, Fault},
    promises::Promises,
    upkeep,
};
use crate::support::{Connection, Desk, ids, kimo, missed_call};

/// Something that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The first start.
    Founding,
    /// A morning: calls, marks, settings, a new address, a tunnel, somebody is forgotten.
    Morning,
    /// The first start on what a former version left.
    Migrating,
    /// The day's backup, and the deletion of what is too old.
    Upkeep,
    /// A backup is put back.
    Restoring,
    /// All calls are made again.
    Rebuilding,
    /// Everything is written into one file.
    Leaving,
    /// Everything of another computer takes the place of what is here.
    MovingIn,
}

pub(super) const ACTS: [Act; 8] = [
    Act::Founding,
    Act::Morning,
    Act::Migrating,
    Act::Upkeep,
    Act::Restoring,
    Act::Rebuilding,
    Act::Leaving,
    Act::MovingIn,
];

/// An act, with the directory in which it begins.
pub(super) struct Stage {
    pub(super) act: Act,
    dir: TempDir,
    promised: Promises,
}

/// Nobody waits for longer, even where others have the machine.
const PATIENCE: Duration = Duration::from_secs(60);

const FORGOTTEN: &str = "5320000077";

/// How many calls there are at the beginning.
const OLD: usize = 6;

/// A file that another computer wrote.
const CARRIED: &str = "carried.kimo";

impl Stage {
    pub(super) fn set(act: Act) -> Self {
        let dir = directory();
        let mut promised = Promises::default();
        match act {
            Act::Founding => {}
            Act::Migrating => {
                let fixture =
                    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/before-the-house");
                copy(&fixture, dir.path());
                fs::remove_file(dir.path().join("expect.json")).unwrap();
                let expected = fs::read(fixture.join("expect.json")).unwrap();
                let expected: Value = serde_json::from_slice(&expected).unwrap();
                let calls = expected["calls"].as_array().unwrap();
                promised.calls = ids(calls).into_iter().map(str::to_owned).collect();
            }
            Act::Upkeep => upkeep::prepare(dir.path(), &mut promised),
            Act::Morning | Act::Restoring | Act::Rebuilding | Act::Leaving | Act::MovingIn => {
                some_calls(dir.path(), &mut promised);
            }
        }
        if act == Act::MovingIn {
            // Nobody here has ever heard of what is promised: it is the other computer's.
            let here = directory();
            some_calls(here.path(), &mut Promises::default());
            let mut desk = Desk::start_on(here.path());
            assert_eq!(desk.hook("verimor").post(missed_call("mine")).status, 200);
            assert_eq!(desk.stop(), Some(0));
            let file = here.path().join(CARRIED);
            let written = kimo(dir.path()).arg("export").arg(file).output().unwrap();
            assert!(written.status.success(), "{written:?}");
            return Self {
                act,
                dir: here,
                promised,
            };
        }
        if act == Act::Restoring {
            kimo_history::back_up(dir.path(), jiff::Timestamp::now()).unwrap();
        }
        Self { act, dir, promised }
    }

    /// The calls at which something may go wrong.
    pub(super) fn calls(&self) -> Vec<Call> {
        let mut calls = super::inject::CALLS.to_vec();
        // A desk that runs, or answers without running, wakes its threads in this way too.
        let write = [Act::Restoring, Act::Upkeep, Act::MovingIn];
        if write.contains(&self.act) {
            calls.push(Call::Write);
        }
        calls
    }

    /// Plays the act in a copy of its directory, and gives that with what was promised in it.
    pub(super) fn play(&self, fault: Fault, log: &Path) -> (TempDir, Promises) {
        let dir = directory();
        copy(self.dir.path(), dir.path());
        let mut promised = self.promised.clone();
        let befalls = |command: Command| fault.befalls(&command, log);
        let at = dir.path();
        match self.act {
            Act::Founding => {
                if let Ok(mut desk) = Desk::start_by(befalls(kimo(at)), &["--hooks", "all"], at) {
                    promised.hook = Some(desk.hook("verimor").path);
                    deliver(&desk, &["new-1", "new-2"], fault, &mut promised);
                    ends(&mut desk);
                }
            }
            Act::Migrating => {
                if let Ok(mut desk) = Desk::start_by(befalls(kimo(at)), &[], at) {
                    deliver(&desk, &["new-1", "new-2"], fault, &mut promised);
                    ends(&mut desk);
                }
                // Nothing of it is answered before.
                promised.perhaps.insert("verimor:new-1".to_owned());
            }
            Act::Morning => {
                if let Ok(mut desk) = Desk::start_by(befalls(kimo(at)), &[], at) {
                    morning(&desk, fault, &mut promised);
                    ends(&mut desk);
                }
            }
            Act::Upkeep => upkeep::play(at, befalls, fault, &mut promised),
            Act::Restoring => {
                fs::write(at.join("kimo.db"), [0x5a; 8192]).unwrap();
                befalls(kimo(at)).arg("restore").output().unwrap();
                // Whatever came of it: it can be done again.
                let again = kimo(at).arg("restore").output().unwrap();
                assert!(again.status.success(), "{again:?}");
            }
            Act::Rebuilding => {
                befalls(kimo(at)).arg("rebuild").output().unwrap();
            }
            Act::Leaving => leave(at, befalls),
            Act::MovingIn => move_in(at, befalls),
        }
        (dir, promised)
    }
}

/// Whatever comes of it: there is a whole file or none, and it can be done again.
fn leave(at: &Path, befalls: impl Fn(Command) -> Command) {
    let files = directory();
    let file = files.path().join(CARRIED);
    let ended = befalls(kimo(at)).arg("export").arg(&file).output().unwrap();
    assert!(!ended.status.success() || file.exists(), "{ended:?}");
    if !file.exists() {
        let again = kimo(at).arg("export").arg(&file).output().unwrap();
        assert!(again.status.success(), "{again:?}");
    }
    let names: Vec<_> = fs::read_dir(files.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let elsewhere = directory();
    let came = kimo(elsewhere.path()).arg("import").arg(&file).output();
    let came = came.unwrap();
    assert!(came.status.success(), "{came:?}");
}

/// Whatever comes of it: all of the old is there or all of the new, and it can be done again.
fn move_in(at: &Path, befalls: impl Fn(Command) -> Command) {
    let import = |mut command: Command| {
        let file = at.join(CARRIED);
        let args = command.arg("import").arg("--replace").arg(file);
        args.output().unwrap()
    };
    let ended = import(befalls(kimo(at)));
    let calls = kimo(at).args(["calls", "--json"]).output().unwrap();
    assert!(calls.status.success(), "{calls:?}");
    let count = String::from_utf8(calls.stdout).unwrap().lines().count();
    let is_old = count == OLD + 1;
    assert!(is_old || count == OLD, "{count} calls");
    assert!(!(is_old && ended.status.success()), "{ended:?}");
    if is_old {
        let again = import(kimo(at));
        assert!(again.status.success(), "{again:?}");
    }
}

/// A history with some calls, three of them somebody's who is going to be forgotten.
fn some_calls(dir: &Path, promised: &mut Promises) {
    let mut desk = Desk::start_with_all_hooks_on(dir);
    let hook = desk.hook("verimor");
    for number in 0..OLD {
        let uuid = format!("old-{number}");
        let theirs = missed_call(&uuid).replace("5320000021", FORGOTTEN);
        let body = if number < 3 {
            theirs
        } else {
            missed_call(&uuid)
        };
        assert_eq!(hook.post(body).status, 200);
        promised.calls.insert(format!("verimor:{uuid}"));
    }
    let junk = format!("event_type=what&call_uuid=x&caller_id_number=0{FORGOTTEN}");
    assert_eq!(hook.post(junk).status, 200);
    promised.hook = Some(hook.path);
    assert_eq!(desk.stop(), Some(0));
}

/// Everything that is written on a morning.
fn morning(desk: &Desk, fault: Fault, promised: &mut Promises) {
    deliver(desk, &["new-1", "new-2"], fault, promised);
    let call = "verimor:old-4";
    if asked(
        desk,
        "set_note",
        &json!({ "call": call, "note": "wants a room" }),
    )
    .is_some()
    {
        promised.notes.insert(call.to_owned(), "wants a room");
    }
    if asked(desk, "mark_done", &json!({ "call": call, "done": true })).is_some() {
        promised.done.insert(call.to_owned());
    }
    asked(desk, "change_settings", &json!({ "extensions": ["1001"] }));
    let url = format!("http://{}", desk.listen());
    let choice = json!({ "kind": "address", "public_url": url });
    asked(
        desk,
        "use_tunnel",
        &json!({ "choice": choice, "token": null }),
    );
    for number in 0..3 {
        let id = format!("verimor:old-{number}");
        promised.calls.remove(&id);
        promised.perhaps.insert(id);
    }
    if asked(desk, "forget", &json!({ "key": format!("+90{FORGOTTEN}") })).is_some() {
        promised.perhaps.clear();
        promised.forgotten.push(FORGOTTEN);
    }
    let hooks = asked(desk, "hooks", &json!({}));
    let first = hooks.as_ref().and_then(|hooks| {
        let mut hooks = hooks.as_array()?.iter();
        hooks.find(|hook| hook["pbx"] == "verimor")
    });
    if let Some(hook) = first {
        // With no word of it, it may be the one or the other.
        promised.hook = None;
        let rotate = json!({ "hook": hook["id"], "overlap_hours": 24 });
        if let Some(rotated) = asked(desk, "rotate_token", &rotate) {
            let url = rotated["url"].as_str().unwrap();
            let path = url.find("/hooks/").map(|at| url[at..].to_owned());
            promised.hook = path;
        }
    }
    deliver(desk, &["new-3", "new-4"], fault, promised);
}

/// Posts calls as a PBX does: what is refused, it posts again.
fn deliver(desk: &Desk, uuids: &[&str], fault: Fault, promised: &mut Promises) {
    const TRIES: usize = 4;
    let hook = desk.hook("verimor");
    for uuid in uuids {
        let id = format!("verimor:{uuid}");
        let post = || send(desk, &hook.path, missed_call(uuid).as_bytes());
        let mut statuses = Vec::new();
        while statuses.len() < TRIES && !statuses.contains(&Some(200)) {
            statuses.push(post().map(|(status, _)| status));
        }
        let kept = statuses.contains(&Some(200));
        for status in statuses.iter().flatten() {
            assert!([200, 503].contains(status), "{uuid} was answered {status}");
        }
        assert!(kept || !fault.passes(), "{uuid} was answered {statuses:?}");
        match kept {
            true => promised.calls.insert(id),
            false => promised.perhaps.insert(id),
        };
    }
}

/// What the desk answers to its window; `None` where it refuses, or is no more.
fn asked(desk: &Desk, name: &str, params: &Value) -> Option<Value> {
    let path = format!("/api/{name}");
    let (status, body) = send(desk, &path, params.to_string().as_bytes())?;
    let is_right = status == 200 || status >= 500;
    assert!(is_right, "{name} was answered {status}: {body}");
    (status == 200).then(|| serde_json::from_str(&body).unwrap())
}

/// Posts to the listener, or to the window's address; `None` where the desk is no more.
fn send(desk: &Desk, path: &str, body: &[u8]) -> Option<(u16, String)> {
    let (window, token) = desk.window();
    let (address, session) = (desk.listen().to_owned(), format!("Bearer {token}"));
    let address = if path.starts_with("/api/") {
        window
    } else {
        address
    };
    let origin = format!("http://{address}");
    let headers = [("authorization", session.as_str()), ("origin", &origin)];
    let headers = [&headers[..], &[("content-type", "application/json")]].concat();
    let headers = if path.starts_with("/api/") {
        &headers[..]
    } else {
        &[]
    };
    let mut connection = Connection::open(&address).ok()?;
    connection.wait_at_most(PATIENCE).unwrap();
    match connection.request("POST", path, headers, body) {
        Ok(answer) => Some((answer.status, answer.body)),
        Err(error) => {
            let is_late = error.kind() == std::io::ErrorKind::WouldBlock;
            assert!(!is_late, "{path} was not answered in {PATIENCE:?}");
            None
        }
    }
}

/// It ends by itself, with a disk as without one.
fn ends(desk: &mut Desk) {
    assert!(desk.stop_or_kill(), "it did not end by itself");
}

/// In memory, if there is such a place: to the program it is a disk like any other.
fn directory() -> TempDir {
    let within = |place: &str| {
        tempfile::Builder::new()
            .prefix("kimo-faults-")
            .tempdir_in(place)
    };
    within("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    let only_ours = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&to).unwrap();
            only_ours(&to, 0o700);
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
            only_ours(&to, 0o600);
        }
    }
}
