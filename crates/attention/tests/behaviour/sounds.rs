//! What is heard, and when.

use std::time::Duration;

use kimo_attention::{CallerContext, PopupKind, Preferences};
use kimo_calls::{Sound, Sounds};

use crate::{
    script::{Script, bulutfon, mtt, verimor},
    stage::{Stage, always_quiet},
};

use Sound::{Call, Important, Missed};

fn all() -> Preferences {
    Preferences {
        sounds: Sounds {
            call: true,
            important: true,
            missed: true,
            volume: 40,
        },
        ..Preferences::default()
    }
}

fn with(sounds: Sounds) -> Preferences {
    Preferences { sounds, ..all() }
}

fn known(is_important: bool, is_unwanted: bool) -> CallerContext {
    CallerContext {
        is_important,
        is_unwanted,
        ..CallerContext::default()
    }
}

fn call() -> Script {
    verimor("a").from("05321234567")
}

/// All that is heard of a call that rings and is missed.
fn heard_of(preferences: Preferences, caller: CallerContext) -> Vec<Sound> {
    let mut desk = Stage::with(preferences).knowing(caller);
    desk.receive(call().ringing(0, "1001"));
    desk.pass(10);
    desk.receive(call().ended_missed(20));
    desk.heard()
}

#[test]
fn without_a_setting_nothing_is_heard() {
    assert_eq!(heard_of(Preferences::default(), known(true, false)), []);
}

#[test]
fn each_sound_is_heard_where_it_is_on_and_the_important_one_in_the_place_of_the_other() {
    let only = |call, important, missed| {
        let sounds = Sounds {
            call,
            important,
            missed,
            ..Sounds::default()
        };
        with(sounds)
    };
    for (preferences, is_important, heard) in [
        (all(), false, &[Call, Missed][..]),
        (all(), true, &[Important, Missed]),
        (only(true, false, false), true, &[Call]),
        (only(false, true, false), true, &[Important]),
        (only(false, true, false), false, &[]),
        (only(false, false, true), true, &[Missed]),
    ] {
        let sounds = preferences.sounds;
        let caller = known(is_important, false);
        assert_eq!(heard_of(preferences, caller), heard, "{sounds:?}");
    }
}

#[test]
fn a_call_is_heard_once_however_often_it_is_told() {
    let mut desk = Stage::with(all());
    desk.receive(call().ringing(0, "1001"));
    assert_eq!(desk.heard_at(), [40]);
    desk.receive(call().ringing(0, "1001"));
    desk.receive(call().ringing(5, "1002"));
    desk.pass(10);
    desk.receive(call().leg_ended(12, "1001"));
    desk.receive(call().ringing(0, "1001"));
    assert_eq!(desk.heard(), []);
    desk.receive(call().ended_missed(40));
    assert_eq!(desk.heard(), [Missed]);
    desk.receive(call().ended_missed(40));
    desk.pass(3600);
    assert_eq!(desk.heard(), []);
}

#[test]
fn only_what_is_shown_here_is_heard() {
    let mine = Preferences {
        extensions: vec!["1001".to_owned()],
        ..all()
    };
    let mut desk = Stage::with(mine);
    desk.receive(call().ringing(0, "1002"));
    desk.receive(call().ended_missed(20));
    assert_eq!(desk.heard(), [], "it is a colleague's");
    assert_eq!(heard_of(all(), known(true, true)), [], "it is unwanted");

    let mut desk = Stage::with(all());
    desk.receive(call().ended_missed(2));
    let short = Preferences {
        short_call_seconds: 5,
        ..all()
    };
    let mut hung_up = Stage::with(short);
    hung_up.receive(verimor("b").ended_missed(2));
    assert_eq!(desk.heard(), [Missed]);
    assert_eq!(hung_up.heard(), [], "they hung up at once");
}

#[test]
fn nothing_is_heard_in_do_not_disturb_and_what_was_missed_then_not_afterwards() {
    let quiet = Preferences {
        do_not_disturb: always_quiet(),
        ..all()
    };
    let mut desk = Stage::with(quiet);
    let (rings, missed) = (verimor("rings"), bulutfon("missed"));
    desk.receive(missed.missing_call(20));
    desk.receive(rings.ringing(0, "1001"));
    assert_eq!(desk.heard(), []);
    desk.set(all());
    desk.receive(missed.ended(20));
    desk.shows(&rings.id(), PopupKind::Ringing);
    assert_eq!(desk.heard(), [Call], "it rings still");
}

#[test]
fn what_is_found_at_the_start_or_brought_in_by_records_is_not_heard() {
    let mut desk = Stage::with(all());
    desk.receive(call().ringing(0, "1001"));
    desk.heard();
    let mut desk = desk.started_anew(all());
    desk.find(&call().id(), Duration::from_secs(1));
    desk.shows(&call().id(), PopupKind::Ringing);
    assert_eq!(desk.heard(), []);
    desk.bring_in(&[verimor("b").ended_missed(20)]);
    assert_eq!(desk.heard(), []);
    desk.receive(call().ended_missed(20));
    assert_eq!(desk.heard(), [Missed]);
}

#[test]
fn missed_is_heard_once_it_is_told_and_not_while_another_number_may_be_tried() {
    let call = mtt("a");
    let mut desk = Stage::with(all());
    desk.receive(call.ringing(0, "79684881033"));
    desk.pass(10);
    desk.receive(call.leg_ended(20, "79684881033"));
    assert_eq!(desk.heard(), [Call]);
    desk.pass(5);
    assert_eq!(desk.heard(), [Missed]);
}

#[test]
fn no_flood_of_calls_is_heard_but_whoever_is_important_is() {
    let ring = |desk: &mut Stage, name: String| {
        desk.receive(verimor(&name).ringing(0, "1001"));
        desk.heard()
    };
    let mut desk = Stage::with(all());
    assert_eq!(ring(&mut desk, "first".to_owned()), [Call]);
    let mut desk = desk.knowing(known(true, false));
    assert_eq!(ring(&mut desk, "important".to_owned()), [Important]);
    let mut desk = desk.knowing(CallerContext::default());
    let flood = (0..300).flat_map(|n| ring(&mut desk, n.to_string()));
    assert_eq!(flood.count(), 0, "at once");
    let mut slow = 0;
    for n in 0..15 {
        desk.pass(3);
        slow += ring(&mut desk, format!("slow {n}")).len();
    }
    assert_eq!(slow, 8, "ten within a minute");
    desk.pass(61);
    assert_eq!(ring(&mut desk, "later".to_owned()), [Call]);
}
