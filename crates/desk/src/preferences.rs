//! What of the settings bears on what is shown.

use jiff::{Timestamp, tz::TimeZone};
use kimo_attention::{DoNotDisturb, OwnNumber, Preferences, QuietChoice};
use kimo_history::{PbxName, ReadError, Reader, Settings, SettingsChange};

use crate::language::chosen_language;

/// What of the settings bears on what is shown.
pub(crate) fn preferences(settings: Settings) -> Preferences {
    Preferences {
        language: chosen_language(&settings),
        extensions: settings.extensions,
        queues: settings.queues,
        internal_calls: settings.internal_calls,
        do_not_disturb: DoNotDisturb {
            on: settings.do_not_disturb,
            limit: settings.do_not_disturb_limit,
            outside_hours: settings.quiet_outside_hours,
        },
        missed_stay_minutes: settings.missed_stay_minutes,
        sounds: settings.sounds,
        own_numbers: settings.own_numbers.into_iter().map(own_number).collect(),
        business_hours: settings.business_hours,
        promise_minutes: settings.promise_minutes,
        short_call_seconds: settings.short_call_seconds,
        card: settings.card,
        screen_pop: settings.screen_pop,
    }
}

/// What is to be set where somebody chooses to be disturbed, or not.
pub(crate) fn choosing(settings: Settings, choice: QuietChoice, at: Timestamp) -> SettingsChange {
    let was = preferences(settings);
    let hours = was.business_hours.as_ref();
    let zone = TimeZone::system();
    let is = was.do_not_disturb.choosing(choice, at, hours, &zone);
    SettingsChange {
        do_not_disturb: Some(is.on),
        do_not_disturb_limit: Some(is.limit),
        ..SettingsChange::default()
    }
}

/// The same as the history has them, and what our numbers are called.
pub(crate) fn wanted(reader: &Reader) -> Result<Preferences, ReadError> {
    let names = reader.pbx_names()?;
    Ok(with_pbx_names(preferences(reader.settings()?), names))
}

/// With what extensions and queues are called at their PBXs, where they have no name of one's own.
fn with_pbx_names(mut preferences: Preferences, names: Vec<PbxName>) -> Preferences {
    let ours = &mut preferences.own_numbers;
    for PbxName { number, name, .. } in names {
        match ours.iter_mut().find(|own| own.number == number) {
            Some(own) if own.name.is_empty() => own.name = name,
            Some(_) => {}
            None => ours.push(OwnNumber {
                number,
                name,
                greeting: String::new(),
            }),
        }
    }
    preferences
}

fn own_number(own: kimo_history::OwnNumber) -> OwnNumber {
    OwnNumber {
        number: own.number,
        name: own.name,
        greeting: own.greeting,
    }
}
