//! What tunnels go through: a night's sleep, servers that come and go, and a PBX that posts all the
//! while.

use std::{
    collections::HashSet,
    process::Command,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::{
    support::{Clock, Connection, Desk, Hook, ids, missed_call},
    tunnel::{behind_ssh, desk_behind_ssh, status_once, status_when, until},
};

#[test]
fn what_is_answered_200_through_a_failing_tunnel_is_there_once() {
    const LINES: usize = 4;
    /// So many come through between one fault and the next.
    const BETWEEN: usize = 50;
    let (desk, mut server, port) = desk_behind_ssh();
    status_once(&desk, "reachable");
    let hook = Hook {
        address: format!("127.0.0.1:{port}"),
        ..desk.hook("verimor")
    };
    let (over, passed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let answered: HashSet<String> = thread::scope(|scope| {
        let lines: Vec<_> = (0..LINES)
            .map(|line| {
                let (hook, over, passed) = (&hook, &over, &passed);
                scope.spawn(move || post_until(over, hook, line, passed))
            })
            .collect();
        for freezes in [false, true, false, true] {
            let before = passed.load(Ordering::Relaxed);
            until("deliveries come through", || {
                (passed.load(Ordering::Relaxed) > before + BETWEEN).then_some(())
            });
            if freezes {
                server.freeze();
            } else {
                server.kill();
            }
            status_once(&desk, "unreachable");
            server.kill();
            server.up();
            status_once(&desk, "reachable");
        }
        over.store(true, Ordering::Relaxed);
        let lines = lines.into_iter().map(|line| line.join().unwrap());
        lines.flatten().collect()
    });
    let calls = desk.calls(&[]);
    let kept = ids(&calls);
    let distinct: HashSet<String> = kept.iter().map(|&id| id.to_owned()).collect();
    assert_eq!(kept.len(), distinct.len(), "a call is there twice");
    let lost: Vec<_> = answered.difference(&distinct).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
}

/// Posts one call after the other as a PBX does: what was not answered is posted again.
fn post_until(
    over: &AtomicBool,
    hook: &Hook,
    line: usize,
    passed: &AtomicUsize,
) -> HashSet<String> {
    let mut answered = HashSet::new();
    let mut connection = None;
    for number in 0.. {
        let uuid = format!("{line}-{number}");
        let body = missed_call(&uuid);
        loop {
            if over.load(Ordering::Relaxed) {
                return answered;
            }
            let open = connection.take().map_or_else(|| open(hook), Ok);
            let posted = open.and_then(|mut open: Connection| {
                let answer = open.request("POST", &hook.path, &[], body.as_bytes())?;
                Ok((open, answer))
            });
            if let Ok((open, answer)) = posted {
                assert_eq!(answer.status, 200, "{answer:?}");
                connection = Some(open);
                break;
            }
        }
        answered.insert(format!("verimor:{uuid}"));
        passed.fetch_add(1, Ordering::Relaxed);
    }
    answered
}

fn open(hook: &Hook) -> std::io::Result<Connection> {
    let connection = Connection::open(&hook.address)?;
    connection.wait_at_most(Duration::from_secs(1))?;
    Ok(connection)
}

#[test]
fn a_desk_that_slept_for_eight_hours_is_reached_again_within_ten_seconds() {
    let clock = Clock::ahead_by(SignedDuration::ZERO);
    let (desk, mut server, _) = behind_ssh(Desk::start_with(&clock.environment()));
    status_once(&desk, "reachable");

    // The computer stands still, and what it was connected to goes away.
    signal(&desk, "STOP");
    server.kill();
    server.up();
    clock.is_ahead_by(SignedDuration::from_hours(8));
    signal(&desk, "CONT");
    let woke = Timestamp::now() + SignedDuration::from_hours(7);
    let proved = |status: &Value| {
        let since: Option<Timestamp> = status["since"].as_str().map(|at| at.parse().unwrap());
        status["state"] == "reachable" && since > Some(woke)
    };
    status_when(&desk, proved);
}

#[test]
fn a_clock_that_jumps_has_the_way_proved_at_once() {
    let clock = Clock::ahead_by(SignedDuration::ZERO);
    let (desk, _server, _) = behind_ssh(Desk::start_with(&clock.environment()));
    status_once(&desk, "reachable");
    clock.is_ahead_by(SignedDuration::from_hours(8));
    let jumped = Timestamp::now() + SignedDuration::from_hours(7);
    let proved = |status: &Value| {
        let checked: Timestamp = status["checked_at"].as_str().unwrap().parse().unwrap();
        status["state"] == "reachable" && checked > jumped
    };
    status_when(&desk, proved);
}

fn signal(desk: &Desk, signal: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{signal}"), &desk.pid().to_string()])
        .status();
    assert!(sent.unwrap().success());
}
