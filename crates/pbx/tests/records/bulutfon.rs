//! Bulutfon's records, and how its interface is asked for them.

use kimo_calls::{Call, CallKind, Direction, Disposition, Status};
use kimo_pbx::{ApiAnswer, ApiKey, PageAt, RecordingAt, Refusal, Window};
use serde_json::{Value, json};

use crate::{BULUTFON, KEY, api, asked, at, page_of, read, with};

/// The document's own.
fn documented() -> Value {
    json!({"uuid":"b75d34a7-0000-4801-8530-406c6aea0e09","bf_calltype":"voice","direction":"OUT",
        "caller":902_320_000_000_u64,"callee":905_320_000_001_u64,"extension":"902320000000",
        "call_time":"2026-03-15T09:46:06+03:00","answer_time":null,
        "hangup_time":"2026-03-15T09:46:54+03:00","missing_call":false,"call_price":null,
        "call_record":"NO","hangup_cause":"NORMAL_CLEARING","hangup_state":"recv_refuse"})
}

#[test]
fn a_record_is_the_call_that_it_speaks_of() {
    let call = Call::from_events(&read(BULUTFON, &documented()).unwrap()).unwrap();
    assert_eq!(
        call.id.to_string(),
        "bulutfon:b75d34a7-0000-4801-8530-406c6aea0e09"
    );
    assert_eq!(call.caller.number.unwrap().as_str(), "+902320000000");
    assert_eq!(call.called.number.unwrap().as_str(), "+905320000001");
    assert_eq!(call.started_at, at("2026-03-15T06:46:06Z"));
    assert_eq!(call.ended_at, Some(at("2026-03-15T06:46:54Z")));
    assert_eq!(
        (call.status, call.direction),
        (Status::Ended, Direction::Outbound)
    );
    assert_eq!(
        call.answered_by, None,
        "`extension` is the called number again"
    );
}

#[test]
fn missed_is_what_the_record_calls_so() {
    let answered_at = "2026-03-15T09:46:20+03:00";
    for (changes, disposition, missed) in [
        (json!({}), Disposition::NoAnswer, false),
        (
            json!({"answer_time": answered_at}),
            Disposition::Answered,
            false,
        ),
        (
            json!({"hangup_cause": "USER_BUSY"}),
            Disposition::Busy,
            false,
        ),
        (
            json!({"hangup_cause": "CALL_REJECTED"}),
            Disposition::Rejected,
            false,
        ),
        // The menu picked up.
        (
            json!({"direction": "IN", "missing_call": true, "answer_time": answered_at}),
            Disposition::NoAnswer,
            true,
        ),
        (
            json!({"direction": "IN", "missing_call": "true"}),
            Disposition::NoAnswer,
            true,
        ),
        (
            json!({"direction": "IN", "answer_time": answered_at}),
            Disposition::Answered,
            false,
        ),
        (json!({"direction": "IN"}), Disposition::Unknown, false),
        (
            json!({"direction": "IN", "missing_call": null}),
            Disposition::Unknown,
            false,
        ),
    ] {
        let call =
            Call::from_events(&read(BULUTFON, &with(&documented(), &changes)).unwrap()).unwrap();
        assert_eq!(
            (call.disposition, call.missed),
            (disposition, missed),
            "{changes}"
        );
        let is_menu = call.direction == Direction::Inbound;
        assert!(
            !is_menu || call.answered_at.is_none(),
            "{changes}: it may be a menu's"
        );
    }
    let fax = Call::from_events(
        &read(
            BULUTFON,
            &with(&documented(), &json!({"bf_calltype": "fax"})),
        )
        .unwrap(),
    )
    .unwrap();
    assert_eq!(fax.kind, CallKind::Fax);
    let timeless = json!({"call_time": "x", "answer_time": "x", "hangup_time": "x"});
    for unreadable in [json!({"uuid": ""}), timeless] {
        read(BULUTFON, &with(&documented(), &unreadable)).unwrap_err();
    }
}

/// A call is not to be missing because one of its times is spelled as nobody can read it.
#[test]
fn a_time_that_cannot_be_read_is_near_the_other_one() {
    let [began, over] = ["2026-03-15T06:46:06Z", "2026-03-15T06:46:54Z"].map(at);
    for (changes, started, ended) in [
        (json!({"call_time": "017-08-03"}), over, over),
        (json!({"call_time": null}), over, over),
        (json!({"hangup_time": "2026-03-15T9:4:"}), began, began),
    ] {
        let events = read(BULUTFON, &with(&documented(), &changes)).unwrap();
        let call = Call::from_events(&events).unwrap();
        assert_eq!(
            (call.started_at, call.ended_at),
            (started, Some(ended)),
            "{changes}"
        );
    }
}

