//! The settings, one row each.

use std::collections::{BTreeMap, BTreeSet};

use kimo_calls::{BusinessHours, CardUse, ScreenPop, Sounds, TimeLimit};
use rusqlite::{Connection, Result, types::Type};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) mod chosen_tunnel;
pub(crate) mod host_keys;
pub(crate) mod setting_reader;
pub(crate) mod setting_writer;

/// What the user has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language's code (`tr`); `None` follows the system.
    pub language: Option<String>,
    /// The desk's own extensions; empty for all.
    pub extensions: Vec<String>,
    /// The desk's own queues and groups; empty for all.
    pub queues: Vec<String>,
    /// Whether internal calls pop up.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
    /// How long that holds, be it on or off; `None` until it is set otherwise.
    pub do_not_disturb_limit: Option<TimeLimit>,
    /// No popups outside business hours.
    pub quiet_outside_hours: bool,
    /// Minutes after which a missed popup goes by itself; `None` keeps it until it was seen.
    pub missed_stay_minutes: Option<u32>,
    /// Which sounds are made.
    pub sounds: Sounds,
    /// Calls older than this are removed; `None` keeps them.
    pub retention_days: Option<u32>,
    /// Numbers of our own that have a name or a greeting: lines, extensions, queues.
    pub own_numbers: Vec<OwnNumber>,
    /// When the office is open; `None` is always.
    pub business_hours: Option<BusinessHours>,
    /// Minutes within which missed callers shall be called back; `None` promises nothing.
    pub promise_minutes: Option<u32>,
    /// Whoever hangs up within so many seconds need not be called back; with 0 everybody does.
    pub short_call_seconds: u32,
    /// How the call card is used.
    pub card: CardUse,
    /// What is opened for a call.
    pub screen_pop: ScreenPop,
    /// Whether newer versions of Kimo are looked for.
    pub looks_for_updates: bool,
}

impl Default for Settings {
    /// As a new desk has them.
    fn default() -> Self {
        Self {
            language: None,
            extensions: Vec::new(),
            queues: Vec::new(),
            internal_calls: false,
            do_not_disturb: false,
            do_not_disturb_limit: None,
            quiet_outside_hours: false,
            missed_stay_minutes: None,
            sounds: Sounds::default(),
            retention_days: None,
            own_numbers: Vec::new(),
            business_hours: None,
            promise_minutes: None,
            short_call_seconds: 5,
            card: CardUse::default(),
            screen_pop: ScreenPop::default(),
            looks_for_updates: true,
        }
    }
}

/// A number of our own, and what people here call it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnNumber {
    /// A line, an extension or a queue, in whatever spelling.
    pub number: String,
    /// Its name; empty for none.
    pub name: String,
    /// What is said first to whoever calls it; empty for nothing.
    pub greeting: String,
}

/// One of the settings, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Setting {
    /// [`Settings::language`].
    Language,
    /// [`Settings::extensions`].
    Extensions,
    /// [`Settings::queues`].
    Queues,
    /// [`Settings::internal_calls`].
    InternalCalls,
    /// [`Settings::do_not_disturb`].
    DoNotDisturb,
    /// [`Settings::do_not_disturb_limit`].
    DoNotDisturbLimit,
    /// [`Settings::quiet_outside_hours`].
    QuietOutsideHours,
    /// [`Settings::missed_stay_minutes`].
    MissedStayMinutes,
    /// [`Settings::sounds`].
    Sounds,
    /// [`Settings::retention_days`].
    RetentionDays,
    /// [`Settings::own_numbers`].
    OwnNumbers,
    /// [`Settings::business_hours`].
    BusinessHours,
    /// [`Settings::promise_minutes`].
    PromiseMinutes,
    /// [`Settings::short_call_seconds`].
    ShortCallSeconds,
    /// [`Settings::card`].
    Card,
    /// [`Settings::screen_pop`].
    ScreenPop,
    /// [`Settings::looks_for_updates`].
    LooksForUpdates,
}

