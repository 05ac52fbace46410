//! The page of settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing};
use crate::{Desk, Lang};

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
    /// Days after which calls are deleted; `null` keeps them.
    pub retention_days: Option<u32>,
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

pub(super) async fn settings(desk: &Desk, _: Nothing) -> Result<Settings, AskError> {
    let settings = desk.read(|reader| reader.settings()).await?;
    Ok(shown(settings))
}

pub(super) async fn save_settings(desk: &Desk, params: Settings) -> Result<Settings, AskError> {
    if params.retention_days == Some(0) {
        return Err(AskError::bad_params("calls are kept for a day at least"));
    }
    let settings = kimo_history::Settings {
        language: match params.language {
            LanguageChoice::System => None,
            LanguageChoice::Tr => code(Lang::Tr),
            LanguageChoice::En => code(Lang::En),
            LanguageChoice::Ru => code(Lang::Ru),
        },
        extensions: trimmed(params.extensions),
        queues: trimmed(params.queues),
        internal_calls: params.internal_calls,
        do_not_disturb: params.do_not_disturb,
        retention_days: params.retention_days,
    };
    let settings = desk.writer()?.change_settings(settings.into()).await?;
    Ok(shown(settings))
}

fn shown(settings: kimo_history::Settings) -> Settings {
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
        do_not_disturb: settings.do_not_disturb,
        retention_days: settings.retention_days,
    }
}

fn code(language: Lang) -> Option<String> {
    Some(language.as_str().to_owned())
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
