//! What the PBX tells of colleagues' telephones, from a stand-in of its interface.

use kimo_tests::interfaces::VerimorApi;
use serde_json::{Value, json};

use crate::support::{Desk, Finished};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";

/// Each extension, and what its telephone does.
fn told(desk: &Desk) -> Vec<(String, Value)> {
    let page = desk.ask("colleagues", &json!({}));
    let row = |row: &Value| {
        let number = row["number"].as_str().unwrap();
        (number.to_owned(), row["telephone"].clone())
    };
    page["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn what_telephones_do_is_asked_while_somebody_looks_and_never_sooner_than_may_be() {
    let statuses = [
        ("1001", "AVAILABLE"),
        ("1002", "UNREGISTERED"),
        ("1003", "SS_DND"),
        ("1004", "TALKING"),
        ("1005", "A_NEW_WORD"),
    ];
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&statuses.map(|(number, _)| (number, "Ayşe")), 0);
    let desk = Desk::start();
    let mut command = desk.beside(&["hooks", "key", "verimor", "--base", &api.base()]);
    assert_eq!(command.given(KEY).code(), 0);
    let ours = statuses.map(|(number, _)| number);
    desk.ask("change_settings", &json!({ "extensions": ours }));
    let mut feed = desk.feed();
    assert_eq!(api.telephones(&statuses), 0, "nobody has looked");

    // Whoever looks first may be told before the PBX has answered.
    told(&desk);
    while feed.next()["type"] != "colleagues" {}
    let expected = [
        ("1001", Value::Null),
        ("1002", json!("off")),
        ("1003", json!("do_not_disturb")),
        ("1004", json!("talks")),
        ("1005", Value::Null),
    ];
    let expected = expected.map(|(number, state)| (number.to_owned(), state));
    for _ in 0..5 {
        assert_eq!(told(&desk), expected);
    }
    assert_eq!(api.telephones(&statuses), 1, "once a minute is enough");
    assert_eq!(api.asked().1, 0, "never too often");
}
