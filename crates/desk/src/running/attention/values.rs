//! What the history has, as attention takes it.

use kimo_attention::{CallerContext, MissedCaller, OpenMissed, TRAY_CALLERS};
use kimo_history::{OpenCaller, ReadError, Reader};

use crate::{Desk, mine::Mine};

/// The missed callers of this desk whom nobody has called back, as far as the tray names them.
pub(super) fn open_missed(desk: &Desk, reader: &Reader) -> Result<OpenMissed, ReadError> {
    let (callers, total) = Mine::read(desk, reader)?.newest(TRAY_CALLERS, reader)?;
    Ok(OpenMissed {
        total,
        callers: callers.into_iter().map(missed_caller).collect(),
    })
}

/// What a popup says of the caller.
pub(super) fn context(known: kimo_history::CallerContext) -> CallerContext {
    CallerContext {
        calls_today: known.calls_today,
        missed_this_week: known.missed_this_week,
        note: known.note,
        is_important: known.is_important,
        is_unwanted: known.is_unwanted,
    }
}

fn missed_caller(open: OpenCaller) -> MissedCaller {
    MissedCaller {
        caller: open.caller,
        count: open.count,
        last_at: open.last_at,
        last_call: open.last_call.id,
    }
}
