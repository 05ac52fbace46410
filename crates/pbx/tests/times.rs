//! What an event says of its time is believed within bounds: nothing of a call lies after it was
//! heard of, whatever a delivery is dated.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kimo_calls::{
    Account, Call, CallEvent, CallId, Clock, Disposition, EventId, EventKind, Outcome, PbxId,
    Status, Timestamp, Way,
};
use kimo_pbx::payloads::{Payload, arrival};
use proptest::{prelude::*, sample::Index};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_of_a_call_lies_after_it_was_heard_of(
        payload in prop::sample::select(Payload::all().unwrap()),
        dates in prop::collection::vec((0..3_u8, prop_oneof![
            Just(None),
            (-2 * MINUTE..2 * MINUTE).prop_map(Some),
            (-3 * DAY..3 * DAY).prop_map(Some),
            (-90 * YEAR..900 * YEAR).prop_map(Some),
        ]), 0..12),
        more in prop::collection::vec(any::<Index>(), 0..12),
        order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut events = payload.events(&(0..payload.bodies.len()).collect::<Vec<_>>()).unwrap();
        // Of several that say the same there is one.
        let mut seen = BTreeSet::new();
        events.retain(|event| seen.insert(event.id));
        for (event, (which, date)) in events.iter_mut().zip(&dates) {
            let date = date.map(|by| event.received_at + SignedDuration::from_secs(by));
            match which {
                0 => event.at = date,
                1 => event.call_started_at = date,
                _ => (event.at, event.call_started_at) = (date, date),
            }
            if let EventKind::Ended { answered_at, .. } = &mut event.kind {
                *answered_at = date.or(*answered_at);
            }
        }
        let expected = Call::from_events(&events).unwrap();
        for again in &more {
            let mut again = again.get(&events).clone();
            again.received_at += SignedDuration::from_secs(DAY);
            events.push(again);
        }
        let shuffled: Vec<_> = order.iter().filter_map(|at| events.get(*at)).cloned().collect();
        prop_assume!(shuffled.len() == events.len());
        prop_assert_eq!(Call::from_events(&shuffled).unwrap(), expected.clone());
        let first = events.iter().map(|event| event.received_at).min().unwrap();
        let last = arrival(payload.bodies.len());
        prop_assert!(expected.started_at <= first);
        let mut before = expected.started_at;
        for at in [expected.answered_at, expected.ended_at].into_iter().flatten() {
            prop_assert!(before <= at && at <= last, "{} {at} {last}", payload.name);
            before = at;
        }
    }
}

#[test]
fn a_clock_that_is_ahead_is_brought_back_to_the_receipt() {
    for ahead in [2, 10 * MINUTE, 23 * HOUR] {
        let answer = EventKind::Answered {
            by: Some("1001".to_owned()),
            leg: None,
        };
        let call = fold(&[
            Event::of(ringing("1001"), 0).said(ahead).begun(ahead),
            Event::of(answer, 5).said(5 + ahead),
            Event::of(ended(Outcome::Answered, Some(5 + ahead)), 60)
                .said(60 + ahead)
                .begun(ahead),
        ]);
        assert_eq!(call.started_at, at(0), "{ahead}");
        assert_eq!(call.answered_at, Some(at(5)), "{ahead}");
        assert_eq!(call.ended_at, Some(at(60)), "{ahead}");
        assert_eq!(call.talk_seconds, Some(55), "{ahead}");
    }
}

/// It is its own business: an import tells of years ago.
#[test]
fn what_is_dated_years_back_is_believed() {
    let began = -20 * YEAR;
    let call = fold(&[Event::of(ended(Outcome::NotAnswered, None), 0)
        .said(began + 30)
        .begun(began)]);
    assert_eq!(
        (call.started_at, call.ended_at),
        (at(began), Some(at(began + 30)))
    );
}

#[test]
fn what_is_dated_years_ahead_happened_when_it_was_heard_of() {
    for ahead in [2 * DAY, YEAR, 70 * YEAR] {
        let call = fold(&[
            Event::of(ringing("1001"), 0).said(ahead).begun(ahead),
            Event::of(ended(Outcome::NotAnswered, None), 30).said(ahead + 30),
        ]);
        assert_eq!(call.started_at, at(0), "{ahead}");
        assert_eq!(call.ended_at, Some(at(30)), "{ahead}");
        assert!(call.missed);
    }
}

