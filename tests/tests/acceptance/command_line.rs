//! The command line as other programs rely on it, and as people read it.

use kimo_pbx::{VerimorCall, VerimorEnd};
use serde_json::json;

use crate::support::{Desk, Finished, every_pbx, ids, kimo, missed_call, verimor_call};

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
fn calls_can_be_narrowed_down() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    let call = |uuid: &str, caller: &str, day: u32, answered: bool| {
        let started_at = format!("2026-11-{day:02}T09:00:00Z");
        let call = VerimorCall {
            started_at: started_at.parse().unwrap(),
            caller,
            ..verimor_call(uuid)
        };
        let form = call.hangup(&VerimorEnd {
            leg: "1001",
            answered,
            answered_at: None,
            at: 20,
            cause: "NORMAL_CLEARING",
        });
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

#[cfg_attr(
    windows,
    ignore = "Windows takes its language from the user's settings, not from LANG"
)]
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
        "20\u{a0}s",
    ] {
        assert!(english.contains(text), "{text} in {english}");
    }
    let turkish = table("tr_TR.UTF-8");
    assert!(
        turkish.contains("20.11.2026 12:00:00") && turkish.contains("cevapsız"),
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

#[cfg_attr(
    windows,
    ignore = "Windows takes its language from the user's settings, not from LANG"
)]
#[test]
fn missed_callers_are_listed_for_people_and_handled_by_number() {
    let desk = Desk::start();
    let said = |args: &[&str], language: &str| {
        let mut command = desk.beside(&[&["missed"], args].concat());
        command.env("LANG", language).finished().said()
    };
    assert_eq!(said(&[], "en_US.UTF-8"), "Nobody to call back.\n");
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let hidden = missed_call("2").replace("05320000021", "anonymous");
    assert_eq!(desk.hook("verimor").post(hidden).status, 200);
    let table = said(&[], "tr_TR.UTF-8");
    for text in [
        "20.11.2026 12:00:00",
        "0532 000 00 21",
        "1×",
        "1 gizli numaralı çağrı",
    ] {
        assert!(table.contains(text), "{text} in {table}");
    }
    let nobody = desk
        .beside(&["missed", "handled", "0533 999 99 99"])
        .finished();
    assert_eq!(nobody.code(), 1);
    assert_eq!(
        said(&["handled", "0532 000 00 21"], "ru_RU.UTF-8"),
        "0532 000 00 21: обработано\n"
    );
    let left = desk.beside(&["missed", "--json"]).finished().json();
    assert_eq!(left, [json!({ "hidden": 1 })]);
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
    for ours in ["1001", "0212 000 00 00"] {
        let refused = desk.beside(&["forget", ours, "--yes"]).finished();
        assert_eq!(refused.code(), 2, "{ours}: {}", refused.output());
        let complaint = refused.complaint();
        assert!(complaint.contains("number of ours"), "{ours}: {complaint}");
    }
    assert_eq!(ids(&desk.calls(&[])), ["verimor:2"]);
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
