//! The addresses that are entered at the PBXs: listed, added, replaced and limited by the command
//! line.

use serde_json::json;

use crate::support::{Desk, Finished, Hook, every_pbx, ids, kimo, missed_call};

#[test]
fn hooks_are_listed_beside_a_running_desk() {
    let desk = Desk::start();
    let listed = desk.beside(&["hooks", "--json"]).finished().json();
    let ready = desk.ready()["hooks"].as_array().unwrap();
    assert_eq!(listed.len(), every_pbx().len());
    for (listed, ready) in listed.iter().zip(ready) {
        for field in ["pbx", "name", "url"] {
            assert_eq!(listed[field], ready[field], "{field}");
        }
    }
    let table = desk.beside(&["hooks"]).finished().said();
    assert_eq!(table.lines().count(), every_pbx().len());
    assert!(table.contains("no event yet"), "{table}");
}

#[test]
fn hooks_of_a_desk_that_never_ran_have_the_configured_address() {
    let data_dir = tempfile::tempdir().unwrap();
    let hooks = |args: &[&str]| {
        let mut hooks = kimo(data_dir.path());
        hooks.arg("hooks").args(args).arg("--json");
        hooks.finished().json()
    };
    assert_eq!(hooks(&[]).len(), 0, "until somebody chooses a PBX");
    let added = hooks(&["add", "mtt"]);
    assert_eq!(Hook::of(&added[0]).address, "127.0.0.1:8460");
    // The first start finds it as it was shown, and makes no other.
    let desk = Desk::start_on(data_dir.path());
    assert_eq!(desk.hook("mtt").path, Hook::of(&added[0]).path);
    assert_eq!(desk.beside(&["hooks", "--json"]).finished().json().len(), 1);
    drop(desk);
    // Unless it is told to.
    let desk = Desk::start_with_all_hooks_on(data_dir.path());
    assert_eq!(
        desk.beside(&["hooks", "--json"]).finished().json().len(),
        every_pbx().len()
    );
    assert_eq!(desk.hook("mtt").path, Hook::of(&added[0]).path);
}

#[test]
fn a_hook_added_beside_a_running_desk_takes_deliveries_at_once() {
    let desk = Desk::start();
    let args = [
        "hooks", "add", "verimor", "--name", "Şube 2", "--region", "RU", "--json",
    ];
    let added = desk.beside(&args).finished().json();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0]["name"], "Şube 2");
    assert_eq!(added[0]["region"], "RU");
    let hook = Hook::of(&added[0]);
    assert_eq!(hook.address, desk.listen());
    assert_eq!(hook.post(missed_call("1")).status, 200);
    assert_eq!(ids(&desk.calls(&[])), ["verimor:1"]);
    let listed = desk.beside(&["hooks", "--json"]).finished().json();
    assert_eq!(
        listed.len(),
        desk.ready()["hooks"].as_array().unwrap().len() + 1
    );
}

#[test]
fn a_hook_that_is_removed_takes_nothing_more_and_its_calls_stay() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    assert_eq!(hook.post(missed_call("1")).status, 200);
    let removed = desk.beside(&["hooks", "remove", "verimor"]).finished();
    assert!(removed.said().contains("is removed"));
    assert_eq!(hook.post(missed_call("2")).status, 404);
    assert_eq!(ids(&desk.calls(&[])), ["verimor:1"]);
    let listed = desk.beside(&["hooks", "--json"]).finished().json();
    assert!(listed.iter().all(|left| left["pbx"] != "verimor"));
    desk.beside(&["rebuild"]).finished().said();
    assert_eq!(ids(&desk.calls(&[])), ["verimor:1"]);
    // Another connection to the same PBX goes on with the same calls.
    let added = desk
        .beside(&["hooks", "add", "verimor", "--json"])
        .finished();
    let again = Hook::of(&added.json()[0]);
    assert_ne!(again.path, hook.path);
    assert_eq!(again.post(missed_call("1")).status, 200);
    assert_eq!(again.post(missed_call("3")).status, 200);
    assert_eq!(ids(&desk.calls(&[])), ["verimor:3", "verimor:1"]);
}