#[test]
fn a_delivery_that_was_held_up_stands_in_its_place() {
    // The PBX is ten minutes ahead, and the ringing came last.
    let call = fold(&[
        Event::of(ringing("1001"), 90).said(10 * MINUTE),
        Event::of(
            EventKind::LegEnded {
                leg: "1001".to_owned(),
                cause: None,
                unanswered: Disposition::NoAnswer,
                closes: true,
                by_caller: false,
            },
            30,
        )
        .said(10 * MINUTE + 30),
    ]);
    assert_eq!(call.status, Status::Ended);
    assert_eq!(call.started_at, at(30));
}

#[test]
fn what_is_proved_is_not_undone_by_a_later_and_lesser_word() {
    let missed = || {
        let kind = EventKind::Missed {
            cause: None,
            unanswered: Disposition::NoAnswer,
            way: Way::default(),
        };
        Event::of(kind, 90).said(90)
    };
    let end = |outcome, second| Event::of(ended(outcome, None), second).said(second);
    let by = Some("1001".to_owned());
    let answered = Event::of(EventKind::Answered { by, leg: None }, 5).said(5);
    let call = fold(&[answered, end(Outcome::NotAnswered, 60)]);
    assert_eq!(call.disposition, Disposition::Answered);
    // One end says more than another.
    for lesser in [Outcome::NotAnswered, Outcome::Unknown] {
        let call = fold(&[end(Outcome::Answered, 60), end(lesser, 90)]);
        assert_eq!(call.disposition, Disposition::Answered);
        assert_eq!(call.ended_at, Some(at(60)));
    }
    let call = fold(&[end(Outcome::NotAnswered, 60), end(Outcome::Unknown, 90)]);
    assert!(call.missed);
    // The word "missed" is the PBX's verdict, and an end may take a menu for a person.
    assert!(fold(&[end(Outcome::Answered, 60), missed()]).missed);
    // An end is an end.
    let ring = Event::of(ringing("1002"), 90).said(90);
    assert_eq!(
        fold(&[end(Outcome::Answered, 60), ring]).status,
        Status::Ended
    );
}

#[derive(Clone)]
struct Event(CallEvent);

impl Event {
    fn of(kind: EventKind, received: i64) -> Self {
        let said = format!("{kind:?} {received}");
        let pbx = PbxId::known("verimor");
        Self(CallEvent {
            id: EventId::of_delivery(pbx, &Account::default(), &said),
            call: CallId {
                pbx,
                account: Account::default(),
                pbx_call_id: "c".to_owned(),
            },
            at: None,
            clock: Clock::Exact,
            call_started_at: None,
            received_at: at(received),
            direction: None,
            caller: None,
            called: None,
            extension: None,
            kind,
        })
    }

    fn said(mut self, second: i64) -> Self {
        self.0.at = Some(at(second));
        self
    }

    fn begun(mut self, second: i64) -> Self {
        self.0.call_started_at = Some(at(second));
        self
    }
}

fn ringing(leg: &str) -> EventKind {
    EventKind::Ringing {
        leg: leg.to_owned(),
        queue: None,
    }
}

fn ended(outcome: Outcome, answered: Option<i64>) -> EventKind {
    EventKind::Ended {
        outcome,
        answered_by: None,
        answered_at: answered.map(at),
        talk_seconds: None,
        cause: None,
        unanswered: Disposition::NoAnswer,
        way: Way::default(),
        queue_wait_seconds: None,
        recorded: false,
    }
}

fn at(second: i64) -> Timestamp {
    arrival(0) + SignedDuration::from_secs(second)
}

fn fold(events: &[Event]) -> Call {
    let events: Vec<_> = events.iter().map(|event| event.0.clone()).collect();
    Call::from_events(&events).unwrap()
}

#[test]
fn how_long_a_call_took_is_right_whatever_the_time_that_it_was_heard_of() {
    let mut talked = 0;
    for payload in Payload::all().unwrap() {
        let mut events = payload
            .events(&(0..payload.bodies.len()).collect::<Vec<_>>())
            .unwrap();
        let Some(usual) = Call::from_events(&events) else {
            continue;
        };
        let Some(first) = events.iter().filter_map(|event| event.at).min() else {
            continue;
        };
        // The PBX's clock is ahead by more than the call took, and all came at once.
        for event in &mut events {
            event.received_at = first - SignedDuration::from_mins(1);
        }
        let call = Call::from_events(&events).unwrap();
        if usual.answered_at.is_some() && events.iter().all(|event| event.at.is_some()) {
            assert_eq!(call.talk_seconds, usual.talk_seconds, "{}", payload.name);
            talked += u32::from(call.talk_seconds > Some(0));
        }
    }
    assert!(talked > 5, "{talked} of the examples have people talk");
}
