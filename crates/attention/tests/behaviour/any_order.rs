//! Deliveries come in any order and any number of times.

use kimo_attention::PopupKind;
use proptest::{prelude::*, sample::Index};

use crate::{
    script::{Said, bulutfon, mtt, verimor},
    stage::Stage,
};

/// Whole calls, as their PBXs tell them, each with the popup that must be left in the end.
fn scenarios() -> Vec<(&'static str, Vec<Said>, Option<PopupKind>)> {
    let (v, b, m) = (verimor("v"), bulutfon("b"), mtt("m"));
    let (first, second) = ("79684881033", "79684881044");
    vec![
        (
            "verimor, one of a group answers",
            vec![
                v.queue_ringing(0, "200", "1001"),
                v.queue_ringing(0, "200", "1002"),
                v.answered(9, "1002"),
                v.leg_ended(9, "1001"),
                v.ended_answered(60),
            ],
            None,
        ),
        (
            "verimor, a queue rings twice in vain",
            vec![
                v.queue_ringing(0, "200", "1001"),
                v.leg_ended(20, "1001"),
                v.queue_ringing(0, "200", "1001"),
                v.leg_ended(40, "1001"),
                v.ended_missed(45),
            ],
            Some(PopupKind::Missed),
        ),
        (
            "bulutfon, missed in a group",
            vec![
                b.arrived(0),
                b.ringing(3, "1000"),
                b.missing_call(30),
                b.ended(30),
            ],
            Some(PopupKind::Missed),
        ),
        (
            "bulutfon, answered",
            vec![b.arrived(0), b.ringing(3, "1000"), b.ended_answered(90)],
            None,
        ),
        (
            "mtt, the second number answers",
            vec![
                m.arrived(0),
                m.ringing(5, first),
                m.leg_ended(20, first),
                m.ringing(21, second),
                m.answered(30, second),
                m.leg_ended(90, second),
            ],
            None,
        ),
        (
            "mtt, nobody answers",
            vec![
                m.ringing(5, first),
                m.leg_ended(20, first),
                m.ringing(21, second),
                m.leg_ended(40, second),
            ],
            Some(PopupKind::Missed),
        ),
    ]
}

/// The deliveries in an order and with repetitions that the indices choose.
fn shuffled(all: &[Said], order: &[Index], repeated: &[Index]) -> Vec<Said> {
    let mut left: Vec<Said> = all.to_vec();
    left.extend(repeated.iter().map(|index| index.get(all).clone()));
    let mut order = order.iter().cycle();
    let mut shuffled = Vec::new();
    while !left.is_empty() {
        let index = order.next().map_or(0, |index| index.index(left.len()));
        shuffled.push(left.swap_remove(index));
    }
    shuffled
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_order_no_popup_is_left_ringing(
        order in prop::collection::vec(any::<Index>(), 16),
        repeated in prop::collection::vec(any::<Index>(), 0..4),
        pauses in prop::collection::vec(0_u64..8, 16),
        mine in any::<bool>(),
    ) {
        for (name, all, left) in scenarios() {
            let mut desk = if mine {
                Stage::of(&["1001", "1000", "79684881033"])
            } else {
                Stage::new()
            };
            let id = all[0].event.call.clone();
            let mut pauses = pauses.iter().cycle();
            for said in shuffled(&all, &order, &repeated) {
                desk.receive(said);
                desk.pass(*pauses.next().unwrap());
            }
            desk.pass(5);
            prop_assert_eq!(desk.popup(&id).map(|popup| popup.kind), left, "{}", name);
        }
    }
}
