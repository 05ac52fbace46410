//! Do not disturb.

use kimo_attention::{Action, DoNotDisturb, PopupKind, Preferences, QuietChoice, TrayId, TrayItem};

use crate::{
    script::{bulutfon, verimor},
    stage::Stage,
};

fn preferences(on: bool) -> Preferences {
    Preferences {
        do_not_disturb: DoNotDisturb {
            on,
            ..DoNotDisturb::default()
        },
        ..Preferences::default()
    }
}

#[test]
fn nothing_pops_up_and_the_tray_says_why() {
    let call = verimor("a");
    let mut desk = Stage::with(preferences(true));
    desk.receive_all([call.ringing(0, "1001"), call.ended_missed(20)]);
    desk.missed_callers(&[(desk.call(&call.id()), 1)]);
    assert_eq!(desk.popped, 0);
    let tray = desk.tray();
    assert!(tray.icon.do_not_disturb);
    assert_eq!(
        tray.icon.missed, 1,
        "missed callers are counted all the same"
    );
    assert_eq!(
        tray.menu[0],
        TrayItem::Text("Do not disturb is on, calls are only recorded".into())
    );
}

#[test]
fn turning_it_on_clears_the_screen() {
    let (ringing, missed) = (verimor("a"), verimor("b"));
    let mut desk = Stage::new();
    desk.receive_all([ringing.ringing(0, "1001"), missed.ended_missed(20)]);
    desk.set(preferences(true));
    desk.shows_nothing();
}

#[test]
fn turning_it_off_shows_what_still_rings_but_not_what_was_missed_meanwhile() {
    let (ringing, missed) = (verimor("a"), verimor("b"));
    let mut desk = Stage::with(preferences(true));
    desk.receive_all([ringing.ringing(0, "1001"), missed.ended_missed(20)]);
    desk.set(preferences(false));
    desk.shows(&ringing.id(), PopupKind::Ringing);
    assert!(desk.popup(&missed.id()).is_none());
}

#[test]
fn the_tray_turns_it_on_and_off() {
    for choice in QuietChoice::ALL {
        let mut desk = Stage::with(preferences(choice == QuietChoice::Off));
        desk.choose(TrayId::Quiet(choice));
        assert_eq!(desk.done(), [Action::ChooseQuiet(choice)]);
    }
}

#[test]
fn what_was_missed_meanwhile_is_not_shown_by_later_news_of_it_either() {
    let call = bulutfon("a");
    let mut desk = Stage::with(preferences(true));
    desk.receive(call.missing_call(20));
    desk.set(preferences(false));
    desk.receive(call.ended(20));
    desk.shows_nothing();
}
