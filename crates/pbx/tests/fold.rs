//! What the desk's own events and people's marks make of a call, and what outweighs what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use kimo_calls::{
    Call, CallEvent, DeskId, Direction, Disposition, EventId, EventKind, LegState, Mark, MarkKind,
    Outcome, PbxId, Reason, Status, Timestamp, Way,
};
use kimo_pbx::payloads::{Payload, arrival};

const VERIMOR: PbxId = PbxId::known("verimor");
const BULUTFON: PbxId = PbxId::known("bulutfon");
const MTT: PbxId = PbxId::known("mtt");

/// The events of the first so many bodies of an example.
fn events(pbx: PbxId, name: &str, bodies: usize) -> Vec<CallEvent> {
    let name = format!("{pbx}/{name}");
    let payload = Payload::of(pbx)
        .unwrap()
        .into_iter()
        .find(|payload| payload.name == name)
        .expect(&name);
    payload.events(&(0..bodies).collect::<Vec<_>>()).unwrap()
}

fn call(events: &[CallEvent]) -> Call {
    Call::from_events(events).unwrap()
}

fn with_expired(mut events: Vec<CallEvent>) -> Vec<CallEvent> {
    events.extend(CallEvent::expired(&events, arrival(1000)));
    events
}

#[test]
fn a_ringing_call_of_which_nothing_more_is_heard_ends_unknown_and_not_missed() {
    let call = call(&with_expired(events(VERIMOR, "answered", 1)));
    assert_eq!(call.status, Status::Ended);
    assert_eq!(call.disposition, Disposition::Unknown);
    assert_eq!(call.reason, Some(Reason::EndNotReported));
    assert_eq!(call.ended_at, None);
    assert!(!call.missed);
    assert!(call.legs.iter().all(|leg| leg.state == LegState::Ended));
}

#[test]
fn a_talk_of_which_nothing_more_is_heard_ends_answered() {
    let call = call(&with_expired(events(VERIMOR, "answered", 2)));
    assert_eq!(call.status, Status::Ended);
    assert_eq!(call.disposition, Disposition::Answered);
    assert_eq!(call.answered_by.as_deref(), Some("1001"));
    assert_eq!(call.reason, Some(Reason::EndNotReported));
    assert_eq!((call.ended_at, call.talk_seconds), (None, None));
}

#[test]
fn news_after_expired_revive_the_call() {
    let expired = CallEvent::expired(&events(VERIMOR, "answered", 1), arrival(1000));
    let mut talking = events(VERIMOR, "answered", 2);
    talking.extend(expired.clone());
    assert_eq!(call(&talking).status, Status::InProgress);

    let mut ended = events(VERIMOR, "answered", 4);
    let without = call(&ended);
    ended.extend(expired);
    assert_eq!(call(&ended), without);
}

#[test]
fn a_repeated_delivery_or_a_mark_is_no_news() {
    let mut events = with_expired(events(VERIMOR, "answered", 1));
    let mut again = events[0].clone();
    again.received_at = arrival(2000);
    let id = again.call.clone();
    events.push(again);
    events.push(CallEvent::marked(id, mark("desk", 1, MarkKind::Done(true))));
    assert_eq!(call(&events).reason, Some(Reason::EndNotReported));
}

#[test]
fn there_is_no_call_without_news() {
    let expired = with_expired(events(VERIMOR, "answered", 1)).pop().unwrap();
    let mark = CallEvent::marked(expired.call.clone(), mark("a", 1, MarkKind::Done(true)));
    assert_eq!(Call::from_events(&[]), None);
    assert_eq!(Call::from_events(&[expired.clone(), mark.clone()]), None);
    assert_eq!(CallEvent::expired(&[expired, mark], arrival(1)), None);
}

#[test]
fn of_several_marks_the_latest_counts_and_of_two_at_once_that_of_the_greater_desk() {
    let mut events = events(VERIMOR, "missed-no-answer", 3);
    let id = events[0].call.clone();
    let marks = [
        mark("a", 5, MarkKind::Done(true)),
        mark("b", 5, MarkKind::Done(false)),
        mark("z", 4, MarkKind::Done(true)),
        mark("a", 1, MarkKind::Note("calls in the evening".to_owned())),
        mark("a", 2, MarkKind::Note("moved".to_owned())),
    ];
    events.extend(
        marks
            .iter()
            .map(|mark| CallEvent::marked(id.clone(), mark.clone())),
    );
    for _ in 0..events.len() {
        events.rotate_left(1);
        let call = call(&events);
        assert_eq!(call.done.as_ref(), Some(&marks[1]));
        assert_eq!(call.note.as_ref(), Some(&marks[4]));
        assert!(call.missed, "a mark changes nothing else");
    }
}

#[test]
fn the_same_mark_is_the_same_event_and_another_one_is_not() {
    let id = events(VERIMOR, "example", 1)[0].call.clone();
    let event = |desk, second, kind| CallEvent::marked(id.clone(), mark(desk, second, kind)).id;
    let one = event("a", 1, MarkKind::Done(true));
    assert_eq!(one, event("a", 1, MarkKind::Done(true)));
    assert_ne!(one, event("a", 1, MarkKind::Done(false)));
    assert_ne!(one, event("b", 1, MarkKind::Done(true)));
    assert_ne!(one, event("a", 2, MarkKind::Done(true)));
}

