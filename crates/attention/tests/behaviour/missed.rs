//! When nobody answered.

use kimo_attention::{Action, Input, PopupKey, PopupKind, Preferences, TrayId, View};
use kimo_calls::Direction;

use crate::{
    script::{bulutfon, mtt, verimor},
    stage::Stage,
};

#[test]
fn a_missed_call_stays_until_it_is_seen() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive_all([call.ringing(0, "1001"), call.ended_missed(20)]);
    desk.pass(9 * 60 * 60);
    desk.shows(&call.id(), PopupKind::Missed);
    assert!(desk.popup(&call.id()).unwrap().stays);
    assert_eq!(desk.popped, 1, "in the place of the ringing one");
}

#[test]
fn a_missed_popup_goes_by_itself_where_a_time_is_set() {
    let (first, second) = (verimor("a"), verimor("b").from("05321234567"));
    let mut desk = Stage::with(Preferences {
        missed_stay_minutes: Some(5),
        ..Preferences::default()
    });
    desk.receive_all([first.ringing(0, "1001"), first.ended_missed(20)]);
    desk.pass(4 * 60);
    desk.receive_all([second.ringing(0, "1001"), second.ended_missed(20)]);
    desk.pass(5 * 60 - 1);
    assert!(desk.several().is_some(), "the last has just been missed");
    desk.pass(1);
    desk.shows_nothing();
    assert_eq!(desk.done(), [], "nobody is marked as handled");
    desk.receive(first.ended_missed(20));
    desk.shows_nothing();
    let third = verimor("c");
    desk.receive(third.ended_missed(20));
    desk.shows(&third.id(), PopupKind::Missed);
    desk.set(Preferences::default());
    desk.pass(9 * 60 * 60);
    desk.shows(&third.id(), PopupKind::Missed);
}

#[test]
fn a_queue_caller_who_gives_up_without_any_ringing_is_missed() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ended_missed(35));
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn missing_call_and_hangup_in_either_order_are_one_notice() {
    let call = bulutfon("a");
    let (missing, hangup) = (call.missing_call(30), call.ended(30));
    for order in [[&missing, &hangup], [&hangup, &missing]] {
        let mut desk = Stage::new();
        desk.receive(call.arrived(0));
        desk.receive_all(order.map(Clone::clone));
        desk.shows(&call.id(), PopupKind::Missed);
        assert_eq!(desk.popped - 1, usize::from(order[0].event == hangup.event));
    }
}

#[test]
fn what_is_said_late_of_a_missed_call_that_was_seen_does_not_show_it_again() {
    let call = bulutfon("a");
    let mut desk = Stage::new();
    desk.receive_all([call.arrived(0), call.missing_call(30)]);
    desk.close(&call.id());
    desk.receive_all([
        call.ended(30),
        call.missing_call(30),
        call.ringing(3, "1001"),
    ]);
    desk.shows_nothing();
}

#[test]
fn what_was_delivered_before_the_start_is_not_missed_anew_by_its_repetition() {
    let call = verimor("a");
    let mut before = Stage::new();
    before.receive_all([call.ringing(0, "1001"), call.ended_missed(20)]);
    let mut desk = before.restarted();
    desk.receive(call.ended_missed(20));
    desk.shows_nothing();
}

#[test]
fn an_answer_that_comes_after_missed_replaces_it() {
    for call in [verimor("a"), mtt("a")] {
        let mut desk = Stage::new();
        desk.receive(call.ringing(0, "1002"));
        desk.receive(match call.id().pbx {
            crate::script::VERIMOR => call.ended_missed(20),
            _ => call.leg_ended(20, "1002"),
        });
        desk.pass(5);
        desk.shows(&call.id(), PopupKind::Missed);
        let popped = desk.popped;
        desk.receive(call.answered(4, "1002"));
        desk.shows_answered_by(&call.id(), "1002");
        assert_eq!(desk.popped, popped, "replaced in place");
        desk.pass(4);
        desk.shows_nothing();
    }
}

#[test]
fn the_buttons_of_a_missed_popup_do_their_work_and_count_as_seen() {
    let call = verimor("a");
    let cases = [
        (
            PopupKey::CallBack,
            Action::CallBack(call.id(), "+902123205062".into()),
        ),
        (PopupKey::Copy, Action::Copy("+902123205062".into())),
        (PopupKey::Done, Action::MarkDone(call.id())),
        (PopupKey::Open, Action::OpenWindow(View::Call(call.id()))),
    ];
    for (key, expected) in cases {
        let mut desk = Stage::new();
        desk.receive(call.ended_missed(20));
        desk.press(&call.id(), key);
        assert_eq!(desk.done(), [expected]);
        desk.shows_nothing();
    }
}

#[test]
fn opening_the_missed_callers_is_seeing_all_of_them() {
    let mut desk = Stage::new();
    for n in 0..3 {
        let caller = verimor(&format!("{n}")).from(&format!("0532123456{n}"));
        desk.receive(caller.ended_missed(20));
    }
    desk.look_at(View::Calls);
    assert!(
        desk.several().is_some(),
        "the history is not the missed list"
    );
    desk.look_at(View::Missed);
    desk.shows_nothing();
}

