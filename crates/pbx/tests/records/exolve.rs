//! The records and the interface of MTS Exolve, and its events.

use kimo_calls::{
    Account, Call, CallEvent, Direction, Disposition, Meaning, Party, Region, SettingValue, Status,
};
use kimo_pbx::{
    ApiAnswer, ApiKey, Delivery, PageAt, ReadError, Reading, Refusal, Window, meaning_of,
};
use serde_json::{Value, json};

use crate::{KEY, MTT, api, asked, at, page_of, read, with};

/// With the names that the document knows.
fn documented() -> Value {
    json!({"call_id": 10_417_623_984_712_345_678_u64, "date_time": "2026-03-02T07:15:04.120Z",
        "calling_number": "79161234567", "called_number": "79581234567",
        "redirect_number": "79261234567", "duration": 45_000, "application_uuid": "8d6f"})
}

fn call(record: &Value) -> Call {
    Call::from_events(&read(MTT, record).unwrap()).unwrap()
}

#[test]
fn a_record_is_the_call_that_it_speaks_of() {
    let call = call(&documented());
    assert_eq!(call.id.to_string(), "mtt:10417623984712345678");
    assert_eq!(call.caller.number.unwrap().as_str(), "+79161234567");
    assert_eq!(call.called.number.unwrap().as_str(), "+79581234567");
    assert_eq!(call.started_at, at("2026-03-02T07:15:04.120Z"));
    assert_eq!(
        (call.status, call.direction, call.disposition),
        (Status::Ended, Direction::Inbound, Disposition::Answered)
    );
    assert_eq!(call.answered_by.as_deref(), Some("79261234567"));
    assert_eq!(call.ended_at, None, "it does not tell");
    assert_eq!(call.waited_seconds, None);
}

#[test]
fn an_id_is_a_number_or_a_text_under_either_name() {
    for (changes, id) in [
        (
            json!({"call_id": "18446744073709551615"}),
            "18446744073709551615",
        ),
        (json!({"call_id": u64::MAX}), "18446744073709551615"),
        (json!({"call_id": null, "uid": 7}), "7"),
        (json!({"call_id": "", "uid": "8"}), "8"),
        (json!({"uid": 9}), "10417623984712345678"),
    ] {
        let call = call(&with(&documented(), &changes));
        assert_eq!(call.id.pbx_call_id, id, "{changes}");
    }
}

/// Whether it is in seconds or milliseconds, nobody knows of most lengths.
#[test]
fn a_talk_is_a_talk_in_whatever_unit_and_its_length_is_told_only_where_it_is_known() {
    for (duration, disposition, talk) in [
        (json!(0), Disposition::NoAnswer, None),
        (json!("0"), Disposition::NoAnswer, None),
        (json!(20), Disposition::Answered, None),
        (json!(21_600), Disposition::Answered, None),
        (json!(45_000), Disposition::Answered, Some(45)),
        (json!("130000"), Disposition::Answered, Some(130)),
        (Value::Null, Disposition::Unknown, None),
        (json!(-1), Disposition::Unknown, None),
        (json!("00:20"), Disposition::Unknown, None),
        (json!({"a": 1}), Disposition::Unknown, None),
    ] {
        let call = call(&with(&documented(), &json!({"duration": duration})));
        assert_eq!(
            (call.disposition, call.talk_seconds, call.missed),
            (disposition, talk, disposition == Disposition::NoAnswer),
            "{duration}"
        );
    }
}

#[test]
fn who_calls_from_our_number_or_from_a_sip_account_calls_out() {
    let mut meaning = meaning_of(MTT);
    let ours = SettingValue::Text("8 958 123-45-67".to_owned());
    meaning.settings.insert("own_number".to_owned(), ours);
    for (caller, entered, direction) in [
        ("79581234567", true, Direction::Outbound),
        ("79581234567", false, Direction::Inbound),
        ("79161234567", true, Direction::Inbound),
        ("883140776920834", false, Direction::Outbound),
        // A number of Nizhny Novgorod, as people write it.
        ("88314123456", false, Direction::Inbound),
    ] {
        let meaning = if entered {
            meaning.clone()
        } else {
            meaning_of(MTT)
        };
        let record = with(
            &documented(),
            &json!({"calling_number": caller, "called_number": "79161234568", "duration": 0}),
        );
        let body = record.to_string();
        let delivery = delivery(&body);
        let events = kimo_pbx::read_record(&delivery, &meaning).unwrap();
        let call = Call::from_events(&events.into_events()).unwrap();
        assert_eq!(call.direction, direction, "{caller}");
        assert_eq!(call.missed, direction == Direction::Inbound, "{caller}");
    }
}

