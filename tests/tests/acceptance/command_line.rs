//! The command line as other programs rely on it, and as people read it.

use std::path::Path;

use serde_json::json;

use crate::support::{Desk, Finished, Hook, ids, kimo, missed_call};

/// The example of Verimor's own document, and the line that DESIGN promises for it.
#[test]
fn a_ringing_and_a_hangup_make_the_promised_line() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    let common = "&domain_id=101&direction=inbound&caller_id_number=02123205062\
                  &outbound_caller_id_number=&destination_number=1001&dialed_user=1001\
                  &call_uuid=1234&start_stamp=2016-01-01 00:00:00";
    let ringing = hook.post(format!("event_type=ringing{common}"));
    assert_eq!((ringing.status, ringing.body.as_str()), (200, "1234"));
    let ended = "&end_stamp=2016-01-01 00:00:20&answered=false&hangup_cause=NO_ANSWER";
    assert_eq!(
        hook.post(format!("event_type=hangup{common}{ended}"))
            .status,
        200
    );
    let calls = desk.calls(&[]);
    let promised = json!({
        "id": "verimor:1234", "pbx": "verimor", "pbx_call_id": "1234", "kind": "voice",
        "direction": "inbound", "status": "ended", "disposition": "no_answer", "missed": true,
        "caller": {"raw": "02123205062", "e164": "+902123205062", "name": null},
        "called": {"raw": "1001", "e164": null, "name": null},
        "extensions": ["1001"], "answered_by": null, "queue": null,
        "started_at": "2015-12-31T22:00:00Z", "answered_at": null,
        "ended_at": "2015-12-31T22:00:20Z", "talk_seconds": null, "hangup_cause": "NO_ANSWER",
    });
    assert_eq!(calls.len(), 1);
    for (field, value) in promised.as_object().unwrap() {
        assert_eq!(&calls[0][field], value, "{field}");
    }
}

#[test]
fn the_ready_line_names_the_addresses() {
    let desk = Desk::start();
    let ready = desk.ready();
    assert!(desk.listen().starts_with("127.0.0.1:"));
    assert!(
        ready["ui"]
            .as_str()
            .unwrap()
            .starts_with("http://127.0.0.1:")
    );
    let hooks = ready["hooks"].as_array().unwrap();
    let pbxs: Vec<_> = hooks
        .iter()
        .map(|hook| hook["pbx"].as_str().unwrap())
        .collect();
    assert_eq!(pbxs, every_pbx());
    for hook in hooks {
        let pbx = hook["pbx"].as_str().unwrap();
        let start = format!("http://{}/hooks/{pbx}/", desk.listen());
        let token = hook["url"].as_str().unwrap().strip_prefix(&start).unwrap();
        assert!(token.len() >= 22, "{token}");
        assert!(!hook["name"].as_str().unwrap().is_empty());
    }
}

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
    assert!(table.contains("no delivery yet"), "{table}");
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
fn a_hook_with_credentials_asks_for_them() {
    let desk = Desk::start();
    let args = ["hooks", "add", "bulutfon", "--basic", "kimo", "--json"];
    let hook = Hook::of(&desk.beside(&args).given("p:ss\n").json()[0]);
    let body = r#"{"event_type":"call_init","caller":905320000022,"callee":908500000000,
        "uuid":"b-1","direction":"IN","timestamp":1435762851086820}"#;
    assert_eq!(hook.post(body).status, 401);
    let post = |credentials: &str| {
        let headers = [
            ("authorization", credentials),
            ("content-type", "application/json"),
        ];
        let body = body.as_bytes();
        crate::support::request(&hook.address, "POST", &hook.path, &headers, body).status
    };
    assert_eq!(post("Basic a2ltbzp3cm9uZw=="), 401, "kimo:wrong");
    assert_eq!(post("Basic a2ltbzpwOnNz"), 200, "kimo:p:ss");
    assert_eq!(ids(&desk.calls(&[])), ["bulutfon:b-1"]);
    assert!(!history_holds(desk.data_dir(), b"p:ss"));
}

