//! Deliveries with wrong dates.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use crate::support::Desk;

fn hangup(call: &str, caller: &str, stamp: &str, answered: bool) -> String {
    format!(
        "event_type=hangup&direction=inbound&caller_id_number={caller}&call_uuid={call}\
         &destination_number=02129090909&dialed_user=1001&answered={answered}&start_stamp={stamp}\
         &answer_stamp={stamp}&end_stamp={stamp}"
    )
}

#[test]
fn a_call_dated_2099_hides_no_caller_who_is_missed_after_it() {
    let desk = Desk::start();
    let verimor = desk.hook("verimor");
    let now = || {
        let zone = TimeZone::get("Europe/Istanbul").unwrap();
        let now = Timestamp::now().to_zoned(zone);
        now.strftime("%Y-%m-%d %H:%M:%S.%6f").to_string()
    };
    // One who is said to have been reached, and one whose call is marked.
    for (call, caller, answered) in [("h1", "05320000021", true), ("h2", "05330000000", false)] {
        let body = hangup(call, caller, "2099-01-01 12:00:00", answered);
        assert_eq!(verimor.post(body).status, 200);
    }
    desk.ask("mark_done", &json!({ "call": "verimor:h2", "done": true }));
    for (call, caller) in [("c1", "05320000021"), ("c2", "05330000000")] {
        assert_eq!(
            verimor.post(hangup(call, caller, &now(), false)).status,
            200
        );
    }
    let missed = desk.ask("missed", &json!({}));
    let keys: Vec<_> = missed["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["key"])
        .collect();
    assert_eq!(keys, ["+905330000000", "+905320000021"]);
    let calls = desk.calls(&[]);
    let ids: Vec<_> = calls.iter().map(|call| &call["pbx_call_id"]).collect();
    assert_eq!(ids, ["c2", "c1", "h2", "h1"]);
}
