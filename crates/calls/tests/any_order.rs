//! Whatever order the deliveries of a scenario arrive in, and however often they are repeated,
//! the same call comes out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

mod corpus;

use corpus::Scenario;
use kimo_calls::{Call, CallEvent, DeskId, Mark, MarkKind, Pbx, Timestamp};
use proptest::{prelude::*, sample::Index};

/// A scenario and its call; and the scenario's bodies in some order, each at least once and any
/// of them more often.
fn deliveries(pbx: Pbx) -> impl Strategy<Value = ((Scenario, Call), Vec<usize>)> {
    let scenarios: Vec<_> = Scenario::all()
        .into_iter()
        .filter(|scenario| scenario.pbx == pbx)
        .map(|scenario| (scenario.clone(), scenario.call()))
        .collect();
    prop::sample::select(scenarios).prop_flat_map(|scenario| {
        let count = scenario.0.bodies.len();
        let arrivals = prop::collection::vec(0..count, 0..=2 * count)
            .prop_map(move |more| (0..count).chain(more).collect::<Vec<_>>())
            .prop_shuffle();
        (Just(scenario), arrivals)
    })
}

fn same_call_comes_out(
    (scenario, expected): &(Scenario, Call),
    arrivals: &[usize],
) -> Result<(), TestCaseError> {
    let call = Call::from_events(&scenario.events(arrivals));
    prop_assert_eq!(call.as_ref(), Some(expected), "{}", &scenario.name);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn of_verimor((scenario, arrivals) in deliveries(Pbx::Verimor)) {
        same_call_comes_out(&scenario, &arrivals)?;
    }

    #[test]
    fn of_bulutfon((scenario, arrivals) in deliveries(Pbx::Bulutfon)) {
        same_call_comes_out(&scenario, &arrivals)?;
    }

    #[test]
    fn of_mtt((scenario, arrivals) in deliveries(Pbx::Mtt)) {
        same_call_comes_out(&scenario, &arrivals)?;
    }

    /// Some deliveries may never come. What is known must not depend on the order even then, nor
    /// may the marks of several desks and an `expired` between them change that.
    #[test]
    fn of_some_deliveries_with_marks(
        scenario in prop::sample::select(Scenario::all()),
        picks in prop::collection::vec(any::<Index>(), 1..6),
        marks in prop::collection::vec((0..3_u8, 0..3_i64, any::<bool>()), 0..5),
        order in Just((0..16_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let arrivals: Vec<_> = picks.iter().map(|pick| pick.index(scenario.bodies.len())).collect();
        let mut events = scenario.events(&arrivals);
        prop_assume!(!events.is_empty());
        let call = events[0].call.clone();
        events.extend(CallEvent::expired(&events, corpus::arrival(100)));
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
