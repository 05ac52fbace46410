//! Who was missed is one popup, and never in the way of a call that rings.

use kimo_attention::{Action, CallerContext, Input, PopupKey, PopupKind, View};

use crate::{
    script::{Script, verimor},
    stage::Stage,
};

/// A caller of their own.
fn caller(number: usize) -> Script {
    verimor(&format!("{number}")).from(&format!("053212345{number:02}"))
}

/// A desk that has missed so many callers.
fn having_missed(callers: usize) -> Stage {
    let mut desk = Stage::new();
    for number in 0..callers {
        desk.receive(caller(number).ended_missed(20));
    }
    desk
}

#[test]
fn several_missed_callers_are_one_popup_that_opens_the_missed_list() {
    let mut desk = having_missed(60);
    assert_eq!(desk.popups().count(), 1);
    let popup = desk.several().unwrap();
    assert_eq!(popup.title, "60 people called");
    assert!(popup.stays);
    desk.press_several(PopupKey::Open);
    assert_eq!(desk.done(), [Action::OpenWindow(View::Missed)]);
    desk.shows_nothing();
}

#[test]
fn missed_callers_who_are_brought_in_are_told_together_and_rise_no_more_once_seen() {
    let mut desk = Stage::new();
    let calls: Vec<_> = (0..3)
        .map(|number| caller(number).ended_missed(20))
        .collect();
    desk.bring_in(&calls);
    assert_eq!(desk.popped, 1, "one popup, and not one after the other");
    assert_eq!(desk.several().unwrap().title, "3 people called");
    desk.press_several(PopupKey::Open);
    desk.bring_in(&calls);
    desk.shows_nothing();
}

#[test]
fn a_contact_who_is_brought_in_at_two_numbers_is_one_person() {
    let mut desk = Stage::new().knowing(CallerContext {
        contact: Some(7),
        ..CallerContext::default()
    });
    desk.bring_in(&[0, 1].map(|number| caller(number).ended_missed(20)));
    assert!(desk.several().is_none());
    desk.shows(&caller(1).id(), PopupKind::Missed);
}

#[test]
fn while_a_call_rings_the_missed_ones_make_room_and_come_back_afterwards() {
    let mut desk = having_missed(12);
    let rings = caller(50);
    desk.receive(rings.ringing(30, "1001"));
    desk.shows(&rings.id(), PopupKind::Ringing);
    assert_eq!(desk.popups().count(), 1, "the screen is the ringing call's");
    desk.receive(rings.answered(35, "1001"));
    assert_eq!(desk.several().unwrap().title, "12 people called");
    desk.pass(4);
    assert_eq!(desk.popups().count(), 1);
}

#[test]
fn one_missed_caller_makes_room_too_and_comes_back_by_name() {
    let (missed, rings) = (caller(1), caller(2));
    let mut desk = Stage::new();
    desk.receive(missed.ended_missed(20));
    desk.receive(rings.ringing(30, "1001"));
    assert!(desk.popup(&missed.id()).is_none());
    desk.receive(rings.answered(35, "1001"));
    desk.shows(&missed.id(), PopupKind::Missed);
}

#[test]
fn a_caller_who_was_missed_several_times_is_one_popup_of_the_last_call() {
    let calls = [0, 60, 120].map(|second| verimor(&format!("{second}")).beginning(second));
    let mut desk = Stage::new();
    for call in &calls {
        desk.receive(call.ended_missed(20));
    }
    assert_eq!(desk.popups().count(), 1);
    desk.shows(&calls[2].id(), PopupKind::Missed);
    desk.close(&calls[2].id());
    desk.shows_nothing();
}

#[test]
fn getting_rid_of_a_popup_marks_nobody_as_handled() {
    for missed in [1, 4] {
        let mut desk = having_missed(missed);
        let popup = desk.popups().next().unwrap().clone();
        desk.dismiss(&popup);
        desk.shows_nothing();
        assert_eq!(desk.done(), [], "the missed list has them all");
        let next = caller(50);
        desk.receive(next.ended_missed(20));
        desk.shows(&next.id(), PopupKind::Missed);
    }
}

#[test]
fn closing_the_popup_of_the_missed_leaves_whom_it_did_not_tell_of() {
    let mut desk = having_missed(2);
    let closed = desk.several().unwrap().clone();
    let late = caller(50);
    desk.receive(late.ended_missed(20));
    desk.dismiss(&closed);
    desk.shows(&late.id(), PopupKind::Missed);
}

#[test]
fn each_hidden_caller_may_be_another_person() {
    let mut desk = Stage::new();
    for call in ["a", "b"] {
        desk.receive(verimor(call).from("anonymous").ended_missed(20));
    }
    assert_eq!(desk.several().unwrap().title, "2 people called");
}

#[test]
fn a_contact_who_was_missed_at_two_numbers_is_one_person() {
    let known = CallerContext {
        contact: Some(7),
        ..CallerContext::default()
    };
    let mut desk = Stage::new().knowing(known);
    desk.receive(caller(1).ended_missed(20));
    desk.receive(caller(2).ended_missed(20));
    desk.shows(&caller(2).id(), PopupKind::Missed);
    assert!(desk.several().is_none());
    desk.close(&caller(2).id());
    desk.shows_nothing();
}

#[test]
fn a_missed_call_that_the_history_knows_to_be_settled_is_told_no_more() {
    let mut desk = having_missed(2);
    desk.take(Input::Settled(caller(1).id()));
    desk.shows(&caller(0).id(), PopupKind::Missed);
    desk.take(Input::Settled(caller(0).id()));
    desk.shows_nothing();
}
