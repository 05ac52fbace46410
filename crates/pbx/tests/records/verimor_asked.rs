//! How Verimor's interface is asked, and its answers.

use kimo_calls::{Party, Region};
use kimo_pbx::{ApiAnswer, ApiKey, PageAt, RecordingAt, Refusal, TelephoneState, Window};
use serde_json::{Value, json};

use crate::{KEY, VERIMOR, api, asked, at, page_of, verimor::documented, with};

fn page(status: u16, body: &str) -> Result<kimo_pbx::RecordsPage, Refusal> {
    let body = body.as_bytes();
    page_of(VERIMOR, &ApiAnswer { status, body })
}

#[test]
fn a_page_of_records_is_read_and_what_is_none_is_refused() {
    let running = with(
        &documented(),
        &json!({"call_uuid": "2", "end_stamp": null, "duration": "00:00:00"}),
    );
    let body = json!({"cdrs": [documented(), running],
        "pagination": {"page": 1, "total_count": "2", "total_pages": 1, "limit": 100}});
    let found = page(200, &body.to_string()).unwrap();
    assert_eq!((found.total, found.pages), (Some(2), Some(1)));
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
    let request = asked(
        VERIMOR,
        &window,
        PageAt {
            number: 3,
            after: 200,
        },
    );
    assert_eq!(
        request.url("https://api.example.com/", &key),
        format!(
            "https://api.example.com/cdrs?key={KEY}&start_stamp_from=2026-11-20+09%3A00%3A00+UTC\
             &start_stamp_to=2026-11-21+09%3A00%3A00+UTC&limit=100&page=3"
        )
    );
    assert!(request.repeatable);
    let limits: Vec<_> = request
        .limits
        .iter()
        .map(|one| (one.most, one.within.as_secs()))
        .collect();
    assert_eq!(limits, [(6, 60)]);
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
        let request = api(VERIMOR).dial("1001", &to, &kimo_pbx::meaning_of(VERIMOR));
        let request = request.ok();
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
        api(VERIMOR).read_dialled(&ApiAnswer { status, body })
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
        url(api(VERIMOR).contacts(2).unwrap()),
        format!("/contacts?key={KEY}&limit=100&page=2")
    );
    assert_eq!(
        url(api(VERIMOR).extensions().unwrap()),
        format!("/extensions?key={KEY}")
    );
    let body = json!({"contacts":[
        {"id":10203,"name":"Deniz","surname":"Örnek","tckn":"11111111110","phone":"05320000001",
         "phone1":"","phone2":"02120000002","birthday":"01.01.1990","company_name":"Örnek A.Ş."},
        {"id":10204,"name":"No number","surname":null,"phone":""}],
        "pagination":{"page":1,"total_count":2,"total_pages":1,"limit":100}})
    .to_string();
    let found = api(VERIMOR).read_contacts(&ApiAnswer {
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
    let extensions = api(VERIMOR)
        .read_extensions(&ApiAnswer { status: 200, body })
        .unwrap();
    let numbers: Vec<_> = extensions.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(
        (numbers, extensions[0].name.as_str()),
        (vec!["1002", "1003"], "Ayşe")
    );
}

#[test]
fn where_a_recording_is_is_told_for_a_while_and_to_whoever_has_the_key() {
    let key = ApiKey::read(KEY).unwrap();
    let Some(RecordingAt::Asked(request)) = api(VERIMOR).recording("651f8a68") else {
        panic!("it is asked for");
    };
    assert_eq!(request.url("x", &key), "x/recording_url");
    let form = request.body(&key);
    assert_eq!(form, Some(format!("key={KEY}&call_uuid=651f8a68")));
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api(VERIMOR).read_recordings(&ApiAnswer { status, body })
    };
    let address = "https://api.example.com/recording/R38359b70";
    for body in [
        address.to_owned(),
        format!("\"{address}\"\n"),
        json!({"url": address, "expires_at": "2026-01-15T11:30:00Z"}).to_string(),
    ] {
        assert_eq!(read(200, &body), Ok(vec![address.to_owned()]), "{body}");
    }
    let unknown = "cannot find call with call_uuid 651f8a68";
    assert_eq!(read(400, unknown), Err(Refusal::NoRecording));
    assert_eq!(read(200, " "), Err(Refusal::Shape));
    let wrong = format!("Gecersiz anahtar: {KEY}");
    assert_eq!(read(400, &wrong), Err(Refusal::Key));
}

#[test]
fn whether_a_call_was_recorded_is_said_by_its_record_and_by_its_end() {
    for (said, says) in [
        ("true", Some(true)),
        ("false", Some(false)),
        ("deleted", Some(false)),
    ] {
        let fields = json!({"recording_present": said});
        assert_eq!(api(VERIMOR).says_recorded(fields), says, "{said}");
    }
    assert_eq!(
        api(VERIMOR).says_recorded(json!({"event_type": "answer"})),
        None
    );
}

#[test]
fn what_telephones_do_is_read_and_unknown_words_say_nothing() {
    let body = json!([{"user": 1000, "status": "AVAILABLE"}, {"user": "1001", "status": "TALKING"},
        {"user": 1002, "status": "UNREGISTERED"}, {"user": 1003, "status": "SS_DND"},
        {"user": 1004, "status": "NEW_WORD"}, {"status": "TALKING"}, {"user": 1005}]);
    let read = |status, body: &str| {
        let body = body.as_bytes();
        api(VERIMOR).read_telephones(&ApiAnswer { status, body })
    };
    let all = read(200, &body.to_string()).unwrap();
    let all: Vec<_> = all.iter().map(|one| (&*one.number, one.state)).collect();
    assert_eq!(
        all,
        [
            ("1000", TelephoneState::Free),
            ("1001", TelephoneState::Talks),
            ("1002", TelephoneState::Off),
            ("1003", TelephoneState::DoNotDisturb),
        ]
    );
    assert_eq!(read(200, "{}"), Err(Refusal::Shape));
    assert_eq!(read(429, ""), Err(Refusal::TooOften));
    let request = api(VERIMOR).telephones().unwrap();
    let limit = request
        .limits
        .iter()
        .map(|one| (one.most, one.within.as_secs()));
    assert_eq!(limit.collect::<Vec<_>>(), [(2, 60)]);
}
