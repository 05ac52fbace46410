//! What strangers on the same computer can do with the window's socket: nothing to the deliveries,
//! and nothing to a stop.

use std::{
    fs::{self, File},
    io::Write,
    net::TcpStream,
    sync::mpsc,
    thread,
    time::Duration,
};

use serde_json::json;

use crate::support::{Connection, Desk, missed_call};

/// How long a test waits for what must come.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn silent_connections_to_the_window_keep_no_delivery_out() {
    use rustix::process::{Pid, Resource, getrlimit, prlimit, setrlimit};

    let mut ours = getrlimit(Resource::Nofile);
    ours.current = ours.maximum;
    setrlimit(Resource::Nofile, ours).unwrap();
    let desk = Desk::start();
    // What most systems give a program.
    let theirs = rustix::process::Rlimit {
        current: Some(1024),
        maximum: Some(1024),
    };
    let pid = Pid::from_raw(desk.pid().try_into().unwrap());
    prlimit(pid, Resource::Nofile, theirs).unwrap();

    let (window, _) = desk.window();
    let mut silent = Vec::new();
    for nth in 0..1_100 {
        silent.push(TcpStream::connect(&window).unwrap());
        if nth % 100 == 99 {
            assert_kept(&desk, nth);
        }
    }
    for nth in 2_000..2_020 {
        assert_kept(&desk, nth);
    }
    assert_eq!(desk.calls(&["--limit", "100"]).len(), 31);
    // The window waits for its turn, and has it.
    assert_eq!(desk.ask("missed", &json!({}))["total"], 1);
}

#[test]
fn where_the_system_gives_few_files_as_many_as_are_needed_are_asked_for() {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let mut few = getrlimit(Resource::Nofile);
    few.current = Some(512);
    setrlimit(Resource::Nofile, few).unwrap();
    let desk = Desk::start();
    let limits = fs::read_to_string(format!("/proc/{}/limits", desk.pid())).unwrap();
    let files = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    assert_eq!(files.unwrap().split_whitespace().nth(3), Some("1024"));
}

#[test]
fn a_stop_waits_for_nobody_at_the_window_who_says_or_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let desk = Desk::start_logging_to(File::create(&log).unwrap());
    let (window, _) = desk.window();
    let _silent = TcpStream::connect(&window).unwrap();
    let mut begun = TcpStream::connect(&window).unwrap();
    begun.write_all(b"G").unwrap();
    let mut half = TcpStream::connect(&window).unwrap();
    half.write_all(b"POST /api/status HTTP/1.1\r\nHost: ")
        .unwrap();
    let _looking_on = desk.feed();
    let mut idle = Connection::open(&window).unwrap();
    idle.request("GET", "/api/status", &[], b"").unwrap();

    assert_eq!(stopped(desk), Some(0));
    assert_eq!(fs::read_to_string(&log).unwrap(), "");
}

#[test]
fn a_question_that_is_never_asked_to_its_end_does_not_hold_up_a_stop() {
    let desk = Desk::start();
    let (window, token) = desk.window();
    let mut half = TcpStream::connect(&window).unwrap();
    let head = format!(
        "POST /api/status HTTP/1.1\r\nHost: {window}\r\nOrigin: http://{window}\r\n\
         Authorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{"
    );
    half.write_all(head.as_bytes()).unwrap();
    // Asked after it and answered: so it has been taken up by now.
    desk.ask("status", &json!({}));

    assert_eq!(stopped(desk), Some(0));
}

#[track_caller]
fn assert_kept(desk: &Desk, nth: usize) {
    let hook = desk.hook("verimor");
    let mut connection = Connection::open(&hook.address).unwrap();
    connection.wait_at_most(SOON).unwrap();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = missed_call(&nth.to_string());
    let answer = connection.request("POST", &hook.path, &form, body.as_bytes());
    assert_eq!(answer.unwrap().status, 200, "after {nth} connections");
}

/// With what code it ended, asked to.
fn stopped(mut desk: Desk) -> Option<i32> {
    let (ended, end) = mpsc::channel();
    thread::spawn(move || ended.send(desk.stop()));
    end.recv_timeout(SOON).unwrap()
}
