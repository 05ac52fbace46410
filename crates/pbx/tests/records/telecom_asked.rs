//! How the history of Smart UVV is asked for, and what is read of the answers.

use kimo_calls::{Call, Direction, Disposition, Meaning, SettingValue, Status};
use kimo_pbx::{
    Api, ApiAnswer, ApiKey, PageAt, RecordingAt, RecordsPage, Refusal, Window, adapter, meaning_of,
};
use serde_json::{Value, json};

use crate::{MTT, at, read, telecom::documented};

const KEY: &str = "desk:s3cret:of-it";
const ONE: &str = "74990000000";
const OTHER: &str = "78000000000";

/// As a hook has it in which somebody has entered this.
fn with_numbers(numbers: &str) -> Meaning {
    let mut meaning = meaning_of(MTT);
    let numbers = SettingValue::Text(numbers.to_owned());
    meaning
        .settings
        .insert("history_numbers".to_owned(), numbers);
    meaning
}

fn two_numbers() -> Meaning {
    with_numbers("8 (499) 000-00-00, +7 800 000 00 00")
}

fn api(meaning: &Meaning) -> &'static dyn Api {
    adapter(MTT).unwrap().api(meaning).unwrap()
}

fn page(meaning: &Meaning, status: u16, body: &str) -> Result<RecordsPage, Refusal> {
    let body = body.as_bytes();
    api(meaning).read_records(&ApiAnswer { status, body }, meaning)
}

#[test]
fn the_vendors_example_is_a_call_of_ours_that_nobody_took() {
    let answer = json!({"jsonrpc": "2.0", "id": "3",
        "result": {"incoming": [], "missed": [], "dialed": [documented()]}});
    let found = page(&two_numbers(), 200, &answer.to_string()).unwrap();
    assert_eq!((found.total, found.pages), (None, Some(2)));
    let kept: Value = serde_json::from_str(&found.records[0]).unwrap();
    assert_eq!(kept, json!({"dialed": [documented()]}), "no number of ours");
    let call = Call::from_events(&read(MTT, &kept).unwrap()).unwrap();
    assert_eq!(call.id.to_string(), "mtt:BC5F236C5AD211E981BA5CB901FED6FC");
    assert_eq!(call.caller.number.unwrap().as_str(), "+79000000001");
    assert_eq!(call.called.number.unwrap().as_str(), "+79000000002");
    assert_eq!(call.started_at, at("2026-02-06T16:51:17Z"));
    assert_eq!(
        (call.status, call.direction, call.disposition, call.missed),
        (
            Status::Ended,
            Direction::Outbound,
            Disposition::Cancelled,
            false
        )
    );
    assert_eq!((call.ended_at, call.talk_seconds), (None, None));
}

#[test]
fn each_number_is_asked_for_by_itself_with_room_for_another_zone() {
    let window = Window {
        from: at("2026-02-06T01:00:00.5Z"),
        to: at("2026-02-07T22:00:00Z"),
    };
    let key = ApiKey::read(KEY).unwrap();
    let meaning = two_numbers();
    assert_eq!(api(&meaning).numbers(&meaning), [ONE, OTHER]);
    let mut at_page = PageAt::FIRST;
    for number in [ONE, OTHER] {
        let request = api(&meaning).records(&window, at_page, &meaning).unwrap();
        let body: Value = serde_json::from_str(&request.body(&key).unwrap()).unwrap();
        assert_eq!(
            body,
            json!({"id": number, "jsonrpc": "2.0", "method": "getCallHistory",
                "params": [number, "05.02.2026 22:00:00", "08.02.2026 01:00:00"]})
        );
        assert_eq!(
            request.url("https://a.example/index.php/", &key),
            "https://a.example/index.php"
        );
        assert_eq!(
            request.authorization(&key).unwrap(),
            "Basic ZGVzazpzM2NyZXQ6b2YtaXQ="
        );
        assert!(request.repeatable && !format!("{request:?}{body}").contains("s3cret"));
        // One of which nothing is told is followed by the next all the same.
        at_page = at_page.next(0);
    }
    let more = api(&meaning).records(&window, at_page, &meaning);
    assert_eq!(more, Err(Refusal::Settings));
}

