//! How much is taken up of one call.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{Call, CallId, LegState, Status};
use kimo_history::TOO_MUCH_OF_ONE_CALL;
use support::{Desk, VERIMOR, Verimor, call_id, noon};

/// More than are taken up.
const LEGS: u64 = 1300;

async fn rings(desk: &Desk, legs: std::ops::Range<u64>) {
    for leg in legs {
        let body = format!(
            "event_type=ringing&direction=inbound&caller_id_number=05321234567\
             &destination_number=02129090909&call_uuid=c1&start_stamp=2026-11-20 12:00:00\
             &dialed_user={}",
            100_000 + leg
        );
        let at = noon() + SignedDuration::from_secs(i64::try_from(leg).unwrap());
        desk.post(VERIMOR, body.as_bytes(), at).await.unwrap();
    }
}

fn events(desk: &Desk) -> usize {
    desk.reader.events(&call_id("c1")).unwrap().len()
}

#[tokio::test]
async fn a_call_with_thousands_of_legs_stays_within_its_bound_and_still_ends() {
    let desk = Desk::new();
    rings(&desk, 0..LEGS).await;
    assert_eq!(events(&desk), 1000);
    let call = desk.call("c1").unwrap();
    assert_eq!(call.legs.len(), Call::MOST_LEGS);
    assert_eq!(call.extensions.len(), Call::MOST_LEGS);
    // What came beyond that is kept, and the call knows how much.
    let beyond = desk.reader.beyond(&call_id("c1")).unwrap();
    assert_eq!(beyond, LEGS - 1000);
    let kept = desk.reader.deliveries(&call_id("c1")).unwrap();
    assert_eq!(kept.len() as u64, LEGS);
    let said = kept.iter().filter_map(|one| one.error.as_deref());
    assert!(said.clone().all(|error| error == TOO_MUCH_OF_ONE_CALL));
    assert_eq!(said.count() as u64, beyond);
    // It ends as any other.
    desk.verimor(&Verimor::default()).await;
    let call = desk.call("c1").unwrap();
    assert_eq!((call.status, call.missed), (Status::Ended, true));
    assert_eq!(desk.open().len(), 1);
}

#[tokio::test]
async fn ends_without_end_are_bounded_too() {
    let desk = Desk::new();
    for minute in 0..150 {
        let hangup = Verimor {
            minute,
            ..Verimor::default()
        };
        desk.verimor(&hangup).await;
    }
    assert_eq!(events(&desk), 100);
    assert_eq!(desk.call("c1").unwrap().status, Status::Ended);
}

/// In the order of their receipt, what was taken up is taken up again, and nothing else.
#[tokio::test]
async fn a_rebuild_takes_up_the_same() {
    let desk = Desk::new();
    for minute in 0..150 {
        let hangup = Verimor {
            minute,
            ..Verimor::default()
        };
        desk.verimor(&hangup).await;
    }
    let was = (desk.call("c1"), events(&desk), beyond(&desk));
    assert_eq!(was.1, 100);
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| {}).unwrap();
    let desk = Desk::at(dir);
    assert_eq!((desk.call("c1"), events(&desk), beyond(&desk)), was);
}

fn beyond(desk: &Desk) -> u64 {
    desk.reader.beyond(&call_id("c1")).unwrap()
}

/// What rings is not left out for what is over: my own telephone may be among it.
#[tokio::test]
async fn the_legs_that_ring_are_shown_before_those_that_are_over() {
    let desk = Desk::new();
    rings(&desk, 0..520).await;
    for leg in 0..400 {
        let body = format!(
            "event_type=user_hangup&direction=inbound&call_uuid=c1&dialed_user={}\
             &start_stamp=2026-11-20 12:00:00&end_stamp=2026-11-20 12:00:09",
            100_000 + leg
        );
        desk.post(VERIMOR, body.as_bytes(), noon()).await.unwrap();
    }
    let call = desk.call("c1").unwrap();
    assert_eq!(call.legs.len(), Call::MOST_LEGS);
    let rings = |leg: &&kimo_calls::Leg| leg.state == LegState::Ringing;
    assert_eq!(call.legs.iter().filter(rings).count(), 120);
}

#[tokio::test]
async fn some_deliveries_are_the_first_and_the_last() {
    let desk = Desk::new();
    rings(&desk, 0..20).await;
    let id: CallId = call_id("c1");
    let all = desk.reader.deliveries(&id).unwrap();
    let (some, left_out) = desk.reader.some_deliveries(&id, 6).unwrap();
    assert_eq!(left_out, 14);
    assert_eq!(some[..3], all[..3]);
    assert_eq!(some[3..], all[17..]);
    assert_eq!(desk.reader.some_deliveries(&id, 20).unwrap(), (all, 0));
}
