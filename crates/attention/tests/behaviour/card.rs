//! The call card.

use kimo_attention::{
    CallerContext, CardState, Input, Lang, NO_CARD, PopupKind, Preferences, Problem, UserAction,
};
use kimo_calls::{CardUse, CardWhen, Corner, Direction};

use crate::{
    script::{Script, verimor},
    stage::{Stage, always_quiet},
};

use CardState::{Ended, Ringing, Talking};

pub(crate) fn preferences() -> Preferences {
    Preferences {
        card: CardUse {
            when: CardWhen::On,
            corner: Corner::TopRight,
            ..CardUse::default()
        },
        ..Preferences::default()
    }
}

pub(crate) fn desk() -> Stage {
    Stage::with(preferences())
}

fn desk_of(extension: &str) -> Stage {
    Stage::with(Preferences {
        extensions: vec![extension.to_owned()],
        ..preferences()
    })
}

fn instead() -> Preferences {
    let mut preferences = preferences();
    preferences.card.instead_of_popups = true;
    preferences
}

/// Calls of different people.
pub(crate) fn calls<const N: usize>() -> [Script; N] {
    let names: [char; N] = std::array::from_fn(|n| char::from(b'a' + n as u8));
    names.map(|name| {
        let digit = name as u32 - 'a' as u32;
        verimor(&name.to_string()).from(&format!("053212345{digit:02}"))
    })
}

