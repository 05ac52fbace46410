//! The fold: from the events of a call to the call.

use crate::{Call, CallEvent};

impl Call {
    /// Folds the events of one call, in whatever order and however often they are given.
    /// `None` where there is no event but marks and `expired`.
    pub fn from_events(events: &[CallEvent]) -> Option<Self> {
        let _ = events;
        None
    }
}
