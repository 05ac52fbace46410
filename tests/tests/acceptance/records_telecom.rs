//! Records of a PBX that tells of one number at a time, in a zone that nobody knows, from a stand-in of
//! its interface.

use std::fs::{self, File};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp, tz};
use kimo_tests::interfaces::{Fault, TelecomApi};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, fetch, only_secrets_have, proof, use_key};

const PBX: &str = "mtt";
const KEY: &str = "office:s3cret-of-the-history";
const ONE: &str = "74990000000";
const OTHER: &str = "78000000000";

/// Who called in vain, and who did not.
const LOST: &str = "79150000031";
const TAKEN: &str = "79150000032";

fn began(minutes_ago: i64) -> Timestamp {
    let at = Timestamp::now() - SignedDuration::from_mins(minutes_ago);
    Timestamp::from_second(at.as_second()).unwrap()
}

fn id(nth: u32) -> String {
    format!("{nth:08X} 5AD211E9 81BA5CB9 01FED6FC")
}

fn record(nth: u32, caller: &str, called: &str) -> Value {
    json!({"h323_conf_id": id(nth), "cli": caller, "cld": called, "disconnect_cause": "19",
        "used_quantity": "0"})
}

/// Posts what is told of a call that nobody answered.
#[track_caller]
fn post_missed(desk: &Desk, nth: u32, caller: &str, began: Timestamp) {
    let moscow = tz::TimeZone::fixed(tz::offset(3));
    for (kind, second) in [("o", 0), ("h", 20)] {
        let at = began + SignedDuration::from_secs(second);
        let local = at.to_zoned(moscow.clone()).strftime("%Y-%m-%d-%H-%M-%S");
        let event = json!({"date_time": at.as_second(),
            "data": format!("event={kind}_79680000001_{local}"),
            "event": {"type": kind, "cause": "19", "side": "B"},
            "redirect_number": "79680000001", "h323_conf_id": id(nth), "numberA": caller,
            "sip_id": ONE});
        assert_eq!(desk.hook(PBX).post(event.to_string()).status, 200);
    }
}

fn set_numbers(desk: &Desk, numbers: &str) {
    let hook = desk.ask("hooks", &json!({}));
    let hook = hook.as_array().unwrap().iter();
    let hook = hook.clone().find(|hook| hook["pbx"] == PBX).unwrap();
    let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
        "settings": {"history_numbers": numbers}, "basic": "keep"});
    desk.ask("update_hook", &change);
}

/// Waits until so many calls are known.
fn until_known(desk: &Desk, count: usize) -> Vec<Value> {
    let mut feed = desk.feed();
    loop {
        let calls = desk.calls(&["--limit", "1000"]);
        if calls.len() >= count {
            return calls;
        }
        feed.next();
    }
}

/// Waits until the records could not be read for this reason.
fn until_failed(desk: &Desk, why: &str) -> Value {
    let mut feed = desk.feed();
    loop {
        let proof = proof(desk, PBX);
        if proof["failure"] == why {
            return proof;
        }
        feed.next();
    }
}

fn of<'a>(calls: &'a [Value], caller: &str) -> &'a Value {
    let is_it = |call: &&Value| call["caller"]["raw"] == caller;
    calls.iter().find(is_it).unwrap()
}

fn time(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}

/// It has no pages: whatever is of a day comes at once, and is kept a part after the other.
#[test]
fn an_answer_of_any_length_is_kept_whole() {
    const MANY: u32 = 250;
    let api = TelecomApi::start(KEY, &[ONE]).unwrap();
    let desk = Desk::start();
    set_numbers(&desk, ONE);
    for nth in 0..MANY {
        let caller = format!("7915000{nth:04}");
        api.record(ONE, "missed", began(60), record(nth, &caller, ONE));
    }
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    let calls = until_known(&desk, MANY as usize);
    assert_eq!(calls.len(), MANY as usize);
    assert!(calls.iter().all(|call| call["missed"] == true));
}

#[test]
fn a_key_goes_nowhere_it_does_not_belong() {
    let api = TelecomApi::start(KEY, &[ONE, OTHER]).unwrap();
    let desk = Desk::start();
    let refused = |key: &str, why: &str| {
        let (code, said) = use_key(&desk, PBX, &api.base(), key);
        assert_eq!((code, said.contains(why)), (1, true), "{said}");
    };
    // Of the other interface, as long as no number is entered.
    refused(KEY, "do not go together");
    set_numbers(&desk, "8 (499) 000-00-00, reception");
    refused(KEY, "do not go together");
    set_numbers(&desk, "8 (499) 000-00-00, 8 800 000-00-00");
    refused("eyJhbGciOiJSUzI1NiJ9.secret", "do not go together");
    assert_eq!(api.times_asked(), 0);
    refused("office:wrong", "not accept the key");
    assert_eq!((api.times_asked(), api.asked_otherwise()), (1, vec![]));

    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    fetch(&desk, PBX);
    set_numbers(&desk, "");
    until_failed(&desk, "settings");
    assert_eq!(api.asked_otherwise(), [""; 0]);
}

