//! The page of settings.

use std::collections::HashSet;

use jiff::Timestamp;
use kimo_attention::{Opening, PopValues, QuietChoice};
use kimo_calls::{BusinessHours, CardUse, PhoneNumber, PopWhen, Region, ScreenPop, Sounds};
use kimo_history::SettingsChange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing};
use crate::{Desk, Lang, clean, preferences::choosing};

/// What the user has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// The language of UI, popups and tray.
    pub language: LanguageChoice,
    /// The desk's own extensions; empty for every one.
    pub extensions: Vec<String>,
    /// The desk's own queues and groups; empty for every one.
    pub queues: Vec<String>,
    /// Whether internal calls pop up too.
    pub internal_calls: bool,
    /// No popups for now.
    pub do_not_disturb: bool,
    /// No popups outside business hours.
    pub quiet_outside_hours: bool,
    /// Minutes after which a missed popup goes by itself; `null` keeps it until it was seen.
    pub missed_stay_minutes: Option<u32>,
    /// Which sounds are made.
    pub sounds: Sounds,
    /// Days after which calls are deleted; `null` keeps them.
    pub retention_days: Option<u32>,
    /// Numbers of our own that have a name or a greeting.
    pub own_numbers: Vec<OwnNumber>,
    /// When the office is open; `null` is always.
    pub business_hours: Option<BusinessHours>,
    /// Minutes of these hours within which missed callers shall be called back; `null` promises
    /// nothing.
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

/// A number of our own, and what people here call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnNumber {
    /// A line, an extension or a queue, in whatever spelling.
    pub number: String,
    /// Its name; empty for none.
    pub name: String,
    /// What is said first to whoever calls it; empty for nothing.
    pub greeting: String,
}

/// What a number of our own is called wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnName {
    /// The number in each way in which it stands in calls: as it was set, in E.164 form, and as it
    /// is shown.
    pub keys: Vec<String>,
    /// Its name.
    pub name: String,
}

/// The language, or that of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum LanguageChoice {
    /// The system's.
    System,
    /// Turkish.
    Tr,
    /// English.
    En,
    /// Russian.
    Ru,
}

/// Some of the settings; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct SettingsPatch {
    /// The language of UI, popups and tray.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageChoice>,
    /// The desk's own extensions; empty for every one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Vec<String>>,
    /// The desk's own queues and groups; empty for every one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queues: Option<Vec<String>>,
    /// Whether internal calls pop up too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_calls: Option<bool>,
    /// No popups for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub do_not_disturb: Option<bool>,
    /// No popups outside business hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_outside_hours: Option<bool>,
    /// Minutes after which a missed popup goes by itself; `null` keeps it until it was seen.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given_or_null"
    )]
    pub missed_stay_minutes: Option<Option<u32>>,
    /// Which sounds are made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sounds: Option<Sounds>,
    /// Days after which calls are deleted; `null` keeps them.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given_or_null"
    )]
    pub retention_days: Option<Option<u32>>,
    /// Numbers of our own that have a name or a greeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_numbers: Option<Vec<OwnNumber>>,
    /// When the office is open; `null` is always.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given_or_null"
    )]
    pub business_hours: Option<Option<BusinessHours>>,
    /// Minutes of these hours within which missed callers shall be called back; `null` promises
    /// nothing.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "given_or_null"
    )]
    pub promise_minutes: Option<Option<u32>>,
    /// Whoever hangs up within so many seconds need not be called back; with 0 everybody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_call_seconds: Option<u32>,
    /// How the call card is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<CardUse>,
    /// What is opened for a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen_pop: Option<ScreenPop>,
    /// Whether newer versions of Kimo are looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looks_for_updates: Option<bool>,
}

