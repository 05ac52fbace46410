//! Do not disturb for a time, and by the week.

use std::time::Duration;

use jiff::{
    SignedDuration, Timestamp,
    tz::{self, TimeZone},
};
use kimo_attention::{
    Action, DoNotDisturb, Input, PopupKind, Preferences, Quiet, QuietChoice, TrayId, TrayItem,
};
use kimo_calls::{BusinessHours, DayHours};
use proptest::prelude::*;

use crate::{
    script::{start, verimor},
    stage::{Stage, always_quiet},
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

fn zone() -> TimeZone {
    TimeZone::fixed(tz::offset(3))
}

/// The same hours on every day.
fn daily(from: &str, to: &str) -> BusinessHours {
    let hours = DayHours {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    };
    BusinessHours([Some(hours); 7])
}

fn at(text: &str) -> Timestamp {
    format!("{text}+03:00").parse().unwrap()
}

/// A desk as it is once somebody has chosen this.
fn having_chosen(was: &Preferences, choice: QuietChoice, now: Timestamp) -> Preferences {
    let hours = was.business_hours.as_ref();
    Preferences {
        do_not_disturb: was.do_not_disturb.choosing(choice, now, hours, &zone()),
        ..was.clone()
    }
}

/// Somebody chooses this now, and the setting comes back.
fn choose(desk: &mut Stage, was: &Preferences, choice: QuietChoice) -> Preferences {
    let is = having_chosen(was, choice, desk.now());
    desk.set(is.clone());
    is
}

fn quiet_until(desk: &Stage) -> Option<Timestamp> {
    desk.quiet.and_then(|quiet| quiet.until)
}

/// Whether a call that rings now pops up.
fn is_disturbed(desk: &mut Stage, name: &str) -> bool {
    let call = verimor(name);
    desk.receive(call.ringing(0, "1001"));
    let is_shown = desk.popup(&call.id()).is_some();
    desk.receive(call.ended_answered(1));
    is_shown
}

fn closing() -> Preferences {
    Preferences {
        business_hours: Some(daily("09:00", "18:00")),
        do_not_disturb: DoNotDisturb {
            outside_hours: true,
            ..DoNotDisturb::default()
        },
        ..Preferences::default()
    }
}

#[test]
fn what_is_chosen_for_a_time_ends_by_itself() {
    let mut desk = Stage::new();
    let quiet = choose(&mut desk, &Preferences::default(), QuietChoice::HalfAnHour);
    assert_eq!(quiet_until(&desk), Some(at("2026-11-22T12:30:00")));
    assert_eq!(
        desk.tray().menu[0],
        TrayItem::Text("Do not disturb until 12:30, calls are only recorded".into())
    );
    assert_eq!(desk.tray().tooltip, "Kimo · do not disturb until 12:30");
    let rings = verimor("rings").beginning(1795);
    desk.pass(30 * MINUTE - 1);
    desk.receive(rings.ringing(0, "1001"));
    desk.shows_nothing();
    desk.pass(1);
    desk.shows(&rings.id(), PopupKind::Ringing);
    assert_eq!(desk.quiet, None);
    assert!(!desk.tray().icon.do_not_disturb);
    let limit = quiet.do_not_disturb.limit.unwrap();
    assert_eq!(desk.done(), [Action::MoveTimeLimit(limit, None)]);
    // The history cannot write it down, and another setting is changed.
    desk.set(quiet);
    desk.shows(&rings.id(), PopupKind::Ringing);
    assert_eq!(desk.done(), []);
}

#[test]
fn what_can_be_chosen_holds_until_then() {
    let open = Preferences {
        business_hours: Some(daily("09:00", "18:00")),
        ..Preferences::default()
    };
    let free = Preferences::default();
    for (was, now, choice, until) in [
        (
            &free,
            "2026-11-22T12:00:00",
            QuietChoice::AnHour,
            "2026-11-22T13:00:00",
        ),
        (
            &free,
            "2026-11-22T12:00:00",
            QuietChoice::Morning,
            "2026-11-23T08:00:00",
        ),
        (
            &free,
            "2026-11-22T06:00:00",
            QuietChoice::Morning,
            "2026-11-23T08:00:00",
        ),
        (
            &free,
            "2026-11-22T01:00:00",
            QuietChoice::Morning,
            "2026-11-22T08:00:00",
        ),
        (
            &open,
            "2026-11-22T12:00:00",
            QuietChoice::Morning,
            "2026-11-23T09:00:00",
        ),
        (
            &open,
            "2026-11-22T19:00:00",
            QuietChoice::Morning,
            "2026-11-23T09:00:00",
        ),
        (
            &open,
            "2026-11-22T08:00:00",
            QuietChoice::Morning,
            "2026-11-22T09:00:00",
        ),
    ] {
        let is = having_chosen(was, choice, at(now)).do_not_disturb;
        let limit = is.limit.unwrap();
        assert_eq!(
            (is.on, limit.until),
            (true, at(until)),
            "{choice:?} at {now}"
        );
        assert_eq!(limit.since, at(now));
    }
    let always = having_chosen(&open, QuietChoice::On, start()).do_not_disturb;
    assert_eq!(always, always_quiet());
    let off = having_chosen(&open, QuietChoice::Off, start()).do_not_disturb;
    assert_eq!(off, DoNotDisturb::default());
}

#[test]
fn a_restart_within_the_time_leaves_it_and_ends_it_when_it_was_to_end() {
    let was = having_chosen(&Preferences::default(), QuietChoice::AnHour, start());
    for (later, is_quiet) in [(59 * 60, true), (60 * 60, false), (-3600, false)] {
        let mut desk = Stage::with(was.clone());
        desk.set_clock(SignedDuration::from_secs(later));
        desk.take(Input::Time);
        assert_eq!(desk.quiet.is_some(), is_quiet, "{later} s later");
    }
}

#[test]
fn a_clock_that_is_set_back_prolongs_nothing_and_the_setting_says_so() {
    let mut desk = Stage::new();
    let quiet = choose(&mut desk, &Preferences::default(), QuietChoice::AnHour);
    desk.pass(20 * MINUTE);
    desk.set_clock(SignedDuration::from_hours(-5));
    desk.pass(MINUTE);
    let was = quiet.do_not_disturb.limit.unwrap();
    let [Action::MoveTimeLimit(moved, Some(to))] = desk.done()[..] else {
        panic!("the setting is not told");
    };
    assert_eq!(moved, was);
    assert_eq!(to.until, at("2026-11-22T08:00:00"));
    assert_eq!(quiet_until(&desk), Some(to.until));
    desk.pass(39 * MINUTE - 1);
    assert!(desk.quiet.is_some());
    desk.pass(1);
    assert_eq!(desk.quiet, None);
}

#[test]
fn a_computer_that_slept_over_the_end_disturbs_with_the_first_call() {
    let mut desk = Stage::new();
    choose(&mut desk, &Preferences::default(), QuietChoice::AnHour);
    assert!(!is_disturbed(&mut desk, "before"));
    desk.set_clock(SignedDuration::from_hours(8));
    assert!(is_disturbed(&mut desk, "after"));
}

#[test]
fn outside_business_hours_nobody_is_disturbed_where_that_is_set() {
    let mut desk = Stage::with(closing());
    assert!(is_disturbed(&mut desk, "at noon"));
    desk.pass(6 * HOUR - 1);
    assert!(is_disturbed(&mut desk, "before six"));
    desk.pass(1);
    let closed = Quiet {
        until: Some(at("2026-11-23T09:00:00")),
        outside_hours: true,
    };
    assert_eq!(desk.quiet, Some(closed));
    assert_eq!(
        desk.tray().tooltip,
        "Kimo · do not disturb until tomorrow 09:00"
    );
    assert!(!is_disturbed(&mut desk, "at six"));
    desk.pass(15 * HOUR - 1);
    assert!(!is_disturbed(&mut desk, "before nine"));
    desk.pass(1);
    assert!(is_disturbed(&mut desk, "at nine"));
}

#[test]
fn whoever_wants_to_be_disturbed_outside_business_hours_is_until_the_office_opens() {
    let mut desk = Stage::with(closing());
    desk.pass(8 * HOUR);
    assert!(!is_disturbed(&mut desk, "at eight"));
    let TrayItem::Item { id, checked, .. } = &desk.tray().menu[3] else {
        panic!("{:?}", desk.tray().menu);
    };
    assert_eq!(
        (id, *checked),
        (&TrayId::Quiet(QuietChoice::Off), Some(true))
    );
    let awake = choose(&mut desk, &closing(), QuietChoice::Off);
    assert!(is_disturbed(&mut desk, "by choice"));
    // It outlives a restart, and is over with the night.
    let mut desk = desk.started_anew(awake);
    desk.pass(3 * HOUR);
    assert!(is_disturbed(&mut desk, "after a restart"));
    desk.pass(11 * HOUR);
    assert!(is_disturbed(&mut desk, "at ten"));
    desk.pass(10 * HOUR);
    assert!(!is_disturbed(&mut desk, "on the next evening"));
}

#[test]
fn what_ends_while_the_office_is_closed_goes_on_until_it_opens() {
    let mut desk = Stage::with(closing());
    desk.pass(5 * HOUR + 45 * MINUTE);
    choose(&mut desk, &closing(), QuietChoice::HalfAnHour);
    assert_eq!(quiet_until(&desk), Some(at("2026-11-23T09:00:00")));
    desk.pass(HOUR);
    assert!(!is_disturbed(&mut desk, "past six"));
}

#[test]
fn an_office_that_never_opens_or_is_always_open_silences_nobody() {
    for hours in [
        None,
        Some(BusinessHours([None; 7])),
        Some(daily("00:00", "00:00")),
    ] {
        let mut desk = Stage::with(Preferences {
            business_hours: hours.clone(),
            ..closing()
        });
        for hour in 0..30 {
            assert!(is_disturbed(&mut desk, &format!("{hour}")), "{hours:?}");
            desk.pass(HOUR);
        }
    }
}

/// What may befall a desk while somebody waits for the end of what they chose.
#[derive(Clone, Debug)]
enum Befalls {
    TimePasses(u64),
    ClockIsSet(i64),
    IsStartedAnew,
    AnotherSettingIsChanged,
}

fn anything() -> impl Strategy<Value = Befalls> {
    prop_oneof![
        3 => (1..40 * MINUTE).prop_map(Befalls::TimePasses),
        2 => (-3_600..3_600_i64).prop_map(Befalls::ClockIsSet),
        1 => (-90_000..90_000_i64).prop_map(Befalls::ClockIsSet),
        1 => Just(Befalls::IsStartedAnew),
        1 => Just(Befalls::AnotherSettingIsChanged),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nobody_is_silenced_for_longer_than_they_asked_for(
        befalls in prop::collection::vec(anything(), 1..20),
        choice in prop::sample::select(&[QuietChoice::HalfAnHour, QuietChoice::AnHour][..]),
    ) {
        let mut desk = Stage::new();
        let mut kept = choose(&mut desk, &Preferences::default(), choice);
        let asked = match choice {
            QuietChoice::HalfAnHour => 30 * MINUTE,
            _ => HOUR,
        };
        let mut passed = 0;
        for (n, befallen) in befalls.into_iter().enumerate() {
            match befallen {
                Befalls::TimePasses(seconds) => {
                    desk.pass(seconds);
                    passed += seconds;
                }
                Befalls::ClockIsSet(by) => {
                    desk.set_clock(SignedDuration::from_secs(by));
                    desk.take(Input::Time);
                }
                // What the clock does while Kimo does not run nobody can know.
                Befalls::IsStartedAnew => {
                    desk = desk.started_anew(kept.clone());
                    desk.take(Input::Time);
                }
                Befalls::AnotherSettingIsChanged => {
                    kept.internal_calls = !kept.internal_calls;
                    desk.set(kept.clone());
                }
            }
            for action in desk.done() {
                // The history keeps what it is told, as it does.
                if let Action::MoveTimeLimit(was, to) = action
                    && kept.do_not_disturb.limit == Some(was)
                {
                    kept.do_not_disturb.limit = to;
                    kept.do_not_disturb.on &= to.is_some();
                    desk.set(kept.clone());
                }
            }
            if passed > asked + 2 * MINUTE {
                prop_assert!(is_disturbed(&mut desk, &format!("{n}")), "after {passed} s");
            }
        }
    }
}

#[test]
fn a_wait_for_the_end_never_sleeps_for_long() {
    let mut desk = Stage::new();
    choose(&mut desk, &Preferences::default(), QuietChoice::Morning);
    let next = desk.next_look().unwrap();
    assert!(next <= Duration::from_secs(60), "{next:?}");
}