#[test]
fn a_password_that_an_earlier_version_kept_in_the_history_moves_out_and_still_works() {
    let mut desk = Desk::start();
    let data_dir = desk.data_dir().to_owned();
    assert_eq!(desk.stop(), Some(0));
    let db = rusqlite::Connection::open(data_dir.join("kimo.db")).unwrap();
    let kept_there = "UPDATE hooks SET basic_user = 'kimo', basic_password = 'old p:ss'";
    db.execute(kept_there, []).unwrap();
    drop(db);
    assert!(history_holds(&data_dir, b"old p:ss"));
    let listed = kimo(&data_dir).args(["hooks", "--json"]).finished().json();
    assert_eq!(listed[0]["basic_user"], "kimo");
    for start in 1..=2 {
        let mut again = Desk::start_on(&data_dir);
        let hook = again.hook("verimor");
        let post = |credentials: &str| {
            let headers = [("authorization", credentials)];
            crate::support::request(&hook.address, "POST", &hook.path, &headers, b"").status
        };
        assert_eq!(post("Basic a2ltbzpvbGQgcDpzcw=="), 200, "kimo:old p:ss");
        assert_eq!(post("Basic a2ltbzo="), 401, "kimo:");
        let sent = again
            .beside(&["send", "verimor-answered", "--fast"])
            .finished();
        assert_eq!(sent.code(), 0);
        assert!(!history_holds(&data_dir, b"old p:ss"), "start {start}");
        let listed = again.beside(&["hooks", "--json"]).finished();
        assert!(!listed.said().contains("old p:ss"));
        assert_eq!(listed.json()[0]["basic_user"], "kimo");
        again.stop();
        assert!(!history_holds(&data_dir, b"old p:ss"), "start {start}");
    }
}

#[cfg(unix)]
#[test]
fn a_hook_whose_password_cannot_be_read_lets_nobody_in_and_the_desk_says_so() {
    let data_dir = tempfile::tempdir().unwrap();
    let add = ["hooks", "add", "verimor", "--basic", "kimo", "--json"];
    let added = kimo(data_dir.path()).args(add).given("p:ss").json();
    let other = ["hooks", "add", "mtt", "--json"];
    kimo(data_dir.path()).args(other).finished().said();
    let secrets = data_dir.path().join("secrets.json");
    // On a computer with a keyring there is no such file.
    let Ok(kept) = std::fs::read(&secrets) else {
        return;
    };
    std::fs::write(&secrets, "{damaged").unwrap();

    let desk = Desk::start_on(data_dir.path());
    let path = Hook::of(&added[0]).path;
    let post = |path: &str, credentials: &str| {
        let headers = [("authorization", credentials)];
        crate::support::request(desk.listen(), "POST", path, &headers, b"").status
    };
    let right = "Basic a2ltbzpwOnNz";
    assert_eq!(post(&path, right), 503);
    assert_eq!(post(&path, "Basic a2ltbzo="), 503, "kimo:");
    assert_eq!(desk.hook("mtt").post("").status, 200, "others go on");
    let blind = desk.ask("status", &json!({}))["blind"].clone();
    assert_eq!(blind["code"], "hook-password", "{blind}");
    let doctor = desk.beside(&["doctor"]).finished();
    assert_eq!(doctor.code(), 1);
    assert!(doctor.output().contains("its password cannot be read"));

    std::fs::write(&secrets, kept).unwrap();
    // Any change by another program has the desk look again.
    desk.beside(&["hooks", "limit", "mtt", "--anywhere"])
        .finished()
        .said();
    assert_eq!(post(&path, right), 200);
    let status = desk.ask("status", &json!({}));
    assert_eq!(status["blind"], json!(null), "{status}");
}

