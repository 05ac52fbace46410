//! Records of a PBX that tells neither how many there are nor when a call ended, from a stand-in of its
//! interface.

use std::fs::File;

use jiff::{SignedDuration, Timestamp};
use kimo_tests::interfaces::{ExolveApi, Fault};
use serde_json::{Value, json};

use crate::support::{
    Desk, Finished, fetch, once_read, only_secrets_have, proof, read_since, use_key,
};

const PBX: &str = "mtt";
const KEY: &str = "eyJhbGciOiJSUzI1NiJ9.secret";

fn began(minutes_ago: i64) -> Timestamp {
    let at = Timestamp::now() - SignedDuration::from_mins(minutes_ago);
    Timestamp::from_second(at.as_second()).unwrap()
}

/// The record of a call that began so many minutes ago; nobody answered where it has no length.
fn record(id: u64, caller: &str, minutes_ago: i64, millis: u32) -> Value {
    json!({"uid": id, "date_time": began(minutes_ago).to_string(), "calling_number": caller,
        "called_number": "79581234567", "redirect_number": "79261234567", "duration": millis})
}

/// What is posted of a call that nobody answered.
fn posted(id: u64, caller: &str, minutes_ago: i64) -> [Value; 3] {
    let event = |kind: &str, second: i64| {
        json!({"type": kind, "call_id": id, "call_sid": "5F3C", "from": caller,
            "to": "79581234567", "redirect_number": "79261234567", "cause_code": 19,
            "date_time": (began(minutes_ago) + SignedDuration::from_secs(second)).to_string()})
    };
    [event("o", 0), event("h", 20), event("e", 21)]
}

/// The calls, each with whether it was missed, the newest first.
fn known(desk: &Desk) -> Vec<(String, bool)> {
    let calls = desk.calls(&[]);
    let one = |call: &Value| {
        let id = call["pbx_call_id"].as_str().unwrap();
        (id.to_owned(), call["missed"].as_bool().unwrap())
    };
    calls.iter().map(one).collect()
}

#[test]
fn records_that_come_without_their_number_are_read_until_there_are_no_more() {
    let api = ExolveApi::start(KEY).unwrap();
    // Less than is asked for, as it may well be.
    api.tells_at_once(2);
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    for event in posted(1, "79150000021", 60) {
        let answer = desk.hook(PBX).post(event.to_string());
        assert_eq!(answer.status, 200);
    }
    api.record(record(1, "79150000021", 60, 0));
    let (code, said) = use_key(&desk, PBX, &api.base(), "wrong");
    assert_eq!(
        (code, said.contains("not accept the key")),
        (1, true),
        "{said}"
    );
    let first = once_read(&desk, PBX, || {
        let (code, said) = use_key(&desk, PBX, &api.base(), KEY);
        assert_eq!(code, 0, "{said}");
    });
    assert_eq!(first["failure"], Value::Null, "{first}");
    assert_eq!(known(&desk), [("1".to_owned(), true)]);
    let call = desk.calls(&[])[0].clone();
    assert_eq!(
        (&call["waited_seconds"], &call["brought_in"]),
        (&json!(21), &json!(false))
    );

    // Off; meanwhile somebody calls in vain, and others are talked to.
    desk.kill();
    let lost = u64::MAX;
    api.record(record(lost, "79150000022", 40, 0));
    for nth in 2..6 {
        api.record(record(
            nth,
            "79150000023",
            30 - i64::try_from(nth).unwrap(),
            45_000,
        ));
    }
    let desk = Desk::start_on(dir.path());
    let again = read_since(&desk, PBX, &first);
    assert_eq!(again["failure"], Value::Null, "{again}");
    let is = known(&desk);
    assert_eq!(is.len(), 6, "{is:?}");
    assert!(is.contains(&(lost.to_string(), true)), "{is:?}");
    let until: Timestamp = again["complete_until"].as_str().unwrap().parse().unwrap();
    assert!(until <= Timestamp::now() - SignedDuration::from_mins(5));
    let open = desk.beside(&["missed", "--json"]).finished().json();
    let open: Vec<_> = open
        .iter()
        .map(|one| one["key"].as_str().unwrap())
        .collect();
    assert_eq!(open, ["+79150000022", "+79150000021"]);

    // What was posted late of a call that was brought in is the same call.
    for event in posted(lost, "79150000022", 40) {
        desk.hook(PBX).post(event.to_string());
    }
    assert_eq!(known(&desk).len(), 6);
    assert_eq!(api.asked_otherwise(), [""; 0]);
}

/// Nothing tells how many there are, so one that comes twice is the only sign of a list that moved.
#[test]
fn an_interface_that_repeats_itself_or_is_in_trouble_proves_nothing_and_the_key_shows_nowhere() {
    let api = ExolveApi::start(KEY).unwrap();
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let desk = Desk::start_logging_to(File::create(&log).unwrap());
    let first = once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });
    assert_eq!(first["failure"], Value::Null);
    let proved = first["complete_until"].clone();
    api.record(record(1, "79150000021", 10, 0));
    api.fail(&[Fault::Shape]);
    let refused = fetch(&desk, PBX);
    assert_eq!(
        (&refused["failure"], &refused["complete_until"]),
        (&json!("shape"), &proved)
    );
    // Asked too often, it is asked again once it has rested.
    let before = api.asked();
    api.fail(&[Fault::Status(429), Fault::Cut]);
    assert_eq!(fetch(&desk, PBX)["failure"], Value::Null);
    assert_eq!(api.asked() - before, 4, "two in vain, a page and the end");
    assert_eq!(known(&desk), [("1".to_owned(), true)]);

    // Two rows that are one: what lies between is not known.
    let proved = proof(&desk, PBX)["complete_until"].clone();
    api.record(record(2, "79150000022", 9, 0));
    api.record(record(2, "79150000022", 9, 0));
    let moved = fetch(&desk, PBX);
    assert_eq!(moved["failure"], "grows");
    assert_eq!(moved["complete_until"], proved);
    assert_eq!(known(&desk).len(), 2, "what was read is kept");

    api.change_key("another");
    assert_eq!(fetch(&desk, PBX)["failure"], "key");
    only_secrets_have(KEY, desk.data_dir(), &log);
}
