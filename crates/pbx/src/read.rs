//! From a request's body to what its deliveries say.

use kimo_calls::{Call, EventId, EventKind, Meaning};
use serde_json::{Value, value::RawValue};

use crate::{Adapter, Delivery, Incoming, ReadError, Reading, adapter, body::Body, meaning_of};

/// The most deliveries that a list is taken apart for; a longer one is no list of deliveries.
const MOST: usize = 500;

/// The deliveries in a body, each as it came: a list in JSON holds one in each place, and anything
/// else is one.
pub fn deliveries(body: &[u8]) -> Vec<&[u8]> {
    let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    if text.trim_ascii_start().first() != Some(&b'[') {
        return vec![body];
    }
    let items = serde_json::from_slice::<Vec<&RawValue>>(text).unwrap_or_default();
    let is_object = |item: &&RawValue| item.get().starts_with('{');
    match (1..=MOST).contains(&items.len()) && items.iter().all(is_object) {
        true => items.iter().map(|item| item.get().as_bytes()).collect(),
        false => vec![body],
    }
}

/// Reads a delivery of a hook with the given meaning. One of a PBX that this build does not know is
/// not understood.
pub fn read(delivery: &Delivery<'_>, meaning: &Meaning) -> Result<Reading, ReadError> {
    read_by(delivery, meaning, |adapter, fields, incoming| {
        adapter.read(fields, incoming)
    })
}

/// Reads a record of the PBX that was kept as a delivery.
pub fn read_record(delivery: &Delivery<'_>, meaning: &Meaning) -> Result<Reading, ReadError> {
    read_by(
        delivery,
        meaning,
        |adapter, fields, incoming| match adapter.api(meaning) {
            Some(api) => api.read_record(fields, incoming),
            None => Ok(Reading::NotUnderstood {
                id: incoming.id,
                event_type: String::new(),
                call: None,
            }),
        },
    )
}

/// Whether a delivery, or a record that was kept as one, says that its call was recorded; none where it
/// says nothing of it.
pub fn says_recorded(delivery: &Delivery<'_>) -> Option<bool> {
    let adapter = adapter(delivery.pbx)?;
    let body = Body::read(delivery.content_type, delivery.body, adapter.trees());
    let api = adapter.api(&meaning_of(delivery.pbx))?;
    api.says_recorded(body.ok()??.into_fields())
}

fn read_by(
    delivery: &Delivery<'_>,
    meaning: &Meaning,
    by: impl FnOnce(&dyn Adapter, Value, &Incoming<'_>) -> Result<Reading, ReadError>,
) -> Result<Reading, ReadError> {
    let Some(adapter) = adapter(delivery.pbx) else {
        let body = String::from_utf8_lossy(delivery.body);
        return Ok(Reading::NotUnderstood {
            id: EventId::of_delivery(delivery.pbx, delivery.account, &body),
            event_type: String::new(),
            call: None,
        });
    };
    let Some(body) = Body::read(delivery.content_type, delivery.body, adapter.trees())? else {
        return Ok(Reading::Empty);
    };
    let incoming = Incoming {
        id: body.event_id(delivery.pbx, delivery.account),
        pbx: delivery.pbx,
        account: delivery.account,
        received_at: delivery.received_at,
        meaning,
    };
    let mut reading = by(adapter, body.into_fields(), &incoming)?;
    if let Reading::Events(events) = &mut reading {
        for (number, event) in events.iter_mut().enumerate() {
            event.id = incoming.id.further(number);
            if let EventKind::Missed { way, .. } | EventKind::Ended { way, .. } = &mut event.kind {
                way.legs.truncate(Call::MOST_LEGS);
            }
        }
    }
    Ok(reading)
}
