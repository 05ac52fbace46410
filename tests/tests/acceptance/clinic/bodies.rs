//! What the clinic's three PBXs post of a call of the script.

use jiff::{SignedDuration, Timestamp};
use kimo_tests::invented::{Posted, SwitchCall};
use serde_json::json;

use super::Line;

/// The deliveries of a call, in their order, and the PBX that posts them.
pub(super) fn of(line: &Line<'_>) -> (&'static str, Vec<Posted>) {
    match line.words[0] {
        "mtt" => ("mtt", redirected(line)),
        "bul" => ("bulutfon", third_line(line)),
        _ => ("verimor", switch(line)),
    }
}

fn switch(line: &Line<'_>) -> Vec<Posted> {
    let [kind, who, how @ ..] = &line.words[..] else {
        panic!("{line:?}");
    };
    let mut call = SwitchCall {
        id: line.id.to_owned(),
        started_at: line.at,
        direction: "inbound",
        caller: (*who).to_owned(),
        shows: String::new(),
        called: "902129090909".to_owned(),
        queue: None,
    };
    match (*kind, how) {
        ("int", [to]) => call.internal(who, to, 60),
        ("out", ["talk", by]) => call.outbound(by, 8, Some(45)),
        ("out", ["no", by]) => call.outbound(by, 30, None),
        ("in", ["talk", by]) => call.answered(by, 9, 540),
        ("in", ["no", by]) => call.not_answered(&[by], 25, "NO_ANSWER"),
        ("in", ["busy", by]) => call.not_answered(&[by], 2, "USER_BUSY"),
        ("in", ["rejected", by]) => call.not_answered(&[by], 4, "CALL_REJECTED"),
        ("in", ["menu"]) => call.gave_up_in_menu(14),
        ("in", ["queue"]) => {
            call.queue = Some("200");
            call.not_answered(&["1001", "1002"], 40, "ORIGINATOR_CANCEL")
        }
        ("in", ["qtalk", by]) => {
            call.queue = Some("200");
            call.answered_in_queue(&["1001", "1002"], by, 12, 90)
        }
        other => panic!("{other:?}"),
    }
}

fn redirected(line: &Line<'_>) -> Vec<Posted> {
    let [_, caller, numbers @ ..] = &line.words[..] else {
        panic!("{line:?}");
    };
    let event = |kind: &str, number: &str, second: i64, cause: &str| {
        let at = line.at + SignedDuration::from_secs(second);
        let body = json!({
            "date_time": at.as_second(),
            "data": format!("event={kind}_{number}"),
            "event": {"type": kind, "cause": cause, "side": "B"},
            "h323_conf_id": line.id,
            "numberA": caller,
            "sip_id": "78000000000",
            "redirect_number": number,
        });
        posted(at, &body)
    };
    let mut all = Vec::new();
    let mut second = 0;
    for number in numbers {
        let (number, answers) = number.split_at(number.len() - 1);
        all.push(event("o", number, second, ""));
        if answers == "+" {
            all.push(event("s", number, second + 8, "16"));
            all.push(event("h", number, second + 70, "16"));
        } else {
            all.push(event("h", number, second + 15, "19"));
        }
        second += 16;
    }
    all
}

fn third_line(line: &Line<'_>) -> Vec<Posted> {
    let [_, caller, how @ ..] = &line.words[..] else {
        panic!("{line:?}");
    };
    let event = |kind: &str, second: i64, more: serde_json::Value| {
        let at = line.at + SignedDuration::from_secs(second);
        let mut body = json!({
            "event_type": kind,
            "uuid": line.id,
            "direction": "IN",
            "caller": format!("9{caller}"),
            "callee": 908_508_850_000_u64,
            "timestamp": at.as_microsecond(),
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        posted(at, &body)
    };
    let ended = json!({ "hangup_cause": "NORMAL_CLEARING", "result_disposition": "" });
    match how {
        ["fax"] => vec![event("fax_init", 0, json!({}))],
        ["menu"] => vec![
            event("call_init", 0, json!({})),
            event("call_init_menu", 0, json!({ "destination": 99 })),
            event("call_hangup", 20, ended),
        ],
        ["no", by] => vec![
            event("call_init", 0, json!({})),
            event("incoming_call_extension", 1, json!({ "destination": by })),
            event("missing_call", 20, json!({})),
            event("call_hangup", 20, ended),
        ],
        other => panic!("{other:?}"),
    }
}

fn posted(at: Timestamp, body: &serde_json::Value) -> Posted {
    Posted {
        at,
        body: body.to_string(),
    }
}