/// Whether any file of the history has these bytes: the database, its log, a copy.
fn history_holds(data_dir: &Path, secret: &[u8]) -> bool {
    let files = std::fs::read_dir(data_dir).unwrap();
    let of_history = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("kimo.db"));
    of_history
        .map(|path| std::fs::read(path).unwrap())
        .any(|bytes| bytes.windows(secret.len()).any(|part| part == secret))
}

#[test]
fn calls_can_be_narrowed_down() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    let call = |uuid: &str, caller: &str, day: u32, answered: bool| {
        let form = format!(
            "event_type=hangup&direction=inbound&caller_id_number={caller}\
             &destination_number=02120000000&dialed_user=1001&connected_user=1001\
             &call_uuid={uuid}&start_stamp=2026-11-{day:02}+12:00:00\
             &end_stamp=2026-11-{day:02}+12:00:20&answered={answered}\
             &hangup_cause=NORMAL_CLEARING"
        );
        assert_eq!(hook.post(form).status, 200);
    };
    call("a", "05321112233", 18, true);
    call("b", "05329998877", 19, false);
    call("c", "05321112233", 20, false);
    let listed = |args: &[&str]| ids(&desk.calls(args)).join(" ");
    assert_eq!(listed(&[]), "verimor:c verimor:b verimor:a");
    assert_eq!(listed(&["--missed"]), "verimor:c verimor:b");
    assert_eq!(listed(&["--search", "111 22"]), "verimor:c verimor:a");
    assert_eq!(listed(&["--search", "+90 532 999"]), "verimor:b");
    assert_eq!(listed(&["--search", "0532999"]), "verimor:b");
    assert_eq!(
        listed(&["--since", "2026-11-19T09:00:00Z"]),
        "verimor:c verimor:b"
    );
    assert_eq!(listed(&["--since", "2026-11-20"]), "verimor:c");
    assert_eq!(listed(&["--limit", "1"]), "verimor:c");
    assert_eq!(
        listed(&["--missed", "--search", "2233", "--limit", "5"]),
        "verimor:c"
    );
    assert_eq!(listed(&["--search", "4444"]), "");
}

#[test]
fn calls_are_listed_for_people_in_their_language_and_zone() {
    let desk = Desk::start();
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let table = |language: &str| {
        let mut command = desk.beside(&["calls"]);
        command.env("LANG", language).finished().said()
    };
    let english = table("en_US.UTF-8");
    for text in [
        "20 Nov 2026 12:00:00",
        "missed",
        "0532 000 00 21",
        "1001",
        "0:20",
    ] {
        assert!(english.contains(text), "{text} in {english}");
    }
    let turkish = table("tr_TR.UTF-8");
    assert!(
        turkish.contains("20.11.2026 12:00:00") && turkish.contains("kaçan"),
        "{turkish}"
    );
    let russian = table("ru_RU.UTF-8");
    assert!(russian.contains("пропущен"), "{russian}");
    // Programs read the same whatever the language.
    let mut command = desk.beside(&["calls", "--json"]);
    assert_eq!(
        command.env("LANG", "tr_TR.UTF-8").finished().json(),
        desk.calls(&[])
    );
}

#[test]
fn wrong_input_is_explained_and_ends_with_code_2() {
    let data_dir = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 12] = [
        (&["ring"], "ring"),
        (&["serve", "--listen", "nowhere"], "127.0.0.1:8460"),
        (&["serve", "--ui", "0.0.0.0:0"], "loopback"),
        (&["hooks", "add", "asterisk"], "verimor, bulutfon"),
        (&["hooks", "add", "mtt", "--region", "Moscow"], "TR or RU"),
        (&["hooks", "add", "mtt", "--basic", "a:b"], "standard input"),
        (&["hooks", "add", "mtt", "--name", " "], "name"),
        (&["calls", "--since", "yesterday"], "2026-11-20"),
        (&["calls", "--limit", "few"], "few"),
        (&["send"], "SCENARIO"),
        (&["send", "verimor-nonsense"], "kimo send --list"),
        (&["send", "verimor-answered", "--pbx", "mtt"], "mtt"),
    ];
    for (args, hint) in cases {
        let ended = kimo(data_dir.path()).args(args).finished();
        let complaint = ended.complaint();
        assert_eq!(ended.code(), 2, "{args:?}: {complaint}");
        assert!(complaint.contains(hint), "{args:?}: {complaint}");
    }
}

