//! Bulutfon's own records, and how its interface is asked for them.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use kimo_calls::{
    Account, Call, CallEvent, CallKind, Direction, Disposition, PbxId, Status, Timestamp,
};
use kimo_pbx::{
    Api, ApiAnswer, ApiKey, ComesTo, Delivery, Refusal, StoryId, Window, adapter, meaning_of,
    stories,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const BULUTFON: PbxId = PbxId::known("bulutfon");

fn api() -> &'static dyn Api {
    adapter(BULUTFON).unwrap().api().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn read(record: &Value) -> Result<Vec<CallEvent>, kimo_pbx::ReadError> {
    let body = record.to_string();
    let delivery = Delivery {
        pbx: BULUTFON,
        account: &Account::default(),
        content_type: Some("application/json"),
        body: body.as_bytes(),
        received_at: at("2026-11-25T12:00:00Z"),
    };
    kimo_pbx::read_record(&delivery, &meaning_of(BULUTFON)).map(kimo_pbx::Reading::into_events)
}

/// The document's own.
fn documented() -> Value {
    json!({"uuid":"b75d34a7-0000-4801-8530-406c6aea0e09","bf_calltype":"voice","direction":"OUT",
        "caller":902_320_000_000_u64,"callee":905_320_000_001_u64,"extension":"902320000000",
        "call_time":"2026-03-15T09:46:06+03:00","answer_time":null,
        "hangup_time":"2026-03-15T09:46:54+03:00","missing_call":false,"call_price":null,
        "call_record":"NO","hangup_cause":"NORMAL_CLEARING","hangup_state":"recv_refuse"})
}

fn with(changes: &Value) -> Value {
    let mut record = documented();
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

#[test]
fn a_record_is_the_call_that_it_speaks_of() {
    let call = Call::from_events(&read(&documented()).unwrap()).unwrap();
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
        let call = Call::from_events(&read(&with(&changes)).unwrap()).unwrap();
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
    let fax = Call::from_events(&read(&with(&json!({"bf_calltype": "fax"}))).unwrap()).unwrap();
    assert_eq!(fax.kind, CallKind::Fax);
    for unreadable in [json!({"uuid": ""}), json!({"call_time": "x"})] {
        read(&with(&unreadable)).unwrap_err();
    }
}

#[test]
fn numbers_come_as_numbers_texts_or_not_at_all() {
    for (caller, e164) in [
        (json!(905_320_000_001_u64), Some("+905320000001")),
        (json!("905320000001"), Some("+905320000001")),
        (Value::Null, None),
    ] {
        let record = with(&json!({"direction": "IN", "caller": caller}));
        let call = Call::from_events(&read(&record).unwrap()).unwrap();
        let number = call.caller.number;
        assert_eq!(number.as_ref().map(|number| number.as_str()), e164);
    }
}

#[test]
fn the_shortest_time_that_reaches_back_far_enough_is_asked_for() {
    let key = ApiKey::read("abcde123123").unwrap();
    let to = at("2026-11-25T12:00:00Z");
    for (hours, limit) in [
        (0.5, "hour"),
        (1.0, "day"),
        (20.0, "day"),
        (23.5, "month"),
        (600.0, "month"),
    ] {
        let from = to - jiff::SignedDuration::from_secs_f64(hours * 3600.0);
        let request = api().records(&Window { from, to }, 2);
        assert_eq!(
            request.url("", &key),
            format!("/cdrs?access_token=abcde123123&time_limit={limit}&limit=100&page=2")
        );
        assert!(!format!("{request:?}").contains("abcde123123"));
    }
}

#[test]
fn a_page_is_read_and_what_is_none_is_refused() {
    let running = with(&json!({"uuid": "2", "hangup_time": null}));
    let body = json!({"cdrs": [documented(), running], "pagination": {"page": 1,
        "total_count": 2, "total_pages": 1, "limit": 100, "previous_page": null, "next_page": null}});
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api().read_records(&ApiAnswer { status, body })
    };
    let page = read(200, &body.to_string()).unwrap();
    assert_eq!((page.total, page.pages, page.records.len()), (2, 1, 1));
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
    let found = api()
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
    assert_eq!(api().dial("1001", &to), None);
}

/// The row that the PBX would list of a call.
fn record_of(call: &Call) -> Value {
    let inbound = call.direction == Direction::Inbound;
    let answered = call.disposition == Disposition::Answered;
    let digits = |party: &kimo_calls::Party| match &party.number {
        Some(number) => json!(number.as_str().trim_start_matches('+')),
        None => Value::Null,
    };
    json!({"uuid": call.id.pbx_call_id, "bf_calltype": match call.kind {
            CallKind::Fax => "fax",
            CallKind::Voice => "voice",
        },
        "direction": if inbound { "IN" } else { "OUT" },
        "caller": digits(&call.caller), "callee": digits(&call.called),
        "call_time": call.started_at.to_string(),
        "answer_time": answered.then(|| call.answered_at.unwrap_or(call.started_at).to_string()),
        "hangup_time": call.ended_at.unwrap_or(call.started_at).to_string(),
        "missing_call": inbound && !answered, "hangup_cause": "NORMAL_CLEARING"})
}

proptest! {
    /// Deliveries and the row of the same call, in any order and repetition, some deliveries lost:
    /// one call, and what a person here saw of it is not undone by the row.
    #[test]
    fn deliveries_and_records_make_the_same_call_in_any_order(
        story in prop::sample::select(
            stories().filter(|(adapter, _)| adapter.id() == BULUTFON)
                .map(|(_, story)| story).collect::<Vec<_>>()
        ),
        kept in prop::collection::vec(any::<bool>(), 16),
        order in Just((0..48_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let began = at("2026-11-20T09:00:00Z");
        let posted: Vec<CallEvent> = story.steps(began, StoryId([7; 16])).iter().flat_map(|step| {
            let delivery = Delivery {
                pbx: BULUTFON,
                account: &Account::default(),
                content_type: Some(step.content_type),
                body: step.body.as_bytes(),
                received_at: began + step.sent_after,
            };
            kimo_pbx::read(&delivery, &meaning_of(BULUTFON)).unwrap().into_events()
        }).collect();
        let whole = Call::from_events(&posted).unwrap();
        let mut events: Vec<_> = posted.iter().zip(kept.iter().cycle())
            .filter(|(_, kept)| **kept).map(|(event, _)| event.clone()).collect();
        events.extend(read(&record_of(&whole)).unwrap());
        let expected = Call::from_events(&events).unwrap();
        let shuffled: Vec<_> = order.iter().map(|at| events[at % events.len()].clone()).collect();
        prop_assert_eq!(&Call::from_events(&shuffled).unwrap(), &expected, "{}", story.name);
        let ComesTo { kind, direction, missed, .. } = story.comes_to;
        prop_assert_eq!((expected.kind, expected.direction), (kind, direction), "{}", story.name);
        prop_assert_eq!(expected.missed, missed, "{}", story.name);
    }
}
