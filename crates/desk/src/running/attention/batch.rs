//! What the UI is told of several changes at once.

use kimo_calls::Call;

use crate::{
    api::{CallRow, FeedItem},
    running::Desk,
};

/// What the UI must be told at the end of a batch of changes.
#[derive(Default)]
pub(super) struct Batch {
    calls: Vec<Call>,
    pub(super) missed: bool,
    pub(super) hooks: bool,
    pub(super) settings: bool,
    pub(super) all: bool,
}

impl Batch {
    /// Of a call that changes several times in a batch only the last state counts.
    pub(super) fn call(&mut self, call: &Call) {
        match self.calls.iter_mut().find(|known| known.id == call.id) {
            Some(known) => known.clone_from(call),
            None => self.calls.push(call.clone()),
        }
    }

    /// Tells the UI, if one looks on.
    pub(super) fn tell(self, desk: &Desk) {
        if desk.0.feed.receiver_count() == 0 {
            return;
        }
        if !self.calls.is_empty() {
            let open_missed = desk.reader().open_missed_count().unwrap_or_default();
            let open_missed = u32::try_from(open_missed).unwrap_or(u32::MAX);
            for call in self.calls {
                let call = Box::new(CallRow::of(&call, desk.home(call.id.pbx)));
                desk.tell(FeedItem::Call { call, open_missed });
            }
        }
        let rest = [
            (self.missed, FeedItem::Missed),
            (self.hooks, FeedItem::Hooks),
            (self.settings, FeedItem::Settings),
            (self.all, FeedItem::Calls),
        ];
        for (_, item) in rest.into_iter().filter(|(is_so, _)| *is_so) {
            desk.tell(item);
        }
    }
}
