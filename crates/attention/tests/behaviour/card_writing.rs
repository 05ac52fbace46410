//! Writing on the call card.

use kimo_attention::{CardState, Input, UserAction};
use kimo_calls::{CallId, Corner};

use crate::{
    card::{calls, desk, preferences, shows},
    stage::Stage,
};

use CardState::{Ended, Missed, Ringing, Talking};

fn writes(desk: &mut Stage, call: Option<CallId>) {
    desk.take(Input::User(UserAction::WritesOnCard(call)));
}

#[test]
fn what_is_written_on_stays_in_its_place_while_others_come_and_go() {
    let [a, b, c, d] = calls();
    for (corner, expected) in [
        (Corner::TopRight, ["a", "b", "c", "d"]),
        (Corner::BottomLeft, ["d", "a", "b", "c"]),
    ] {
        let mut preferences = preferences();
        preferences.card.corner = corner;
        let mut desk = Stage::with(preferences);
        desk.receive_all([
            a.ringing(0, "1001"),
            b.ringing(0, "1002"),
            c.ringing(0, "1003"),
        ]);
        let lines = |desk: &Stage| {
            let calls = desk.card().unwrap().calls.iter();
            let mut lines: Vec<_> = calls
                .filter(|call| call.id != d.id().to_string())
                .map(|call| (call.id.clone(), call.place.clone(), call.actions.len()))
                .collect();
            lines.sort();
            lines
        };
        let high = lines(&desk);
        writes(&mut desk, Some(b.id()));
        assert!(desk.card_has_keyboard);
        desk.receive(b.answered(5, "1002"));
        desk.receive(a.answered(6, "1001"));
        desk.receive(a.ended_answered(7));
        desk.receive(c.ended_missed(8));
        desk.receive(d.ringing(0, "1004"));
        desk.pass(60);
        let order: Vec<String> = desk.on_card().into_iter().map(|(id, _)| id).collect();
        assert_eq!(order, expected, "{corner:?}");
        let at = |id: &str| {
            desk.on_card()
                .into_iter()
                .find(|(one, _)| one == id)
                .unwrap()
                .1
        };
        assert_eq!(
            [at("a"), at("b"), at("c"), at("d")],
            [Ended, Talking, Missed, Ringing]
        );
        assert_eq!(lines(&desk), high, "none is higher or lower than before");
        assert_eq!(desk.card().unwrap().missed, None, "no line moves it either");
        writes(&mut desk, None);
        assert!(!desk.card_has_keyboard);
        shows(&desk, &[("d", Ringing), ("b", Talking)]);
        assert!(desk.card().unwrap().missed.is_some());
    }
}

#[test]
fn a_call_on_which_somebody_writes_outlives_its_end_and_not_their_silence() {
    let [call] = calls();
    let mut desk = desk();
    desk.receive(call.ringing(0, "1001"));
    desk.receive(call.answered(5, "1001"));
    writes(&mut desk, Some(call.id()));
    desk.receive(call.ended_answered(10));
    desk.pass(100);
    shows(&desk, &[("a", Ended)]);
    writes(&mut desk, Some(call.id()));
    desk.pass(119);
    shows(&desk, &[("a", Ended)]);
    desk.pass(1);
    shows(&desk, &[]);
    assert!(!desk.card_has_keyboard);
    writes(&mut desk, Some(call.id()));
    assert!(!desk.card_has_keyboard, "it is not there any more");
}
