//! What the records of the history of Smart UVV say.

use kimo_calls::{Account, Call, CallEvent, Direction, Disposition};
use kimo_pbx::{Delivery, ReadError, Reading, meaning_of};
use serde_json::{Value, json};

use crate::{MTT, at, read, with};

/// The number whose history it is.
const ONE: &str = "74990000000";

/// The vendor's own example of a record.
pub(crate) fn documented() -> Value {
    json!({"cli": "79000000001", "cld": "79000000002",
        "customer_local_time": "2026-02-06 16:51:17", "connect_time": "2026-02-06 16:51:17",
        "charged_time": "0", "charged": 0, "destination": "RUSSIAN FEDERATION", "curr": "RUB",
        "disconnect_cause": "16", "used_quantity": "0",
        "h323_conf_id": "BC5F236C 5AD211E9 81BA5CB9 01FED6FC"})
}

fn in_list(list: &str, changes: &Value) -> Value {
    json!({list: [with(&documented(), changes)], "sip_id": ONE})
}

fn call(record: &Value) -> Call {
    Call::from_events(&read(MTT, record).unwrap()).unwrap()
}

#[test]
fn the_list_says_which_way_a_call_went_and_whether_it_was_answered() {
    for (list, changes, direction, disposition) in [
        (
            "incoming",
            json!({}),
            Direction::Inbound,
            Disposition::Answered,
        ),
        (
            "incoming",
            json!({"used_quantity": 65}),
            Direction::Inbound,
            Disposition::Answered,
        ),
        (
            "missed",
            json!({}),
            Direction::Inbound,
            Disposition::Cancelled,
        ),
        (
            "missed",
            json!({"disconnect_cause": 17}),
            Direction::Inbound,
            Disposition::Busy,
        ),
        (
            "missed",
            json!({"disconnect_cause": "19"}),
            Direction::Inbound,
            Disposition::NoAnswer,
        ),
        (
            "missed",
            json!({"disconnect_cause": 21}),
            Direction::Inbound,
            Disposition::Rejected,
        ),
        (
            "missed",
            json!({"disconnect_cause": 34}),
            Direction::Inbound,
            Disposition::Failed,
        ),
        (
            "missed",
            json!({"disconnect_cause": null}),
            Direction::Inbound,
            Disposition::NoAnswer,
        ),
        // Somebody listened to an announcement.
        (
            "missed",
            json!({"used_quantity": "12"}),
            Direction::Inbound,
            Disposition::Cancelled,
        ),
        (
            "dialed",
            json!({"used_quantity": "31"}),
            Direction::Outbound,
            Disposition::Answered,
        ),
        (
            "dialed",
            json!({"used_quantity": 31.0}),
            Direction::Outbound,
            Disposition::Answered,
        ),
        (
            "dialed",
            json!({"used_quantity": null}),
            Direction::Outbound,
            Disposition::Unknown,
        ),
        (
            "dialed",
            json!({"used_quantity": "-1"}),
            Direction::Outbound,
            Disposition::Unknown,
        ),
        (
            "dialed",
            json!({"used_quantity": {"a": 1}}),
            Direction::Outbound,
            Disposition::Unknown,
        ),
    ] {
        let call = call(&in_list(list, &changes));
        assert_eq!(
            (call.direction, call.disposition),
            (direction, disposition),
            "{list} {changes}"
        );
        assert_eq!(call.missed, list == "missed", "{list} {changes}");
        assert_eq!(
            call.talk_seconds, None,
            "all connections are counted together"
        );
    }
}

#[test]
fn where_a_call_was_redirected_is_not_what_was_dialled() {
    for (list, cld, called, extensions) in [
        ("incoming", json!("79680000001"), ONE, &["79680000001"][..]),
        ("missed", json!(79_680_000_001_u64), ONE, &["79680000001"]),
        ("missed", json!(ONE), ONE, &[]),
        ("missed", json!("+74990000000"), ONE, &[]),
        ("missed", json!("84990000000"), ONE, &[]),
        ("missed", json!("1001"), ONE, &["1001"]),
        ("dialed", json!("79680000001"), "79680000001", &[]),
    ] {
        let call = call(&in_list(list, &json!({ "cld": cld })));
        let number = call.called.number.unwrap();
        assert_eq!(number.as_str(), format!("+{called}"), "{list} {cld}");
        assert_eq!(call.extensions, extensions, "{list} {cld}");
        let by = extensions.first().filter(|_| list == "incoming");
        assert_eq!(call.answered_by.as_deref(), by.copied(), "{list} {cld}");
    }
    // Whose list it was did not stand in the answer.
    let mut record = in_list("missed", &json!({"cld": "79680000001"}));
    record["sip_id"] = Value::Null;
    let call = call(&record);
    assert_eq!(call.called.number.unwrap().as_str(), "+79680000001");
    assert_eq!(call.extensions, [""; 0]);
}