#[test]
fn a_person_is_forgotten_by_whatever_number_people_write() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    assert_eq!(hook.post(missed_call("1")).status, 200);
    let other = missed_call("2").replace("05320000021", "05320000022");
    assert_eq!(hook.post(other).status, 200);

    let unsure = desk.beside(&["forget", "0532 000 00 21"]).given("");
    assert_eq!(unsure.code(), 1, "{}", unsure.output());
    assert_eq!(desk.calls(&[]).len(), 2, "nobody has agreed to it");
    let said = desk
        .beside(&["forget", "0532 000 00 21", "--yes"])
        .finished()
        .said();
    assert!(said.contains("0532 000 00 21"), "{said}");
    assert_eq!(ids(&desk.calls(&[])), ["verimor:2"]);
    let again = desk.beside(&["forget", "05320000021", "--yes"]).finished();
    assert_eq!(again.code(), 0, "{}", again.output());
    // Whether a desk runs or not makes no difference.
    let mut desk = desk;
    desk.stop();
    let forget = ["forget", "+905320000022", "--yes"];
    kimo(desk.data_dir()).args(forget).finished().said();
    assert!(Desk::start_on(desk.data_dir()).calls(&[]).is_empty());
}

#[test]
fn every_scenario_is_taken_by_the_running_desk() {
    let desk = Desk::start();
    let list = desk.beside(&["send", "--list"]).finished().said();
    let scenarios: Vec<_> = list
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(scenarios.len() >= 24, "{list}");
    for scenario in &scenarios {
        let sent = desk.beside(&["send", "--fast", scenario]).finished().said();
        assert!(
            sent.lines().all(|line| line.contains("  200  ")),
            "{scenario}: {sent}"
        );
    }
    let calls = desk.calls(&[]);
    assert_eq!(calls.len(), scenarios.len());
    assert!(calls.iter().all(|call| call["status"] == "ended"));
}

#[test]
fn a_scenario_goes_to_the_hook_that_was_asked_for() {
    let desk = Desk::start();
    let other = [
        "hooks", "add", "mtt", "--name", "Branch", "--basic", "a", "--json",
    ];
    let other = desk.beside(&other).given("b\n").json().remove(0);
    desk.beside(&["send", "--fast", "redirect", "--hook", "branch"])
        .finished()
        .said();
    let hooks = desk.beside(&["hooks", "--json"]).finished().json();
    let deliveries = |id: &serde_json::Value| {
        let hook = hooks.iter().find(|hook| hook["id"] == *id).unwrap();
        hook["deliveries"].as_u64().unwrap()
    };
    assert_eq!(deliveries(&other["id"]), 5);
    assert_eq!(desk.calls(&[])[0]["answered_by"], "79680000002");
    let wrong_token = format!("http://{}/hooks/mtt/{}", desk.listen(), "0".repeat(32));
    let refused = desk
        .beside(&["send", "--fast", "redirect", "--hook", &wrong_token])
        .finished();
    assert_eq!(refused.code(), 1, "{}", refused.output());
    assert!(refused.output().contains("404"));
}

#[test]
fn sending_without_a_desk_says_so() {
    let data_dir = tempfile::tempdir().unwrap();
    let ended = kimo(data_dir.path())
        .args(["send", "--fast", "answered"])
        .finished();
    assert_eq!(ended.code(), 1);
    assert!(
        ended.complaint().contains("kimo serve"),
        "{}",
        ended.complaint()
    );
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

/// The ids of all PBXs, in the order in which Kimo lists them.
fn every_pbx() -> Vec<String> {
    let adapters = kimo_pbx::adapters().iter();
    adapters.map(|adapter| adapter.id().to_string()).collect()
}
