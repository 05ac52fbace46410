//! What is posted, as every PBX would read it.

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Account, Call, CallEvent, PbxId, Timestamp as At};
use kimo_pbx::{
    Delivery, Reading,
    payloads::{Payload, arrival},
};

use super::pool::{fuzz, shape};

/// As far as an office's clock may be ahead, and an hour more.
const WRONGEST: SignedDuration = SignedDuration::from_hours(25);

#[test]
fn whatever_is_posted_is_read_or_refused() {
    let examples = Payload::all()
        .unwrap()
        .into_iter()
        .flat_map(|one| one.posted);
    let posted = examples.map(|body| body.bytes).chain([b"[{},{}]".to_vec()]);
    fuzz("bodies", posted.collect(), |body| {
        let mut came_to = String::new();
        for part in kimo_pbx::deliveries(body).into_iter().take(8) {
            for adapter in kimo_pbx::adapters() {
                came_to += &read(adapter.id(), part);
            }
        }
        came_to
    });
}

fn read(pbx: PbxId, body: &[u8]) -> String {
    let reading = |received_at, content_type| {
        let delivery = Delivery {
            pbx,
            account: &Account::default(),
            content_type,
            body,
            received_at,
        };
        kimo_pbx::read(&delivery, &kimo_pbx::meaning_of(pbx))
    };
    for odd in [
        "multipart/form-data; boundary=x",
        "\u{0}",
        "application/xml",
    ] {
        drop(reading(arrival(0), Some(odd)));
    }
    let read = reading(arrival(0), Some("application/json"));
    match &read {
        Ok(Reading::Events(events)) => {
            holds(events, arrival(0));
            let again = reading(arrival(9), Some("application/json"));
            let ids =
                |events: &[CallEvent]| -> Vec<_> { events.iter().map(|one| one.id).collect() };
            let again = again.unwrap().into_events();
            assert_eq!(
                ids(events),
                ids(&again),
                "the same delivery is the same event"
            );
        }
        Err(error) => {
            let said = error.to_string();
            assert!(!said.contains('\n') && said.len() < 400, "{said}");
        }
        Ok(_) => {}
    }
    shape(&format!("{read:?}"))
}

/// What holds of all events that are read, and of the call that they make.
pub(super) fn holds(events: &[CallEvent], received_at: At) {
    assert!(!events.is_empty());
    assert!(events.iter().all(|one| one.call == events[0].call));
    let stored = serde_json::to_string(events).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<CallEvent>>(&stored).unwrap(),
        events
    );
    let call = Call::from_events(events).unwrap();
    let stored = serde_json::to_string(&call).unwrap();
    assert_eq!(serde_json::from_str::<Call>(&stored).unwrap(), call);
    let id = call.id.to_string();
    assert_eq!(id.parse::<kimo_calls::CallId>().unwrap(), call.id, "{id}");
    let latest = received_at + WRONGEST;
    let times = [Some(call.started_at), call.answered_at, call.ended_at];
    let ahead: Vec<Timestamp> = times
        .into_iter()
        .flatten()
        .filter(|at| *at > latest)
        .collect();
    assert_eq!(ahead, [], "heard of at {received_at}");
}