#[test]
fn numbers_come_as_numbers_texts_or_not_at_all() {
    for (caller, e164) in [
        (json!(905_320_000_001_u64), Some("+905320000001")),
        (json!("905320000001"), Some("+905320000001")),
        (Value::Null, None),
    ] {
        let record = with(&documented(), &json!({"direction": "IN", "caller": caller}));
        let call = Call::from_events(&read(BULUTFON, &record).unwrap()).unwrap();
        let number = call.caller.number;
        assert_eq!(number.as_ref().map(|number| number.as_str()), e164);
    }
}

#[test]
fn the_shortest_time_that_reaches_back_far_enough_is_asked_for() {
    let key = ApiKey::read(KEY).unwrap();
    let to = at("2026-11-25T12:00:00Z");
    for (hours, limit) in [
        (0.5, "hour"),
        (1.0, "day"),
        (20.0, "day"),
        (23.5, "month"),
        (600.0, "month"),
    ] {
        let from = to - jiff::SignedDuration::from_secs_f64(hours * 3600.0);
        let request = asked(
            BULUTFON,
            &Window { from, to },
            PageAt {
                number: 2,
                after: 100,
            },
        );
        assert_eq!(
            request.url("", &key),
            format!("/cdrs?access_token={KEY}&time_limit={limit}&limit=100&page=2")
        );
        assert!(!format!("{request:?}").contains(KEY));
    }
}

#[test]
fn a_page_is_read_and_what_is_none_is_refused() {
    let running = with(&documented(), &json!({"uuid": "2", "hangup_time": null}));
    let body = json!({"cdrs": [documented(), running], "pagination": {"page": 1,
        "total_count": 2, "total_pages": 1, "limit": 100, "previous_page": null, "next_page": null}});
    let read = |status, body: &str| {
        let body = body.as_bytes();
        page_of(BULUTFON, &ApiAnswer { status, body })
    };
    let page = read(200, &body.to_string()).unwrap();
    assert_eq!(
        (page.total, page.pages, page.records.len()),
        (Some(2), Some(1), 1)
    );
    assert_eq!(page.ids, ["b75d34a7-0000-4801-8530-406c6aea0e09", "2"]);
    for (status, body, refusal) in [
        (401, r#"{"error":"Invalid token"}"#, Refusal::Key),
        (200, r#"{"error":"Token expired"}"#, Refusal::Shape),
        (200, "", Refusal::Shape),
        (400, "", Refusal::Refused { status: 400 }),
        (429, "", Refusal::TooOften),
        (503, "", Refusal::Trouble { status: 503 }),
    ] {
        assert_eq!(read(status, body).unwrap_err(), refusal, "{status} {body}");
    }
}

#[test]
fn of_extensions_number_and_name_are_taken() {
    let body = br#"{"extensions":[{"id":2,"number":1002,"registered":true,
        "caller_name":"Ay\u015fe","email":"a@example.invalid"},{"id":3}]}"#;
    let found = api(BULUTFON)
        .read_extensions(&ApiAnswer { status: 200, body })
        .unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.number.as_str(), one.name.as_str()))
        .collect();
    assert_eq!(found, [("1002", "Ayşe")]);
}

#[test]
fn no_call_is_placed_of_which_the_customer_would_hear_first() {
    let to = kimo_calls::Party::read_leniently("05320000001", kimo_calls::Region::TR);
    let meaning = kimo_pbx::meaning_of(BULUTFON);
    assert!(!api(BULUTFON).dials(&meaning));
    api(BULUTFON).dial("1001", &to, &meaning).unwrap_err();
}

/// The document's own example of the digest.
#[test]
fn a_recording_is_at_an_address_that_opens_nothing_else() {
    let key = ApiKey::read("abcde123123").unwrap();
    let Some(RecordingAt::Address(request)) = api(BULUTFON).recording("1234-1234-1234") else {
        panic!("it has an address");
    };
    assert_eq!(
        request.url("https://api.example.com", &key),
        "https://api.example.com/call-records/1234%2D1234%2D1234/stream\
         ?access_token=0abd013609331a5439f1865d20df1a8223bfd0fa"
    );
    let strange = api(BULUTFON).recording("../1?a=b#");
    let Some(RecordingAt::Address(request)) = strange else {
        panic!("it has an address");
    };
    let url = request.url("https://api.example.com", &key);
    assert!(
        url.starts_with("https://api.example.com/call-records/%2E%2E%2F1%3Fa%3Db%23/stream?"),
        "{url}"
    );
}

#[test]
fn whether_a_call_was_recorded_is_said_by_its_record_and_by_its_end() {
    for (fields, says) in [
        (json!({"call_record": "YES"}), Some(true)),
        (json!({"call_record": "NO"}), Some(false)),
        (json!({"call_record": "REMOVED"}), Some(false)),
        (json!({"cdr": {"call_record": "true"}}), Some(true)),
        (json!({"cdr": {"call_record": "false"}}), Some(false)),
        (json!({"cdr": "no tree"}), None),
        (json!({"uuid": "1"}), None),
    ] {
        assert_eq!(
            api(BULUTFON).says_recorded(fields.clone()),
            says,
            "{fields}"
        );
    }
}
