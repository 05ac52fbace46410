//! From the first ring until somebody picks up.

use kimo_attention::{Action, PopupKey, PopupKind, View};
use kimo_calls::CallId;

use crate::{
    script::{Script, bulutfon, mtt, verimor},
    stage::Stage,
};

#[test]
fn a_ringing_call_pops_up_once_and_is_replaced_in_place() {
    for call in [verimor("a"), bulutfon("a"), mtt("a")] {
        let mut desk = Stage::new();
        desk.receive(call.ringing(0, "1001"));
        desk.shows(&call.id(), PopupKind::Ringing);
        desk.receive(call.ringing(1, "1002"));
        let line = &desk.popup(&call.id()).unwrap().lines[0];
        assert!(line.contains("1001, 1002"), "{line}");
        assert_eq!((desk.popped, desk.popups().count()), (1, 1));
    }
}

#[test]
fn a_call_that_only_arrives_pops_up_for_some_pbxs_tell_no_more() {
    let call = bulutfon("a");
    let mut desk = Stage::new();
    desk.receive(call.arrived(0));
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.receive(call.ended(30));
    desk.shows_nothing();
}

#[test]
fn answered_elsewhere_says_by_whom_and_goes_after_four_seconds() {
    for call in [verimor("a"), mtt("a")] {
        let mut desk = Stage::new();
        desk.receive(call.ringing(0, "1002"));
        desk.receive(call.answered(5, "1002"));
        desk.shows_answered_by(&call.id(), "1002");
        desk.pass(3);
        desk.shows_answered_by(&call.id(), "1002");
        desk.pass(1);
        desk.shows_nothing();
        assert_eq!(desk.popped, 1, "replaced in place");
    }
}

#[test]
fn an_end_that_comes_quickly_leaves_answered_by_readable() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive_all([call.ringing(0, "1002"), call.answered(5, "1002")]);
    desk.pass(1);
    desk.receive(call.ended_answered(6));
    desk.shows_answered_by(&call.id(), "1002");
    desk.pass(3);
    desk.shows_nothing();
}

#[test]
fn answered_by_my_own_extension_is_gone_at_once() {
    for call in [verimor("a"), mtt("a")] {
        let mut desk = Stage::of(&["1001", "1005"]);
        desk.receive_all([call.ringing(0, "1001"), call.answered(5, "1001")]);
        desk.shows_nothing();
    }
}

#[test]
fn answered_by_another_than_my_extension_says_by_whom() {
    let call = verimor("a");
    let mut desk = Stage::of(&["1001"]);
    desk.receive_all([
        call.ringing(0, "1001"),
        call.ringing(0, "1002"),
        call.answered(5, "1002"),
    ]);
    desk.shows_answered_by(&call.id(), "1002");
    // The PBX tells of the legs that lost the race.
    desk.receive(call.leg_ended(5, "1001"));
    desk.shows_answered_by(&call.id(), "1002");
    desk.pass(4);
    desk.shows_nothing();
}

#[test]
fn my_extension_stops_ringing_while_others_go_on() {
    let call = verimor("a");
    let mut desk = Stage::of(&["1001"]);
    desk.receive_all([call.ringing(0, "1001"), call.ringing(0, "1002")]);
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.receive(call.leg_ended(20, "1001"));
    desk.shows_nothing();
    desk.receive(call.answered(25, "1002"));
    desk.shows_nothing();
}

#[test]
fn a_queue_rings_my_extension_again_with_the_very_same_body() {
    let call = verimor("a");
    let mut desk = Stage::of(&["1001"]);
    for round in 1..=3 {
        desk.receive(call.queue_ringing(0, "200", "1001"));
        desk.shows(&call.id(), PopupKind::Ringing);
        assert_eq!(desk.popped, round);
        desk.pass(20);
        desk.receive(call.leg_ended(20, "1001"));
        desk.shows_nothing();
        desk.pass(10);
    }
    desk.receive(call.ended_missed(95));
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn a_repeated_ringing_while_it_rings_changes_nothing() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.receive(call.ringing(0, "1001"));
    assert_eq!(desk.popped, 1);
    desk.receive(call.leg_ended(20, "1001"));
    desk.shows_nothing();
}

