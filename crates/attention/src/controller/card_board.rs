//! What stands on the call card, as far as it is remembered from one moment to the next.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use kimo_calls::CallId;

use crate::card::Card;

/// How long the card stays at hand, and the line of the missed on it, once no call is on it.
pub const CARD_LINGERS: Duration = Duration::from_secs(60);

/// What stands on the card.
#[derive(Debug)]
pub(super) struct Board {
    pub(super) calls: BTreeMap<CallId, Entry>,
    arrived: u64,
    /// Whose note is being written, and how long that is believed.
    pub(super) writing: Option<(CallId, Instant)>,
    /// Told to have the keyboard.
    pub(super) has_keyboard: bool,
    /// From the first call on until it was empty for long enough.
    pub(super) is_open: bool,
    /// When that will be.
    pub(super) goes_at: Option<Instant>,
    pub(super) lingers: Duration,
    pub(super) shown: Option<Card>,
    pub(super) order: Vec<CallId>,
    pub(super) is_stale: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) arrived: u64,
    pub(super) place: Place,
    /// The user took it off; it stays off until the call is over.
    pub(super) is_closed: bool,
}

/// Why a call stands on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Ringing,
    /// One's own conversation, or anybody's where nobody knows whose it is.
    Talking,
    /// To be read until then.
    Until(Instant),
    /// Nothing keeps it but somebody who is writing.
    Held,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            calls: BTreeMap::new(),
            arrived: 0,
            writing: None,
            has_keyboard: false,
            is_open: false,
            goes_at: None,
            lingers: CARD_LINGERS,
            shown: None,
            order: Vec::new(),
            is_stale: false,
        }
    }
}

impl Board {
    pub(super) fn has(&self, call: &CallId) -> bool {
        self.calls.contains_key(call)
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = &CallId> {
        self.calls.keys()
    }

    /// When to look at it again.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let calls = self.calls.values().filter_map(|entry| match entry.place {
            Place::Until(until) => Some(until),
            Place::Ringing | Place::Talking | Place::Held => None,
        });
        let writing = self.writing.as_ref().map(|(_, until)| *until);
        calls.chain(writing).chain(self.goes_at).min()
    }

    pub(super) fn put(&mut self, call: &CallId, place: Option<Place>) {
        let is_held = self.writing.is_some();
        self.is_stale |= self.has(call) || place.is_some();
        match (self.calls.get_mut(call), place) {
            (Some(entry), Some(place)) => entry.place = place,
            (Some(entry), None) if is_held => entry.place = Place::Held,
            (Some(_), None) => drop(self.calls.remove(call)),
            (None, Some(place)) => {
                self.arrived += 1;
                let entry = Entry {
                    arrived: self.arrived,
                    place,
                    is_closed: false,
                };
                self.calls.insert(call.clone(), entry);
            }
            (None, None) => {}
        }
    }

    pub(super) fn is_written_to(&self, call: &CallId) -> bool {
        self.writing.as_ref().is_some_and(|(id, _)| id == call)
    }

    /// Nobody writes any more. Gives the calls that were there for that alone.
    pub(super) fn release(&mut self) -> Vec<CallId> {
        self.writing = None;
        self.is_stale = true;
        let held = self.calls.iter();
        let held = held.filter(|(_, entry)| entry.place == Place::Held);
        let held: Vec<CallId> = held.map(|(id, _)| id.clone()).collect();
        self.calls.retain(|_, entry| entry.place != Place::Held);
        held
    }
}
