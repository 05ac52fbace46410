//! What the tray says while the pointer is over it.

use jiff::SignedDuration;
use kimo_attention::{Complete, DoNotDisturb, Input, Lang, Preferences, Problem};

use crate::{
    script::{start, verimor},
    stage::Stage,
};

const HOUR: i64 = 60 * 60;

#[test]
fn the_tooltip_says_up_to_when_the_history_is_complete() {
    let mut written = Vec::new();
    for language in ["tr", "en", "ru"] {
        let mut desk = Stage::with(Preferences {
            language: Lang::of_tag(language),
            ..Preferences::default()
        });
        desk.take(Input::Complete(Some(until(0, &[]))));
        written.push(desk.tray().tooltip.clone());
        desk.take(Input::Complete(Some(until(0, &["Verimor", "Şube"]))));
        written.push(desk.tray().tooltip.clone());
        desk.take(Input::Complete(Some(until(-24 * HOUR, &[]))));
        written.push(desk.tray().tooltip.clone());
        let call = verimor("a");
        desk.receive(call.ended_missed(20));
        desk.missed_callers(&[(desk.call(&call.id()), 1)]);
        written.push(desk.tray().tooltip.clone());
    }
    insta::assert_snapshot!(written.join("\n"), @r"
    Kimo · 12:00 itibarıyla eksiksiz
    Kimo · Verimor, Şube: 12:00 itibarıyla eksiksiz
    Kimo · dün 12:00 itibarıyla eksiksiz
    Kimo: geri aranacak 1 kişi · dün 12:00 itibarıyla eksiksiz
    Kimo · complete until 12:00
    Kimo · Verimor, Şube: complete until 12:00
    Kimo · complete until yesterday 12:00
    Kimo: 1 caller to call back · complete until yesterday 12:00
    Kimo · история полна до 12:00
    Kimo · Verimor, Şube: история полна до 12:00
    Kimo · история полна до вчера 12:00
    Kimo: обратного звонка ждёт 1 человек · история полна до вчера 12:00
    ");
}

#[test]
fn the_tooltip_claims_nothing_that_is_not_proved() {
    let mut desk = Stage::new();
    desk.take(Input::Complete(None));
    assert_eq!(desk.tray().tooltip, "Kimo");
    desk.take(Input::Complete(Some(until(0, &[]))));
    assert_eq!(desk.tray().tooltip, "Kimo · complete until 12:00");
    // The key is gone.
    desk.take(Input::Complete(None));
    assert_eq!(desk.tray().tooltip, "Kimo");

    desk.take(Input::Complete(Some(until(0, &[]))));
    desk.take(Input::Blind(Some(Problem {
        code: "disk-full".into(),
        detail: String::new(),
    })));
    let tooltip = &desk.tray().tooltip;
    assert!(!tooltip.contains("complete"), "{tooltip}");
}

#[test]
fn what_is_complete_stands_last_and_names_are_short() {
    let mut desk = Stage::with(Preferences {
        do_not_disturb: DoNotDisturb {
            on: true,
            ..DoNotDisturb::default()
        },
        ..Preferences::default()
    });
    let long = "a".repeat(60);
    desk.take(Input::Complete(Some(until(0, &[&long, "<b>\u{202e}x\n"]))));
    assert_eq!(
        desk.tray().tooltip,
        format!(
            "Kimo · do not disturb · {}…, <b>x: complete until 12:00",
            "a".repeat(23)
        )
    );
}

#[test]
fn complete_until_today_is_until_yesterday_after_midnight() {
    let mut desk = Stage::new();
    desk.take(Input::Complete(Some(until(0, &[]))));
    desk.pass(12 * 60 * 60);
    assert_eq!(desk.tray().tooltip, "Kimo · complete until yesterday 12:00");
}

fn until(seconds: i64, of: &[&str]) -> Complete {
    Complete {
        until: start() + SignedDuration::from_secs(seconds),
        of: of.iter().map(|&name| name.to_owned()).collect(),
    }
}
