//! The same fields are the same event, however they are written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use kimo_calls::{EventId, PbxId};
use kimo_pbx::{
    Reading, meaning_of,
    payloads::{Body, Payload, arrival},
};
use proptest::prelude::*;
use serde_json::{Map, Value};

const VERIMOR: PbxId = PbxId::known("verimor");
const BULUTFON: PbxId = PbxId::known("bulutfon");

fn id(pbx: PbxId, text: &str) -> EventId {
    let body = Body {
        name: String::new(),
        content_type: "application/json",
        bytes: text.as_bytes().to_vec(),
    };
    match body.read(pbx, &meaning_of(pbx), arrival(0)) {
        Ok(Reading::Events(events)) => events[0].id,
        Ok(Reading::NotUnderstood { id, .. } | Reading::OfNoCall { id, .. }) => id,
        other => panic!("{other:?}: {text}"),
    }
}

#[test]
fn spelling_does_not_matter() {
    let one = id(
        BULUTFON,
        r#"{"event_type":"call_init","uuid":"7","caller":905321234567,"record":true,"price":1.0}"#,
    );
    for same in [
        r#"{ "uuid" : 7, "price": 1, "record": "true", "caller" : " 905321234567 ", "event_type":"call_init" }"#,
        r#"{"event_type":"call_init","uuid":"7","caller":905321234567,"record":true,"price":1,"cdr":null,"x":"","y":[],"z":{"a":null}}"#,
        "event_type=call_init&uuid=7&caller=905321234567&record=true&price=1",
        " event_type = call_init & caller=+905321234567&record=true&price=1&uuid=7&empty=",
    ] {
        assert_eq!(id(BULUTFON, same), one, "{same}");
    }
}

#[test]
fn what_is_said_matters() {
    let texts = [
        r#"{"event_type":"call_init","uuid":"7"}"#,
        r#"{"event_type":"call_init","uuid":"8"}"#,
        r#"{"event_type":"call_init","uuid":"7","caller":"1"}"#,
        r#"{"event_type":"call_init","uuid":"7","callee":"1"}"#,
        r#"{"event_type":"call_init","uuid":"7","x":{"a":"1","b":"2"}}"#,
        r#"{"event_type":"call_init","uuid":"7","x":{"a":"1b","2":"2"}}"#,
        r#"{"event_type":"call_init","uuid":"7","x":["1","2"]}"#,
        r#"{"event_type":"call_init","uuid":"7","x":["2","1"]}"#,
        r#"{"event_type":"call_init","uuid":"7","x":["12"]}"#,
        r#"{"event_type":"call_init","uuid":"7","x":"12"}"#,
    ];
    let ids: std::collections::BTreeSet<_> = texts.iter().map(|text| id(BULUTFON, text)).collect();
    assert_eq!(ids.len(), texts.len());
    assert_ne!(id(BULUTFON, texts[0]), id(VERIMOR, texts[0]));
}

/// The id is stored: a change of it would make every repeated delivery a new event.
#[test]
fn the_id_stays_what_it_is() {
    let text = "event_type=ringing&call_uuid=1234&dialed_user=1001";
    assert_eq!(
        id(VERIMOR, text).to_string(),
        "31eed88c5a94e00c4a2b2e23ada9445d"
    );
}

/// The tree again, its keys in another order and its numbers as text where `as_text` says so.
fn respelled(value: &Value, as_text: &mut impl FnMut() -> bool) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .rev()
                .map(|(key, value)| format!("\n {key:?} :\t{}", respelled(value, as_text)))
                .collect();
            format!("{{{},\"nothing\": null}}", fields.join(" ,"))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| respelled(item, as_text)).collect();
            format!("[ {} ]", items.join(","))
        }
        Value::Number(number) if !number.is_f64() && as_text() => format!("\" {number}\""),
        Value::Bool(flag) if as_text() => format!("\"{flag}\""),
        scalar => scalar.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn json_written_anew_is_the_same_event(
        scenario in prop::sample::select(Payload::all().unwrap()),
        mut choices in prop::collection::vec(any::<bool>(), 64),
    ) {
        for body in &scenario.bodies {
            let Ok(fields) = serde_json::from_slice::<Map<String, Value>>(&body.bytes) else {
                continue;
            };
            if fields.is_empty() || fields.keys().any(|key| key.trim() == "nothing") {
                continue;
            }
            let text = std::str::from_utf8(&body.bytes).unwrap();
            let mut next = || {
                choices.rotate_left(1);
                choices[0]
            };
            let anew = respelled(&Value::Object(fields), &mut next);
            prop_assert_eq!(id(scenario.pbx, &anew), id(scenario.pbx, text), "{}", anew);
        }
    }

    #[test]
    fn a_form_in_another_order_is_the_same_event(
        scenario in prop::sample::select(Payload::all().unwrap()),
        turn in any::<prop::sample::Index>(),
    ) {
        for body in &scenario.bodies {
            let text = std::str::from_utf8(&body.bytes).unwrap();
            // The order is what `[]` counts by.
            if text.starts_with('{') || text.contains("[]") || text.contains("%5B%5D") {
                continue;
            }
            let mut pairs: Vec<_> = text.split('&').collect();
            let turn = turn.index(pairs.len());
            pairs.rotate_left(turn);
            prop_assert_eq!(id(scenario.pbx, &pairs.join("&")), id(scenario.pbx, text));
        }
    }
}
