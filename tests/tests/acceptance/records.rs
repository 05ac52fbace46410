//! The PBX's own records, from a stand-in of its interface: the history is complete afterwards, and
//! says up to when.

use std::fs::File;

use jiff::{SignedDuration, Timestamp};
use kimo_pbx::{VerimorCall, VerimorEnd, VerimorRecord};
use kimo_tests::interfaces::{Fault, VerimorApi};
use serde_json::{Value, json};

use crate::support::{
    Desk, Finished, fetch, once_read, only_secrets_have, proof, read_since, status, use_key,
};

const PBX: &str = "verimor";
const KEY: &str = "K38359b70-4342-9479-e98f-secret";

/// A call that began so many minutes ago, and took twenty seconds.
fn call(id: &str, caller: &'static str, minutes_ago: i64) -> VerimorCall<'static> {
    let ago = SignedDuration::from_mins(minutes_ago);
    let at = (Timestamp::now() - ago).as_second();
    VerimorCall {
        id: id.to_owned(),
        started_at: Timestamp::from_second(at).unwrap(),
        direction: "inbound",
        caller,
        shows: "",
        called: "02120000000",
        queue: "",
    }
}

fn record(call: &VerimorCall<'_>, missed: bool) -> Value {
    call.record(&VerimorRecord {
        missed,
        result: if missed { "Cevapsız" } else { "Cevaplandı" },
        answered_at: (!missed).then_some(5),
        at: 20,
    })
}

fn hangup(call: &VerimorCall<'_>, answered: bool) -> String {
    call.hangup(&VerimorEnd {
        leg: "1001",
        answered,
        answered_at: answered.then_some(5),
        at: 20,
        cause: "NORMAL_CLEARING",
    })
}

/// Whatever is said to be complete is.
#[track_caller]
fn is_true(desk: &Desk, api: &VerimorApi) {
    let status = status(desk);
    let Some(until) = status["complete_until"]["verimor"].as_str() else {
        return;
    };
    let until: Timestamp = until.parse().unwrap();
    assert!(
        until <= Timestamp::now() - SignedDuration::from_mins(5),
        "{until}"
    );
    let calls = desk.calls(&[]);
    for record in api.records() {
        let ended = record["end_stamp"]
            .as_str()
            .unwrap()
            .replace(" +0300", "+03:00");
        let ended: Timestamp = ended.parse().unwrap();
        let is_there = calls
            .iter()
            .any(|call| call["pbx_call_id"] == record["call_uuid"]);
        assert!(is_there || ended > until, "{until}: {record}");
    }
}

/// The call of a record, as it is in the history.
#[track_caller]
fn equals(desk: &Desk, record: &Value) {
    let calls = desk.calls(&[]);
    let call = calls
        .iter()
        .find(|call| call["pbx_call_id"] == record["call_uuid"]);
    let call = call.unwrap_or_else(|| panic!("not there: {record}"));
    let started = record["start_stamp"]
        .as_str()
        .unwrap()
        .replace(" +0300", "+03:00");
    let times = [call["started_at"].as_str().unwrap(), &started];
    let [is, was] = times.map(|text| text.parse::<Timestamp>().unwrap());
    assert_eq!(is, was, "{call}");
    assert_eq!(
        call["missed"].to_string(),
        record["missed"].as_str().unwrap(),
        "{call}"
    );
    assert_eq!(call["status"], "ended");
}

#[test]
fn what_was_posted_to_nobody_is_brought_in_and_the_history_says_until_when_it_is_complete() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe"), ("1002", "Bora")], 312);
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let posted = call("posted", "05320000021", 30);
    desk.hook("verimor").post(hangup(&posted, false));
    api.record(record(&posted, true));
    // Before the key was entered: it comes in, and is no gap.
    api.record(record(&call("early", "05320000022", 600), false));

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
        assert!(said.contains("2 extensions, 312 contacts"), "{said}");
    });
    assert_eq!(first["failure"], Value::Null, "{first}");
    is_true(&desk, &api);
    for one in api.records() {
        equals(&desk, &one);
    }

    // Killed; meanwhile somebody calls in vain, and somebody is called back.
    desk.kill();
    let lost = call("lost", "05320000023", 9);
    api.record(record(&lost, true));
    api.record(record(&call("talked", "05320000021", 8), false));
    let desk = Desk::start_on(dir.path());
    let again = read_since(&desk, PBX, &first);
    assert_eq!(again["failure"], Value::Null, "{again}");
    is_true(&desk, &api);
    assert_eq!(desk.calls(&[]).len(), api.records().len());
    for one in api.records() {
        equals(&desk, &one);
    }
    let marked: Vec<Value> = desk.calls(&[]);
    let marked = marked.iter().filter(|call| call["brought_in"] == true);
    let mut marked: Vec<_> = marked
        .map(|call| call["pbx_call_id"].as_str().unwrap())
        .collect();
    marked.sort_unstable();
    assert_eq!(marked, ["early", "lost", "talked"]);
    // Whoever got through need not be called back; the other stands at the true time.
    let open = desk.beside(&["missed", "--json"]).finished().json();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["key"], "+905320000023");
    let last: Timestamp = open[0]["last_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(last, lost.started_at);
    let gaps = status(&desk)["gaps"].clone();
    let gaps = gaps.as_array().unwrap();
    assert!(
        gaps.iter()
            .all(|gap| gap["why"] == "off" || gap["why"] == "not_delivered"),
        "{gaps:?}"
    );
    let brought_in: u64 = gaps
        .iter()
        .filter(|gap| gap["hook"] == "Verimor")
        .map(|gap| gap["brought_in"].as_u64().unwrap())
        .sum();
    assert_eq!(brought_in, 2, "{gaps:?}");

    // A delivery that was late is the same call, and nothing is brought in twice.
    desk.hook("verimor").post(hangup(&lost, false));
    assert_eq!(desk.calls(&[]).len(), api.records().len());
    assert_eq!(api.asked().1, 0, "never asked in haste");
}

