//! Late ringings, and clocks that are wrong.

use jiff::SignedDuration;
use kimo_attention::PopupKind;

use crate::{
    script::{Script, bulutfon, mtt, verimor},
    stage::Stage,
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

fn with_time(id: &str) -> [Script; 2] {
    [bulutfon(id), mtt(id)]
}

/// A call of a minute, every delivery of it a second under way.
fn usual_call(desk: &mut Stage, call: &Script) {
    desk.receive(call.ringing(0, "1001").late_by(1));
    desk.receive(call.answered(5, "1001").late_by(1));
    desk.receive(call.ended_answered(70).late_by(1));
    desk.pass(4);
    desk.shows_nothing();
}

fn pops(desk: &mut Stage, call: &Script, lateness: i64) -> bool {
    desk.receive(call.ringing(0, "1001").late_by(lateness));
    let popped = desk.popup(&call.id()).is_some();
    desk.receive(call.ended_answered(70).late_by(1));
    desk.pass(4);
    popped
}

#[test]
fn a_ringing_over_a_minute_old_goes_to_the_history_without_a_popup() {
    for (n, call) in with_time("late").into_iter().enumerate() {
        let mut desk = Stage::new();
        usual_call(&mut desk, &with_time("usual")[n]);
        assert!(pops(&mut desk, &with_time("in time")[n], 45));
        assert!(!pops(&mut desk, &call, 2 * MINUTE));
        assert!(pops(&mut desk, &with_time("next")[n], 1));
    }
}

#[test]
fn verimors_age_says_nothing_for_its_call_may_have_waited_in_a_queue() {
    let mut desk = Stage::new();
    let first = verimor("first");
    desk.receive_all([first.ringing(0, "1001"), first.ended_answered(60)]);
    desk.pass(4);
    let waited = verimor("waited").beginning(-10 * MINUTE);
    desk.receive(waited.queue_ringing(10 * MINUTE, "200", "1001"));
    desk.shows(&waited.id(), PopupKind::Ringing);
}

#[test]
fn a_clock_that_is_wrong_by_up_to_a_day_still_pops_from_the_first_delivery_on() {
    for wrong in [
        -24 * HOUR,
        -HOUR,
        -10 * MINUTE,
        10 * MINUTE,
        HOUR,
        3 * HOUR,
        24 * HOUR,
    ] {
        for n in 0..2 {
            let mut desk = Stage::new();
            desk.clock_ahead_by(SignedDuration::from_secs(wrong));
            for round in 0..4 {
                let call = &with_time(&format!("{round}"))[n];
                assert!(pops(&mut desk, call, 1), "{wrong} {round}");
            }
            let late = &with_time("late")[n];
            // Where the PBX is ahead it may as well be others who sent what was dated ahead.
            assert_eq!(pops(&mut desk, late, 2 * MINUTE), wrong < 0, "{wrong}");
        }
    }
}

#[test]
fn what_is_days_old_is_late_even_as_the_first_delivery() {
    for call in with_time("a") {
        let mut desk = Stage::new();
        assert!(!pops(&mut desk, &call, 4000 * 24 * HOUR));
    }
}

/// By the battery of its board, or by a wrong date that somebody has typed.
#[test]
fn a_desk_whose_clock_is_days_ahead_learns_it_within_minutes() {
    for days in [2, 30, 4000] {
        for n in 0..2 {
            let mut desk = Stage::new();
            desk.clock_ahead_by(SignedDuration::from_hours(24 * days));
            usual_call(&mut desk, &with_time("first")[n]);
            let second = with_time("second")[n].clone().beginning(4 * MINUTE);
            usual_call(&mut desk, &second);
            for round in 0..4 {
                let call = with_time(&format!("{round}"))[n].clone();
                let call = call.beginning(5 * MINUTE + round * 100);
                assert!(pops(&mut desk, &call, 1), "{days} {round}");
            }
            let late = with_time("late")[n].clone().beginning(20 * MINUTE);
            assert!(!pops(&mut desk, &late, 2 * MINUTE), "{days}");
        }
    }
}

#[test]
fn no_burst_of_what_is_days_old_makes_that_usual() {
    let mut desk = Stage::new();
    usual_call(&mut desk, &bulutfon("usual"));
    for n in 0..100 {
        let call = bulutfon(&format!("waiting {n}")).beginning(n * 30);
        let lateness = 48 * HOUR - n * 30;
        assert!(!pops(&mut desk, &call, lateness), "{n}");
    }
    // Two of them a minute apart, and one once more.
    for (at, id) in [(0, "x"), (MINUTE, "y"), (MINUTE, "z")] {
        let call = bulutfon(id).beginning(4000 + at);
        assert!(!pops(&mut desk, &call, 49 * HOUR), "{id}");
    }
    assert!(pops(&mut desk, &bulutfon("live").beginning(5000), 1));
}

#[test]
fn whoever_shows_that_a_clock_is_days_off_silences_nobody() {
    let mut desk = Stage::new();
    usual_call(&mut desk, &bulutfon("usual"));
    for n in 0..100 {
        let call = bulutfon(&format!("hostile {n}")).beginning(100 + n * MINUTE);
        pops(&mut desk, &call, 72 * HOUR);
    }
    for (n, call) in with_time("honest").into_iter().enumerate() {
        assert!(pops(&mut desk, &call.beginning(110 * MINUTE), 1), "{n}");
    }
}

#[test]
fn what_one_hook_brings_tells_nothing_of_another() {
    for wrong in [0, 10 * MINUTE, HOUR] {
        let mut alone = Stage::new();
        let mut desk = Stage::new();
        desk.clock_ahead_by(SignedDuration::from_secs(wrong));
        alone.clock_ahead_by(SignedDuration::from_secs(wrong));
        for n in 0..5 {
            // Both in time and late, over minutes.
            usual_call(
                &mut desk,
                &bulutfon(&format!("usual {n}")).beginning(n * 100),
            );
            dated_ahead(&mut desk, n, n * 100, -2 * HOUR);
        }
        for (n, lateness) in [38 * MINUTE, 1, 2 * MINUTE, HOUR, 1]
            .into_iter()
            .enumerate()
        {
            let call = mtt(&format!("{n}")).beginning(1000 + 100 * n as i64);
            let as_alone = pops(&mut alone, &call, lateness);
            assert_eq!(
                pops(&mut desk, &call, lateness),
                as_alone,
                "{wrong} {lateness}"
            );
        }
    }
}

#[test]
fn the_backlog_after_an_outage_does_not_come_to_look_usual() {
    let mut desk = Stage::new();
    usual_call(&mut desk, &bulutfon("usual"));
    for n in 0..100 {
        let call = bulutfon(&format!("waiting {n}")).beginning(n * 30);
        let lateness = 2 * HOUR - n * 30;
        assert!(!pops(&mut desk, &call, lateness), "{n}");
    }
    assert!(pops(&mut desk, &bulutfon("live").beginning(2 * HOUR), 1));
}

#[test]
fn a_clock_that_is_set_while_kimo_runs_is_learned_within_a_call() {
    for step in [-HOUR, -10 * MINUTE, 10 * MINUTE, HOUR] {
        let mut desk = Stage::new();
        for n in 0..10 {
            usual_call(
                &mut desk,
                &bulutfon(&format!("before {n}")).beginning(n * 100),
            );
        }
        desk.clock_ahead_by(SignedDuration::from_secs(step));
        usual_call(&mut desk, &bulutfon("first after").beginning(1000));
        let next = bulutfon("next").beginning(1100);
        assert!(pops(&mut desk, &next, 1), "{step}");
        let late = bulutfon("late").beginning(1200);
        assert_eq!(pops(&mut desk, &late, 2 * MINUTE), step < 0, "{step}");
    }
}

#[test]
fn a_late_ringing_pops_up_after_all_when_something_of_the_call_comes_in_time() {
    let call = mtt("a");
    let mut desk = Stage::new();
    usual_call(&mut desk, &mtt("usual"));
    desk.receive(call.ringing(0, "79684881033").late_by(2 * MINUTE));
    desk.shows_nothing();
    desk.receive(call.ringing(100, "79684881044").late_by(1));
    desk.shows(&call.id(), PopupKind::Ringing);
}

#[test]
fn mtts_second_clock_teaches_nothing() {
    let mut desk = Stage::new();
    for n in 0..3 {
        let call = mtt(&format!("{n}")).beginning(n * 100);
        // Three hours ahead: it seems to come before it happened.
        let mut ringing = call.ringing(0, "1001").late_by(1 - 3 * HOUR);
        ringing.event.clock = kimo_calls::Clock::MayBeAheadBy(SignedDuration::from_hours(3));
        desk.receive(ringing);
        desk.shows(&call.id(), PopupKind::Ringing);
        desk.receive(call.answered(5, "1001").late_by(1));
        desk.pass(4);
    }
    assert!(pops(&mut desk, &mtt("exact").beginning(1000), 1));
}

#[test]
fn repetitions_teach_nothing() {
    let mut desk = Stage::new();
    usual_call(&mut desk, &bulutfon("usual"));
    let again = bulutfon("usual");
    desk.receive_all([
        again.ringing(0, "1001").late_by(10 * MINUTE),
        again.answered(5, "1001").late_by(10 * MINUTE),
        again.ended_answered(70).late_by(10 * MINUTE),
    ]);
    assert!(!pops(&mut desk, &bulutfon("late"), 2 * MINUTE));
}

/// What the hook's PBX sends, and what somebody sends who has its token, dated so far ahead.
fn dated_ahead(desk: &mut Stage, n: i64, at: i64, ahead: i64) {
    let call = bulutfon(&format!("hostile {n} {at} {ahead}")).beginning(at + ahead);
    desk.receive(call.ringing(0, "1001").late_by(-ahead));
    desk.receive(call.ended_answered(1).late_by(-ahead));
    desk.pass(4);
}

#[test]
fn one_delivery_dated_ahead_silences_nobody() {
    for ahead in [3 * MINUTE, 2 * HOUR, 365 * 24 * HOUR] {
        for knows_the_clock in [true, false] {
            let mut desk = Stage::new();
            if knows_the_clock {
                usual_call(&mut desk, &bulutfon("usual"));
            }
            dated_ahead(&mut desk, 0, 100, ahead);
            for (n, call) in with_time("honest").into_iter().enumerate() {
                let call = call.beginning(110);
                assert!(pops(&mut desk, &call, 1), "{ahead} {n}");
            }
            // The clock is known by now.
            let late = bulutfon("backlog").beginning(300);
            assert!(!pops(&mut desk, &late, HOUR), "{ahead}");
        }
    }
}

#[test]
fn a_hundred_deliveries_of_one_hook_silence_nobody() {
    for ahead in [3 * MINUTE, 2 * HOUR, 365 * 24 * HOUR, -HOUR] {
        // All at once, and for hours.
        for pace in [0, 1, 2 * MINUTE] {
            let mut desk = Stage::new();
            usual_call(&mut desk, &bulutfon("usual"));
            for n in 0..100 {
                dated_ahead(&mut desk, n, 100 + n * pace, ahead);
            }
            let later = 200 + 100 * pace;
            for call in with_time("honest") {
                assert!(pops(&mut desk, &call.beginning(later), 1), "{ahead} {pace}");
            }
            let late = bulutfon("backlog").beginning(later + 100);
            assert!(!pops(&mut desk, &late, 3 * HOUR), "{ahead} {pace}");
        }
    }
}

/// The PBX's clock is behind: its honest deliveries look ten minutes old.
#[test]
fn a_hundred_deliveries_do_not_hide_how_wrong_a_clock_is() {
    let mut desk = Stage::new();
    desk.clock_ahead_by(SignedDuration::from_secs(10 * MINUTE));
    usual_call(&mut desk, &bulutfon("usual"));
    for n in 0..100 {
        dated_ahead(&mut desk, n, 100 + n * MINUTE, 10 * MINUTE + n % 7);
    }
    // The second after a weekend.
    let monday = 60 * HOUR;
    for later in [100 * MINUTE + 200, monday] {
        let call = bulutfon(&format!("honest {later}")).beginning(later);
        assert!(pops(&mut desk, &call, 1), "{later}");
    }
}
