//! Whatever order the deliveries of a scenario arrive in, and however often they are repeated,
//! the same call comes out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use kimo_calls::{Call, CallEvent, DeskId, Mark, MarkKind, Timestamp};
use kimo_pbx::payloads::{Payload, arrival};
use proptest::{prelude::*, sample::Index};

/// An example, and its bodies in some order, each at least once and any of them more often.
fn deliveries() -> impl Strategy<Value = (Payload, Vec<usize>)> {
    prop::sample::select(Payload::all().unwrap()).prop_flat_map(|payload| {
        let count = payload.bodies.len();
        let arrivals = prop::collection::vec(0..count, 0..=2 * count)
            .prop_map(move |more| (0..count).chain(more).collect::<Vec<_>>())
            .prop_shuffle();
        (Just(payload), arrivals)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1200))]

    #[test]
    fn of_all_deliveries((payload, arrivals) in deliveries()) {
        let in_order: Vec<_> = (0..payload.bodies.len()).collect();
        let expected = Call::from_events(&payload.events(&in_order).unwrap());
        prop_assert!(expected.is_some());
        let call = Call::from_events(&payload.events(&arrivals).unwrap());
        prop_assert_eq!(call, expected, "{}", &payload.name);
    }

    /// Some deliveries may never come. What is known must not depend on the order even then, nor
    /// may the marks of several desks and an `expired` between them change that.
    #[test]
    fn of_some_deliveries_with_marks(
        scenario in prop::sample::select(Payload::all().unwrap()),
        picks in prop::collection::vec(any::<Index>(), 1..6),
        marks in prop::collection::vec((0..3_u8, 0..3_i64, any::<bool>()), 0..5),
        order in Just((0..16_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let arrivals: Vec<_> = picks.iter().map(|pick| pick.index(scenario.bodies.len())).collect();
        let mut events = scenario.events(&arrivals).unwrap();
        prop_assume!(!events.is_empty());
        let call = events[0].call.clone();
        events.extend(CallEvent::expired(&events, arrival(100)));
        events.extend(marks.iter().map(|(desk, second, done)| {
            CallEvent::marked(call.clone(), mark(*desk, *second, *done))
        }));
        let in_order = Call::from_events(&events);
        let shuffled: Vec<_> = order.iter().filter_map(|place| events.get(*place)).cloned().collect();
        prop_assert_eq!(shuffled.len(), events.len());
        prop_assert_eq!(Call::from_events(&shuffled), in_order);
    }
}

fn mark(desk: u8, second: i64, done: bool) -> Mark {
    let marked_at = Timestamp::from_second(1_800_000_000 + second).unwrap();
    let mark = if desk == 0 {
        MarkKind::Note(format!("note {done}"))
    } else {
        MarkKind::Done(done)
    };
    Mark {
        desk: DeskId(format!("desk {desk}")),
        marked_at,
        mark,
    }
}
