//! Who is who, from a stand-in of the PBX's interface: there on the first day, following what is
//! changed there, and behind what is one's own.

use std::fs;

use kimo_tests::interfaces::{Fault, VerimorApi};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, missed_call};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";

fn proof(desk: &Desk) -> Value {
    desk.ask("completeness", &json!({}))["hooks"][0].clone()
}

/// Does something, and waits until the names were read, or could not be.
fn once_named(desk: &Desk, act: impl FnOnce()) -> Value {
    let mut feed = desk.feed();
    let before = proof(desk)["names"].clone();
    act();
    loop {
        let now = proof(desk);
        if now["names"] != before && now["reading_names"] == false {
            return now["names"].clone();
        }
        while feed.next()["type"] != "records" {}
    }
}

fn use_key(desk: &Desk, api: &VerimorApi) -> Value {
    once_named(desk, || {
        let base = api.base();
        let mut command = desk.beside(&["hooks", "key", "verimor", "--base", &base]);
        assert_eq!(command.given(KEY).code(), 0);
    })
}

fn read_again(desk: &Desk) -> Value {
    let hook = proof(desk)["hook"].clone();
    once_named(desk, || {
        desk.ask("read_names", &json!({ "hook": hook }));
    })
}

/// The contacts, with whether each is the PBX's.
fn contacts(desk: &Desk) -> Vec<(String, bool)> {
    let page = desk.ask("contacts", &json!({"search": "", "limit": 500}));
    let rows = page["rows"].as_array().unwrap().iter();
    let row = |row: &Value| {
        assert_eq!(row["synced"], !row["pbx"].is_null());
        (
            row["name"].as_str().unwrap().to_owned(),
            !row["pbx"].is_null(),
        )
    };
    rows.map(row).collect()
}

fn of_pbx(name: &str) -> (String, bool) {
    (name.to_owned(), true)
}

fn own(name: &str) -> (String, bool) {
    (name.to_owned(), false)
}

fn name_of(desk: &Desk, number: &str) -> Value {
    let names = desk.ask("own_names", &json!({}));
    let mut names = names.as_array().unwrap().iter();
    let has = |name: &&Value| name["keys"].as_array().unwrap().contains(&json!(number));
    names
        .find(has)
        .map_or(Value::Null, |name| name["name"].clone())
}

fn caller(desk: &Desk) -> Value {
    desk.calls(&[])[0]["caller"]["name"].clone()
}

#[test]
fn names_are_there_on_the_first_day_and_ones_own_win() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(
        &[("1001", "Ayşe Yıldız"), ("1002", "Bora Can"), ("1003", "")],
        0,
    );
    api.queues(&[("200", "Satış")]);
    api.phone_book(&[
        ("Deniz Örnek", "05320000021"),
        ("Ece Taş", "0532 000 00 22"),
    ]);
    let desk = Desk::start();
    desk.hook("verimor").post(missed_call("1"));
    let mine = json!({"own_numbers": [{"number": "1002", "name": "Lab", "greeting": ""}]});
    desk.ask("change_settings", &mine);
    assert_eq!(caller(&desk), Value::Null);

    let names = use_key(&desk, &api);
    let told = json!([
        names["contacts"],
        names["extensions"],
        names["queues"],
        names["failure"]
    ]);
    assert_eq!(told, json!([2, 3, 1, null]));
    assert_eq!(contacts(&desk), [of_pbx("Deniz Örnek"), of_pbx("Ece Taş")]);
    assert_eq!(caller(&desk), "Deniz Örnek", "in old calls too");
    assert_eq!(name_of(&desk, "1001"), "Ayşe Yıldız");
    assert_eq!(name_of(&desk, "1002"), "Lab", "one's own wins");
    assert_eq!(name_of(&desk, "200"), "Satış");
    assert_eq!(name_of(&desk, "1003"), Value::Null);
    let settings = desk.ask("settings", &json!({}));
    assert_eq!(
        settings["own_numbers"].as_array().unwrap().len(),
        1,
        "read, never written"
    );

    // A contact of one's own with that number is whose it is; without it the PBX's is again.
    let saved = json!({"name": "Denizciğim", "numbers": [{"written": "0532 000 00 21"}]});
    let saved = desk.ask("save_contact", &saved);
    assert_eq!(caller(&desk), "Denizciğim");
    assert_eq!(contacts(&desk).len(), 3);
    let id = json!({"id": saved["contact"]["id"]});
    desk.ask("remove_contact", &id);
    assert_eq!(caller(&desk), "Deniz Örnek");

    // What is changed there changes here; what is marked here stays.
    let page = desk.ask("contacts", &json!({"search": "Deniz", "limit": 5}));
    let id = page["rows"][0]["id"].clone();
    desk.ask(
        "flag_contact",
        &json!({"id": id, "important": true, "unwanted": false}),
    );
    api.people(&[("1001", "Ayşe Demir"), ("1002", "Bora Can")], 0);
    api.phone_book(&[
        ("Deniz Demir", "05320000021"),
        ("Ece Taş", "0532 000 00 22"),
        ("Filiz", "05320000023"),
    ]);
    let names = read_again(&desk);
    assert_eq!(
        (&names["contacts"], &names["extensions"]),
        (&json!(3), &json!(2))
    );
    let all = [of_pbx("Deniz Demir"), of_pbx("Ece Taş"), of_pbx("Filiz")];
    assert_eq!(contacts(&desk), all);
    assert_eq!(name_of(&desk, "1001"), "Ayşe Demir");
    let page = desk.ask("contacts", &json!({"search": "Deniz", "limit": 5}));
    assert_eq!(page["rows"][0]["important"], true);
    // Nothing else of them was taken over.
    for file in ["kimo.db", "kimo.db-wal"] {
        let Ok(bytes) = fs::read(desk.data_dir().join(file)) else {
            continue;
        };
        for left in ["10000000146", "01.01.1990", "left at the PBX"] {
            let is_there = bytes
                .windows(left.len())
                .any(|part| part == left.as_bytes());
            assert!(!is_there, "{left} in {file}");
        }
    }
    assert_eq!(api.asked().1, 0, "never asked in haste");
}

