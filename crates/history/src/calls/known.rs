//! A call as it is known by heart.

use kimo_calls::{Call, CallEvent};

use crate::calls::standing::Standing;

/// What a call's events were last folded to.
#[derive(Debug)]
pub(crate) struct KnownCall {
    pub(crate) events: Vec<CallEvent>,
    /// The call and where it stands; `None` while there is none.
    pub(crate) call: Option<(Call, Standing)>,
}
