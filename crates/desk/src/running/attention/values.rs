//! What the history has, as attention takes it.

use kimo_attention::{
    CallerContext, MissedCaller, OpenMissed, OwnNumber, Preferences, TRAY_CALLERS,
};
use kimo_history::{OpenCaller, ReadError, Reader, Settings};

use crate::language::chosen_language;

/// What of the settings bears on what is shown.
pub(super) fn preferences(settings: Settings) -> Preferences {
    Preferences {
        language: chosen_language(&settings),
        extensions: settings.extensions,
        queues: settings.queues,
        internal_calls: settings.internal_calls,
        do_not_disturb: settings.do_not_disturb,
        own_numbers: settings.own_numbers.into_iter().map(own_number).collect(),
    }
}

fn own_number(own: kimo_history::OwnNumber) -> OwnNumber {
    OwnNumber {
        number: own.number,
        name: own.name,
        greeting: own.greeting,
    }
}

/// The missed callers whom nobody has called back, as far as the tray names them.
pub(super) fn open_missed(reader: &Reader) -> Result<OpenMissed, ReadError> {
    let total = reader.open_missed_count()?;
    let callers = reader.open_missed(TRAY_CALLERS)?;
    Ok(OpenMissed {
        total: u32::try_from(total).unwrap_or(u32::MAX),
        callers: callers.into_iter().map(missed_caller).collect(),
    })
}

/// What a popup says of the caller.
pub(super) fn context(known: kimo_history::CallerContext) -> CallerContext {
    CallerContext {
        calls_today: known.calls_today,
        missed_this_week: known.missed_this_week,
        note: known.note,
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
