//! Whom somebody is reminded of: once the promise has passed, and gently.

use jiff::SignedDuration;
use kimo_attention::{
    Action, Input, OpenMissed, PopupId, PopupKey, PopupKind, Preferences, View, Waiting,
};
use kimo_calls::{BusinessHours, DayHours};

use crate::{
    script::{Script, start, verimor},
    stage::{Stage, always_quiet},
};

/// Twenty minutes of whatever hours. The stage's plays begin on a Sunday at noon.
fn promising(business_hours: Option<BusinessHours>) -> Preferences {
    Preferences {
        promise_minutes: Some(20),
        business_hours,
        ..Preferences::default()
    }
}

/// The same hours on each day.
fn daily(from: &str, to: &str) -> BusinessHours {
    let hours = DayHours {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    };
    BusinessHours([Some(hours); 7])
}

fn caller(number: i64) -> Script {
    let began = verimor(&format!("{number}")).beginning(number);
    began.from(&format!("053212345{number:02}"))
}

/// These callers wait, and nobody else.
fn wait(desk: &mut Stage, callers: &[Script]) {
    let waiting = callers.iter().map(|caller| {
        let call = desk.call(&caller.id());
        Waiting {
            key: call.other_key(),
            caller: call.caller.clone(),
            since: call.started_at,
            snoozed_until: None,
            last_call: call.id,
        }
    });
    let waiting = waiting.collect();
    desk.take(Input::OpenMissed(OpenMissed {
        waiting,
        ..OpenMissed::default()
    }));
}

/// The caller waits, and can until so many seconds after the play began.
fn snooze(desk: &mut Stage, caller: &Script, until: Option<i64>) {
    let until = until.map(|seconds| start() + SignedDuration::from_secs(seconds));
    let call = desk.call(&caller.id());
    let waiting = Waiting {
        key: call.other_key(),
        caller: call.caller.clone(),
        since: call.started_at,
        snoozed_until: until,
        last_call: call.id,
    };
    desk.take(Input::OpenMissed(OpenMissed {
        waiting: vec![waiting],
        changes_at: until,
        ..OpenMissed::default()
    }));
}

/// A desk that has missed these callers, and on which nobody closed anything.
fn having_missed(preferences: Preferences, callers: &[Script]) -> Stage {
    let mut desk = Stage::with(preferences);
    for caller in callers {
        desk.receive(caller.ended_missed(20));
    }
    wait(&mut desk, callers);
    desk
}

fn reminder(desk: &Stage) -> Option<String> {
    let mut popups = desk.popups();
    let popup = popups.find(|popup| popup.id == PopupId::Reminder)?;
    assert!(matches!(popup.kind, PopupKind::Reminder(_)), "{popup:?}");
    Some(popup.title.clone())
}

#[test]
fn once_the_promise_has_passed_one_popup_reminds_of_the_caller() {
    let one = caller(1);
    let mut desk = having_missed(promising(None), std::slice::from_ref(&one));
    desk.pass(20 * 60);
    desk.shows(&one.id(), PopupKind::Missed);
    desk.pass(1);
    assert_eq!(reminder(&desk).as_deref(), Some("0532 123 45 01"));
    assert_eq!(
        desk.popups().count(),
        1,
        "it takes the missed popup's place"
    );
    let popup = desk.popups().next().unwrap().clone();
    assert_eq!(popup.lines, ["Called at 12:00, not called back yet"]);
    assert!(popup.stays);
    desk.dismiss(&popup);
    desk.pass(24 * 3600);
    desk.shows_nothing();
}

#[test]
fn several_late_callers_are_one_reminder_that_opens_the_missed_list() {
    let callers = [caller(1), caller(2), caller(3)];
    let mut desk = having_missed(promising(None), &callers);
    desk.pass(20 * 60 + 2);
    assert_eq!(
        reminder(&desk).as_deref(),
        Some("2 people wait to be called back")
    );
    desk.pass(1);
    assert_eq!(
        reminder(&desk).as_deref(),
        Some("3 people wait to be called back")
    );
    desk.press_popup(PopupId::Reminder, PopupKey::Open);
    assert_eq!(desk.done(), [Action::OpenWindow(View::Missed)]);
    desk.shows_nothing();
}

#[test]
fn a_reminder_goes_as_soon_as_its_callers_are_settled() {
    let callers = [caller(1), caller(2)];
    let mut desk = having_missed(promising(None), &callers);
    desk.pass(20 * 60 + 2);
    wait(&mut desk, &callers[..1]);
    assert_eq!(reminder(&desk).as_deref(), Some("0532 123 45 01"));
    wait(&mut desk, &[]);
    desk.shows_nothing();
}

#[test]
fn nobody_is_reminded_in_do_not_disturb_nor_of_it_afterwards() {
    let quiet = Preferences {
        do_not_disturb: always_quiet(),
        ..promising(None)
    };
    let mut desk = having_missed(quiet.clone(), &[caller(1)]);
    desk.pass(3600);
    desk.shows_nothing();
    desk.set(promising(None));
    desk.pass(3600);
    desk.shows_nothing();

    let mut desk = having_missed(promising(None), &[caller(1)]);
    desk.pass(3600);
    assert!(reminder(&desk).is_some());
    desk.set(quiet);
    desk.shows_nothing();
}