#[test]
fn the_numbers_choose_the_interface_and_each_takes_its_own_key_alone() {
    let is_telecoms = |meaning: &Meaning| api(meaning).base().contains("webapicommon");
    assert!(!is_telecoms(&meaning_of(MTT)) && !is_telecoms(&with_numbers(" \n ")));
    for (numbers, read) in [
        ("74990000000", &[ONE][..]),
        ("8 499 000-00-00;\n8 800 000-00-00\n", &[ONE, OTHER]),
        ("+7 499 000 00 00, 74990000000,", &[ONE]),
        // What cannot be read is not left out: of the rest all would seem to be proved.
        ("74990000000, office", &[]),
        ("74990000000 78000000000", &[]),
        ("+49 30 27590915", &[]),
        ("1001", &[]),
        (",;", &[]),
    ] {
        let meaning = with_numbers(numbers);
        assert!(is_telecoms(&meaning), "{numbers:?}");
        assert_eq!(api(&meaning).numbers(&meaning), read, "{numbers:?}");
        let window = Window {
            from: at("2026-02-06T01:00:00Z"),
            to: at("2026-02-07T22:00:00Z"),
        };
        let asked = api(&meaning).records(&window, PageAt::FIRST, &meaning);
        assert_eq!(asked.is_ok(), !read.is_empty(), "{numbers:?}");
    }
    for (key, telecom, exolve) in [
        (KEY, true, false),
        ("desk:", false, false),
        (":secret", false, false),
        ("eyJhbGciOiJSUzI1NiJ9.secret", false, true),
    ] {
        let key_read = ApiKey::read(key).unwrap();
        assert_eq!(api(&two_numbers()).takes(&key_read), telecom, "{key}");
        assert_eq!(api(&meaning_of(MTT)).takes(&key_read), exolve, "{key}");
    }
}

#[test]
fn a_page_is_read_whole_or_refused_and_no_word_of_an_error_is_kept() {
    let meaning = two_numbers();
    let record = documented();
    let lists = json!({"incoming": [record, record], "missed": null, "dialed": [{"x": {}}]});
    for id in [json!(ONE), json!(74_990_000_000_u64)] {
        let answer = json!({"jsonrpc": "2.0", "id": id, "error": null, "result": lists});
        let found = page(&meaning, 200, &answer.to_string()).unwrap();
        assert_eq!(found.ids, found.records);
        let kept: Vec<Value> = found
            .records
            .iter()
            .map(|record| serde_json::from_str(record).unwrap())
            .collect();
        let of = |list: &str, record: &Value| json!({list: [record], "sip_id": ONE});
        let first = of("incoming", &record);
        assert_eq!(
            kept,
            [first.clone(), first, of("dialed", &json!({"x": {}}))]
        );
    }
    let error = |code: Value| {
        let data =
            json!([{"code": "V_REGEX_DO_NOT_MATCH", "attribute": "caller_id", "message": KEY}]);
        json!({"jsonrpc": "2.0", "id": 1,
            "error": {"code": code, "message": "Invalid params", "data": data}})
        .to_string()
    };
    let result = |result: Value| json!({"id": "1", "result": result}).to_string();
    let refused = |status| Refusal::Refused { status };
    for (status, body, refusal) in [
        (200, error(json!(-32602)), refused(200)),
        (200, error(json!("-32000")), refused(200)),
        (200, error(json!(401)), Refusal::Key),
        (200, error(json!("403")), Refusal::Key),
        (200, error(json!(429)), Refusal::TooOften),
        (200, error(json!(503)), Refusal::Trouble { status: 503 }),
        (200, error(json!({"a": 1})), refused(200)),
        (
            200,
            r#"{"id":"1","error":"no access"}"#.to_owned(),
            refused(200),
        ),
        (
            200,
            r#"{"id":"1","error":{},"result":{"incoming":[],"missed":[],"dialed":[]}}"#.to_owned(),
            refused(200),
        ),
        (401, KEY.to_owned(), Refusal::Key),
        (403, error(json!(-32602)), Refusal::Key),
        (400, error(json!(-32602)), refused(400)),
        (503, String::new(), Refusal::Trouble { status: 503 }),
        (200, result(Value::Null), Refusal::Shape),
        (200, result(json!([])), Refusal::Shape),
        (200, result(json!({})), Refusal::Shape),
        (
            200,
            result(json!({"incoming": [], "missed": []})),
            Refusal::Shape,
        ),
        (
            200,
            result(json!({"incoming": [], "missed": {}, "dialed": []})),
            Refusal::Shape,
        ),
        (
            200,
            result(json!({"incoming": [], "missed": [7], "dialed": []})),
            Refusal::Shape,
        ),
        (
            200,
            "{\"id\":\"1\",\"result\":{\"incoming\":[".to_owned(),
            Refusal::Shape,
        ),
        (200, "{}".to_owned(), Refusal::Shape),
        (200, "[]".to_owned(), Refusal::Shape),
        (200, String::new(), Refusal::Shape),
        (200, "<html>".to_owned(), Refusal::Shape),
    ] {
        let refused = page(&meaning, status, &body).unwrap_err();
        assert_eq!(refused, refusal, "{status} {body}");
        assert!(!format!("{refused} {refused:?}").contains("s3cret"));
    }
}