/// What is to be set; `None` leaves a setting as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsChange {
    /// The language's code, or the system's.
    pub language: Option<Option<String>>,
    /// The desk's own extensions.
    pub extensions: Option<Vec<String>>,
    /// The desk's own queues and groups.
    pub queues: Option<Vec<String>>,
    /// Whether internal calls pop up.
    pub internal_calls: Option<bool>,
    /// No popups for now.
    pub do_not_disturb: Option<bool>,
    /// How long that holds.
    pub do_not_disturb_limit: Option<Option<TimeLimit>>,
    /// No popups outside business hours.
    pub quiet_outside_hours: Option<bool>,
    /// After how many minutes a missed popup goes by itself.
    pub missed_stay_minutes: Option<Option<u32>>,
    /// Which sounds are made.
    pub sounds: Option<Sounds>,
    /// How long calls are kept.
    pub retention_days: Option<Option<u32>>,
    /// Numbers of our own that have a name or a greeting.
    pub own_numbers: Option<Vec<OwnNumber>>,
    /// When the office is open.
    pub business_hours: Option<Option<BusinessHours>>,
    /// Within how many minutes missed callers shall be called back.
    pub promise_minutes: Option<Option<u32>>,
    /// Within how many seconds whoever hangs up need not be called back.
    pub short_call_seconds: Option<u32>,
    /// How the call card is used.
    pub card: Option<CardUse>,
    /// What is opened for a call.
    pub screen_pop: Option<ScreenPop>,
    /// Whether newer versions of Kimo are looked for.
    pub looks_for_updates: Option<bool>,
}

impl From<Settings> for SettingsChange {
    /// All of them.
    fn from(settings: Settings) -> Self {
        Self {
            language: Some(settings.language),
            extensions: Some(settings.extensions),
            queues: Some(settings.queues),
            internal_calls: Some(settings.internal_calls),
            do_not_disturb: Some(settings.do_not_disturb),
            do_not_disturb_limit: Some(settings.do_not_disturb_limit),
            quiet_outside_hours: Some(settings.quiet_outside_hours),
            missed_stay_minutes: Some(settings.missed_stay_minutes),
            sounds: Some(settings.sounds),
            retention_days: Some(settings.retention_days),
            own_numbers: Some(settings.own_numbers),
            business_hours: Some(settings.business_hours),
            promise_minutes: Some(settings.promise_minutes),
            short_call_seconds: Some(settings.short_call_seconds),
            card: Some(settings.card),
            screen_pop: Some(settings.screen_pop),
            looks_for_updates: Some(settings.looks_for_updates),
        }
    }
}

impl SettingsChange {
    pub(crate) fn applied_to(self, was: &Settings) -> Settings {
        let was = was.clone();
        Settings {
            language: self.language.unwrap_or(was.language),
            extensions: self.extensions.unwrap_or(was.extensions),
            queues: self.queues.unwrap_or(was.queues),
            internal_calls: self.internal_calls.unwrap_or(was.internal_calls),
            do_not_disturb: self.do_not_disturb.unwrap_or(was.do_not_disturb),
            do_not_disturb_limit: self
                .do_not_disturb_limit
                .unwrap_or(was.do_not_disturb_limit),
            quiet_outside_hours: self.quiet_outside_hours.unwrap_or(was.quiet_outside_hours),
            missed_stay_minutes: self.missed_stay_minutes.unwrap_or(was.missed_stay_minutes),
            sounds: self.sounds.unwrap_or(was.sounds),
            retention_days: self.retention_days.unwrap_or(was.retention_days),
            own_numbers: self.own_numbers.unwrap_or(was.own_numbers),
            business_hours: self.business_hours.unwrap_or(was.business_hours),
            promise_minutes: self.promise_minutes.unwrap_or(was.promise_minutes),
            short_call_seconds: self.short_call_seconds.unwrap_or(was.short_call_seconds),
            card: self.card.unwrap_or(was.card),
            screen_pop: self.screen_pop.unwrap_or(was.screen_pop),
            looks_for_updates: self.looks_for_updates.unwrap_or(was.looks_for_updates),
        }
    }
}