#[test]
fn what_has_neither_id_nor_time_is_no_record() {
    for changes in [
        json!({"call_id": null}),
        json!({"call_id": {"a": 1}}),
        json!({"date_time": null}),
        json!({"date_time": "yesterday"}),
        json!({"date_time": 0}),
        json!({"call_id": 1e300}),
    ] {
        read(MTT, &with(&documented(), &changes)).unwrap_err();
    }
    let hidden = call(&with(&documented(), &json!({"calling_number": ""})));
    assert!(hidden.caller.is_hidden());
}

#[test]
fn records_are_asked_for_by_offset_and_the_key_goes_in_a_header() {
    let window = Window {
        from: at("2026-11-20T09:00:00.5Z"),
        to: at("2026-11-21T09:00:00Z"),
    };
    let key = ApiKey::read(KEY).unwrap();
    let third = PageAt::FIRST.next(50).next(20);
    let request = asked(MTT, &window, third);
    let body: Value = serde_json::from_str(&request.body(&key).unwrap()).unwrap();
    assert_eq!(
        body,
        json!({"date_from": "2026-11-20T09:00:00Z", "date_to": "2026-11-21T09:00:00Z",
            "limit": 50, "offset": 70})
    );
    assert_eq!(request.content_type(), Some("application/json"));
    assert_eq!(request.authorization(&key), Some(format!("Bearer {KEY}")));
    let url = request.url("https://api.example.com", &key);
    assert_eq!(
        url,
        "https://api.example.com/statistics/call-history/v2/GetList"
    );
    assert!(request.repeatable);
    assert!(!format!("{request:?}").contains(KEY));
}

