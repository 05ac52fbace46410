//! A computer that sleeps: what its PBX posts meanwhile is posted to nobody.

use jiff::{SignedDuration, Timestamp};
use kimo_pbx::{VerimorEnd, VerimorRecord};
use kimo_tests::interfaces::VerimorApi;
use serde_json::{Value, json};

use crate::support::{Clock, Desk, Finished, verimor_call};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";
const SLEPT: i64 = 2;

fn proof(desk: &Desk) -> Value {
    desk.ask("completeness", &json!({}))["hooks"][0].clone()
}

/// Waits until the history is proved to be complete up to that time or later. Gives up to when.
fn proved_after(desk: &Desk, at: Timestamp) -> Timestamp {
    let mut feed = desk.feed();
    loop {
        let until = proof(desk)["complete_until"].clone();
        let until = until.as_str().map(|until| until.parse().unwrap());
        if let Some(until) = until.filter(|until| *until > at) {
            return until;
        }
        while feed.next()["type"] != "records" {}
    }
}

/// When it slept, the newest first.
fn gaps(desk: &Desk) -> Vec<Value> {
    let status = desk
        .beside(&["status", "--json"])
        .finished()
        .json()
        .remove(0);
    let gaps = status["gaps"].as_array().unwrap().iter();
    let of_this = |gap: &&Value| gap["why"] == "asleep" && gap["hook"] == "Verimor";
    gaps.filter(of_this).cloned().collect()
}

#[test]
fn what_was_posted_to_a_sleeping_computer_is_brought_in_when_it_wakes() {
    let api = VerimorApi::start(KEY).unwrap();
    let clock = Clock::ahead_by(SignedDuration::from_hours(-SLEPT));
    api.clock_ahead_by(SignedDuration::from_hours(-SLEPT));
    let fell_asleep = Timestamp::now() - SignedDuration::from_hours(SLEPT);
    let desk = Desk::start_with(&clock.environment());
    let mut key = desk.beside(&["hooks", "key", "verimor", "--base", &api.base()]);
    assert_eq!(key.given(KEY).code(), 0);
    let before = proved_after(&desk, Timestamp::UNIX_EPOCH);
    assert!(before <= fell_asleep);

    // Somebody calls in vain while it sleeps.
    let mut call = verimor_call("lost");
    let ago = SignedDuration::from_mins(60);
    call.started_at = Timestamp::from_second((Timestamp::now() - ago).as_second()).unwrap();
    api.record(call.record(&VerimorRecord {
        missed: true,
        result: "Cevapsız",
        answered_at: None,
        at: 20,
    }));
    assert!(desk.calls(&[]).is_empty());
    api.clock_ahead_by(SignedDuration::ZERO);
    clock.is_ahead_by(SignedDuration::ZERO);

    let after = proved_after(&desk, fell_asleep + SignedDuration::from_hours(1));
    assert!(
        after <= Timestamp::now() - SignedDuration::from_mins(5),
        "{after}"
    );
    let calls = desk.calls(&[]);
    assert_eq!(calls.len(), 1);
    let started: Timestamp = calls[0]["started_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        (started, &calls[0]["brought_in"]),
        (call.started_at, &json!(true))
    );
    let open = desk.beside(&["missed", "--json"]).finished().json();
    assert_eq!(open[0]["key"], "+905320000021");

    let slept = gaps(&desk).remove(0);
    assert_eq!(slept["brought_in"], 1, "{slept}");
    assert!(
        slept["closed_at"].is_null(),
        "its end is not proved yet: {slept}"
    );
    let time = |name: &str| -> Timestamp { slept[name].as_str().unwrap().parse().unwrap() };
    let [from, to] = ["from", "to"].map(time);
    assert!(from < call.started_at && call.started_at < to, "{slept}");

    // What is posted now is one call with what was brought in.
    let end = call.hangup(&VerimorEnd {
        leg: "1001",
        answered: false,
        answered_at: None,
        at: 20,
        cause: "NO_ANSWER",
    });
    assert_eq!(desk.hook("verimor").post(end).status, 200);
    assert_eq!(desk.calls(&[]).len(), 1);

    // It sleeps once more; what is read then proves the end of the first time too.
    api.clock_ahead_by(SignedDuration::from_hours(1));
    clock.is_ahead_by(SignedDuration::from_hours(1));
    proved_after(&desk, Timestamp::now() + SignedDuration::from_mins(30));
    let [again, first] = <[Value; 2]>::try_from(gaps(&desk)).unwrap();
    assert_eq!(
        (&first["from"], &first["brought_in"]),
        (&slept["from"], &json!(1))
    );
    assert!(!first["closed_at"].is_null(), "{first}");
    assert!(again["closed_at"].is_null(), "{again}");
}
