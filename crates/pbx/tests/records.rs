//! What a PBX's own records say, and how its interface is asked for them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use kimo_calls::{
    Account, Call, CallEvent, Direction, Disposition, Party, PbxId, Region, Timestamp,
};
use kimo_pbx::{
    Api, ApiAnswer, ApiKey, ComesTo, Delivery, Refusal, StoryId, VerimorCall, VerimorRecord,
    Window, adapter, meaning_of, stories,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const VERIMOR: PbxId = PbxId::known("verimor");
const KEY: &str = "K38359b70-4342-9479";

fn api() -> &'static dyn Api {
    adapter(VERIMOR).unwrap().api().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn read(record: &Value) -> Result<Vec<CallEvent>, kimo_pbx::ReadError> {
    let body = record.to_string();
    let delivery = Delivery {
        pbx: VERIMOR,
        account: &Account::default(),
        content_type: Some("application/json"),
        body: body.as_bytes(),
        received_at: at("2026-11-25T12:00:00Z"),
    };
    kimo_pbx::read_record(&delivery, &meaning_of(VERIMOR)).map(kimo_pbx::Reading::into_events)
}

fn call(record: &Value) -> Call {
    Call::from_events(&read(record).unwrap()).unwrap()
}

/// The document's own, its contradiction ("Cevaplandı", missed) taken away.
fn documented() -> Value {
    json!({"start_stamp":"2026-03-03 12:30:32 +0300","direction":"Gelen",
        "caller_id_number":"05320000001","caller_id_name":"Deniz Örnek",
        "destination_number":"902120000000","destination_name":"Dahili 1",
        "duration":"00:01:05","talk_duration":"00:00:00","queue_wait_seconds":"00:00:10",
        "queue":"201","result":"Cevapsız","missed":"true",
        "return_uuid":"38359b70-0000-4342-9479-e98ff716d102",
        "recording_present":"false","sip_hangup_disposition":"caller",
        "call_uuid":"651f8a68-0000-11e7-a6b6-5bedc26e2ab3","answer_stamp":null,
        "end_stamp":"2026-03-03 12:31:37 +0300"})
}

fn with(changes: Value) -> Value {
    let mut record = documented();
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

#[test]
fn a_record_is_the_call_that_it_speaks_of() {
    let missed = call(&documented());
    let started = (missed.started_at, missed.ended_at);
    assert_eq!(
        started,
        (at("2026-03-03T09:30:32Z"), Some(at("2026-03-03T09:31:37Z")))
    );
    assert_eq!(missed.caller.number.unwrap().as_str(), "+905320000001");
    assert_eq!(missed.called.number.unwrap().as_str(), "+902120000000");
    assert_eq!(missed.queue.as_deref(), Some("201"));
    assert_eq!(missed.waited_seconds, Some(10));
    assert_eq!(missed.hangup_cause.as_deref(), Some("Cevapsız"));
    assert!(missed.missed);
    assert_eq!(
        missed.id.to_string(),
        "verimor:651f8a68-0000-11e7-a6b6-5bedc26e2ab3"
    );

    let answered = call(&with(json!({
        "missed": false, "result": "Cevaplandı", "talk_duration": "00:00:55",
        "answer_stamp": "2026-03-03 12:30:42 +0300", "queue": "",
        "destination_number": "1014 (902120000000)",
    })));
    assert_eq!(answered.disposition, Disposition::Answered);
    assert_eq!(answered.answered_by.as_deref(), Some("1014"));
    assert_eq!(answered.answered_at, Some(at("2026-03-03T09:30:42Z")));
    assert_eq!(answered.talk_seconds, Some(55));
    assert_eq!(answered.called.raw, "1014");
}

#[test]
fn a_record_is_read_in_every_spelling_that_the_documents_print() {
    let start = "2026-03-03T09:30:32Z";
    for (changes, direction, missed, disposition, started) in [
        (
            json!({}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"missed": true}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        // The text "false" is no yes.
        (
            json!({"missed": "false"}),
            Direction::Inbound,
            false,
            Disposition::Answered,
            start,
        ),
        // The document's own example: the word contradicts the flag, which decides.
        (
            json!({"result": "Cevaplandı"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"result": "Meşgul"}),
            Direction::Inbound,
            true,
            Disposition::Busy,
            start,
        ),
        (
            json!({"result": "Vazgeçildi"}),
            Direction::Inbound,
            true,
            Disposition::Cancelled,
            start,
        ),
        (
            json!({"result": "Reddedildi"}),
            Direction::Inbound,
            true,
            Disposition::Rejected,
            start,
        ),
        (
            json!({"result": "Ulaşılamıyor"}),
            Direction::Inbound,
            true,
            Disposition::Failed,
            start,
        ),
        (
            json!({"direction": "Giden"}),
            Direction::Outbound,
            false,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"direction": "Giden (API)"}),
            Direction::Outbound,
            false,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"direction": "Giden (IVR)"}),
            Direction::Outbound,
            false,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"direction": "Santral içi"}),
            Direction::Internal,
            false,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"duration": "00:0:35", "queue_wait_seconds": 10}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"start_stamp": "2026-03-03 12:30:32 +030"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"start_stamp": "026-03-03 12:30:32 +0300"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"start_stamp": "gone"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"end_stamp": "gone"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
        (
            json!({"read_code": "PCMA"}),
            Direction::Inbound,
            true,
            Disposition::NoAnswer,
            start,
        ),
    ] {
        let call = call(&with(changes.clone()));
        let read = (call.direction, call.missed, call.disposition);
        assert_eq!(read, (direction, missed, disposition), "{changes}");
        assert_eq!(call.started_at, at(started), "{changes}");
    }
    for unreadable in [
        json!({"call_uuid": ""}),
        json!({"start_stamp": "x", "end_stamp": ""}),
    ] {
        read(&with(unreadable)).unwrap_err();
    }
}

