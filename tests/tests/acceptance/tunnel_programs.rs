//! The programs of tunnels, supervised: cloudflared and tailscale, by a stand-in that behaves as they
//! do, and badly where it is told to.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::json;

use crate::{
    sshd::free_port,
    support::{Desk, Finished},
    tunnel::{doctor_says, ringing, status_once, status_when, status_within, until},
};

/// The programs that there are.
const BOTH: [&str; 2] = ["cloudflared", "tailscale"];

/// A program has eight seconds to come back by itself, and is then started afresh.
const AFRESH: Duration = Duration::from_secs(30);

#[test]
fn a_tunnel_program_is_started_watched_and_started_again_when_it_dies() {
    for name in BOTH {
        let (desk, program) = desk_behind(name);
        status_once(&desk, "reachable");
        let first = program.running();
        kill(first);
        assert_ne!(program.running_but(first), first);
        status_once(&desk, "reachable");
    }
}

#[test]
fn the_token_of_a_tunnel_program_is_on_no_command_line() {
    let (desk, program) = desk_behind("cloudflared");
    status_once(&desk, "reachable");
    let pid = program.running();
    let command_line = fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap();
    assert!(!command_line.contains(TOKEN), "{command_line}");
    assert_eq!(
        program.left("token").unwrap(),
        TOKEN,
        "it has it from its environment"
    );
}

#[test]
fn a_tunnel_program_that_falls_silent_or_loses_its_way_is_started_afresh() {
    let case = |name: &str, mode: &str| {
        let (desk, program) = desk_behind(name);
        status_once(&desk, "reachable");
        let first = program.running();
        program.behaves(mode);
        let status = status_within(&desk, AFRESH, |status| status["state"] == "unreachable");
        assert_eq!(status["reason"], "program", "{name} {mode}");
        program.behaves("good");
        status_within(&desk, AFRESH, |status| status["state"] == "reachable");
        assert_ne!(program.running(), first, "{name} {mode}");
        assert!(!is_alive(first), "{name} {mode}");
    };
    // All of it is waiting, so side by side.
    thread::scope(|scope| {
        for name in BOTH {
            for mode in ["silent", "unready"] {
                scope.spawn(move || case(name, mode));
            }
        }
    });
}

#[test]
fn what_a_tunnel_program_said_last_is_told_and_rubbish_is_not() {
    for name in BOTH {
        let (desk, program) = desk_behind(name);
        status_once(&desk, "reachable");
        let first = program.running();
        program.behaves("dies");
        kill(first);
        let ended = |status: &serde_json::Value| {
            let detail = status["detail"].as_str().unwrap_or_default();
            detail.contains("this tunnel was deleted")
        };
        let status = status_when(&desk, ended);
        assert_eq!(status["reason"], "program");
        doctor_says(&desk, "this tunnel was deleted");
        doctor_says(&desk, "See what the program says");

        program.behaves("rubbish");
        let status = status_within(&desk, AFRESH, |status| {
            let detail = status["detail"].as_str().unwrap_or_default();
            status["reason"] == "program" && !detail.contains("deleted")
        });
        let detail = status["detail"].as_str().unwrap();
        assert!(detail.chars().count() < 400, "{detail}");
        assert!(!detail.contains(char::is_control), "{detail:?}");

        program.behaves("good");
        status_within(&desk, AFRESH, |status| status["state"] == "reachable");
    }
}

#[test]
fn a_quick_tunnel_says_its_address_and_a_new_one_is_told_until_it_is_entered() {
    let desk = Desk::start();
    let program = Program::new("cloudflared", &desk);
    program.behaves("nameless");
    program.used_by(&desk, &["cloudflared"]);
    assert_eq!(status_once(&desk, "unreachable")["reason"], "tunnel");
    program.behaves("good");
    let status = status_once(&desk, "reachable");
    assert_eq!(status["public_url"], program.url());
    assert_eq!(status["address_changed"], false);
    assert_eq!(desk.hook("verimor").post(ringing()).status, 200);

    let (before, first) = (program.url(), program.running());
    program.moves();
    kill(first);
    let status = status_when(&desk, |status| {
        status["state"] == "reachable" && status["public_url"] != before.as_str()
    });
    assert_eq!(status["public_url"], program.url());
    assert_eq!(status["address_changed"], true);
    desk.ask("address_entered", &json!({}));
    status_when(&desk, |status| status["address_changed"] == false);
}

