//! A PBX's interface that is asked too often, or is in trouble: it is left alone for as long as it wants.

use std::thread;

use kimo_tests::interfaces::{Fault, StandIn, each};
use serde_json::Value;

use crate::support::{Desk, fetch, once_read, proof, use_key};

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