#[test]
fn an_id_is_that_of_the_events_however_it_is_written() {
    let event = json!({"event": {"type": "o"}, "redirect_number": "79680000001", "sip_id": ONE,
        "data": "event=o_79680000001_2026-02-06-19-51-17", "numberA": "79000000001",
        "h323_conf_id": "BC5F236C 5AD211E9 81BA5CB9 01FED6FC"});
    let posted = events(&event).unwrap();
    for id in [
        "BC5F236C 5AD211E9 81BA5CB9 01FED6FC",
        " bc5f236c  5ad211e9 81ba5cb9 01fed6fc ",
        "BC5F236C_5AD211E9_81BA5CB9_01FED6FC",
        "BC5F236C5AD211E981BA5CB901FED6FC",
    ] {
        let record = in_list("missed", &json!({ "h323_conf_id": id }));
        let recorded = read(MTT, &record).unwrap();
        assert_eq!(recorded[0].call, posted[0].call, "{id:?}");
        let spelt = with(&event, &json!({ "h323_conf_id": id }));
        assert_eq!(events(&spelt).unwrap()[0].call, posted[0].call, "{id:?}");
    }
}

/// The page says UTC in its later edition; events have Moscow's time.
#[test]
fn a_time_is_utc_unless_the_call_would_have_begun_after_it_was_heard_of() {
    // It is read at 12:00 UTC.
    for (connect, began) in [
        (json!("2026-11-25 11:50:00"), "2026-11-25T11:50:00Z"),
        (json!("2026-11-25 12:04:00"), "2026-11-25T12:04:00Z"),
        (json!("2026-11-25 14:50:00"), "2026-11-25T11:50:00Z"),
        (json!("2026-11-25 13:30:00"), "2026-11-25T10:30:00Z"),
        (json!("2026-11-25 14:50:00 UTC"), "2026-11-25T11:50:00Z"),
        (json!("2026-11-24 23:00:00"), "2026-11-24T23:00:00Z"),
        (json!("2026-11-25T09:00:00+03:00"), "2026-11-25T06:00:00Z"),
        (json!(1_764_071_400), "2025-11-25T11:50:00Z"),
        (Value::Null, "2026-02-06T16:51:17Z"),
    ] {
        let record = in_list("missed", &json!({ "connect_time": connect }));
        let events = read(MTT, &record).unwrap();
        assert_eq!(events[0].call_started_at, Some(at(began)), "{connect}");
        assert_eq!(events[0].at, None, "its end is not told");
    }
}

#[test]
fn what_has_neither_id_nor_time_is_no_record() {
    for record in [
        in_list("missed", &json!({"h323_conf_id": null})),
        in_list("missed", &json!({"h323_conf_id": " _ "})),
        in_list("missed", &json!({"h323_conf_id": {"a": 1}})),
        in_list("missed", &json!({"h323_conf_id": "A".repeat(201)})),
        in_list(
            "missed",
            &json!({"connect_time": null, "customer_local_time": "yesterday"}),
        ),
        in_list(
            "missed",
            &json!({"connect_time": 0, "customer_local_time": 0}),
        ),
        json!({"missed": [], "sip_id": ONE}),
        json!({"missed": [7], "sip_id": ONE}),
        json!({"missed": "7", "sip_id": ONE}),
    ] {
        read(MTT, &record).unwrap_err();
    }
    let hidden = call(&in_list("missed", &json!({"cli": ""})));
    assert!(hidden.caller.is_hidden());
}

fn events(fields: &Value) -> Result<Vec<CallEvent>, ReadError> {
    let body = fields.to_string();
    let delivery = Delivery {
        pbx: MTT,
        account: &Account::default(),
        content_type: Some("application/json"),
        body: body.as_bytes(),
        received_at: at("2026-11-25T12:00:00Z"),
    };
    kimo_pbx::read(&delivery, &meaning_of(MTT)).map(Reading::into_events)
}