#[test]
fn opening_one_call_is_seeing_that_one() {
    let (one, other) = (verimor("a"), verimor("b").from("05321234567"));
    let mut desk = Stage::new();
    desk.receive_all([one.ended_missed(20), other.ended_missed(20)]);
    desk.choose(TrayId::OpenCall(one.id()));
    assert_eq!(desk.done(), [Action::OpenWindow(View::Call(one.id()))]);
    assert!(desk.popup(&one.id()).is_none());
    desk.shows(&other.id(), PopupKind::Missed);
}

#[test]
fn marked_done_closes_this_callers_popups_of_this_and_earlier_calls() {
    let first = verimor("first");
    let second = verimor("second").beginning(60);
    let third = verimor("third").beginning(120);
    let stranger = verimor("stranger").from("05321234567");
    let mut desk = Stage::new();
    for call in [&first, &second, &third, &stranger] {
        desk.receive(call.ended_missed(20));
    }
    desk.mark_done(&second.id());
    let told = [first, second, third, stranger].map(|call| desk.tells_of(&call.id()));
    assert_eq!(told, [false, false, true, true]);
}

#[test]
fn a_caller_who_gets_through_later_is_missed_no_longer() {
    let missed = verimor("missed");
    let again = verimor("again").beginning(60);
    let mut desk = Stage::new();
    desk.receive(missed.ended_missed(20));
    desk.receive(again.ringing(0, "1001"));
    assert!(desk.tells_of(&missed.id()));
    desk.receive(again.answered(5, "1001"));
    assert!(!desk.tells_of(&missed.id()));
}

#[test]
fn a_caller_whom_we_reach_is_missed_no_longer() {
    let missed = verimor("missed");
    let back = verimor("back")
        .beginning(60)
        .direction(Direction::Outbound)
        .from("1001")
        .to("0212 320 50 62");
    let mut desk = Stage::new();
    desk.receive(missed.ended_missed(20));
    desk.receive(back.ringing(0, "1001"));
    desk.shows(&missed.id(), PopupKind::Missed);
    desk.receive(back.ended_answered(60));
    desk.shows_nothing();
}

#[test]
fn a_conversation_before_the_missed_call_does_not_settle_it() {
    let talked = verimor("talked");
    let missed = verimor("missed").beginning(60);
    let mut desk = Stage::new();
    desk.receive_all([talked.ringing(0, "1001"), talked.answered(5, "1001")]);
    desk.pass(4);
    desk.receive(missed.ended_missed(20));
    // The end of the earlier one comes now.
    desk.receive(talked.ended_answered(100));
    desk.shows(&missed.id(), PopupKind::Missed);
}

#[test]
fn of_hidden_callers_nobody_knows_who_was_reached() {
    let missed = verimor("missed").from("anonymous");
    let other = verimor("other").from("").beginning(60);
    let mut desk = Stage::new();
    desk.receive(missed.ended_missed(20));
    desk.receive_all([other.ringing(0, "1001"), other.answered(5, "1001")]);
    desk.shows(&missed.id(), PopupKind::Missed);
}

#[test]
fn mtt_may_try_another_number_so_missed_waits_five_seconds() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "79684881033"));
    desk.receive(call.leg_ended(20, "79684881033"));
    desk.shows_nothing();
    desk.pass(4);
    desk.shows_nothing();
    desk.pass(1);
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn mtt_tries_another_number_in_time() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive_all([
        call.ringing(0, "79684881033"),
        call.leg_ended(20, "79684881033"),
    ]);
    desk.pass(4);
    desk.receive(call.ringing(24, "79684881044"));
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.pass(30);
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.receive(call.leg_ended(54, "79684881044"));
    desk.pass(4);
    desk.shows_nothing();
    desk.pass(1);
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn mtt_tries_another_number_after_missed_was_said() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive_all([
        call.ringing(0, "79684881033"),
        call.leg_ended(20, "79684881033"),
    ]);
    desk.pass(6);
    desk.shows(&call.id(), PopupKind::Missed);
    desk.receive(call.ringing(26, "79684881044"));
    desk.shows(&call.id(), PopupKind::Ringing);
    assert_eq!(desk.popups().count(), 1);
    desk.receive(call.answered(30, "79684881044"));
    desk.shows(&call.id(), PopupKind::Answered);
}

#[test]
fn a_call_that_is_removed_from_the_history_leaves_the_screen() {
    let (ringing, missed) = (verimor("a"), verimor("b"));
    let mut desk = Stage::new();
    desk.receive_all([ringing.ringing(0, "1001"), missed.ended_missed(20)]);
    for call in [ringing, missed] {
        desk.take(Input::Removed(call.id()));
    }
    desk.shows_nothing();
    desk.pass(24 * 60 * 60);
    assert_eq!(desk.done(), [], "and is not given up either");
}