#[test]
fn a_page_is_read_under_each_of_its_names_and_what_is_none_is_refused() {
    let page = |status, body: &str| {
        let body = body.as_bytes();
        page_of(MTT, &ApiAnswer { status, body })
    };
    for name in ["calls", "list", "call_history"] {
        let body = json!({ name: [documented(), {"uid": 2}], "x": 1 });
        let found = page(200, &body.to_string()).unwrap();
        assert_eq!((found.total, found.pages), (None, None));
        assert_eq!((found.records.len(), found.ids.len()), (2, 2));
        let kept: Value = serde_json::from_str(&found.records[0]).unwrap();
        assert_eq!(kept, documented());
    }
    for empty in [r#"{"calls":[]}"#, r#"{"calls":null}"#, "{}"] {
        assert_eq!(page(200, empty).unwrap().ids, [""; 0], "{empty}");
    }
    for (status, body, refusal) in [
        (401, r#"{"error":"unauthorized"}"#, Refusal::Key),
        (403, "", Refusal::Key),
        (200, r#"{"error":{"code":1}}"#, Refusal::Shape),
        (200, r#"{"calls":{}}"#, Refusal::Shape),
        (200, r#"{"calls":[7]}"#, Refusal::Shape),
        (200, r#"{"calls":[{"uid":"#, Refusal::Shape),
        (200, "[]", Refusal::Shape),
        (200, "", Refusal::Shape),
        (200, "<html>", Refusal::Shape),
        (400, "{}", Refusal::Refused { status: 400 }),
        (429, "", Refusal::TooOften),
        (503, "", Refusal::Trouble { status: 503 }),
    ] {
        assert_eq!(page(status, body).unwrap_err(), refusal, "{status} {body}");
    }
}

fn can_call() -> Meaning {
    let mut meaning = meaning_of(MTT);
    for (name, value) in [
        ("own_number", "8 900 000-00-00"),
        ("callback_resource", " 123456"),
    ] {
        let value = SettingValue::Text(value.to_owned());
        meaning.settings.insert(name.to_owned(), value);
    }
    meaning
}

#[test]
fn our_line_is_rung_first_and_nothing_is_called_that_is_not_set_up() {
    let key = ApiKey::read(KEY).unwrap();
    let to = |number: &str| Party::read_leniently(number, Region::RU);
    let customer = to("8 916 123-45-67");
    assert!(api(MTT).dials(&can_call()));
    let request = api(MTT)
        .dial("8 926 000 00 01", &customer, &can_call())
        .unwrap();
    let body: Value = serde_json::from_str(&request.body(&key).unwrap()).unwrap();
    let line = |number: &str| json!({"destinations": [{"number": number, "timeout": 30}], "display_number": "79000000000"});
    assert_eq!(
        body,
        json!({"request_description": "Kimo", "number_code": 79_000_000_000_u64,
            "callback_resource_id": 123_456,
            "line_1": line("79260000001"), "line_2": line("79161234567")})
    );
    assert_eq!(request.url("", &key), "/call/v1/MakeCallback");
    assert!(!request.repeatable, "a telephone rings");
    assert!(!format!("{request:?} {body}").contains(KEY));

    let dial = |extension, number| api(MTT).dial(extension, &to(number), &can_call());
    assert_eq!(dial("1001", "8 916 123-45-67"), Err(Refusal::NoExtension));
    for number in ["+49 30 27590915", "1003", "anonymous"] {
        let refused = dial("79260000001", number);
        assert_eq!(refused, Err(Refusal::NoDestination), "{number}");
    }
    for (name, value) in [
        ("own_number", ""),
        ("own_number", "office"),
        ("own_number", "+49 30 27590915"),
        ("callback_resource", ""),
        ("callback_resource", "-1"),
        ("callback_resource", "main"),
    ] {
        let mut meaning = can_call();
        let value = SettingValue::Text(value.to_owned());
        meaning.settings.insert(name.to_owned(), value);
        assert!(!api(MTT).dials(&meaning), "{name}: {meaning:?}");
        api(MTT)
            .dial("79260000001", &customer, &meaning)
            .unwrap_err();
    }
}

#[test]
fn what_calling_came_to_is_read_by_each_name_and_without_one_nobody_knows() {
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api(MTT).read_dialled(&ApiAnswer { status, body })
    };
    for (body, id) in [
        (
            r#"{"call_id":18446744073709551615}"#,
            "18446744073709551615",
        ),
        (r#"{"callback_id":"a-1","x":{}}"#, "a-1"),
        (r#"{"call_sid":"5F3C"}"#, "5F3C"),
        (r#"{"id":7}"#, "7"),
    ] {
        assert_eq!(read(200, body).as_deref(), Ok(id));
    }
    for body in [
        "{}",
        "",
        "ok",
        r#"{"id":""}"#,
        r#"{"id":"../x"}"#,
        r#"{"id":[]}"#,
    ] {
        let refusal = read(200, body).unwrap_err();
        assert_eq!(refusal, Refusal::Shape, "{body}");
        assert!(refusal.may_have_been_done(), "a telephone may ring");
    }
    assert_eq!(read(401, "{}"), Err(Refusal::Key));
    assert!(!Refusal::Key.may_have_been_done());
    assert!(read(504, "").unwrap_err().may_have_been_done());
    assert!(!read(503, "").unwrap_err().may_have_been_done());
}

fn delivery(body: &str) -> Delivery<'_> {
    static ONLY: std::sync::LazyLock<Account> = std::sync::LazyLock::new(Account::default);
    Delivery {
        pbx: MTT,
        account: &ONLY,
        content_type: Some("application/json"),
        body: body.as_bytes(),
        received_at: at("2026-11-25T12:00:00Z"),
    }
}

fn posted(fields: &Value) -> Result<Reading, ReadError> {
    kimo_pbx::read(&delivery(&fields.to_string()), &meaning_of(MTT))
}

fn events(all: &[Value]) -> Vec<CallEvent> {
    all.iter()
        .flat_map(|one| posted(one).unwrap().into_events())
        .collect()
}

#[test]
fn events_and_their_record_are_one_call_whichever_id_an_event_has_beside_it() {
    let event = |kind: &str, second: u32, more: Value| {
        let mut fields = with(
            &json!({"type": kind, "call_id": 7, "call_sid": "5F3C", "from": "79161234567",
                "to": "79581234567", "date_time": format!("2026-03-02T07:15:{second:02}Z")}),
            &more,
        );
        if kind == "e" {
            fields["to"] = Value::Null;
        }
        fields
    };
    let leg = json!({"redirect_number": "79261234567"});
    let all = [
        event("b", 4, json!({})),
        event("o", 5, leg.clone()),
        event("s", 9, leg.clone()),
        event("h", 40, leg),
        event("e", 41, json!({"cause_code": 16})),
    ];
    let record = json!({"uid": "7", "date_time": "2026-03-02T07:15:04Z", "duration": 31,
        "calling_number": "79161234567", "called_number": "79581234567"});
    let mut events = events(&all);
    let whole = Call::from_events(&events).unwrap();
    assert_eq!(whole.id.pbx_call_id, "7");
    assert_eq!(whole.answered_by.as_deref(), Some("79261234567"));
    assert_eq!(whole.ended_at, Some(at("2026-03-02T07:15:41Z")));
    assert_eq!(whole.talk_seconds, Some(32));
    events.extend(read(MTT, &record).unwrap());
    assert_eq!(Call::from_events(&events).unwrap(), whole);

    // Who answered was lost on the way; that somebody did, the record knows.
    events.remove(2);
    let without = Call::from_events(&events).unwrap();
    assert_eq!(without.disposition, Disposition::Answered);
    assert_eq!(without.ended_at, whole.ended_at);
    assert_eq!(without.talk_seconds, None);
}

#[test]
fn an_event_without_the_calls_id_has_the_other_and_a_question_of_routing_is_no_call() {
    let arrived = json!({"type": "b", "call_sid": "5F3C", "from": "79161234567"});
    let events = posted(&arrived).unwrap().into_events();
    assert_eq!(events[0].call.pbx_call_id, "5F3C");
    for question in [
        json!({"id": "1", "jsonrpc": "2.0", "method": "getControlCallFollowMe",
            "params": {"sip_id": "79581234567", "numberA": "79161234567", "call_sid": "5F3C"}}),
        json!({"method": "getControlCallFollowMe", "sip_id": "79581234567",
            "numberA": "79161234567", "h323_conf_id": "BC5F"}),
        json!({"sip_id": "79581234567", "numberA": "79161234567", "call_sid": "5F3C"}),
    ] {
        posted(&question).unwrap_err();
    }
    let unknown = posted(&json!({"type": "zz", "call_id": 7})).unwrap();
    assert!(matches!(unknown, Reading::NotUnderstood { .. }));
    posted(&json!({"type": "b"})).unwrap_err();
}

#[test]
fn nobody_answered_where_nobody_talked() {
    for (last, disposition) in [
        (
            json!({"type": "e", "cause_code": 16}),
            Disposition::Cancelled,
        ),
        (json!({"type": "e", "cause_code": "17"}), Disposition::Busy),
        (
            json!({"type": "d", "talk_time": 0, "cause_code": 19}),
            Disposition::NoAnswer,
        ),
        (
            json!({"type": "d", "talk_time": "31250", "cause_code": 16}),
            Disposition::Answered,
        ),
        (
            json!({"type": "d", "talk_time": "x"}),
            Disposition::NoAnswer,
        ),
    ] {
        let began = json!({"type": "b", "call_id": "7", "date_time": "2026-03-02T07:15:04Z"});
        let over = json!({"call_id": "7", "date_time": "2026-03-02T07:15:44Z"});
        let call = Call::from_events(&events(&[began, with(&over, &last)])).unwrap();
        assert_eq!(
            (call.status, call.disposition),
            (Status::Ended, disposition)
        );
        let talked = disposition == Disposition::Answered;
        assert_eq!(call.missed, !talked, "{last}");
        assert_eq!(call.talk_seconds, talked.then_some(31), "{last}");
    }
}
