//! The fold: from the events of a call to the call.

mod legs;
mod order;
mod outcome;
mod state;

use crate::{Call, CallEvent};

impl Call {
    /// Folds the events of one call, in whatever order and however often they are given.
    /// `None` where there is no event but marks and `expired`.
    ///
    /// What comes out depends on the set of events alone: they are brought into one order first
    /// (time, rank of the kind, id), and whatever ends a call wins over whatever else is said of it.
    ///
    /// None of its times lies after it was heard of. How long it took is a matter of the PBX's clock
    /// alone, whose steps are right even where it is ahead.
    pub fn from_events(events: &[CallEvent]) -> Option<Self> {
        let events = CallEvent::as_said(events);
        let as_said = Self::of_ordered(&events)?;
        if !events.iter().any(CallEvent::is_dated_after_receipt) {
            return Some(as_said);
        }
        let believed = Self::of_ordered(&CallEvent::believed(events))?;
        Some(Self {
            talk_seconds: as_said.talk_seconds,
            waited_seconds: as_said.waited_seconds,
            ..believed
        })
    }

    fn of_ordered(events: &[CallEvent]) -> Option<Self> {
        let first = events.iter().find(|event| event.is_news())?;
        let mut state = state::State::new(first.call.clone());
        for event in events {
            state.take(event);
        }
        Some(state.into_call())
    }
}