#[test]
fn a_leg_that_lost_the_race_says_why() {
    let events = events(VERIMOR, "queue-one-answers", 4);
    let legs: Vec<_> = call(&events)
        .legs
        .into_iter()
        .map(|leg| (leg.number, leg.state, leg.cause))
        .collect();
    assert_eq!(
        legs,
        [
            (
                "1001".to_owned(),
                LegState::Ended,
                Some("LOSE_RACE".to_owned())
            ),
            ("1002".to_owned(), LegState::Answered, None),
        ]
    );
}

#[test]
fn a_picked_up_leg_rings_no_more() {
    let call = call(&events(VERIMOR, "picked-up-with-star-8", 2));
    assert_eq!(call.status, Status::InProgress);
    assert_eq!(call.answered_by.as_deref(), Some("1002"));
    assert_eq!(call.legs[0].number, "1001");
    assert_eq!(call.legs[0].state, LegState::Ended);
}

#[test]
fn an_internal_call_is_missed_only_by_its_own_extension() {
    let call = call(&events(VERIMOR, "internal-no-answer", 2));
    assert!(!call.missed);
    assert!(call.is_missed_for(&["1001".to_owned()]));
    assert!(!call.is_missed_for(&["1003".to_owned()]));
    assert!(!call.is_missed_for(&[]));
}

/// A record that comes when the call is long over must not undo what its legs have told.
#[test]
fn an_end_that_does_not_tell_leaves_the_outcome_to_the_legs() {
    let mut events = events(MTT, "nobody-answers-twice", 4);
    let before = call(&events);
    assert!(before.missed);
    let mut end = events[0].clone();
    end.id = EventId([9; 16]);
    end.at = before.ended_at;
    end.kind = EventKind::Ended {
        outcome: Outcome::Unknown,
        answered_by: None,
        answered_at: None,
        talk_seconds: None,
        cause: None,
        unanswered: Disposition::Failed,
        way: Way::default(),
        queue_wait_seconds: None,
        recorded: false,
    };
    let alone = call(std::slice::from_ref(&end));
    assert_eq!(alone.disposition, Disposition::Unknown);
    events.push(end);
    assert_eq!(call(&events), before);
}

/// Some PBXs name the extension that called as the one that answered.
#[test]
fn on_an_outbound_call_none_of_ours_answered() {
    let mut events = events(VERIMOR, "outbound-answered", 2);
    events[1].kind = EventKind::Answered {
        by: Some("1001".to_owned()),
        leg: None,
    };
    let call = call(&events);
    assert_eq!(call.direction, Direction::Outbound);
    assert_eq!(call.status, Status::InProgress);
    assert_eq!(call.answered_by, None);
}

#[test]
fn a_time_line_has_one_clock() {
    let mut arrived = events(MTT, "date-time-ahead-in-one-event", 3);
    arrived.rotate_left(1);
    arrived.extend(arrived.clone());
    let times: Vec<_> = CallEvent::in_order(&arrived)
        .iter()
        .map(|event| event.time().to_string())
        .collect();
    assert_eq!(
        times,
        [
            "2019-06-03T12:00:00Z",
            "2019-06-03T12:00:10Z",
            "2019-06-03T12:01:10Z"
        ]
    );
}

/// The history stores events; what is stored must come back as it was.
#[test]
fn events_and_calls_survive_storage() {
    for scenario in Payload::all().unwrap() {
        let events = scenario
            .events(&(0..scenario.bodies.len()).collect::<Vec<_>>())
            .unwrap();
        let mut stored = with_expired(events);
        let id = stored[0].call.clone();
        stored.push(CallEvent::marked(
            id,
            mark("a", 1, MarkKind::Note("x".to_owned())),
        ));
        let text = serde_json::to_string(&stored).unwrap();
        let read: Vec<CallEvent> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, stored, "{}", scenario.name);
        let call = call(&stored);
        let text = serde_json::to_string(&call).unwrap();
        assert_eq!(serde_json::from_str::<Call>(&text).unwrap(), call);
    }
}

#[test]
fn only_what_a_delivery_says_is_its_event() {
    let events = events(VERIMOR, "example", 1);
    assert_eq!(
        events[0].at, None,
        "the start of the call is not the ringing"
    );
    assert!(events[0].call_started_at.is_some());
    assert!(matches!(events[0].kind, EventKind::Ringing { .. }));
    let events = self::events(BULUTFON, "extension-answers", 2);
    assert!(events[1].at.is_some(), "Bulutfon tells when it rang");
}

fn mark(desk: &str, second: i64, mark: MarkKind) -> Mark {
    Mark {
        desk: DeskId(desk.to_owned()),
        marked_at: Timestamp::from_second(1_800_000_000 + second).unwrap(),
        mark,
    }
}
