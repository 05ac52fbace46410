//! Calling by a PBX that needs more than its key for it, from a stand-in of its interface.

use kimo_tests::interfaces::{ExolveApi, Fault};
use serde_json::{Value, json};

use crate::support::{Desk, use_key};

const KEY: &str = "eyJhbGciOiJSUzI1NiJ9.secret";
const NUMBER: &str = "8 916 123-45-67";

fn with_key(api: &ExolveApi) -> Desk {
    let desk = Desk::start();
    assert_eq!(use_key(&desk, "mtt", &api.base(), KEY).0, 0);
    desk.ask("change_settings", &json!({"extensions": ["79260000001"]}));
    desk
}

fn set_up(desk: &Desk) {
    let hooks = desk.ask("hooks", &json!({}));
    let mut hooks = hooks.as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["pbx"] == "mtt").unwrap();
    let settings = json!({"own_number": "8 900 000-00-00", "callback_resource": "123456"});
    let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
        "settings": settings, "basic": "keep"});
    desk.ask("update_hook", &change);
}

fn dial(desk: &Desk, number: &str) -> Value {
    desk.ask("dial", &json!({ "number": number }))
}

fn failed(code: &str) -> Value {
    json!({"type": "failed", "code": code})
}

#[test]
fn a_pbx_that_needs_more_than_a_key_to_call_calls_once_it_has_it() {
    let api = ExolveApi::start(KEY).unwrap();
    let desk = with_key(&api);
    assert_eq!(dial(&desk, NUMBER), failed("not-offered"));
    let ways = desk.ask("ways_to_call", &json!({ "number": NUMBER }));
    assert_eq!(ways["extension"], Value::Null);

    set_up(&desk);
    let rings = dial(&desk, NUMBER);
    assert_eq!(rings["type"], "rings", "{rings}");
    assert_eq!(rings["call"], "mtt:9000000000000000001");
    let called = &api.dialled()[0];
    let of = |line: &str| called[line]["destinations"][0]["number"].clone();
    assert_eq!(
        (of("line_1"), of("line_2")),
        (json!("79260000001"), json!("79161234567"))
    );
    assert_eq!(called["callback_resource_id"], 123_456);
    assert_eq!(api.dialled().len(), 1);
    assert_eq!(api.asked_otherwise(), [""; 0]);

    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    assert_eq!(dial(&desk, NUMBER), failed("no-extension"));
    assert_eq!(api.dialled().len(), 1);
}

#[test]
fn whatever_is_answered_that_nobody_understands_nobody_is_called_twice() {
    let api = ExolveApi::start(KEY).unwrap();
    let desk = with_key(&api);
    set_up(&desk);
    for (nth, fault) in [Fault::Status(504), Fault::Cut, Fault::Shape]
        .into_iter()
        .enumerate()
    {
        let number = format!("8 916 123-45-7{nth}");
        api.fail_to_dial(&[fault]);
        for _ in 0..2 {
            assert_eq!(dial(&desk, &number), failed("unsure"), "{fault:?}");
        }
        assert_eq!(api.dialled().len(), nth + 1, "{fault:?}");
    }
    // One that names no call: a telephone rings all the same.
    api.tells_of_dialling(json!({"result": "ok"}));
    assert_eq!(dial(&desk, NUMBER), failed("unsure"));
    assert_eq!(dial(&desk, NUMBER), failed("unsure"));
    assert_eq!(api.dialled().len(), 4);
    // What was refused was not called.
    api.change_key("another");
    assert_eq!(dial(&desk, "8 916 123-45-80"), failed("key"));
    assert_eq!(api.dialled().len(), 4);
}