fn page(status: u16, body: &str) -> Result<kimo_pbx::RecordsPage, Refusal> {
    let body = body.as_bytes();
    api().read_records(&ApiAnswer { status, body })
}

#[test]
fn a_page_of_records_is_read_and_what_is_none_is_refused() {
    let running = with(json!({"call_uuid": "2", "end_stamp": null, "duration": "00:00:00"}));
    let body = json!({"cdrs": [documented(), running],
        "pagination": {"page": 1, "total_count": "2", "total_pages": 1, "limit": 100}});
    let found = page(200, &body.to_string()).unwrap();
    assert_eq!((found.total, found.pages), (2, 1));
    assert_eq!(found.ids, ["651f8a68-0000-11e7-a6b6-5bedc26e2ab3", "2"]);
    let kept: Value = serde_json::from_str(&found.records[0]).unwrap();
    assert_eq!((found.records.len(), kept), (1, documented()));

    let key = format!("Gecersiz anahtar: {KEY}");
    for (status, body, refusal) in [
        (400, key.as_str(), Refusal::Key),
        (401, key.as_str(), Refusal::Key),
        (200, r#"{"error":"Gecersiz anahtar"}"#, Refusal::Shape),
        (200, r#"{"cdrs":[]}"#, Refusal::Shape),
        (200, "[]", Refusal::Shape),
        (200, "", Refusal::Shape),
        (200, "<html>", Refusal::Shape),
        (200, r#"{"cdrs":[{"call_uuid":"#, Refusal::Shape),
        (
            400,
            "start_stamp_to is invalid",
            Refusal::Refused { status: 400 },
        ),
        (404, "404 Bad Request", Refusal::Refused { status: 404 }),
        (429, "Too many requests", Refusal::TooOften),
        (502, "", Refusal::Trouble { status: 502 }),
    ] {
        let refused = page(status, body).unwrap_err();
        assert_eq!(refused, refusal, "{status} {body}");
        assert!(!format!("{refused} {refused:?}").contains(KEY));
    }
}

#[test]
fn records_are_asked_for_in_utc_and_the_key_shows_nowhere() {
    let window = Window {
        from: at("2026-11-20T09:00:00.5Z"),
        to: at("2026-11-21T09:00:00Z"),
    };
    let key = ApiKey::read(&format!(" {KEY}\n")).unwrap();
    let request = api().records(&window, 3);
    assert_eq!(
        request.url("https://api.example.com/", &key),
        format!(
            "https://api.example.com/cdrs?key={KEY}&start_stamp_from=2026-11-20+09%3A00%3A00+UTC\
             &start_stamp_to=2026-11-21+09%3A00%3A00+UTC&limit=100&page=3"
        )
    );
    assert!(request.repeatable);
    assert_eq!(
        (request.limit.most, request.limit.within.as_secs()),
        (6, 60)
    );
    assert!(!format!("{request:?} {key:?}").contains(KEY));
    assert_eq!(ApiKey::read(" \n"), None);
    assert_eq!(ApiKey::read("a\nb"), None);
}

#[test]
fn a_number_is_dialled_once_by_a_telephone_that_is_picked_up_by_hand() {
    let key = ApiKey::read(KEY).unwrap();
    for (number, destination) in [
        ("0850 532 00 00", Some("908505320000")),
        ("+49 30 27590915", Some("00493027590915")),
        ("1003", Some("1003")),
        ("anonymous", None),
    ] {
        let to = Party::read_leniently(number, Region::TR);
        let request = api().dial("1001", &to);
        let form = request.as_ref().map(|request| request.body(&key).unwrap());
        assert_eq!(
            form,
            destination
                .map(|to| format!("key={KEY}&extension=1001&destination={to}&manual_answer=true"))
        );
        if let Some(request) = request {
            assert!(!request.repeatable);
            assert_eq!(
                request.url("x", &key),
                "x/originate",
                "the key is in the body"
            );
        }
    }
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api().read_dialled(&ApiAnswer { status, body })
    };
    assert_eq!(read(200, "651f8a68-0000\n").as_deref(), Ok("651f8a68-0000"));
    assert_eq!(
        read(400, "extension 1005 not found"),
        Err(Refusal::NoExtension)
    );
    assert_eq!(
        read(400, "invalid destination: 1234"),
        Err(Refusal::NoDestination)
    );
    assert_eq!(
        read(400, &format!("Gecersiz anahtar: {KEY}")),
        Err(Refusal::Key)
    );
    assert_eq!(read(200, r#"{"error":"x"}"#), Err(Refusal::Shape));
    assert_eq!(read(200, ""), Err(Refusal::Shape));
}

#[test]
fn of_people_only_names_and_numbers_are_taken() {
    let key = ApiKey::read(KEY).unwrap();
    let url = |request: kimo_pbx::ApiRequest| request.url("", &key);
    assert_eq!(
        url(api().contacts(2).unwrap()),
        format!("/contacts?key={KEY}&limit=100&page=2")
    );
    assert_eq!(
        url(api().extensions().unwrap()),
        format!("/extensions?key={KEY}")
    );
    let body = json!({"contacts":[
        {"id":10203,"name":"Deniz","surname":"Örnek","tckn":"11111111110","phone":"05320000001",
         "phone1":"","phone2":"02120000002","birthday":"01.01.1990","company_name":"Örnek A.Ş."},
        {"id":10204,"name":"No number","surname":null,"phone":""}],
        "pagination":{"page":1,"total_count":2,"total_pages":1,"limit":100}})
    .to_string();
    let found = api().read_contacts(&ApiAnswer {
        status: 200,
        body: body.as_bytes(),
    });
    let found = found.unwrap();
    assert_eq!((found.total, found.contacts.len()), (2, 1));
    let deniz = &found.contacts[0];
    assert_eq!(
        (deniz.name.as_str(), deniz.company.as_str()),
        ("Deniz Örnek", "Örnek A.Ş.")
    );
    assert_eq!(deniz.numbers, ["05320000001", "02120000002"]);
    assert!(!format!("{found:?}").contains("11111111110"));

    let body = br#"[{"number":"1002","name":"Ay\u015fe","dnd":false},{"number":1003}]"#;
    let extensions = api()
        .read_extensions(&ApiAnswer { status: 200, body })
        .unwrap();
    let numbers: Vec<_> = extensions.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(
        (numbers, extensions[0].name.as_str()),
        (vec!["1002", "1003"], "Ayşe")
    );
}

/// The record that the switch would keep of a call.
fn record_of(call: &Call) -> Value {
    let since = |at: Option<Timestamp>| {
        at.map(|at| {
            at.duration_since(call.started_at)
                .as_secs()
                .try_into()
                .unwrap()
        })
    };
    let (direction, queue) = match call.direction {
        Direction::Inbound => ("inbound", call.queue.clone()),
        Direction::Outbound => ("outbound", None),
        Direction::Internal => ("internal", None),
    };
    VerimorCall {
        id: call.id.pbx_call_id.clone(),
        started_at: call.started_at,
        direction,
        caller: &call.caller.raw,
        shows: "",
        called: &call.called.raw,
        queue: queue.as_deref().unwrap_or_default(),
    }
    .record(&VerimorRecord {
        missed: call.disposition != Disposition::Answered,
        result: "Cevapsız",
        answered_at: since(call.answered_at),
        at: since(call.ended_at).unwrap(),
    })
}

fn told(story: &kimo_pbx::Story) -> Vec<CallEvent> {
    let began = at("2026-11-20T09:00:00Z");
    let steps = story.steps(began, StoryId([7; 16]));
    let read = |step: &kimo_pbx::Step| {
        let delivery = Delivery {
            pbx: VERIMOR,
            account: &Account::default(),
            content_type: Some(step.content_type),
            body: step.body.as_bytes(),
            received_at: began + step.sent_after,
        };
        let reading = kimo_pbx::read(&delivery, &meaning_of(VERIMOR)).unwrap();
        reading.into_events()
    };
    steps.iter().flat_map(read).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Deliveries and the record of the same call, in any order and repetition, some deliveries
    /// lost: one call, which comes to what the story says.
    #[test]
    fn deliveries_and_records_make_the_same_call_in_any_order(
        story in prop::sample::select(
            stories().filter(|(adapter, _)| adapter.id() == VERIMOR).map(|(_, story)| story).collect::<Vec<_>>()
        ),
        kept in prop::collection::vec(any::<bool>(), 16),
        order in Just((0..48_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in any::<bool>(),
    ) {
        let posted = told(story);
        let whole = Call::from_events(&posted).unwrap();
        let mut record = record_of(&whole);
        let mut events: Vec<_> = posted.iter().zip(kept.iter().cycle())
            .filter(|(_, kept)| **kept).map(|(event, _)| event.clone()).collect();
        let came: Vec<_> = events.clone();
        events.extend(read(&record).unwrap());
        if again {
            // Fetched once more, after somebody has called back.
            record["return_uuid"] = json!("38359b70");
            events.extend(read(&record).unwrap());
        }
        let expected = Call::from_events(&events).unwrap();
        let shuffled: Vec<_> = order.iter().map(|at| events[at % events.len()].clone()).collect();
        prop_assert_eq!(&Call::from_events(&shuffled).unwrap(), &expected, "{}", story.name);
        let comes_to = |call: &Call| (call.kind, call.direction, call.missed);
        let ComesTo { kind, direction, missed, .. } = story.comes_to;
        prop_assert_eq!(comes_to(&expected), (kind, direction, missed), "{}", story.name);
        prop_assert_eq!(expected.started_at, whole.started_at);
        prop_assert_eq!(expected.ended_at, whole.ended_at);
        if came.len() == posted.len() {
            // What was posted says all that a record says, and in better words.
            prop_assert_eq!(&expected, &whole, "{}", story.name);
        }
    }
}
