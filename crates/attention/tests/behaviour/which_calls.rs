//! Which calls pop up.

use std::time::Duration;

use kimo_attention::{CallerContext, PopupKind, Preferences};
use kimo_calls::Direction;
use kimo_pbx::{Adapter, Announces};

use crate::{
    script::{Script, mtt, verimor},
    stage::Stage,
};

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

/// Whether the call pops up when it rings, and when it was missed.
fn pops(preferences: &Preferences, call: &Script, queue: &str, leg: &str) -> (bool, bool) {
    let ringing = || match queue {
        "" => call.ringing(0, leg),
        queue => call.queue_ringing(0, queue, leg),
    };
    let mut desk = Stage::with(preferences.clone());
    desk.receive(ringing());
    let rang = desk.popup(&call.id()).is_some();
    desk.receive(call.leg_ended(20, leg));
    desk.receive(call.ended_missed(20));
    desk.pass(5);
    let missed = desk.popup(&call.id()).map(|popup| popup.kind);
    (rang, missed == Some(PopupKind::Missed))
}

#[test]
fn with_my_extensions_and_queues_set_only_their_calls_pop_up() {
    let preferences = Preferences {
        extensions: texts(&["1001", " 1003 "]),
        queues: texts(&["200"]),
        ..Preferences::default()
    };
    let call = verimor("a");
    let cases = [
        // called, queue, leg, pops up
        ("02129630000", "", "1001", true),
        ("02129630000", "", "1003", true),
        ("02129630000", "", "1002", false),
        ("02129630000", "200", "1002", true),
        ("02129630000", "300", "1002", false),
        ("02129630000", "300", "1001", true),
        ("1001", "", "1002", true),
        ("200", "", "1002", true),
        ("1002", "", "1002", false),
    ];
    for (called, queue, leg, expected) in cases {
        let call = call.clone().to(called);
        let popped = pops(&preferences, &call, queue, leg);
        assert_eq!(popped, (expected, expected), "{called} {queue} {leg}");
    }
}

#[test]
fn mtt_extensions_and_redirect_numbers_are_mine_too_however_they_are_written() {
    let cases = [
        ("0004", true),
        ("4", false),
        ("8 968 488-10-33", true),
        ("+79684881033", true),
        ("79684881044", false),
    ];
    for (mine, expected) in cases {
        let preferences = Preferences {
            extensions: texts(&[mine]),
            ..Preferences::default()
        };
        let call = mtt("a").asking_for("0004");
        assert_eq!(
            pops(&preferences, &call, "", "79684881033").0,
            expected,
            "{mine}"
        );
    }
}

#[test]
fn my_queue_pops_up_whoever_of_it_rings() {
    let call = verimor("a");
    let mut desk = Stage::with(Preferences {
        queues: texts(&["200"]),
        ..Preferences::default()
    });
    desk.receive(call.queue_ringing(0, "200", "1002"));
    desk.receive(call.leg_ended(10, "1002"));
    desk.shows_nothing();
    desk.receive(call.queue_ringing(0, "200", "1003"));
    desk.shows(&call.id(), PopupKind::Ringing);
}

/// Nobody knows whose telephone rings, so it may be anybody's.
#[test]
fn where_only_arrivals_are_told_a_call_pops_up_at_every_desk() {
    let tells_only_of_arrivals = |adapter: &dyn Adapter| adapter.announces() == Announces::Arrival;
    let adapters = kimo_pbx::adapters();
    assert!(
        adapters
            .iter()
            .any(|adapter| tells_only_of_arrivals(*adapter))
    );
    for adapter in adapters {
        let call = verimor("a").of(adapter.id());
        let mut desk = Stage::of(&["1001"]);
        desk.receive(call.arrived(0));
        let popped = desk.popup(&call.id()).is_some();
        assert_eq!(popped, tells_only_of_arrivals(*adapter), "{}", adapter.id());
        let mut desk = Stage::new();
        desk.receive(call.arrived(0));
        assert!(desk.popup(&call.id()).is_some(), "{}", adapter.id());
    }
}

#[test]
fn outbound_calls_never_pop_up() {
    let call = verimor("a").direction(Direction::Outbound);
    for preferences in [
        Preferences::default(),
        Preferences {
            extensions: texts(&["1001"]),
            internal_calls: true,
            ..Preferences::default()
        },
    ] {
        assert_eq!(pops(&preferences, &call, "", "1001"), (false, false));
    }
}

#[test]
fn a_fax_never_pops_up() {
    let mut desk = Stage::new();
    desk.receive(crate::script::bulutfon("a").fax(0));
    desk.shows_nothing();
}

#[test]
fn internal_calls_pop_up_where_that_is_set_but_not_my_own() {
    let call = verimor("a")
        .direction(Direction::Internal)
        .from("1002")
        .to("1001");
    let mine = verimor("b")
        .direction(Direction::Internal)
        .from("1001")
        .to("1002");
    let mut preferences = Preferences {
        extensions: texts(&["1001"]),
        ..Preferences::default()
    };
    assert_eq!(pops(&preferences, &call, "", "1001"), (false, false));
    preferences.internal_calls = true;
    assert_eq!(pops(&preferences, &call, "", "1001"), (true, true));
    assert_eq!(pops(&preferences, &mine, "", "1002"), (false, false));
    preferences.extensions.clear();
    assert_eq!(
        pops(&preferences, &call, "", "1001"),
        (true, false),
        "whose is not known"
    );
}

#[test]
fn settings_work_at_once_on_what_rings() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1002"));
    desk.set(Preferences {
        extensions: texts(&["1001"]),
        ..Preferences::default()
    });
    desk.shows_nothing();
    desk.set(Preferences::default());
    desk.shows(&call.id(), PopupKind::Ringing);
}

#[test]
fn whoever_is_unwanted_never_pops_up_ringing_missed_or_found_at_the_start() {
    let unwanted = CallerContext {
        is_unwanted: true,
        ..CallerContext::default()
    };
    let call = verimor("a");
    let mut desk = Stage::new().knowing(unwanted.clone());
    desk.receive(call.ringing(0, "1001"));
    desk.shows_nothing();
    desk.receive(call.ended_missed(20));
    desk.pass(10);
    desk.shows_nothing();
    assert!(desk.several().is_none());

    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    let mut desk = desk.restarted().knowing(unwanted);
    desk.find(&call.id(), Duration::from_secs(1));
    desk.shows_nothing();
}
