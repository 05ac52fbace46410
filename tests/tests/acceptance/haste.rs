//! A PBX's interface that is asked too often, or is in trouble: it is left alone for as long as it wants.

use std::thread;

use kimo_tests::interfaces::{Fault, StandIn, VerimorApi, each};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, fetch, once_read, proof, read_since, use_key};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";

/// Does this with a desk and each stand-in, at once.
fn with_each(check: impl Fn(&Desk, &dyn StandIn) + Sync) {
    let stand_ins = each(KEY).unwrap();
    thread::scope(|scope| {
        for api in &stand_ins {
            let check = &check;
            scope.spawn(move || {
                let desk = Desk::start();
                once_read(&desk, api.pbx(), || {
                    assert_eq!(use_key(&desk, api.pbx(), &api.base(), KEY).0, 0);
                });
                check(&desk, &**api);
            });
        }
    });
}

#[test]
fn who_is_told_when_to_ask_again_asks_then_and_not_before() {
    with_each(|desk, api| {
        let before = api.asked().0;
        // No more than this hook may ask within a minute.
        api.fail(&[Fault::TooOften(Some(2))]);
        let read = fetch(desk, api.pbx());
        assert_eq!(read["failure"], Value::Null, "{read}");
        assert_eq!(api.asked(), (before + 2, 0));
    });
}

#[test]
fn who_is_told_for_how_long_it_is_too_often_asks_nothing_meanwhile() {
    with_each(|desk, api| {
        let before = api.asked().0;
        let proved = proof(desk, api.pbx());
        api.fail(&[Fault::TooOften(Some(600))]);
        for _ in 0..2 {
            let read = fetch(desk, api.pbx());
            assert_eq!(read["failure"], "too-often", "{read}");
            assert_eq!(read["complete_until"], proved["complete_until"]);
        }
        assert_eq!(api.asked(), (before + 1, 0), "and not again");
    });
}

#[test]
fn who_is_asked_too_often_without_a_word_is_left_alone_for_a_while() {
    with_each(|desk, api| {
        let before = api.asked().0;
        api.fail(&[Fault::TooOften(None)]);
        let read = fetch(desk, api.pbx());
        assert_eq!(read["failure"], Value::Null, "{read}");
        assert_eq!(api.asked(), (before + 2, 0), "once, and once more");
    });
}

#[test]
fn who_is_in_trouble_is_asked_again_a_little_later() {
    with_each(|desk, api| {
        let before = api.asked().0;
        api.fail(&[Fault::Status(503)]);
        let read = fetch(desk, api.pbx());
        assert_eq!(read["failure"], Value::Null, "{read}");
        assert_eq!(api.asked(), (before + 2, 0));
    });
}

/// A PBX counts by the key, however many hooks it has been entered for.
#[test]
fn hooks_with_one_key_are_counted_as_one() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = Desk::start();
    let mut added = desk.beside(&["hooks", "add", "verimor", "--name", "Branch"]);
    added.finished();
    let named = |name: &str| {
        let completeness = desk.ask("completeness", &json!({}));
        let hooks = completeness["hooks"].as_array().unwrap();
        hooks.iter().find(|hook| hook["name"] == name).cloned()
    };
    let both_read = |act: &dyn Fn()| {
        let at = || {
            ["Verimor", "Branch"].map(|name| {
                let hook = named(name).unwrap();
                (hook["looked_at"].clone(), hook["failed_at"].clone())
            })
        };
        let before = at();
        let mut feed = desk.feed();
        act();
        while at().iter().zip(&before).any(|(now, before)| now == before) {
            while feed.next()["type"] != "records" {}
        }
    };
    both_read(&|| {
        for name in ["Verimor", "Branch"] {
            assert_eq!(use_key(&desk, name, &api.base(), KEY).0, 0);
        }
    });
    let before = api.asked().0;
    api.fail(&[Fault::TooOften(Some(600))]);
    both_read(&|| {
        desk.ask("fetch_records", &json!({}));
    });
    for name in ["Verimor", "Branch"] {
        assert_eq!(named(name).unwrap()["failure"], "too-often", "{name}");
    }
    assert_eq!(
        api.asked(),
        (before + 1, 0),
        "what one is told holds for both"
    );
}

/// Whoever crashes at every start, and is started again each time, is not let off for that.
#[test]
fn a_desk_that_is_started_again_remembers_how_it_has_asked() {
    let api = VerimorApi::start(KEY).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    once_read(&desk, api.pbx(), || {
        assert_eq!(use_key(&desk, api.pbx(), &api.base(), KEY).0, 0);
    });
    api.fail(&[Fault::TooOften(Some(600))]);
    assert_eq!(fetch(&desk, api.pbx())["failure"], "too-often");
    let asked = api.asked();
    for _ in 0..2 {
        let before = proof(&desk, api.pbx());
        desk.kill();
        desk = Desk::start_on(dir.path());
        let read = read_since(&desk, api.pbx(), &before);
        assert_eq!(read["failure"], "too-often", "{read}");
        assert_eq!(api.asked(), asked);
    }
}