/// A `null` that is there is a value; only what is not there is left out.
fn given_or_null<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl SettingsPatch {
    fn change(self) -> SettingsChange {
        SettingsChange {
            language: self.language.map(LanguageChoice::code),
            extensions: self.extensions.map(trimmed),
            queues: self.queues.map(trimmed),
            internal_calls: self.internal_calls,
            quiet_outside_hours: self.quiet_outside_hours,
            missed_stay_minutes: self.missed_stay_minutes,
            sounds: self.sounds,
            retention_days: self.retention_days,
            own_numbers: self.own_numbers.map(tidy),
            business_hours: self.business_hours,
            promise_minutes: self.promise_minutes,
            short_call_seconds: self.short_call_seconds,
            card: self.card,
            screen_pop: self.screen_pop,
            looks_for_updates: self.looks_for_updates,
            // What is chosen by hand has a limit beside it.
            do_not_disturb: None,
            do_not_disturb_limit: None,
        }
    }
}

/// Asks to be disturbed, or not, for a time or until it is asked otherwise.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct DoNotDisturbParams {
    /// What is chosen.
    pub choice: QuietChoice,
}

pub(super) async fn settings(desk: &Desk, _: Nothing) -> Result<Settings, AskError> {
    let settings = desk.read(|reader| reader.settings()).await?;
    Ok(shown(settings))
}

pub(super) async fn own_names(desk: &Desk, _: Nothing) -> Result<Vec<OwnName>, AskError> {
    let (settings, at_pbxs) = desk
        .read(|reader| Ok((reader.settings()?, reader.pbx_names()?)))
        .await?;
    let homes = desk.homes();
    let named = settings.own_numbers.into_iter();
    let named = named.filter(|own| !own.name.is_empty());
    let mut names: Vec<OwnName> = named
        .map(|own| own_name(own.number, own.name, &homes))
        .collect();
    // One's own win.
    let own: HashSet<String> = names.iter().flat_map(|own| own.keys.clone()).collect();
    let others = at_pbxs.into_iter();
    let others = others.filter(|name| !own.contains(&name.number));
    names.extend(others.map(|other| own_name(other.number, other.name, &homes)));
    Ok(names)
}

fn own_name(number: String, name: String, homes: &[Region]) -> OwnName {
    let mut keys = vec![number.clone()];
    for home in homes {
        if let Some(number) = PhoneNumber::read_leniently(&number, *home) {
            keys.extend([number.as_str().to_owned(), number.display(*home)]);
        }
    }
    keys.sort_unstable();
    keys.dedup();
    OwnName { keys, name }
}

pub(super) async fn change_settings(
    desk: &Desk,
    params: SettingsPatch,
) -> Result<Settings, AskError> {
    if params.retention_days == Some(Some(0)) {
        return Err(AskError::bad_params("calls are kept for a day at least"));
    }
    if let Some(Some(minutes)) = params.promise_minutes
        && !(1..=LONGEST_PROMISE).contains(&minutes)
    {
        return Err(AskError::bad_params("a promise is for a minute to a week"));
    }
    if params
        .short_call_seconds
        .is_some_and(|seconds| seconds > LONGEST_SHORT_CALL)
    {
        return Err(AskError::bad_params("a short call has 30 seconds at most"));
    }
    if let Some(pop) = &params.screen_pop
        && pop.when != PopWhen::Off
    {
        Opening::of(pop, &PopValues::invented(Region::TR)).map_err(AskError::bad_params)?;
    }
    if let Some(Some(minutes)) = params.missed_stay_minutes
        && !(1..=LONGEST_STAY).contains(&minutes)
    {
        return Err(AskError::bad_params(
            "a missed popup stays for a minute to a day",
        ));
    }
    if params
        .sounds
        .is_some_and(|sounds| sounds.volume > Sounds::LOUDEST)
    {
        return Err(AskError::bad_params("the volume is 100 at most"));
    }
    let by_hand = match params.do_not_disturb {
        Some(true) => chosen(desk, QuietChoice::On).await?,
        Some(false) => chosen(desk, QuietChoice::Off).await?,
        None => SettingsChange::default(),
    };
    let change = SettingsChange {
        do_not_disturb: by_hand.do_not_disturb,
        do_not_disturb_limit: by_hand.do_not_disturb_limit,
        ..params.change()
    };
    let settings = desk.writer()?.change_settings(change).await?;
    Ok(shown(settings))
}