#[test]
fn recordings_are_asked_for_by_another_account_and_the_id_in_the_documents_words() {
    let meaning = two_numbers();
    let api = api(&meaning);
    let own = api.recordings_key().unwrap();
    assert_eq!(own.base, "https://rc.mtt.ru");
    let key = ApiKey::read("records:Pa:ss").unwrap();
    let takes = |key: &str| (own.takes)(&ApiKey::read(key).unwrap());
    assert!(takes("records:Pa:ss") && !takes("records") && !takes("records:") && !takes(":Pa"));

    // As events and records spell it, it is one call.
    for spelt in [
        "BC5F236C 5AD211E9 81BA5CB9 01FED6FC",
        " bc5f236c 5ad211e9 81ba5cb9 01fed6fc ",
        "BC5F236C_5AD211E9_81BA5CB9_01FED6FC",
    ] {
        let mut record = documented();
        record["h323_conf_id"] = json!(spelt);
        let events = read(MTT, &json!({"incoming": [record]})).unwrap();
        let id = &Call::from_events(&events).unwrap().id.pbx_call_id;
        let Some(RecordingAt::Asked(request)) = api.recording(id) else {
            panic!("it is asked for");
        };
        assert_eq!(
            request.url(own.base, &key),
            "https://rc.mtt.ru/v1/records/BC5F236C_5AD211E9_81BA5CB9_01FED6FC/urls"
        );
        assert_eq!(request.body(&key), None, "a GET");
        let authorization = request.authorization(&key).unwrap();
        assert_eq!(authorization, "Basic cmVjb3JkczpQYTpzcw==");
        assert!(request.repeatable && !format!("{request:?}").contains("Pa:ss"));
    }
    // Where the words of another id end nobody knows, and it is put into no address.
    for id in [
        "81526815",
        "BC5F236C5AD211E981BA5CB901FED6F",
        "BC5F236C5AD211E981BA5CB901FED6FCC",
        "../../5AD211E981BA5CB901FED6FC0000",
        "ŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞ",
        "",
    ] {
        assert_eq!(api.recording(id), None, "{id}");
    }
    let exolve = adapter(MTT).unwrap().api(&meaning_of(MTT)).unwrap();
    let conference = "BC5F236C5AD211E981BA5CB901FED6FC";
    assert!(exolve.recordings_key().is_none() && exolve.recording(conference).is_none());
}

#[test]
fn one_call_may_have_several_recordings_and_an_empty_list_says_that_it_has_none() {
    let meaning = two_numbers();
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api(&meaning).read_recordings(&ApiAnswer { status, body })
    };
    let files = ["http://a.example/r_1.wav", "http://a.example/r_2.wav"];
    assert_eq!(
        read(200, &json!(files).to_string()),
        Ok(files.map(str::to_owned).to_vec())
    );
    for (status, body, refusal) in [
        (200, "[]", Refusal::NoRecording),
        (401, "no access for records:Pa:ss", Refusal::Key),
        (403, "[]", Refusal::Key),
        (404, "[]", Refusal::Refused { status: 404 }),
        (429, "", Refusal::TooOften),
        (503, "", Refusal::Trouble { status: 503 }),
        (200, "{}", Refusal::Shape),
        (200, "[7]", Refusal::Shape),
        (200, r#"["http://a.example/r_1.wav", null]"#, Refusal::Shape),
        (200, "http://a.example/r_1.wav", Refusal::Shape),
        (200, "", Refusal::Shape),
    ] {
        assert_eq!(read(status, body), Err(refusal), "{status} {body}");
    }
}

/// Whether a call has a recording no record says.
#[test]
fn nothing_but_the_history_and_recordings_is_offered() {
    let meaning = two_numbers();
    let api = api(&meaning);
    assert!(!api.dials(&meaning));
    assert!(
        api.everything_to("https://kimo.example/").is_none(),
        "it would route calls"
    );
    assert!(api.posting().is_none() && api.extensions().is_none() && api.contacts(1).is_none());
    assert!(api.says_recorded(documented()).is_none());
}
