//! The one order in which the events of a call are folded.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::{CallEvent, Clock, EventId, EventKind, Timestamp};

impl CallEvent {
    /// Each event once, in the order in which a call is folded and its time line reads: all on one
    /// clock, those that ran ahead brought back ([`Clock::MayBeAheadBy`]), by (time, rank, whether
    /// it was posted or is recorded, leg, id).
    /// Ordered so, by the PBX's own clock, that a delivery which was held up stands in its place;
    /// then with the times that can be believed, none of which lies after the event's receipt.
    ///
    /// Legs of one queue ring at one time where the PBX sends only the start of the call; by number
    /// they stand in an order that people know, before the id has the last word.
    pub fn in_order(events: &[Self]) -> Vec<Self> {
        Self::believed(Self::as_said(events))
    }

    /// In that order, with the times that the PBX's clock says.
    pub(super) fn as_said(events: &[Self]) -> Vec<Self> {
        let mut distinct: BTreeMap<EventId, CallEvent> = BTreeMap::new();
        for event in events {
            distinct
                .entry(event.id)
                .and_modify(|kept| kept.received_at = kept.received_at.min(event.received_at))
                .or_insert_with(|| event.clone());
        }
        let mut events: Vec<_> = distinct.into_values().collect();
        events
            .iter_mut()
            .for_each(CallEvent::unsay_what_no_clock_says);
        bring_to_one_clock(&mut events);
        events.sort_by(|one, other| key(one).cmp(&key(other)));
        events
    }

    /// With the times that can be believed.
    pub(super) fn believed(mut events: Vec<Self>) -> Vec<Self> {
        events.iter_mut().for_each(CallEvent::bring_before_receipt);
        events
    }

    /// Whether it says of any of its times that it lies after the receipt.
    pub(super) fn is_dated_after_receipt(&self) -> bool {
        let answered_at = match &self.kind {
            EventKind::Ended { answered_at, .. } => *answered_at,
            _ => None,
        };
        [self.at, self.call_started_at, answered_at]
            .into_iter()
            .flatten()
            .any(|said| said > self.received_at)
    }

    /// Nothing happens after it was heard of, and a clock that people work by is wrong by hours at
    /// most: a time that is further ahead is as good as none.
    fn unsay_what_no_clock_says(&mut self) {
        const WRONGEST: SignedDuration = SignedDuration::from_hours(24);
        let received_at = self.received_at;
        self.each_time(|said| {
            if said.is_some_and(|said| said.duration_since(received_at) > WRONGEST) {
                *said = None;
            }
        });
    }

    /// Brings back what a PBX's clock that is ahead of the desk's dates after its receipt. Each time
    /// by itself: a wrong one leaves those beside it alone.
    fn bring_before_receipt(&mut self) {
        let received_at = self.received_at;
        self.each_time(|said| *said = said.map(|said| said.min(received_at)));
    }

    /// Does something with every time that the event itself may say.
    fn each_time(&mut self, mut with: impl FnMut(&mut Option<Timestamp>)) {
        with(&mut self.at);
        with(&mut self.call_started_at);
        if let EventKind::Ended { answered_at, .. } = &mut self.kind {
            with(answered_at);
        }
    }
}

fn key(event: &CallEvent) -> (Timestamp, u8, bool, Option<&str>, EventId) {
    // What was posted has the first word.
    let recorded = matches!(event.kind, EventKind::Ended { recorded: true, .. });
    let leg = match &event.kind {
        EventKind::Ringing { leg, .. } => Some(leg.as_str()),
        _ => None,
    };
    (event.time(), event.kind.rank(), recorded, leg, event.id)
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
