//! The records of the second PBX with an interface of its own, from a stand-in of it.

use jiff::{SignedDuration, Timestamp};
use kimo_tests::interfaces::{BulutfonApi, BulutfonCall, Fault};
use serde_json::{Value, json};

use crate::support::{
    Desk, Finished, fetch, once_read, proof, read_since, request, status, use_key,
};

const PBX: &str = "bulutfon";
const KEY: &str = "b3f1c7d2-master-token";

/// An inbound call that began so many minutes ago.
fn call(id: &str, other: &str, minutes_ago: i64, is_answered: bool) -> BulutfonCall {
    let ago = SignedDuration::from_mins(minutes_ago);
    let at = (Timestamp::now() - ago).as_second();
    BulutfonCall {
        id: id.to_owned(),
        started_at: Timestamp::from_second(at).unwrap(),
        lasted: 20,
        is_outbound: false,
        other: other.to_owned(),
        is_answered,
    }
}

fn post(desk: &Desk, call: &BulutfonCall) {
    for body in call.posted() {
        assert_eq!(desk.hook(PBX).post(body).status, 200);
    }
}

/// Each record has its call in the history, as it is, and there is no other.
#[track_caller]
fn are_equal(desk: &Desk, api: &BulutfonApi) {
    let calls = desk.calls(&["--limit", "1000"]);
    let records = api.records();
    let is_over = |record: &&Value| record["hangup_time"].is_string();
    assert_eq!(calls.len(), records.iter().filter(is_over).count());
    for record in records.iter().filter(is_over) {
        let mut calls = calls.iter();
        let call = calls.find(|call| call["pbx_call_id"] == record["uuid"]);
        let call = call.unwrap_or_else(|| panic!("not there: {record}"));
        for (is, was) in [("started_at", "call_time"), ("ended_at", "hangup_time")] {
            let [is, was] = [&call[is], &record[was]]
                .map(|at| at.as_str().unwrap().parse::<Timestamp>().unwrap());
            assert_eq!(is, was, "{call}");
        }
        assert_eq!(call["missed"], record["missing_call"], "{call}");
    }
}

#[test]
fn what_the_second_pbx_posted_to_nobody_is_brought_in() {
    let api = BulutfonApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe"), ("1002", "Bora")]);
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let posted = call("posted", "905320000021", 30, false);
    post(&desk, &posted);
    api.record(posted.record());
    api.record(call("early", "905320000022", 600, true).record());
    let (code, said) = use_key(&desk, PBX, &api.base(), "K-wrong\n");
    assert_eq!(
        (code, said.contains("not accept the key")),
        (1, true),
        "{said}"
    );
    assert_eq!(proof(&desk, PBX)["has_key"], false);
    let first = once_read(&desk, PBX, || {
        let (code, said) = use_key(&desk, PBX, &api.base(), &format!("{KEY}\n"));
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("2 extensions"), "{said}");
    });
    assert_eq!(first["failure"], Value::Null, "{first}");
    are_equal(&desk, &api);

    desk.kill();
    let lost = call("lost", "905320000023", 9, false);
    api.record(lost.record());
    api.record(call("talked", "905320000021", 8, true).record());
    api.record(call("hidden", "anonymous", 7, false).record());
    // As other clients read it, numbers are texts.
    let mut text = call("text", "905320000024", 6, false).record();
    text["caller"] = json!("905320000024");
    text["answer_time"] = json!("");
    api.record(text);
    let mut running = call("running", "905320000025", 5, true).record();
    running["hangup_time"] = Value::Null;
    api.record(running);
    // A minute later, by which it counts how often it is asked.
    api.clock_ahead_by(SignedDuration::from_mins(1));
    let desk = Desk::start_on(dir.path());
    let again = read_since(&desk, PBX, &first);
    assert_eq!(again["failure"], Value::Null, "{again}");
    are_equal(&desk, &api);
    let open = desk.beside(&["missed", "--json"]).finished().json();
    let keys: Vec<_> = open.iter().map(|one| one["key"].clone()).collect();
    assert_eq!(
        keys,
        [json!("+905320000024"), json!("+905320000023"), Value::Null],
        "{open:?}"
    );
    assert_eq!(open[2], json!({"hidden": 1}));
    let until: Timestamp = status(&desk)["complete_until"][PBX]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(until <= Timestamp::now() - SignedDuration::from_mins(5));

    // What was brought in is one call with what is posted late.
    post(&desk, &lost);
    are_equal(&desk, &api);
    assert_eq!(api.asked().1, 0, "never asked in haste");
}

#[test]
fn the_second_pbx_in_trouble_proves_nothing_and_is_told() {
    let api = BulutfonApi::start(KEY).unwrap();
    let desk = Desk::start();
    once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });
    let proved = proof(&desk, PBX)["complete_until"].clone();
    api.record(call("a", "905320000021", 1, false).record());
    api.fail(&[Fault::Shape]);
    assert_eq!(fetch(&desk, PBX)["failure"], "shape");
    api.change_key("of-the-other-version");
    let refused = fetch(&desk, PBX);
    assert_eq!(
        (&refused["failure"], &refused["complete_until"]),
        (&json!("key"), &proved)
    );
    assert_eq!(status(&desk)["gaps"][0]["why"], "no_key");
    let told = desk.beside(&["status"]).finished().said();
    assert!(told.contains("does not accept the key"), "{told}");
}

/// It would ring the customer first, so nobody has it call.
#[test]
fn the_second_pbx_calls_nobody() {
    let api = BulutfonApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe")]);
    let desk = Desk::start();
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    let ended = desk.beside(&["call", "0532 123 45 67"]).finished();
    let said = ended.output();
    assert_eq!(
        (ended.code(), said.contains("does not offer to call")),
        (1, true),
        "{said}"
    );
    assert_eq!(api.dialled(), []);
}

#[test]
fn a_recording_of_the_second_pbx_is_at_an_address_without_the_key() {
    let api = BulutfonApi::start(KEY).unwrap();
    let desk = Desk::start();
    let mut recorded = call("1", "905320000021", 30, true).record();
    recorded["call_record"] = json!("YES");
    api.record(recorded);
    api.record(call("2", "905320000022", 20, true).record());
    once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });
    let is_offered = |id: &str| {
        let id = json!({ "id": format!("{PBX}:{id}") });
        desk.ask("call", &id)["recording"].clone()
    };
    assert_eq!(
        (is_offered("1"), is_offered("2")),
        (json!("told"), Value::Null)
    );
    api.has_recording("1");
    let found = desk.ask("open_recording", &json!({ "id": format!("{PBX}:1") }));
    let address = found["files"][0]["address"].as_str().unwrap();
    assert!(!address.contains(KEY));
    let (server, path) = address
        .strip_prefix("http://")
        .and_then(|address| address.split_once('/'))
        .unwrap();
    let heard = request(server, "GET", &format!("/{path}"), &[], b"");
    assert_eq!((heard.status, &*heard.body), (200, "OggS"));
    let other = path.replace("/1/", "/2/");
    let refused = request(server, "GET", &format!("/{other}"), &[], b"");
    assert_eq!(refused.status, 401, "it opens this one alone");
}