#[test]
fn who_was_forgotten_does_not_come_back_with_the_phone_book() {
    let api = VerimorApi::start(KEY).unwrap();
    api.phone_book(&[("Deniz Örnek", "05320000021"), ("Ece Taş", "05320000022")]);
    let desk = Desk::start();
    desk.hook("verimor").post(missed_call("1"));
    use_key(&desk, &api);
    let forgotten = desk.beside(&["forget", "05320000021", "--yes"]).finished();
    assert_eq!(forgotten.code(), 0, "{}", forgotten.complaint());
    assert_eq!(contacts(&desk), [of_pbx("Ece Taş")]);
    read_again(&desk);
    assert_eq!(contacts(&desk), [of_pbx("Ece Taş")]);
    api.phone_book(&[("Deniz Yeni", "0532 000 00 21"), ("Ece Taş", "05320000022")]);
    read_again(&desk);
    assert_eq!(contacts(&desk), [of_pbx("Ece Taş")]);
}

#[test]
fn a_pbx_that_tells_of_nobody_any_more_is_believed_only_when_somebody_insists() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe")], 30);
    let desk = Desk::start();
    assert_eq!(use_key(&desk, &api)["contacts"], 30);
    api.phone_book(&[]);
    let doubted = read_again(&desk);
    assert_eq!(
        (&doubted["failure"], &doubted["contacts"]),
        (&json!("lost-most"), &json!(30))
    );
    // A fault in between says nothing of it.
    api.people(&[("1001", "Ayşe")], 30);
    api.fail_in_the_book(&[Fault::Shape]);
    assert_eq!(read_again(&desk)["failure"], "shape");
    assert_eq!(contacts(&desk).len(), 30);
    api.phone_book(&[]);
    let insisted = read_again(&desk);
    assert_eq!(
        (&insisted["failure"], &insisted["contacts"]),
        (&Value::Null, &json!(0))
    );
}

#[test]
fn with_the_key_goes_what_was_read_by_it() {
    let api = VerimorApi::start(KEY).unwrap();
    api.people(&[("1001", "Ayşe")], 250);
    let desk = Desk::start();
    desk.ask(
        "save_contact",
        &json!({"name": "Kaya", "numbers": [{"written": "0533 111 22 33"}]}),
    );
    assert_eq!(use_key(&desk, &api)["contacts"], 250);
    assert_eq!(contacts(&desk).len(), 251);
    let hook = proof(&desk)["hook"].clone();
    desk.ask("forget_key", &json!({ "hook": hook }));
    assert_eq!(contacts(&desk), [own("Kaya")]);
    assert_eq!(name_of(&desk, "1001"), Value::Null);
    assert_eq!(proof(&desk)["names"], Value::Null);
}
