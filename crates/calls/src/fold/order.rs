//! The one order in which the events of a call are folded.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::{CallEvent, Clock, EventId, EventKind, Timestamp};

impl CallEvent {
    /// Each event once, in the order in which a call is folded and its time line reads: all on one
    /// clock, those that ran ahead brought back ([`Clock::MayBeAheadBy`]), by (time, rank, leg, id).
    ///
    /// Legs of one queue ring at one time where the PBX sends only the start of the call; by number
    /// they stand in an order that people know, before the id has the last word.
    pub fn in_order(events: &[Self]) -> Vec<Self> {
        let mut distinct: BTreeMap<EventId, CallEvent> = BTreeMap::new();
        for event in events {
            distinct
                .entry(event.id)
                .and_modify(|kept| kept.received_at = kept.received_at.min(event.received_at))
                .or_insert_with(|| event.clone());
        }
        let mut events: Vec<_> = distinct.into_values().collect();
        bring_to_one_clock(&mut events);
        events.sort_by(|one, other| key(one).cmp(&key(other)));
        events
    }
}

fn key(event: &CallEvent) -> (Timestamp, u8, Option<&str>, EventId) {
    let leg = match &event.kind {
        EventKind::Ringing { leg, .. } => Some(leg.as_str()),
        _ => None,
    };
    (event.time(), event.kind.rank(), leg, event.id)
}

/// Brings back events of a clock that runs ahead. The call's main clock tells by how much a time is
/// off; where no event has it, the earliest time of all does.
fn bring_to_one_clock(events: &mut [CallEvent]) {
    const SLACK: SignedDuration = SignedDuration::from_mins(5);

    let earliest_of = |exact: bool| {
        let of_clock = |event: &&CallEvent| (event.clock == Clock::Exact) == exact;
        events
            .iter()
            .filter(of_clock)
            .filter_map(|event| event.at)
            .min()
    };
    let Some(earliest) = earliest_of(true).or_else(|| earliest_of(false)) else {
        return;
    };
    for event in events {
        if let (Some(at), Clock::MayBeAheadBy(ahead)) = (event.at, event.clock)
            && at.duration_since(earliest) >= ahead - SLACK.min(ahead / 2)
        {
            event.at = at.checked_sub(ahead).ok();
        }
    }
}