impl Settings {
    /// Which of them have another value there.
    pub(crate) fn differing(&self, other: &Self) -> BTreeSet<Setting> {
        [
            (Setting::Language, self.language != other.language),
            (Setting::Extensions, self.extensions != other.extensions),
            (Setting::Queues, self.queues != other.queues),
            (
                Setting::InternalCalls,
                self.internal_calls != other.internal_calls,
            ),
            (
                Setting::DoNotDisturb,
                self.do_not_disturb != other.do_not_disturb,
            ),
            (
                Setting::DoNotDisturbLimit,
                self.do_not_disturb_limit != other.do_not_disturb_limit,
            ),
            (
                Setting::QuietOutsideHours,
                self.quiet_outside_hours != other.quiet_outside_hours,
            ),
            (
                Setting::MissedStayMinutes,
                self.missed_stay_minutes != other.missed_stay_minutes,
            ),
            (Setting::Sounds, self.sounds != other.sounds),
            (
                Setting::RetentionDays,
                self.retention_days != other.retention_days,
            ),
            (Setting::OwnNumbers, self.own_numbers != other.own_numbers),
            (
                Setting::BusinessHours,
                self.business_hours != other.business_hours,
            ),
            (
                Setting::PromiseMinutes,
                self.promise_minutes != other.promise_minutes,
            ),
            (
                Setting::ShortCallSeconds,
                self.short_call_seconds != other.short_call_seconds,
            ),
            (Setting::Card, self.card != other.card),
            (Setting::ScreenPop, self.screen_pop != other.screen_pop),
            (
                Setting::LooksForUpdates,
                self.looks_for_updates != other.looks_for_updates,
            ),
        ]
        .into_iter()
        .filter_map(|(setting, differs)| differs.then_some(setting))
        .collect()
    }
}

impl Setting {
    /// Its name in the table: as the field's.
    fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Extensions => "extensions",
            Self::Queues => "queues",
            Self::InternalCalls => "internal_calls",
            Self::DoNotDisturb => "do_not_disturb",
            Self::DoNotDisturbLimit => "do_not_disturb_limit",
            Self::QuietOutsideHours => "quiet_outside_hours",
            Self::MissedStayMinutes => "missed_stay_minutes",
            Self::Sounds => "sounds",
            Self::RetentionDays => "retention_days",
            Self::OwnNumbers => "own_numbers",
            Self::BusinessHours => "business_hours",
            Self::PromiseMinutes => "promise_minutes",
            Self::ShortCallSeconds => "short_call_seconds",
            Self::Card => "card",
            Self::ScreenPop => "screen_pop",
            Self::LooksForUpdates => "looks_for_updates",
        }
    }
}

/// The settings; what was never set is as a new desk has it.
pub(crate) fn load(db: &Connection) -> Result<Settings> {
    let mut all = db.prepare_cached("SELECT name, value FROM settings")?;
    let rows = all.query_map([], |row| {
        let value: String = row.get(1)?;
        Ok((
            row.get::<_, String>(0)?,
            unreadable(serde_json::from_str::<Value>(&value))?,
        ))
    })?;
    let values = rows.collect::<Result<_>>()?;
    unreadable(serde_json::from_value(Value::Object(values)))
}

/// Saves some of the settings.
pub(crate) fn save(db: &Connection, settings: &Settings, these: &BTreeSet<Setting>) -> Result<()> {
    let mut values: BTreeMap<String, Value> =
        unreadable(serde_json::to_value(settings).and_then(serde_json::from_value))?;
    let mut put = db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?;
    for setting in these {
        let value = values.remove(setting.name()).unwrap_or_default();
        put.execute((setting.name(), value.to_string()))?;
    }
    Ok(())
}

fn unreadable<T>(result: serde_json::Result<T>) -> Result<T> {
    result
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error)))
}