#[test]
fn the_history_of_every_number_is_brought_in_and_merged() {
    let api = TelecomApi::start(KEY, &[ONE, OTHER]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    set_numbers(&desk, "8 (499) 000-00-00, 8 800 000-00-00");
    let posted = began(60);
    post_missed(&desk, 1, "79150000021", posted);
    let spelt = json!({"h323_conf_id": id(1).to_lowercase().replace(' ', "_"),
        "cli": 79_150_000_021_u64, "cld": "79680000001", "disconnect_cause": 19, "used_quantity": 0});
    api.record(ONE, "missed", posted, spelt);
    // Nothing was ever told of the first number on most of these days.
    api.record(OTHER, "missed", began(5 * 24 * 60), record(2, LOST, OTHER));
    let (code, said) = use_key(&desk, PBX, &api.base(), KEY);
    assert_eq!(code, 0, "{said}");
    let calls = until_known(&desk, 2);
    let merged = of(&calls, "79150000021");
    assert_eq!(
        (
            &merged["missed"],
            &merged["waited_seconds"],
            &merged["brought_in"]
        ),
        (&json!(true), &json!(20), &json!(false))
    );
    let lost = of(&calls, LOST);
    assert_eq!(
        (
            &lost["missed"],
            &lost["brought_in"],
            &lost["called"]["e164"]
        ),
        (&json!(true), &json!(true), &json!("+78000000000"))
    );

    // Off; meanwhile people call and are called.
    fetch(&desk, PBX);
    desk.kill();
    let taken = began(40);
    api.record(ONE, "incoming", taken, record(3, TAKEN, "79680000001"));
    api.record(OTHER, "dialed", began(35), record(4, OTHER, LOST));
    let desk = Desk::start_on(dir.path());
    let calls = until_known(&desk, 4);
    let call = of(&calls, TAKEN);
    assert_eq!(
        (
            &call["disposition"],
            &call["answered_by"],
            time(&call["started_at"])
        ),
        (&json!("answered"), &json!("79680000001"), taken)
    );
    assert_eq!(of(&calls, OTHER)["direction"], "outbound");
    assert_eq!(fetch(&desk, PBX)["failure"], Value::Null);
    let until = time(&proof(&desk, PBX)["complete_until"]);
    assert!(until <= Timestamp::now() - SignedDuration::from_mins(5));
    let open = desk.beside(&["missed", "--json"]).finished().json();
    assert_eq!(open.len(), 2, "{open:?}");
    assert_eq!(desk.calls(&[]).len(), 4);
    assert_eq!(
        (api.refused_for_haste(), api.asked_otherwise()),
        (0, vec![])
    );
}

/// The document says of the dates nothing, of the records UTC, and of events Moscow.
#[test]
fn whichever_zone_it_keeps_nothing_is_lost_and_a_new_number_is_proved_from_the_beginning() {
    let api = TelecomApi::start(KEY, &[ONE, OTHER]).unwrap();
    api.keeps_moscow_time();
    let desk = Desk::start();
    set_numbers(&desk, "74990000000");
    let (posted, lost) = (began(60), began(30));
    post_missed(&desk, 1, "79150000021", posted);
    api.record(ONE, "missed", posted, record(1, "79150000021", ONE));
    api.record(ONE, "missed", lost, record(2, LOST, ONE));
    api.record(
        OTHER,
        "incoming",
        began(3 * 24 * 60),
        record(3, TAKEN, OTHER),
    );
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    let calls = until_known(&desk, 2);
    assert_eq!(time(&of(&calls, LOST)["started_at"]), lost, "its true time");
    assert_eq!(time(&of(&calls, "79150000021")["started_at"]), posted);
    let first = fetch(&desk, PBX);
    assert_eq!(first["failure"], Value::Null);
    let until = time(&first["complete_until"]);
    assert!(until <= Timestamp::now() - SignedDuration::from_mins(5));
    assert!(!api.asked().contains(&OTHER.to_owned()));

    // One that is ours too: what was proved is not proved of it.
    set_numbers(&desk, "74990000000; 78000000000");
    assert!(of(&until_known(&desk, 3), TAKEN)["brought_in"] == true);
    assert_eq!(api.refused_for_haste(), 0);
}

#[test]
fn a_history_that_is_refused_proves_nothing_and_the_key_shows_nowhere() {
    let api = TelecomApi::start(KEY, &[ONE, OTHER]).unwrap();
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let desk = Desk::start_logging_to(File::create(&log).unwrap());
    set_numbers(&desk, "74990000000");
    api.record(ONE, "missed", began(30), record(1, LOST, ONE));
    assert_eq!(use_key(&desk, PBX, &api.base(), KEY).0, 0);
    until_known(&desk, 1);

    // A number that is not ours: nothing is proved, as long as it stands there.
    set_numbers(&desk, "79990000000; 74990000000");
    let refused = until_failed(&desk, "refused");
    assert_eq!(refused["complete_until"], Value::Null);
    assert_eq!(desk.calls(&[]).len(), 1);

    api.fail(&[Fault::Shape]);
    set_numbers(&desk, "74990000000");
    let shape = until_failed(&desk, "shape");
    assert_eq!(shape["complete_until"], Value::Null);
    api.change_key("office:another");
    desk.ask("fetch_records", &json!({}));
    until_failed(&desk, "key");
    assert_eq!(api.refused_for_haste(), 0);
    only_secrets_have(KEY, desk.data_dir(), &log);
    let log = fs::read_to_string(&log).unwrap();
    assert!(!log.contains(&STANDARD.encode(KEY)));
}
