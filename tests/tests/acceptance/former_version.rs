//! A data directory that Kimo wrote before its history was laid out by things, before hooks had
//! accounts and settings of their own: `tests/fixtures/before-the-house`. It played every story
//! of its three PBXs, was told of things that it did not understand, and had a hook with a
//! password and another meaning, one limited to networks, one with a new token, a named caller, a
//! note, a caller marked as done, settings, and an address as tunnel.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Desk, Hook, Response, kimo};

#[test]
fn what_a_former_version_kept_is_all_there() {
    let former = Former::copied();
    let desk = Desk::start_on(former.dir.path());

    let calls = desk.calls(&["--limit", "1000"]);
    former.has_calls(&calls);
    for (call, told) in former.expected["told"].as_object().unwrap() {
        let details = desk.ask("call", &json!({ "id": call }));
        // Each of them; in which order has since become that of the fold.
        let events = sorted(rows(&details["timeline"]).map(|event| &event["kind"]));
        let bodies: Vec<_> = rows(&details["deliveries"])
            .map(|row| &row["body"])
            .collect();
        assert_eq!(events, sorted(rows(&told["events"])), "{call}");
        assert_eq!(json!(bodies), told["deliveries"], "{call}");
    }
    let missed = desk.ask("missed", &json!({}));
    // Hidden callers have since got a place of their own.
    let hidden = (!missed["hidden"].is_null()).then_some(&missed["hidden"]);
    let open: Vec<_> = rows(&missed["rows"])
        .chain(hidden)
        .map(|row| json!({ "key": row["key"], "count": row["count"], "name": row["caller"]["name"] }))
        .collect();
    assert_eq!(json!(open), former.expected["missed"]);
    holds(
        &desk.ask("settings", &json!({})),
        &former.expected["settings"],
    );

    let hooks = desk.ask("hooks", &json!({}));
    for (expected, hook) in rows(&former.expected["hooks"]).zip(rows(&hooks)) {
        for field in [
            "id",
            "pbx",
            "name",
            "region",
            "basic_user",
            "allowed_sources",
            "source_header",
            "deliveries",
        ] {
            assert_eq!(
                hook[field], expected[field],
                "{field} of {}",
                expected["name"]
            );
        }
        let url = hook["url"].as_str().unwrap();
        assert!(url.ends_with(expected["path"].as_str().unwrap()), "{url}");
    }
    assert_eq!(rows(&hooks).count(), 4);
    let tunnel = desk.ask("tunnel", &json!({}));
    assert_eq!(tunnel["choice"]["public_url"], "https://desk.example.org");
    let pinned = fs::read(former.dir.path().join("tunnel.json")).unwrap_or_default();
    let history = fs::read(former.dir.path().join("kimo.db")).unwrap();
    let pin = b"AAAAC3NzaC1lZDI1NTE5AAAAIJVdTb4dM7ZCwDGb5Cl4TXbkQrLmYQHnVp4j3V2ahxAT";
    let has_pin = |file: &[u8]| file.windows(pin.len()).any(|bytes| bytes == pin);
    let wal = fs::read(former.dir.path().join("kimo.db-wal")).unwrap_or_default();
    assert!(
        has_pin(&pinned) || has_pin(&history) || has_pin(&wal),
        "the host key's pin is gone"
    );
}

#[test]
fn what_a_former_version_heard_is_the_same_call_when_it_is_told_again() {
    let former = Former::copied();
    let desk = Desk::start_on(former.dir.path());
    let before = desk.calls(&["--limit", "1000"]);
    let mut repeated = 0;
    for (call, told) in former.expected["told"].as_object().unwrap() {
        let hook = match call.split_once(':').unwrap().0 {
            "verimor" => &former.expected["hooks"][0],
            "bulutfon" => continue, // limited to networks: see below
            _ => &former.expected["hooks"][2],
        };
        for body in rows(&told["deliveries"]) {
            assert_eq!(former.post(&desk, hook, body, &[]).status, 200, "{call}");
            repeated += 1;
        }
    }
    assert!(repeated > 50, "{repeated}");
    // Told again by another hook, one of them means the opposite: its hook's meaning is its own.
    let after = desk.calls(&["--limit", "1000"]);
    assert_eq!(after, before);
}