#[track_caller]
pub(crate) fn shows(desk: &Stage, expected: &[(&str, CardState)]) {
    let shown = desk.on_card();
    let shown: Vec<(&str, CardState)> = shown.iter().map(|(id, at)| (id.as_str(), *at)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn the_card_follows_a_call_until_a_few_seconds_after_its_end() {
    let [call] = calls();
    let mut desk = desk_of("1001");
    desk.receive(call.ringing(0, "1001"));
    shows(&desk, &[("a", Ringing)]);
    desk.receive(call.answered(5, "1001"));
    shows(&desk, &[("a", Talking)]);
    let says = |desk: &Stage| desk.card().unwrap().calls[0].says.clone();
    assert_eq!(says(&desk), "Answered by 1001");
    desk.pass(600);
    shows(&desk, &[("a", Talking)]);
    desk.receive(call.ended_answered(605));
    shows(&desk, &[("a", Ended)]);
    assert_eq!(says(&desk), "Call ended");
    desk.pass(7);
    shows(&desk, &[("a", Ended)]);
    desk.pass(1);
    shows(&desk, &[]);
    assert!(desk.keeps_card());
    desk.pass(59);
    assert!(desk.keeps_card());
    desk.pass(1);
    assert!(!desk.keeps_card(), "a minute after the last call");
}

#[test]
fn what_another_extension_answers_goes_from_the_card_after_four_seconds() {
    let [call] = calls();
    let mut desk = desk_of("1001");
    desk.receive(call.ringing(0, "1001"));
    desk.receive(call.ringing(0, "1002"));
    desk.receive(call.answered(5, "1002"));
    shows(&desk, &[("a", Talking)]);
    desk.pass(3);
    shows(&desk, &[("a", Talking)]);
    desk.pass(1);
    shows(&desk, &[]);
    desk.receive(call.ended_answered(60));
    shows(&desk, &[]);
}

#[test]
fn where_no_extensions_are_set_any_conversation_may_be_mine_and_stays_on_the_card() {
    let [call] = calls();
    let mut desk = desk();
    desk.receive(call.ringing(0, "1001"));
    desk.receive(call.answered(5, "1002"));
    desk.pass(600);
    shows(&desk, &[("a", Talking)]);
    desk.receive(call.ended_answered(605));
    desk.pass(8);
    shows(&desk, &[]);
}

#[test]
fn of_several_calls_those_that_ring_stand_first_each_as_it_came() {
    let [a, b, c] = calls();
    let mut desk = desk();
    desk.receive(a.ringing(0, "1001"));
    desk.receive(b.ringing(0, "1002"));
    shows(&desk, &[("a", Ringing), ("b", Ringing)]);
    desk.receive(a.answered(5, "1001"));
    shows(&desk, &[("b", Ringing), ("a", Talking)]);
    desk.receive(c.ringing(0, "1003"));
    shows(&desk, &[("b", Ringing), ("c", Ringing), ("a", Talking)]);
    desk.receive(b.ringing(0, "1002"));
    shows(&desk, &[("b", Ringing), ("c", Ringing), ("a", Talking)]);
}

#[test]
fn whoever_was_missed_is_one_line_on_the_card_as_long_as_it_is_there() {
    let [a, b] = calls();
    let mut desk = desk();
    desk.receive(a.ringing(0, "1001"));
    desk.receive(a.ended_missed(20));
    shows(&desk, &[]);
    let line = desk.card().unwrap().missed.clone().unwrap();
    assert_eq!(line.who, "0532 123 45 00");
    assert_eq!(line.says, "Missed call, 12:00");
    assert_eq!(line.call, Some(a.id().to_string()));
    assert_eq!(line.opens, format!("call:{}", a.id()));
    desk.pass(30);
    desk.receive(b.ringing(0, "1001"));
    shows(&desk, &[("b", Ringing)]);
    assert!(desk.card().unwrap().missed.is_some(), "beside what rings");
    desk.receive(b.ended_missed(20));
    let line = desk.card().unwrap().missed.clone().unwrap();
    assert_eq!(line.who, "2 people called");
    assert_eq!((line.call, line.opens.as_str()), (None, "missed"));
    desk.pass(59);
    assert!(desk.card().is_some());
    desk.pass(1);
    assert!(desk.card().is_none());
    assert!(!desk.keeps_card());
    assert!(
        desk.several().is_some(),
        "the popup goes on telling of them"
    );
}

#[test]
fn the_line_of_the_missed_that_is_closed_marks_nobody_as_handled() {
    let [a, b] = calls();
    let mut desk = desk();
    desk.receive(a.ended_missed(20));
    assert!(
        desk.card().is_none(),
        "nothing comes onto the card but by ringing"
    );
    desk.receive(b.ringing(0, "1001"));
    desk.receive(b.ended_missed(20));
    let number = desk.card().unwrap().missed.as_ref().unwrap().number;
    let [c] = [verimor("c").from("05329999999")];
    desk.receive(c.ended_missed(20));
    desk.take(Input::User(UserAction::ClosedMissedOnCard(number)));
    let line = desk.card().unwrap().missed.clone().unwrap();
    assert_eq!(
        line.call,
        Some(c.id().to_string()),
        "who came meanwhile stays"
    );
    assert_eq!(desk.done(), [], "nobody is marked");
    desk.take(Input::User(UserAction::ClosedMissedOnCard(line.number)));
    assert!(desk.card().is_none());
}

#[test]
fn who_may_pop_up_may_stand_on_the_card_and_nobody_else() {
    let [call] = calls();
    let rings_in = |preferences: Preferences, context: CallerContext, call: &Script| {
        let mut desk = Stage::with(preferences).knowing(context);
        desk.receive(call.ringing(0, "1001"));
        (desk.card().is_some(), desk.popups().next().is_some())
    };
    let unwanted = CallerContext {
        is_unwanted: true,
        ..CallerContext::default()
    };
    let of_1002 = Preferences {
        extensions: vec!["1002".to_owned()],
        ..preferences()
    };
    let quiet = Preferences {
        do_not_disturb: always_quiet(),
        ..preferences()
    };
    let outbound = call.clone().direction(Direction::Outbound);
    let internal = call.clone().direction(Direction::Internal);
    let known = CallerContext::default();
    let cases = [
        (preferences(), &known, &call, true),
        (preferences(), &unwanted, &call, false),
        (of_1002, &known, &call, false),
        (quiet, &known, &call, false),
        (preferences(), &known, &outbound, false),
        (preferences(), &known, &internal, false),
    ];
    for (n, (preferences, context, call, expected)) in cases.into_iter().enumerate() {
        let shown = rings_in(preferences, context.clone(), call);
        assert_eq!(shown, (expected, expected), "case {n}");
    }
    let shown = rings_in(Preferences::default(), known, &call);
    assert_eq!(
        shown,
        (cfg!(any(windows, target_os = "macos")), true),
        "unless it is asked for"
    );
}

#[test]
fn the_card_instead_of_popups_leaves_none_but_of_the_missed_once_it_is_gone() {
    let [a, b] = calls();
    let mut desk = Stage::with(instead());
    desk.receive(a.ringing(0, "1001"));
    shows(&desk, &[("a", Ringing)]);
    desk.shows_nothing();
    desk.receive(a.answered(5, "1002"));
    desk.shows_nothing();
    desk.receive(a.ended_answered(10));
    desk.receive(b.ringing(0, "1001"));
    desk.receive(b.ended_missed(20));
    assert!(desk.card().unwrap().missed.is_some());
    desk.shows_nothing();
    desk.pass(80);
    assert!(!desk.keeps_card());
    desk.shows(&b.id(), PopupKind::Missed);
}

#[test]
fn settings_of_the_card_work_at_once() {
    let [call] = calls();
    let mut desk = Stage::with(instead());
    desk.receive(call.ringing(0, "1001"));
    desk.shows_nothing();
    desk.set(preferences());
    desk.shows(&call.id(), PopupKind::Ringing);
    assert!(desk.card().is_some());
    desk.set(Preferences {
        card: CardUse {
            when: CardWhen::Off,
            ..CardUse::default()
        },
        ..Preferences::default()
    });
    assert!(desk.card().is_none());
    desk.pass(0);
    assert!(!desk.keeps_card());
    desk.set(Preferences {
        language: Some(Lang::Tr),
        ..preferences()
    });
    assert_eq!(desk.card().unwrap().calls[0].says, "Çalıyor");
    desk.set(Preferences {
        do_not_disturb: always_quiet(),
        ..preferences()
    });
    assert!(desk.card().is_none());
}

#[test]
fn where_the_card_cannot_be_shown_popups_tell_of_every_call_though_it_was_to_be_alone() {
    let lacks = |code: &str| {
        Input::Lacks(vec![Problem {
            code: code.to_owned(),
            detail: "no screen".to_owned(),
        }])
    };
    let [call, missed] = calls();
    let mut desk = Stage::with(instead());
    desk.receive(missed.ringing(0, "1001"));
    desk.receive(missed.ended_missed(20));
    desk.receive(call.ringing(0, "1001"));
    desk.shows_nothing();
    desk.take(lacks("no-toasts"));
    desk.shows_nothing();
    desk.take(lacks(NO_CARD));
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.receive(call.answered(5, "1002"));
    desk.shows(&call.id(), PopupKind::Answered);
    desk.pass(4);
    desk.shows(&missed.id(), PopupKind::Missed);
    desk.take(Input::Lacks(Vec::new()));
    desk.shows_nothing();
}

#[test]
fn a_call_that_is_closed_on_the_card_stays_off_it_and_is_missed_all_the_same() {
    let [a, b] = calls();
    let mut desk = desk();
    desk.receive(a.ringing(0, "1001"));
    desk.receive(b.ringing(0, "1001"));
    desk.take(Input::User(UserAction::ClosedOnCard(a.id())));
    shows(&desk, &[("b", Ringing)]);
    desk.receive(a.ringing(0, "1002"));
    shows(&desk, &[("b", Ringing)]);
    desk.shows(&a.id(), PopupKind::Ringing);
    desk.receive(a.ended_missed(20));
    assert!(desk.card().unwrap().missed.is_some());
}

#[test]
fn more_calls_than_the_card_has_room_for_are_counted() {
    let mut desk = desk();
    for n in 0..23 {
        let call = verimor(&n.to_string()).from(&format!("05321234{n:03}"));
        desk.receive(call.ringing(0, "1001"));
    }
    let card = desk.card().unwrap();
    assert_eq!(card.calls.len(), 20);
    assert_eq!(card.more.as_deref(), Some("and 3 more calls"));
}

#[test]
fn deliveries_that_are_repeated_or_late_change_nothing_on_the_card() {
    let [call] = calls();
    let story = [
        call.ringing(0, "1001"),
        call.ringing(0, "1002"),
        call.answered(5, "1002"),
        call.leg_ended(5, "1001"),
        call.ended_answered(60),
    ];
    let mut desk = desk_of("1001");
    desk.receive_all(story.clone());
    desk.pass(10);
    shows(&desk, &[]);
    for _ in 0..2 {
        desk.receive_all(story.iter().rev().cloned());
        shows(&desk, &[]);
    }
    desk.pass(60);
    assert!(!desk.keeps_card());
}

#[test]
fn a_call_that_is_removed_from_the_history_leaves_the_card() {
    let [call] = calls();
    let mut desk = Stage::with(instead());
    desk.receive(call.ringing(0, "1001"));
    assert!(desk.tells_of(&call.id()), "so that it is looked for");
    desk.take(Input::Removed(call.id()));
    shows(&desk, &[]);
}

#[test]
fn calls_that_stood_on_the_card_are_forgotten_like_any_other() {
    let mut desk = desk();
    for n in 0..1100 {
        let call = verimor(&n.to_string());
        desk.receive(call.ringing(0, "1001"));
        desk.receive(call.answered(1, "1001"));
        desk.receive(call.ended_answered(2));
        desk.pass(8);
    }
    assert!(desk.calls_in_mind() < 1100);
}
