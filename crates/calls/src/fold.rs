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
    pub fn from_events(events: &[CallEvent]) -> Option<Self> {
        let events = CallEvent::in_order(events);
        let first = events.iter().find(|event| event.is_news())?;
        let mut state = state::State::new(first.call.clone());
        for event in &events {
            state.take(event);
        }
        Some(state.into_call())
    }
}
