//! What is said of Kimo itself: once, when its window is closed for the first time and when it is newer,
//! and of a newer one in the menu.

use kimo_attention::{
    Action, DoNotDisturb, Input, NEWER_VERSION, PopupId, PopupKey, PopupKind, Preferences, Problem,
    TrayId, TrayItem, UPDATE_WAITS, UserAction, View,
};

use crate::{script::verimor, stage::Stage};

fn closed() -> Stage {
    let mut desk = Stage::new();
    desk.take(Input::User(UserAction::FirstClosed));
    let popup = desk.popups().next().unwrap();
    assert_eq!((popup.kind, popup.stays), (PopupKind::Notice, false));
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
    let told = |desk: &Stage| desk.popups().any(|popup| popup.kind == PopupKind::Notice);
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
    desk.press_popup(PopupId::Notice, PopupKey::Open);
    assert_eq!(desk.done(), [Action::OpenWindow(View::Calls)]);
    desk.shows_nothing();

    let mut desk = closed();
    let popup = desk.popups().next().unwrap().clone();
    desk.dismiss(&popup);
    desk.shows_nothing();
    desk.pass(60);
    desk.shows_nothing();
}

#[test]
fn that_kimo_is_newer_is_told_once_and_to_nobody_who_is_not_to_be_disturbed() {
    let newer = || Input::User(UserAction::Updated("0.2.0".to_owned()));
    let mut desk = Stage::new();
    desk.take(newer());
    let popup = desk.popups().next().unwrap();
    assert_eq!(popup.title, "Kimo is now 0.2.0");
    assert!(!popup.kind.is_missed() && !popup.stays);
    desk.pass(20);
    desk.shows_nothing();
    desk.pass(600);
    desk.shows_nothing();

    let quiet = |on| Preferences {
        do_not_disturb: DoNotDisturb {
            on,
            ..DoNotDisturb::default()
        },
        ..Preferences::default()
    };
    let mut desk = Stage::with(quiet(true));
    desk.take(newer());
    desk.pass(60);
    desk.shows_nothing();
    desk.set(quiet(false));
    assert_eq!(desk.popups().count(), 1);
    desk.set(quiet(true));
    desk.shows_nothing();
}

#[test]
fn a_newer_version_that_waits_can_be_left_in_the_menu() {
    let told = |code: &str| {
        let newer = Problem {
            code: code.to_owned(),
            detail: "0.2.0".to_owned(),
        };
        let mut desk = Stage::new();
        desk.take(Input::Lacks(vec![newer]));
        desk.tray().menu.clone()
    };
    assert!(matches!(
        &told(NEWER_VERSION)[..2],
        [
            TrayItem::Item {
                id: TrayId::Settings,
                ..
            },
            TrayItem::Separator
        ]
    ));
    let waits = told(UPDATE_WAITS);
    let says = "Kimo 0.2.0 is here and is put in place as soon as nobody is on the phone";
    assert_eq!(waits[0], TrayItem::Text(says.to_owned()));
    assert!(matches!(
        &waits[1..3],
        [
            TrayItem::Item {
                id: TrayId::LeaveUpdate,
                ..
            },
            TrayItem::Separator
        ]
    ));
}