pub(super) async fn do_not_disturb(
    desk: &Desk,
    params: DoNotDisturbParams,
) -> Result<Settings, AskError> {
    let change = chosen(desk, params.choice).await?;
    let settings = desk.writer()?.change_settings(change).await?;
    Ok(shown(settings))
}

async fn chosen(desk: &Desk, choice: QuietChoice) -> Result<SettingsChange, AskError> {
    let settings = desk.read(|reader| reader.settings()).await?;
    Ok(choosing(settings, choice, Timestamp::now()))
}

fn shown(settings: kimo_history::Settings) -> Settings {
    let is_on = is_on(&settings);
    Settings {
        language: match crate::language::chosen_language(&settings) {
            None => LanguageChoice::System,
            Some(Lang::Tr) => LanguageChoice::Tr,
            Some(Lang::En) => LanguageChoice::En,
            Some(Lang::Ru) => LanguageChoice::Ru,
        },
        extensions: settings.extensions,
        queues: settings.queues,
        internal_calls: settings.internal_calls,
        do_not_disturb: is_on,
        quiet_outside_hours: settings.quiet_outside_hours,
        missed_stay_minutes: settings.missed_stay_minutes,
        sounds: settings.sounds,
        retention_days: settings.retention_days,
        own_numbers: settings.own_numbers.into_iter().map(own_number).collect(),
        business_hours: settings.business_hours,
        promise_minutes: settings.promise_minutes,
        short_call_seconds: settings.short_call_seconds,
        card: settings.card,
        screen_pop: settings.screen_pop,
        looks_for_updates: settings.looks_for_updates,
    }
}

/// What was chosen for a time is over by itself.
fn is_on(settings: &kimo_history::Settings) -> bool {
    let limit = settings.do_not_disturb_limit;
    settings.do_not_disturb && limit.is_none_or(|limit| limit.left(Timestamp::now()).is_some())
}

/// In minutes.
const LONGEST_PROMISE: u32 = 7 * 24 * 60;
/// In minutes.
const LONGEST_STAY: u32 = 24 * 60;
/// In seconds; those who wait longer are no accident.
const LONGEST_SHORT_CALL: u32 = kimo_history::LONGEST_SHORT_CALL;

fn own_number(own: kimo_history::OwnNumber) -> OwnNumber {
    let kimo_history::OwnNumber {
        number,
        name,
        greeting,
    } = own;
    OwnNumber {
        number,
        name,
        greeting,
    }
}

/// Each number once, with clean texts of one line.
fn tidy(numbers: Vec<OwnNumber>) -> Vec<kimo_history::OwnNumber> {
    const LONGEST: usize = 120;
    let mut kept: Vec<kimo_history::OwnNumber> = Vec::new();
    for own in numbers {
        let number = clean(&own.number, LONGEST);
        if !number.is_empty() && kept.iter().all(|known| known.number != number) {
            kept.push(kimo_history::OwnNumber {
                number,
                name: clean(&own.name, LONGEST),
                greeting: clean(&own.greeting, LONGEST),
            });
        }
    }
    kept
}

impl LanguageChoice {
    fn code(self) -> Option<String> {
        let language = match self {
            Self::System => return None,
            Self::Tr => Lang::Tr,
            Self::En => Lang::En,
            Self::Ru => Lang::Ru,
        };
        Some(language.as_str().to_owned())
    }
}

/// Without outer spaces, empty entries and repetitions, in the order given.
fn trimmed(numbers: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for number in numbers {
        let number = number.trim();
        if !number.is_empty() && !kept.iter().any(|known| known == number) {
            kept.push(number.to_owned());
        }
    }
    kept
}