#[test]
fn what_a_person_has_put_right_is_tried_as_soon_as_they_ask() {
    for name in BOTH {
        let desk = Desk::start();
        let program = Program::new(name, &desk);
        let elsewhere = program.path().with_extension("elsewhere");
        fs::rename(program.path(), &elsewhere).unwrap();
        program.used_by(&desk, &[name]);
        let status = status_once(&desk, "unreachable");
        assert_eq!(status["reason"], "program_missing");
        fs::rename(&elsewhere, program.path()).unwrap();
        desk.ask("check_tunnel", &json!({}));
        status_once(&desk, "reachable");
    }
}

#[test]
fn no_tunnel_program_outlives_a_desk_that_is_killed() {
    for name in BOTH {
        let (mut desk, program) = desk_behind(name);
        status_once(&desk, "reachable");
        let pid = program.running();
        desk.kill();
        until("the program has ended", || (!is_alive(pid)).then_some(()));
    }
}

#[test]
fn a_tunnel_program_ends_when_the_tunnel_is_switched_off() {
    for name in BOTH {
        let (desk, program) = desk_behind(name);
        status_once(&desk, "reachable");
        let pid = program.running();
        desk.beside(&["tunnel", "off"]).finished().said();
        status_once(&desk, "off");
        until("the program has ended", || (!is_alive(pid)).then_some(()));
    }
}

#[test]
fn a_tunnel_program_that_is_not_installed_is_named() {
    let desk = Desk::start();
    let args = [
        "tunnel",
        "use",
        "tailscale",
        "--program",
        "/nowhere/tailscale",
    ];
    desk.beside(&args).finished().said();
    let status = status_once(&desk, "unreachable");
    assert_eq!(status["reason"], "program_missing");
    doctor_says(&desk, "/nowhere/tailscale");
    doctor_says(&desk, "Install the program");
}

const TOKEN: &str = "secret-token";

/// A desk that is reached through such a program.
fn desk_behind(name: &str) -> (Desk, Program) {
    let desk = Desk::start();
    let program = Program::new(name, &desk);
    if name == "cloudflared" {
        program.used_by(&desk, &[name, "--public-url", &program.url()]);
    } else {
        program.used_by(&desk, &[name]);
    }
    (desk, program)
}

/// A stand-in for a tunnel program; `support/tunnel_program.py` says what it does.
pub(crate) struct Program {
    folder: tempfile::TempDir,
    name: String,
}

impl Program {
    pub(crate) fn new(name: &str, desk: &Desk) -> Self {
        let program = Self {
            folder: tempfile::tempdir().unwrap(),
            name: name.to_owned(),
        };
        let here = program.folder.path().display();
        let script = include_str!("support/tunnel_program.py");
        let script = script.replace("@FOLDER@", &here.to_string());
        let path = program.path();
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        program.tell("leads-to", desk.listen());
        program.behaves("good");
        program.moves();
        program
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    /// Has a desk use it.
    pub(crate) fn used_by(&self, desk: &Desk, choice: &[&str]) {
        let mut using = desk.beside(&["tunnel", "use"]);
        using.args(choice).arg("--program").arg(self.path());
        let mut using = using.stdin(Stdio::piped()).spawn().unwrap();
        let mut typed = using.stdin.take().unwrap();
        if choice.contains(&"--public-url") {
            typed.write_all(format!("{TOKEN}\n").as_bytes()).unwrap();
        }
        drop(typed);
        assert!(using.wait().unwrap().success());
    }

    /// How it behaves from now on.
    pub(crate) fn behaves(&self, mode: &str) {
        self.tell("mode", mode);
    }

    /// Its public address is another one from its next start on.
    pub(crate) fn moves(&self) {
        self.tell("port", &free_port().to_string());
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.left("port").unwrap())
    }

    /// The id of the process that was started last.
    pub(crate) fn running(&self) -> u32 {
        until("the program runs", || self.left("pid")?.parse().ok())
    }

    /// The id of the process that was started after this one.
    fn running_but(&self, other: u32) -> u32 {
        until("the program runs again", || {
            Some(self.running()).filter(|pid| *pid != other)
        })
    }

    /// Its next look at this file sees all of it or nothing.
    fn tell(&self, name: &str, text: &str) {
        let new = self.folder.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.folder.path().join(name)).unwrap();
    }

    fn left(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

fn is_alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // A dead process whose parent has not asked after it yet is a zombie.
    stat.rsplit_once(") ")
        .is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

pub(crate) fn kill(pid: u32) {
    let killed = Command::new("kill")
        .args(["-KILL", &pid.to_string()])
        .status();
    assert!(killed.unwrap().success());
}