#[test]
fn a_former_versions_locks_on_hooks_hold() {
    let former = Former::copied();
    let desk = Desk::start_on(former.dir.path());
    let hook = |name: &str| {
        rows(&former.expected["hooks"])
            .find(|hook| hook["name"] == name)
            .unwrap()
    };
    let empty = json!("");
    let credentials = [("authorization", "Basic ZGVzazpvcGVuc2VzYW1l")];
    let ankara = hook("Ankara");
    assert_eq!(former.post(&desk, ankara, &empty, &[]).status, 401);
    assert_eq!(former.post(&desk, ankara, &empty, &credentials).status, 200);
    let from_there = [("cf-connecting-ip", "203.0.113.9")];
    let bulutfon = hook("Bulutfon");
    assert_eq!(former.post(&desk, bulutfon, &empty, &[]).status, 404);
    assert_eq!(
        former.post(&desk, bulutfon, &empty, &from_there).status,
        200
    );
}

#[test]
fn all_that_a_former_version_kept_can_be_read_afresh() {
    let former = Former::copied();
    let said = kimo(former.dir.path()).arg("rebuild").output().unwrap();
    assert!(said.status.success(), "{said:?}");
    let desk = Desk::start_on(former.dir.path());
    let calls = desk.calls(&["--limit", "1000"]);
    assert_eq!(calls.len(), rows(&former.expected["calls"]).count());
    for expected in rows(&former.expected["calls"]) {
        let call = calls.iter().find(|call| call["id"] == expected["id"]);
        let call = call.unwrap_or_else(|| panic!("{} is gone", expected["id"]));
        // Its calls were told in a hurry, each delivery dated when it would have come: what lay
        // after its receipt is brought back, and what was counted between such times with it.
        let mut expected = expected.clone();
        for time in ["started_at", "answered_at", "ended_at"] {
            let (is, was) = (call[time].as_str(), expected[time].as_str());
            assert_eq!(is.is_some(), was.is_some(), "{time} of {call}");
            assert!(is <= was, "{time} of {call} was {was:?}");
        }
        for field in [
            "started_at",
            "answered_at",
            "ended_at",
            "talk_seconds",
            "waited_seconds",
        ] {
            expected[field] = call[field].clone();
        }
        holds(call, &expected);
    }
}

/// A copy of the directory, and what was to be seen of it then.
struct Former {
    dir: TempDir,
    expected: Value,
}

impl Former {
    fn copied() -> Self {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/before-the-house");
        let dir = tempfile::tempdir().unwrap();
        for name in ["kimo.db", "secrets.json", "tunnel.json"] {
            fs::copy(kept.join(name), dir.path().join(name)).unwrap();
        }
        let expected = fs::read_to_string(kept.join("expect.json")).unwrap();
        Self {
            dir,
            expected: serde_json::from_str(&expected).unwrap(),
        }
    }

    /// Each call is as it was; fields may have been added.
    #[track_caller]
    fn has_calls(&self, calls: &[Value]) {
        assert_eq!(calls.len(), rows(&self.expected["calls"]).count());
        for (call, expected) in calls.iter().zip(rows(&self.expected["calls"])) {
            holds(call, expected);
        }
    }

    fn post(&self, desk: &Desk, hook: &Value, body: &Value, headers: &[(&str, &str)]) -> Response {
        let path = hook["path"].as_str().unwrap();
        let hook = Hook::of(&json!({ "url": format!("http://{}{path}", desk.listen()) }));
        hook.post_with(body.as_str().unwrap(), headers)
    }
}

/// Whether everything that is expected is there with the same value.
#[track_caller]
fn holds(value: &Value, expected: &Value) {
    for (field, expected) in expected.as_object().unwrap() {
        assert_eq!(&value[field], expected, "{field} of {value}");
    }
}

fn sorted<'a>(words: impl Iterator<Item = &'a Value>) -> Vec<&'a str> {
    let mut words: Vec<_> = words.map(|word| word.as_str().unwrap()).collect();
    words.sort_unstable();
    words
}

fn rows(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}