#[test]
fn nobody_is_reminded_outside_business_hours() {
    // They called at noon, in the last ten minutes of the day.
    let hours = daily("09:00", "12:10");
    let mut desk = having_missed(promising(Some(hours)), &[caller(0)]);
    desk.pass(21 * 3600 + 10 * 60 - 1);
    assert_eq!(reminder(&desk), None);
    desk.pass(1);
    assert!(reminder(&desk).is_some(), "ten minutes past nine");

    // The promise ends with the day: that is not the time to be told.
    let hours = daily("09:00", "12:20");
    let mut desk = having_missed(promising(Some(hours)), &[caller(0)]);
    desk.pass(21 * 3600 - 1);
    assert_eq!(reminder(&desk), None);
    desk.pass(1);
    assert!(reminder(&desk).is_some(), "at nine");
}

#[test]
fn a_reminder_makes_room_for_a_call_that_rings() {
    let mut desk = having_missed(promising(None), &[caller(1)]);
    desk.pass(3600);
    let rings = caller(50).beginning(3600);
    desk.receive(rings.ringing(3600, "1001"));
    assert_eq!(reminder(&desk), None);
    desk.receive(rings.answered(3605, "1001"));
    assert!(reminder(&desk).is_some());
}

#[test]
fn of_whoever_was_late_already_at_the_start_there_is_no_reminder() {
    let one = caller(1);
    let mut desk = having_missed(promising(None), std::slice::from_ref(&one));
    desk.pass(3600);
    let mut desk = desk.restarted();
    desk.set(promising(None));
    desk.pass(3600);
    wait(&mut desk, &[one]);
    desk.pass(3600);
    desk.shows_nothing();
}

#[test]
fn looking_at_the_missed_callers_or_at_this_one_is_to_have_seen_it() {
    let one = caller(1);
    for view in [View::Missed, View::Call(one.id())] {
        let mut desk = having_missed(promising(None), std::slice::from_ref(&one));
        desk.pass(3600);
        desk.look_at(view);
        desk.shows_nothing();
    }
}

#[test]
fn without_a_promise_nobody_is_reminded_of_anybody() {
    let one = caller(1);
    let mut desk = having_missed(Preferences::default(), std::slice::from_ref(&one));
    desk.pass(24 * 3600);
    desk.shows(&one.id(), PopupKind::Missed);
    assert_eq!(reminder(&desk), None);
}

#[test]
fn a_snoozed_caller_comes_back_by_themselves_and_with_a_reminder() {
    // Whatever is promised, and in the night if somebody wanted that.
    let closed = BusinessHours([None; 7]);
    for preferences in [
        Preferences::default(),
        promising(None),
        promising(Some(closed)),
    ] {
        let one = caller(1);
        let mut desk = having_missed(preferences, std::slice::from_ref(&one));
        snooze(&mut desk, &one, Some(3600));
        desk.shows_nothing();
        desk.pass(3599);
        desk.shows_nothing();
        assert_eq!(desk.done(), []);
        desk.pass(1);
        assert_eq!(reminder(&desk).as_deref(), Some("0532 123 45 01"));
        let again = desk.done();
        assert_eq!(again, [Action::LookAtMissed], "the list has them again");
    }
}

#[test]
fn whoever_was_reminded_of_and_snoozed_is_reminded_of_once_more_and_not_once_that_is_taken_back() {
    let one = caller(1);
    let mut desk = having_missed(promising(None), std::slice::from_ref(&one));
    desk.pass(3600);
    assert!(reminder(&desk).is_some());
    snooze(&mut desk, &one, Some(7200));
    desk.shows_nothing();
    snooze(&mut desk, &one, None);
    desk.pass(1800);
    desk.shows_nothing();
    snooze(&mut desk, &one, Some(7200));
    desk.pass(1800);
    assert!(reminder(&desk).is_some());
}

#[test]
fn whoever_hangs_up_at_once_is_told_by_no_missed_popup() {
    let within_five = Preferences {
        short_call_seconds: 5,
        ..Preferences::default()
    };
    for (seconds, told) in [(1, false), (5, false), (6, true), (20, true)] {
        let call = verimor("a");
        let mut desk = Stage::with(within_five.clone());
        desk.receive_all([call.ringing(0, "1001"), call.ended_missed(seconds)]);
        let shown = desk.popup(&call.id()).map(|popup| popup.kind);
        assert_eq!(shown, told.then_some(PopupKind::Missed), "{seconds} s");
    }
    // Of some calls nothing is heard but the end: nobody knows how long they waited.
    let mut desk = Stage::with(within_five);
    desk.receive(verimor("b").ended_missed(0));
    desk.shows(&verimor("b").id(), PopupKind::Missed);
}
