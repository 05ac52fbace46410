//! What is said when the window is closed for the first time.

use kimo_attention::{Action, Input, PopupId, PopupKey, PopupKind, UserAction, View};

use crate::{script::verimor, stage::Stage};

fn closed() -> Stage {
    let mut desk = Stage::new();
    desk.take(Input::User(UserAction::FirstClosed));
    let popup = desk.popups().next().unwrap();
    assert_eq!((popup.kind, popup.stays), (PopupKind::InTray, false));
    assert_eq!(popup.title, "Kimo goes on");
    desk
}

#[test]
fn that_kimo_goes_on_without_its_window_is_told_for_a_while() {
    let mut desk = closed();
    desk.pass(19);
    assert_eq!(desk.popups().count(), 1);
    desk.pass(1);
    desk.shows_nothing();
}

#[test]
fn it_makes_room_for_a_call_that_rings_and_is_told_after_that() {
    let call = verimor("1");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.take(Input::User(UserAction::FirstClosed));
    desk.shows(&call.id(), PopupKind::Ringing);
    assert_eq!(desk.popups().count(), 1);
    let told = |desk: &Stage| desk.popups().any(|popup| popup.kind == PopupKind::InTray);
    desk.receive(call.ended_missed(20));
    assert!(told(&desk));
    let other = verimor("2").from("05321234568");
    desk.receive(other.ringing(30, "1001"));
    assert!(!told(&desk));
    desk.receive(other.ended_missed(40));
    assert!(told(&desk));
    desk.pass(20);
    assert!(!told(&desk));
}

#[test]
fn it_goes_when_somebody_has_seen_it() {
    let mut desk = closed();
    desk.press_popup(PopupId::InTray, PopupKey::Open);
    assert_eq!(desk.done(), [Action::OpenWindow(View::Calls)]);
    desk.shows_nothing();

    let mut desk = closed();
    let popup = desk.popups().next().unwrap().clone();
    desk.dismiss(&popup);
    desk.shows_nothing();
    desk.pass(60);
    desk.shows_nothing();
}
