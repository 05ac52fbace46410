//! Bodies that nobody should send: none of them may panic or overflow the stack, and what cannot
//! be read is refused in one clear line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use std::sync::LazyLock;

use kimo_calls::PbxId;
use kimo_pbx::{
    ReadError, Reading, adapters, meaning_of,
    payloads::{Body, Payload, arrival},
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Map, Value};

const VERIMOR: PbxId = PbxId::known("verimor");
const BULUTFON: PbxId = PbxId::known("bulutfon");
const MTT: PbxId = PbxId::known("mtt");

fn every_pbx() -> Vec<PbxId> {
    adapters().iter().map(|adapter| adapter.id()).collect()
}

fn read(pbx: PbxId, bytes: &[u8]) -> Result<Reading, ReadError> {
    let body = Body {
        name: String::new(),
        content_type: "application/x-www-form-urlencoded",
        bytes: bytes.to_vec(),
    };
    body.read(pbx, &meaning_of(pbx), arrival(0))
}

#[test]
fn an_empty_post_in_any_shape_says_nothing() {
    for body in [
        "",
        " ",
        "\r\n\r\n",
        "\u{feff}",
        "{}",
        " { } ",
        "[]",
        "[{}]",
        "null",
        "\"\"",
        "\" \"",
        "=",
        "&",
        "&&",
        "=&=",
        "event_type=",
        "event_type=&call_uuid=+&caller_id_number=%20",
        "cdr[callflow][0][callee]=",
        r#"{"event_type":"","uuid":null,"cdr":{"callflow":[]}}"#,
    ] {
        for pbx in every_pbx() {
            assert_eq!(read(pbx, body.as_bytes()), Ok(Reading::Empty), "{body:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_body() {
    let body = "\u{feff}{\"event_type\":\"call_init\",\"uuid\":\"1\"}";
    assert!(matches!(
        read(BULUTFON, body.as_bytes()),
        Ok(Reading::Events(_))
    ));
}

#[test]
fn what_cannot_be_read_is_refused_in_one_clear_line() {
    let cases: [(&[u8], &str); 15] = [
        (b"hello", "neither JSON nor a form"),
        (b"12345", "neither JSON nor a form"),
        (b"true", "neither JSON nor a form"),
        (b"\"hello\"", "no object"),
        (b"[1,2]", "no object"),
        (b"[{\"event_type\":\"ringing\"}]", "no object"),
        (b"{", "line 1 column 1"),
        (b"{\"event_type\":\"ringing\",", "line 1 column 24"),
        (b"{\"duration\":NaN}", "line 1 column 13"),
        (b"{\"duration\":1e999}", "out of range"),
        (b"{\"call_uuid\":123456789012345678901}", "send it as text"),
        (b"\xff\xfe{\x00}\x00", "invalid UTF-8 after byte 0"),
        (
            b"event_type=ringing&name=\xdc",
            "invalid UTF-8 after byte 24",
        ),
        (b"event_type=ringing", "call_uuid"),
        (b"foo=bar", "event_type"),
    ];
    for (body, what) in cases {
        let error = read(VERIMOR, body).unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
        assert!(!error.contains('\n') && error.len() < 200, "{error}");
    }
}

#[test]
fn a_multipart_form_is_refused_by_name() {
    let body = Body {
        name: String::new(),
        content_type: "multipart/form-data; boundary=x",
        bytes: b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--".to_vec(),
    };
    let error = body
        .read(VERIMOR, &meaning_of(VERIMOR), arrival(0))
        .unwrap_err();
    assert!(error.to_string().contains("multipart"), "{error}");
}

#[test]
fn a_call_without_id_or_with_an_absurd_one_is_refused() {
    let long = "x".repeat(201);
    for (pbx, field, rest) in [
        (VERIMOR, "call_uuid", r#""event_type":"hangup""#),
        (BULUTFON, "uuid", r#""event_type":"call_init""#),
        (MTT, "h323_conf_id", r#""event":{"type":"o"}"#),
    ] {
        let read = |id: &str| read(pbx, format!(r#"{{"{field}":{id},{rest}}}"#).as_bytes());
        assert_eq!(read("null"), Err(ReadError::Missing(field)));
        assert_eq!(read("\"  \""), Err(ReadError::Missing(field)));
        assert!(matches!(
            read(&format!("\"{long}\"")),
            Err(ReadError::Field { .. })
        ));
        assert!(matches!(
            read(&format!("\"{}\"", &long[1..])),
            Ok(Reading::Events(_))
        ));
    }
}

/// In a thread with a quarter of the usual stack, where a recursion without bounds would not
/// survive long.
#[test]
fn bombs_are_survived() {
    let bombs = [
        "[".repeat(65_000),
        "{\"a\":".repeat(13_000),
        format!("{}{}", "[".repeat(30_000), "]".repeat(30_000)),
        format!("{{\"cdr\":{}{}}}", "[".repeat(120), "]".repeat(120)),
        format!("{{\"cdr\":{:?}}}", "[".repeat(20_000)),
        json_in_json(6),
        format!("a{}=1", "[b]".repeat(20_000)),
        format!("a{}=1", "[]".repeat(30_000)),
        format!("a{}", "[".repeat(60_000)),
        "a[]=1&".repeat(10_000),
        "a[][b]=1&".repeat(7_000),
        "cdr[callflow][][callee]=1&".repeat(2_500),
        "a[18446744073709551615]=1&a[99999999999999999999]=2".to_owned(),
        "a&".repeat(32_000),
        "=&".repeat(32_000),
        (0..10_000).map(|key| format!("{key}=1&")).collect(),
        format!("event_type=ringing&call_uuid=1&caller_id_number={}", "9".repeat(65_000)),
        format!("event_type=ringing&call_uuid=1&start_stamp={}", "9".repeat(65_000)),
        format!("event_type=ringing&call_uuid=1&start_stamp={}", ":".repeat(65_000)),
        format!("event_type=hangup&call_uuid=1&duration={}", "9".repeat(65_000)),
        "event_type=hangup&call_uuid=1&duration=NaN&queue_wait_duration=-1&start_stamp=inf".to_owned(),
        "event_type=hangup&call_uuid=1&start_stamp=2023-05-04 10:15:00&end_stamp=2001-01-01 00:00:00&answered=true&answer_stamp=2050-01-01 00:00:00".to_owned(),
        format!(r#"{{"event_type":"call_hangup","uuid":1,"timestamp":{},"cdr":7,"destination":[]}}"#, u64::MAX),
        format!(r#"{{"event":{{"type":"h"}},"h323_conf_id":"1","data":"{}"}}"#, "_".repeat(60_000)),
        r#"{"event":["o"],"h323_conf_id":"1","data":"event=o_1_2019-02-31-25-61-61"}"#.to_owned(),
        r#"{"event":"o","h323_conf_id":"1","data":"event=o_1_ééééééé-15-15-11"}"#.to_owned(),
    ];
    let survive = move || {
        for bomb in &bombs {
            for pbx in every_pbx() {
                if let Ok(Reading::Events(events)) = read(pbx, bomb.as_bytes()) {
                    kimo_calls::Call::from_events(&events).expect("one event is a call");
                }
            }
        }
    };
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(survive)
        .unwrap()
        .join()
        .unwrap();
}

/// `{"cdr":"{\"cdr\":…}"}`, each level of which is as deep as JSON may be.
fn json_in_json(levels: u32) -> String {
    let (open, close) = ("[".repeat(100), "]".repeat(100));
    let inner = match levels {
        0 => "1".to_owned(),
        levels => serde_json::to_string(&json_in_json(levels - 1)).unwrap(),
    };
    format!("{{\"cdr\":{inner},\"deep\":{open}{close}}}")
}

#[derive(Clone, Debug)]
enum Damage {
    Truncate(Index),
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    Repeat(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let bit = prop_oneof![
        any::<u8>(),
        prop::sample::select(b"{}[]\"\\=&%+:,_- \n\x0019".to_vec())
    ];
    prop_oneof![
        any::<Index>().prop_map(Damage::Truncate),
        (any::<Index>(), bit.clone()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (any::<Index>(), prop::collection::vec(bit, 1..8))
            .prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, count)| Damage::Remove(at, count)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Repeat(from, to)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let place = |index: &Index, bytes: &Vec<u8>| index.index(bytes.len() + 1);
        match damage {
            Damage::Truncate(at) => bytes.truncate(place(at, &bytes)),
            Damage::Replace(at, byte) => {
                let at = place(at, &bytes);
                if let Some(place) = bytes.get_mut(at) {
                    *place = *byte;
                }
            }
            Damage::Insert(at, more) => {
                let at = place(at, &bytes);
                bytes.splice(at..at, more.iter().copied());
            }
            Damage::Remove(at, count) => {
                let at = place(at, &bytes);
                let end = (at + usize::from(*count)).min(bytes.len());
                bytes.drain(at..end);
            }
            Damage::Repeat(from, to) => {
                let (from, to) = (place(from, &bytes), place(to, &bytes));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.extend(part);
            }
        }
    }
    bytes
}

/// Every JSON body of the scenarios.
static OBJECTS: LazyLock<Vec<(PbxId, Map<String, Value>)>> = LazyLock::new(|| {
    let scenarios = Payload::all().unwrap();
    let bodies = scenarios
        .iter()
        .flat_map(|scenario| scenario.bodies.iter().map(|body| (scenario.pbx, body)));
    bodies
        .filter_map(|(pbx, body)| Some((pbx, serde_json::from_slice(&body.bytes).ok()?)))
        .collect()
});

/// Reads the bytes as every PBX, and folds what comes out.
fn survives(bytes: &[u8]) {
    for pbx in every_pbx() {
        if let Ok(Reading::Events(events)) = read(pbx, bytes) {
            assert!(kimo_calls::Call::from_events(&events).is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn damaged_bodies_never_panic(
        scenario in prop::sample::select(Payload::all().unwrap()),
        body in any::<Index>(),
        damages in prop::collection::vec(damage(), 1..5),
    ) {
        let bytes = scenario.bodies[body.index(scenario.bodies.len())].bytes.clone();
        survives(&damaged(bytes, &damages));
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn random_values_never_panic(
        pbx in prop::sample::select(every_pbx()),
        value in "\\PC{0,40}|[0-9:. +-]{0,30}",
        field in any::<Index>(),
    ) {
        let objects: Vec<_> = OBJECTS.iter().filter(|(of, _)| *of == pbx).collect();
        let mut object = objects[field.index(objects.len())].1.clone();
        let keys: Vec<_> = object.keys().cloned().collect();
        object.insert(keys[field.index(keys.len())].clone(), value.into());
        survives(serde_json::to_string(&object).unwrap().as_bytes());
    }
}