#[test]
fn a_new_address_works_beside_the_one_before_until_that_is_revoked() {
    let desk = Desk::start();
    let old = desk.hook("verimor");
    let rotate = ["hooks", "rotate", "verimor", "--overlap", "2", "--json"];
    let rotated = desk.beside(&rotate).finished().json();
    assert!(rotated[0]["previous_until"].is_string(), "{rotated:?}");
    let new = Hook::of(&rotated[0]);
    assert_ne!(new.path, old.path);
    assert_eq!(new.post(missed_call("1")).status, 200);
    assert_eq!(old.post(missed_call("2")).status, 200);

    let said = desk
        .beside(&["hooks", "revoke", "Verimor"])
        .finished()
        .said();
    assert!(said.contains(&new.path), "{said}");
    assert_eq!(old.post(missed_call("3")).status, 404);
    assert_eq!(new.post(missed_call("4")).status, 200);
    assert_eq!(desk.calls(&[]).len(), 3);

    let rotate = ["hooks", "rotate", "Verimor", "--overlap", "0", "--json"];
    let newest = Hook::of(&desk.beside(&rotate).finished().json()[0]);
    assert_eq!(new.post(missed_call("5")).status, 404);
    assert_eq!(newest.post(missed_call("6")).status, 200);
    let nobody = desk.beside(&["hooks", "rotate", "nobody"]).finished();
    assert_eq!(nobody.code(), 2);
}

#[test]
fn a_hook_limited_to_other_sources_is_not_there_until_it_is_open_again() {
    let desk = Desk::start();
    let hook = desk.hook("mtt");
    let limit = [
        "hooks",
        "limit",
        "mtt",
        "203.0.113.0/24",
        "2001:db8::1",
        "--json",
    ];
    let limited = desk.beside(&limit).finished().json();
    assert_eq!(
        limited[0]["allowed_sources"],
        json!(["203.0.113.0/24", "2001:db8::1"])
    );
    assert_eq!(hook.post("").status, 404);
    let from = [("x-forwarded-for", "203.0.113.9")];
    let answer = crate::support::request(&hook.address, "POST", &hook.path, &from, b"");
    assert_eq!(answer.status, 200);
    let sent = desk.beside(&["send", "mtt-answered", "--fast"]).finished();
    assert_eq!(sent.code(), 0, "the desk's own scenarios come through");

    desk.beside(&["hooks", "limit", "mtt", "--anywhere"])
        .finished()
        .said();
    assert_eq!(hook.post("").status, 200);
    for wrong in [&["everywhere"][..], &[], &["10.0.0.0/8", "--header", "via"]] {
        let args = [&["hooks", "limit", "mtt"], wrong].concat();
        assert_eq!(desk.beside(&args).finished().code(), 2, "{wrong:?}");
    }
}

#[test]
fn a_hook_is_set_to_what_its_pbx_has_and_to_nothing_else() {
    let data_dir = tempfile::tempdir().unwrap();
    let add = |pbx: &str, settings: &[&str]| {
        let mut add = kimo(data_dir.path());
        add.args(["hooks", "add", pbx, "--json"]);
        settings.iter().for_each(|setting| {
            add.args(["--set", setting]);
        });
        add.finished()
    };
    let good = [
        ("verimor", &[][..], json!({"answered_flag": "accepted"})),
        (
            "verimor",
            &["answered_flag=missed"],
            json!({"answered_flag": "missed"}),
        ),
        ("hipcall", &[], json!({"users": {}})),
        (
            "hipcall",
            &["users=5:1001", "users=7: Ayşe = Fatma"],
            json!({"users": {"5": "1001", "7": "Ayşe = Fatma"}}),
        ),
        (
            "mtt",
            &["own_number=78000000000"],
            json!({"history_numbers": "", "own_number": "78000000000", "callback_resource": ""}),
        ),
        ("bulutfon", &[], json!({})),
    ];
    for (pbx, settings, expected) in &good {
        let added = add(pbx, settings).json();
        assert_eq!(&added[0]["settings"], expected, "{pbx} {settings:?}");
    }
    // What is allowed in its place.
    let wrong = [
        ("verimor", &["answered_flag"][..], "name=value"),
        ("verimor", &["answered_flag=perhaps"], "accepted or missed"),
        ("verimor", &["answered_flag=yes"], "accepted or missed"),
        ("verimor", &["users=5:1001"], "it has answered_flag"),
        ("hipcall", &["answered_flag=missed"], "it has users"),
        ("hipcall", &["users=1001"], "like 5:1001"),
        ("hipcall", &["users=5:1001", "users=7"], "like 5:1001"),
        (
            "mtt",
            &["users=5:1001"],
            "it has history_numbers, own_number, callback_resource",
        ),
        ("bulutfon", &["users=5:1001"], "it has none"),
    ];
    for (pbx, settings, allowed) in wrong {
        let refused = add(pbx, settings);
        let complaint = refused.complaint();
        assert_eq!(refused.code(), 2, "{pbx} {settings:?}: {complaint}");
        assert!(
            complaint.contains(allowed),
            "{pbx} {settings:?}: {complaint}"
        );
    }
    let mut list = kimo(data_dir.path());
    let listed = list.args(["hooks", "--json"]).finished().json();
    assert_eq!(listed.len(), good.len(), "nothing was made of the others");
}
