//! How many events are taken up of one call. Whoever has the address of a hook could say more and
//! more of one call, and each time all of it is folded, shown and told.
//!
//! What says that somebody answered, or that the call is over, has room of its own: the longest wait
//! in the largest queue still ends as it ended. What comes beyond that is kept as not understood,
//! and the call says so.

use kimo_calls::{CallEvent, EventKind};

/// So many events of a call say how it goes on,
const MOST: usize = 1000;
/// and so many what it comes to.
const MOST_DECISIVE: usize = 100;

/// Whether a call of which these events are known has room for more.
pub(crate) fn has_room(known: &[CallEvent], new: &[CallEvent]) -> bool {
    if known.len() + new.len() <= MOST_DECISIVE {
        return true;
    }
    let all = || known.iter().chain(new).filter(|event| event.is_news());
    let decisive = all().filter(|event| is_decisive(event)).count();
    decisive <= MOST_DECISIVE && all().count() - decisive <= MOST
}

fn is_decisive(event: &CallEvent) -> bool {
    match event.kind {
        EventKind::Answered { .. }
        | EventKind::Missed { .. }
        | EventKind::Ended { .. }
        | EventKind::Fax
        | EventKind::Expired { .. }
        | EventKind::Marked(_) => true,
        EventKind::Arrived
        | EventKind::Routed { .. }
        | EventKind::Ringing { .. }
        | EventKind::LegEnded { .. }
        | EventKind::Progress { .. } => false,
    }
}
