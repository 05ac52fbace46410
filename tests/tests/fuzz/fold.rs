//! Several deliveries of one call, each changed a little: whatever they say, their order says
//! nothing.

use std::collections::BTreeMap;

use kimo_calls::{Call, CallEvent, CallId, DeskId, Mark, MarkKind, Timestamp};
use kimo_pbx::payloads::{Body, Payload, arrival};
use kimo_tests::dice::Dice;

use super::pool::{fuzz, shape};

/// Between the bodies of one example.
const THEN: &str = "\n--\n";

#[test]
fn whatever_is_said_in_whatever_order_is_the_same_call() {
    let payloads = Payload::all().unwrap();
    let examples = payloads.iter().filter(|one| one.bodies.len() > 1);
    let joined = examples.map(|one| {
        let texts = one
            .bodies
            .iter()
            .map(|body| String::from_utf8_lossy(&body.bytes));
        let texts: Vec<_> = texts.collect();
        texts.join(THEN).into_bytes()
    });
    let mut dice = Dice::new(1);
    fuzz("fold", joined.collect(), |bodies| {
        let text = String::from_utf8_lossy(bodies);
        let mut came_to = String::new();
        for adapter in kimo_pbx::adapters() {
            let mut by_call = BTreeMap::<CallId, Vec<CallEvent>>::new();
            for (place, body) in text.split(THEN).enumerate().take(12) {
                let body = Body {
                    name: String::new(),
                    content_type: "application/json",
                    bytes: body.as_bytes().to_vec(),
                };
                let meaning = kimo_pbx::meaning_of(adapter.id());
                let read = body.read(adapter.id(), &meaning, arrival(place));
                for event in read.map(kimo_pbx::Reading::into_events).unwrap_or_default() {
                    by_call.entry(event.call.clone()).or_default().push(event);
                }
            }
            for (id, mut events) in by_call {
                events.push(CallEvent::marked(id, mark(&mut dice)));
                came_to += &any_order(events, &mut dice);
            }
        }
        came_to
    });
}

fn mark(dice: &mut Dice) -> Mark {
    Mark {
        desk: DeskId("a".to_owned()),
        marked_at: Timestamp::from_second(i64::from(dice.throw(u32::MAX))).unwrap(),
        mark: MarkKind::Done(dice.percent(50)),
    }
}

fn any_order(mut events: Vec<CallEvent>, dice: &mut Dice) -> String {
    let call = Call::from_events(&events);
    if let Some(expired) = CallEvent::expired(&events, arrival(99)) {
        let mut given_up = events.clone();
        given_up.insert(0, expired);
        let one = Call::from_events(&given_up);
        given_up.reverse();
        assert_eq!(Call::from_events(&given_up), one, "given up");
    }
    for _ in 0..3 {
        for place in (1..events.len()).rev() {
            let other = dice.throw(u32::try_from(place + 1).unwrap()) as usize;
            events.swap(place, other);
        }
        let again = events[dice.throw(u32::try_from(events.len()).unwrap()) as usize].clone();
        events.push(again);
        assert_eq!(Call::from_events(&events), call, "{events:#?}");
    }
    shape(&format!("{call:?}"))
}
