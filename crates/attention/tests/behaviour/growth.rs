//! What a desk that runs for months keeps in mind.

use kimo_attention::{Action, PopupKind};

use crate::{
    script::{bulutfon, verimor},
    stage::Stage,
};

/// More calls than are kept in mind.
const MANY: usize = 1100;

#[test]
fn calls_that_are_over_are_forgotten_in_time() {
    let mut desk = Stage::new();
    answer_many(&mut desk, "a");
    let in_mind = desk.calls_in_mind();
    assert!(in_mind < MANY);
    answer_many(&mut desk, "b");
    assert_eq!(desk.calls_in_mind(), in_mind);
}

#[test]
fn a_call_whose_popup_stood_for_long_is_forgotten_like_any_other() {
    let mut desk = Stage::new();
    answer_many(&mut desk, "a");
    let in_mind = desk.calls_in_mind();
    let standing: Vec<_> = (0..20).map(|n| verimor(&format!("missed{n}"))).collect();
    for call in &standing {
        desk.receive(call.ended_missed(20));
    }
    answer_many(&mut desk, "b");
    assert_eq!(
        desk.calls_in_mind(),
        in_mind + standing.len(),
        "their popups stand"
    );
    for call in &standing {
        assert!(desk.tells_of(&call.id()));
    }
    let newest = &standing[standing.len() - 1];
    desk.close(&newest.id());
    for call in &standing {
        assert!(!desk.tells_of(&call.id()));
    }
    answer_many(&mut desk, "c");
    assert_eq!(desk.calls_in_mind(), in_mind);
}

/// Somebody makes calls up by the address of one hook, and none of them ever ends.
#[test]
fn calls_that_ring_for_ever_are_had_in_mind_up_to_a_bound_and_drive_out_no_other_hooks() {
    let mut desk = Stage::new();
    let honest = bulutfon("honest");
    desk.receive(honest.ringing(0, "1001"));
    let made_up = |n: usize| verimor("one").called(&format!("made up {n}"));
    for n in 0..MANY {
        desk.receive(made_up(n).ringing(0, "1001"));
        assert!(desk.calls_in_mind() <= 1000);
    }
    desk.shows(&honest.id(), PopupKind::Ringing);
    desk.shows(&made_up(MANY - 1).id(), PopupKind::Ringing);
    // The first of them are given up, in the history too, and no more than must be.
    let given_up = desk.done();
    assert!((MANY + 1 - 1000..MANY + 1 - 1000 + 50).contains(&given_up.len()));
    assert_eq!(given_up[0], Action::Expire(made_up(0).id()));
    assert_eq!(desk.popup(&made_up(0).id()), None);
    desk.expire(&made_up(0).id());
    assert!(desk.calls_in_mind() <= 1001);
    // Anything that is heard of it makes it news again.
    desk.receive(made_up(0).ringing(0, "1002"));
    desk.shows(&made_up(0).id(), PopupKind::Ringing);
    desk.shows(&honest.id(), PopupKind::Ringing);
    // What is over is given back.
    desk.pass(3 * 60);
    for action in desk.done() {
        if let Action::Expire(call) = action {
            desk.expire(&call);
        }
    }
    desk.shows_nothing();
    assert!(desk.calls_in_mind() <= 1024);
}

#[test]
fn of_two_hooks_with_more_than_are_had_in_mind_neither_is_left_with_much_less() {
    let mut desk = Stage::new();
    let one = |n: usize| verimor("one").called(&format!("one {n}"));
    let other = |n: usize| bulutfon("other").called(&format!("other {n}"));
    for n in 0..900 {
        desk.receive(one(n).ringing(0, "1001"));
    }
    for n in 0..900 {
        desk.receive(other(n).ringing(0, "1001"));
    }
    let mut left = [900_i32; 2];
    for action in desk.done() {
        if let Action::Expire(call) = action {
            left[usize::from(call.pbx == bulutfon("other").id().pbx)] -= 1;
        }
    }
    assert!(
        left.iter().all(|left| (450..=550).contains(left)),
        "{left:?}"
    );
}

/// Many calls that somebody answers.
fn answer_many(desk: &mut Stage, name: &str) {
    let call = verimor("one");
    for n in 0..MANY {
        let another = call.clone().called(&format!("{name}{n}"));
        desk.receive(another.ended_answered(20));
    }
}
