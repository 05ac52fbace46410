//! Times as they are stored: microseconds since 1970, UTC.

use kimo_calls::{CallEvent, EventKind, Timestamp};
use rusqlite::types::Type;

/// The number a time is stored as.
pub(crate) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// The time that a stored number means; one outside the calendar is damage.
pub(crate) fn time(micros: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, Box::new(error))
    })
}

/// The same for a column that may be empty.
pub(crate) fn optional_time(micros: Option<i64>) -> rusqlite::Result<Option<Timestamp>> {
    micros.map(time).transpose()
}

/// The time without what is not stored of it, so that a call folded now and one folded from what
/// was stored are the same.
pub(crate) fn to_micros(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// The event with all its times as they will be stored.
pub(crate) fn event_to_micros(event: &mut CallEvent) {
    event.received_at = to_micros(event.received_at);
    event.at = event.at.map(to_micros);
    event.call_started_at = event.call_started_at.map(to_micros);
    match &mut event.kind {
        EventKind::Ended { answered_at, .. } => *answered_at = answered_at.map(to_micros),
        EventKind::Marked(mark) => mark.marked_at = to_micros(mark.marked_at),
        EventKind::Arrived
        | EventKind::Routed { .. }
        | EventKind::Ringing { .. }
        | EventKind::Answered { .. }
        | EventKind::LegEnded { .. }
        | EventKind::Missed { .. }
        | EventKind::Progress { .. }
        | EventKind::Fax
        | EventKind::Expired { .. } => {}
    }
}