#[test]
fn a_ringing_that_comes_after_the_end_never_pops() {
    for call in [verimor("a"), bulutfon("a"), mtt("a")] {
        let mut desk = Stage::new();
        desk.receive(call.ended_answered(40));
        for _ in 0..2 {
            desk.receive(call.ringing(0, "1001"));
            desk.shows_nothing();
        }
        assert_eq!(desk.popped, 0);
    }
}

#[test]
fn a_ringing_that_comes_after_its_own_legs_end_does_not_pop() {
    let call = verimor("a");
    let mut desk = Stage::of(&["1001"]);
    desk.receive_all([call.ringing(0, "1002"), call.leg_ended(20, "1001")]);
    desk.receive(call.ringing(0, "1001"));
    desk.shows_nothing();
}

#[test]
fn a_repeated_ringing_of_a_leg_whose_pbx_tells_the_time_is_only_a_repetition() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive_all([
        call.ringing(0, "79684881033"),
        call.leg_ended(20, "79684881033"),
        call.ringing(21, "79684881044"),
        call.ringing(0, "79684881033"),
    ]);
    let line = &desk.popup(&call.id()).unwrap().lines[0];
    assert!(
        line.contains("488-10-44") && !line.contains("488-10-33"),
        "{line}"
    );
}

#[test]
fn ten_calls_at_once_are_ten_popups() {
    let calls: Vec<Script> = (0..10)
        .map(|n| verimor(&format!("call {n}")).from(&format!("0532123450{n}")))
        .collect();
    let mut desk = Stage::new();
    for call in &calls {
        desk.receive(call.ringing(0, "1001"));
    }
    assert_eq!((desk.popped, desk.popups().count()), (10, 10));
    for (n, call) in calls.iter().enumerate() {
        assert!(
            desk.popup(&call.id())
                .unwrap()
                .title
                .ends_with(&format!("0{n}"))
        );
    }
    desk.receive(calls[3].answered(4, "1002"));
    desk.receive(calls[7].ended_missed(4));
    let kinds = |kind| desk.popups().filter(|popup| popup.kind == kind).count();
    assert_eq!(kinds(PopupKind::Ringing), 8);
    desk.shows_answered_by(&calls[3].id(), "1002");
    assert!(desk.tells_of(&calls[7].id()), "once nothing rings");
}

#[test]
fn a_popup_that_the_user_closed_stays_closed_while_the_same_ringing_goes_on() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.close(&call.id());
    desk.receive(call.ringing(1, "1002"));
    desk.shows_nothing();
    desk.receive(call.answered(9, "1002"));
    desk.shows_nothing();
}

#[test]
fn a_ringing_popup_that_the_user_closed_still_tells_that_the_call_was_missed() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.close(&call.id());
    desk.receive(call.ended_missed(20));
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn closing_a_ringing_popup_too_late_does_not_close_the_missed_one_that_took_its_place() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.receive(call.ended_missed(20));
    desk.close_what_was(&call.id(), PopupKind::Ringing);
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn the_buttons_of_a_ringing_popup() {
    let open = |call: CallId| Action::OpenWindow(View::Call(call));
    let cases = [
        (PopupKey::Open, open(verimor("a").id())),
        (PopupKey::Copy, Action::Copy("+902123205062".into())),
        (
            PopupKey::Message,
            Action::OpenWindow(View::Message(verimor("a").id())),
        ),
    ];
    for (key, expected) in cases {
        let call = verimor("a");
        let mut desk = Stage::new();
        desk.receive(call.ringing(0, "1001"));
        desk.press(&call.id(), key);
        assert_eq!(desk.done(), [expected]);
        desk.shows_nothing();
    }
}
