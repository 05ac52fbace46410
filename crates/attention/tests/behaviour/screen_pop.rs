//! What is opened for a call, and when.

use std::time::Duration;

use kimo_attention::{Action, Opening, Preferences};
use kimo_calls::{PopWhat, PopWhen, ScreenPop};

use crate::{
    script::{Script, verimor},
    stage::{Stage, always_quiet},
};

fn popping(when: PopWhen) -> Preferences {
    Preferences {
        screen_pop: ScreenPop {
            when,
            what: PopWhat::Address,
            opens: "https://crm.example.com/{national}/{call}".to_owned(),
            scheme: String::new(),
        },
        ..Preferences::default()
    }
}

fn mine(when: PopWhen) -> Preferences {
    Preferences {
        extensions: vec!["1001".to_owned()],
        ..popping(when)
    }
}

fn opened(desk: &mut Stage) -> Vec<String> {
    let done = desk.done().into_iter();
    done.filter_map(|action| match action {
        Action::Open(Opening::Address(address)) => Some(address),
        _ => None,
    })
    .collect()
}

fn caller() -> Script {
    verimor("1").from("05321234567")
}

const ADDRESS: &str = "https://crm.example.com/05321234567/verimor%3A1";

#[test]
fn a_call_that_rings_here_is_opened_once() {
    let mut desk = Stage::with(mine(PopWhen::Ringing));
    desk.receive(caller().ringing(0, "1002"));
    assert_eq!(opened(&mut desk), [""; 0], "it rings elsewhere");
    desk.receive(caller().ringing(1, "1001"));
    assert_eq!(opened(&mut desk), [ADDRESS]);
    desk.receive(caller().ringing(2, "1001"));
    desk.receive(caller().answered(5, "1001"));
    desk.pass(60);
    assert_eq!(opened(&mut desk), [""; 0]);
}

#[test]
fn a_call_that_i_have_answered_is_opened_then() {
    let mut desk = Stage::with(mine(PopWhen::Answered));
    desk.receive(caller().ringing(0, "1001"));
    assert_eq!(opened(&mut desk), [""; 0]);
    desk.receive(caller().answered(5, "1001"));
    assert_eq!(opened(&mut desk), [ADDRESS]);

    let mut desk = Stage::with(mine(PopWhen::Answered));
    desk.receive(caller().ringing(0, "1001"));
    desk.receive(caller().answered(5, "1002"));
    assert_eq!(opened(&mut desk), [""; 0], "a colleague has it");

    let mut desk = Stage::with(popping(PopWhen::Answered));
    desk.receive(caller().answered(5, "1002"));
    assert_eq!(
        opened(&mut desk),
        [ADDRESS],
        "with no extensions all are mine"
    );
}

#[test]
fn nothing_is_opened_unless_it_was_set_and_somebody_is_to_be_disturbed_by_somebody() {
    let quiet = Preferences {
        do_not_disturb: always_quiet(),
        ..popping(PopWhen::Ringing)
    };
    let hidden = verimor("1").from("anonymous");
    for (preferences, call) in [
        (Preferences::default(), caller()),
        (popping(PopWhen::Off), caller()),
        (quiet, caller()),
        (popping(PopWhen::Ringing), hidden),
    ] {
        let mut desk = Stage::with(preferences.clone());
        desk.receive(call.ringing(0, "1001"));
        desk.receive(call.answered(5, "1001"));
        assert_eq!(opened(&mut desk), [""; 0], "{preferences:?}");
    }
}

#[test]
fn no_flood_of_calls_opens_more_than_ten_within_a_minute() {
    let mut desk = Stage::with(popping(PopWhen::Ringing));
    let ring = |desk: &mut Stage, call: u32| {
        let call = verimor(&call.to_string()).from("05321234567");
        desk.receive(call.ringing(0, "1001"));
        opened(desk).len()
    };
    let at_once: usize = (0..300).map(|call| ring(&mut desk, call)).sum();
    assert_eq!(at_once, 10);
    desk.pass(61);
    assert_eq!(ring(&mut desk, 301), 1, "and after that again");
}

#[test]
fn a_call_that_is_found_at_the_start_was_opened_before() {
    let mut desk = Stage::with(popping(PopWhen::Ringing));
    desk.receive(caller().ringing(0, "1001"));
    assert_eq!(opened(&mut desk), [ADDRESS]);
    let mut desk = desk.restarted();
    desk.set(popping(PopWhen::Ringing));
    desk.find(&caller().id(), Duration::from_secs(1));
    assert!(desk.popup(&caller().id()).is_some(), "it rings still");
    assert_eq!(opened(&mut desk), [""; 0]);
}
