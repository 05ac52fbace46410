//! What the UI is told of several changes at once.

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use kimo_calls::{Call, CallId};
use kimo_history::{ReadError, TouchedCalls};

use crate::{
    api::{CallRow, FeedItem, ToShow},
    running::Desk,
};

/// What the UI must be told at the end of a batch of changes.
#[derive(Default)]
pub(super) struct Batch {
    calls: Vec<Call>,
    /// Where each of them is.
    places: HashMap<CallId, usize>,
    /// Calls that changed or went, and have not been told one by one.
    touched: BTreeSet<CallId>,
    pub(super) missed: bool,
    pub(super) contacts: bool,
    pub(super) messages: bool,
    pub(super) hooks: bool,
    pub(super) records: bool,
    pub(super) settings: bool,
    /// More calls were touched than are worth naming, or all of them are shown otherwise.
    pub(super) all: bool,
}

impl Batch {
    /// Of a call that changes several times in a batch only the last state counts.
    pub(super) fn call(&mut self, call: &Call) {
        match self.places.entry(call.id.clone()) {
            Entry::Occupied(place) => {
                if let Some(known) = self.calls.get_mut(*place.get()) {
                    known.clone_from(call);
                }
            }
            Entry::Vacant(place) => {
                place.insert(self.calls.len());
                self.calls.push(call.clone());
            }
        }
    }

    /// Calls that changed or went.
    pub(super) fn touched(&mut self, calls: &TouchedCalls) {
        match calls {
            TouchedCalls::These(calls) => self.touched.extend(calls.iter().cloned()),
            TouchedCalls::Many => self.all = true,
        }
    }

    /// Tells the UI, if one looks on, and with each call how many missed callers are open.
    pub(super) fn tell(mut self, desk: &Desk, open_missed: u32) {
        if !desk.0.feed.is_heard() {
            return;
        }
        match self.look_at_touched(desk) {
            Ok(gone) if gone.is_empty() => {}
            Ok(calls) => desk.tell(FeedItem::Gone { calls }),
            Err(error) => {
                tracing::error!(%error, "the changed calls cannot be read");
                self.all = true;
            }
        }
        match self.rows(desk) {
            Ok(rows) => {
                for call in rows.into_iter().map(Box::new) {
                    desk.tell(FeedItem::Call { call, open_missed });
                }
            }
            Err(error) => {
                tracing::error!(%error, "how missed calls were settled cannot be read");
                self.all = true;
            }
        }
        let rest = [
            (self.missed, FeedItem::Missed),
            (self.contacts, FeedItem::Contacts),
            (self.messages, FeedItem::Messages),
            (self.hooks, FeedItem::Hooks),
            (self.records, FeedItem::Records),
            (self.all, FeedItem::Calls),
            (self.settings, FeedItem::Settings),
        ];
        for (_, item) in rest.into_iter().filter(|(is_so, _)| *is_so) {
            desk.tell(item);
        }
    }

    /// The calls as lists show them. Where somebody became open or settled, their missed calls are
    /// shown otherwise than before, and are among them.
    fn rows(&mut self, desk: &Desk) -> Result<Vec<CallRow>, ReadError> {
        let reader = desk.reader();
        if self.missed {
            let callers: BTreeSet<_> = self.calls.iter().map(Call::other_key).collect();
            if callers.len() > CALLERS_AT_ONCE {
                self.all = true;
            }
            for caller in callers.into_iter().take(CALLERS_AT_ONCE) {
                for missed in reader.missed_of(&caller, TOLD_AGAIN)? {
                    self.call(&missed);
                }
            }
        }
        if self.calls.is_empty() {
            return Ok(Vec::new());
        }
        let calls = ToShow::of(std::mem::take(&mut self.calls), reader)?;
        Ok(calls.rows(|pbx| desk.home(pbx)))
    }

    /// Takes those that are still there for changed ones. Gives the others.
    fn look_at_touched(&mut self, desk: &Desk) -> Result<Vec<String>, ReadError> {
        let mut gone = Vec::new();
        for id in std::mem::take(&mut self.touched) {
            match desk.reader().call(&id)? {
                Some(call) => self.call(&call),
                None => gone.push(id.to_string()),
            }
        }
        Ok(gone)
    }
}

/// In a storm that concerns more callers the window asks again instead.
const CALLERS_AT_ONCE: usize = 20;

/// How many missed calls of one caller are told again when that caller is settled.
const TOLD_AGAIN: usize = 50;
