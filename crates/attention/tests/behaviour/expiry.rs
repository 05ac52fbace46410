//! Calls of which nothing more is heard.

use std::time::Duration;

use kimo_attention::{Action, Input, PopupKind};

use crate::{
    script::{bulutfon, verimor},
    stage::Stage,
};

const MINUTES: u64 = 60;
const HOURS: u64 = 60 * MINUTES;

#[test]
fn ringing_for_three_minutes_without_news_expires() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.pass(3 * MINUTES - 1);
    assert_eq!(desk.done(), []);
    desk.pass(1);
    assert_eq!(desk.done(), [Action::Expire(call.id())]);
    desk.expire(&call.id());
    desk.shows_nothing();
    desk.pass(24 * HOURS);
    assert_eq!(desk.done(), []);
}

#[test]
fn any_news_starts_the_wait_afresh() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.pass(2 * MINUTES);
    desk.receive(call.ringing(0, "1001"));
    desk.pass(2 * MINUTES);
    assert_eq!(desk.done(), []);
    desk.shows(&call.id(), PopupKind::Ringing);
}

#[test]
fn talking_for_four_hours_without_news_expires() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive_all([call.ringing(0, "1001"), call.answered(5, "1001")]);
    desk.pass(4 * HOURS - 1);
    assert_eq!(desk.done(), []);
    desk.pass(1);
    assert_eq!(desk.done(), [Action::Expire(call.id())]);
}

#[test]
fn a_history_that_could_not_take_it_down_is_asked_again() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.pass(3 * MINUTES);
    desk.shows_nothing();
    desk.pass(2 * MINUTES);
    desk.shows_nothing();
    let expire = Action::Expire(call.id());
    assert_eq!(desk.done(), [expire.clone(), expire.clone(), expire]);
}

#[test]
fn news_after_the_history_was_asked_starts_the_wait_afresh_too() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.pass(3 * MINUTES);
    assert_eq!(desk.done(), [Action::Expire(call.id())]);
    desk.receive(call.ringing(0, "1001"));
    desk.shows(&call.id(), PopupKind::Ringing);
    desk.pass(3 * MINUTES - 1);
    assert_eq!(desk.done(), []);
}

#[test]
fn an_expired_call_that_rings_again_pops_up_again() {
    let call = verimor("a");
    let mut desk = Stage::new();
    desk.receive(call.ringing(0, "1001"));
    desk.pass(3 * MINUTES);
    desk.expire(&call.id());
    desk.shows_nothing();
    desk.receive(call.ringing(0, "1001"));
    desk.shows(&call.id(), PopupKind::Ringing);
}

#[test]
fn a_real_end_after_the_expiry_tells_how_it_came_out() {
    let call = bulutfon("a");
    let mut desk = Stage::new();
    desk.receive(call.arrived(0));
    desk.pass(3 * MINUTES);
    desk.expire(&call.id());
    desk.receive(call.missing_call(200));
    desk.shows(&call.id(), PopupKind::Missed);
}

#[test]
fn calls_found_running_at_the_start_expire_by_when_they_were_last_heard_of() {
    let (fresh, old) = (verimor("fresh"), verimor("old"));
    let mut before = Stage::new();
    before.receive_all([fresh.ringing(0, "1001"), old.ringing(0, "1001")]);
    let mut desk = before.restarted();
    desk.find(&fresh.id(), Duration::from_secs(10));
    desk.find(&old.id(), Duration::from_secs(2 * HOURS));
    assert_eq!(desk.done(), [Action::Expire(old.id())]);
    desk.shows(&fresh.id(), PopupKind::Ringing);
    assert!(desk.popup(&old.id()).is_none());
    desk.expire(&old.id());
    desk.pass(3 * MINUTES - 10);
    assert_eq!(desk.done(), [Action::Expire(fresh.id())]);
}

#[test]
fn time_alone_never_shows_a_call_that_was_found_running() {
    let call = verimor("a");
    let mut before = Stage::new();
    before.receive(call.ringing(0, "1001"));
    let mut desk = before.restarted();
    desk.find(&call.id(), Duration::from_secs(2 * MINUTES));
    desk.take(Input::Time);
    desk.shows_nothing();
}
