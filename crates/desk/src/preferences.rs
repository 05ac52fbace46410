//! What of the settings bears on what is shown.

use kimo_attention::{OwnNumber, Preferences};
use kimo_history::Settings;

use crate::language::chosen_language;

/// What of the settings bears on what is shown.
pub(crate) fn preferences(settings: Settings) -> Preferences {
    Preferences {
        language: chosen_language(&settings),
        extensions: settings.extensions,
        queues: settings.queues,
        internal_calls: settings.internal_calls,
        do_not_disturb: settings.do_not_disturb,
        own_numbers: settings.own_numbers.into_iter().map(own_number).collect(),
        business_hours: settings.business_hours,
        promise_minutes: settings.promise_minutes,
        short_call_seconds: settings.short_call_seconds,
    }
}

fn own_number(own: kimo_history::OwnNumber) -> OwnNumber {
    OwnNumber {
        number: own.number,
        name: own.name,
        greeting: own.greeting,
    }
}
