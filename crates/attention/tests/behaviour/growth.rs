//! What a desk that runs for months keeps in mind.

use kimo_attention::PopupKind;

use crate::{script::verimor, stage::Stage};

/// More calls than are kept in mind.
const MANY: usize = 1100;

#[test]
fn calls_that_are_over_are_forgotten_in_time() {
    let mut desk = Stage::new();
    answer_many(&mut desk, "a");
    let in_mind = desk.calls_in_mind();
    assert!(in_mind < MANY);
    answer_many(&mut desk, "b");
    assert_eq!(desk.calls_in_mind(), in_mind);
}

#[test]
fn a_call_whose_popup_stood_for_long_is_forgotten_like_any_other() {
    let mut desk = Stage::new();
    answer_many(&mut desk, "a");
    let in_mind = desk.calls_in_mind();
    let standing: Vec<_> = (0..20).map(|n| verimor(&format!("missed{n}"))).collect();
    for call in &standing {
        desk.receive(call.ended_missed(20));
    }
    answer_many(&mut desk, "b");
    assert_eq!(
        desk.calls_in_mind(),
        in_mind + standing.len(),
        "their popups stand"
    );
    for call in &standing {
        desk.shows(&call.id(), PopupKind::Missed);
        desk.close(&call.id());
    }
    answer_many(&mut desk, "c");
    assert_eq!(desk.calls_in_mind(), in_mind);
}

/// Many calls that somebody answers.
fn answer_many(desk: &mut Stage, name: &str) {
    let call = verimor("one");
    for n in 0..MANY {
        let another = call.clone().called(&format!("{name}{n}"));
        desk.receive(another.ended_answered(20));
    }
}