/// What is posted has no record for a while, and so has what was posted to nobody.
#[test]
fn records_that_appear_late_are_waited_for_and_nothing_is_complete_without_them() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = Desk::start();
    once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });
    let posted = call("posted", "05320000021", 30);
    desk.hook(PBX).post(hangup(&posted, false));
    fetch(&desk, PBX);
    api.record(record(&posted, true));
    fetch(&desk, PBX);
    let ended = posted.started_at + SignedDuration::from_secs(20);
    let until: Timestamp = proof(&desk, PBX)["complete_until"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(until <= ended, "records take half an hour: {until}");

    // This one the PBX has, and does not list yet.
    let lost = record(&call("lost", "05320000022", 20), true);
    fetch(&desk, PBX);
    let until: Timestamp = proof(&desk, PBX)["complete_until"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(until < Timestamp::now() - SignedDuration::from_mins(25));
    api.record(lost.clone());
    is_true(&desk, &api);
    fetch(&desk, PBX);
    equals(&desk, &lost);
    is_true(&desk, &api);
}

#[test]
fn an_interface_in_trouble_proves_nothing_and_the_key_shows_nowhere() {
    let api = VerimorApi::start(KEY).unwrap();
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let desk = Desk::start_logging_to(File::create(&log).unwrap());
    once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });

    // It breaks off, and is read once more; what is of another shape is refused.
    api.record(record(&call("a", "05320000021", 2), true));
    api.fail(&[Fault::Cut]);
    assert_eq!(fetch(&desk, PBX)["failure"], Value::Null);
    assert_eq!(desk.calls(&[]).len(), 1);
    is_true(&desk, &api);
    let proved = proof(&desk, PBX)["complete_until"].clone();
    api.record(record(&call("b", "05320000021", 1), true));
    api.fail(&[Fault::Shape]);
    let refused = fetch(&desk, PBX);
    assert_eq!(refused["failure"], "shape");
    assert_eq!(refused["complete_until"], proved, "nothing more is proved");

    // A key that is not accepted any more: it is said, and the gap stands open.
    api.change_key("K-another");
    let refused = fetch(&desk, PBX);
    assert_eq!(
        (&refused["failure"], &refused["complete_until"]),
        (&json!("key"), &proved)
    );
    let gaps = status(&desk)["gaps"].clone();
    assert_eq!(
        (&gaps[0]["why"], &gaps[0]["closed_at"]),
        (&json!("no_key"), &Value::Null)
    );
    let told = desk.beside(&["status"]).finished().said();
    assert!(told.contains("does not accept the key"), "{told}");
    let doctor = desk.beside(&["doctor"]).finished().output();
    assert!(!doctor.contains(KEY));

    only_secrets_have(KEY, desk.data_dir(), &log);
}

#[test]
fn a_number_is_called_from_ones_own_telephone() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe")], 0);
    let desk = Desk::start();
    let dial = |number: &str| {
        let ended = desk.beside(&["call", number]).finished();
        (ended.code(), ended.output())
    };
    let (code, said) = dial("0532 123 45 67");
    assert_eq!((code, said.contains("key is needed")), (1, true), "{said}");
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    let (code, said) = dial("0532 123 45 67");
    assert_eq!((code, said.contains("own extension")), (1, true), "{said}");
    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    let (code, said) = dial("0532 123 45 67");
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("1001 rings"), "{said}");
    desk.ask("change_settings", &json!({"extensions": ["1005"]}));
    let (code, said) = dial("0532 123 45 67");
    assert_eq!(
        (code, said.contains("no such extension")),
        (1, true),
        "{said}"
    );
    assert_eq!(
        api.dialled(),
        [("1001".to_owned(), "905321234567".to_owned())]
    );
}

/// Not every PBX that tells of its records calls numbers too.
#[test]
fn a_number_is_called_by_the_pbx_that_offers_it() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe")], 0);
    let desk = Desk::start();
    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    let db = rusqlite::Connection::open(desk.data_dir().join("kimo.db")).unwrap();
    let with_key = "INSERT INTO proofs (hook) SELECT h.id FROM hooks h
        JOIN accounts a ON a.id = h.pbx WHERE a.pbx = 'bulutfon'";
    assert_eq!(db.execute(with_key, []).unwrap(), 1);
    let dial = || desk.beside(&["call", "0532 123 45 67"]).finished();
    let ended = dial();
    let said = ended.output();
    assert_eq!(
        (ended.code(), said.contains("does not offer to call")),
        (1, true),
        "{said}"
    );
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    let ended = dial();
    assert_eq!(ended.code(), 0, "{}", ended.output());
}

#[test]
fn who_was_forgotten_is_not_brought_in() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = Desk::start();
    let person = call("before", "05320000021", 40);
    desk.hook("verimor").post(hangup(&person, false));
    api.record(record(&person, true));
    api.record(record(&call("unheard", "05320000021", 30), true));
    api.record(record(&call("other", "05320000022", 20), true));
    let forgotten = desk.beside(&["forget", "05320000021", "--yes"]).finished();
    assert_eq!(forgotten.code(), 0, "{}", forgotten.complaint());
    let read = once_read(&desk, PBX, || {
        assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    });
    assert_eq!(read["failure"], Value::Null);
    let calls = desk.calls(&[]);
    assert_eq!(calls.len(), 1, "{calls:?}");
    assert_eq!(calls[0]["pbx_call_id"], "other");
}
