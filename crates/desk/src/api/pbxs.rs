//! The PBXs that Kimo speaks to, each as it says of itself: nobody who shows them need know them.

use std::collections::BTreeMap;

use kimo_calls::{PbxId, SettingValue};
use kimo_pbx::{Adapter, Announces, GuideStep, Setting, SettingKind, Shows, Term, Terms};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Lang};
use crate::Desk;

/// Asks for the PBXs, with their texts in one language.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxsParams {
    /// The language: `tr`, `en`, `ru`.
    pub language: String,
}

/// One PBX. The texts that its ids name are in `texts`, but for those that begin with `call-cause`,
/// which are the window's.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxRow {
    /// Its name in addresses and ids.
    pub id: PbxId,
    /// Its name as its maker writes it.
    pub title: String,
    /// The country whose national numbers it sends by default, two letters.
    pub region: String,
    /// Whether it tells whose telephone rings, and not only that a call has arrived.
    pub announces_ringing: bool,
    /// The settings that its hooks have beside those that every hook has.
    pub settings: Vec<PbxSetting>,
    /// How somebody enters a hook's address at it.
    pub guide: PbxGuide,
    /// Its own words and codes for the end of a call, in capitals, with the ids of what they mean.
    pub causes: BTreeMap<String, String>,
    /// Its texts in the language that was asked for: a Fluent file.
    pub texts: String,
}

/// A setting of a PBX's hooks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxSetting {
    /// Its name among the settings of a hook.
    pub name: String,
    /// The text that it is called by.
    pub label: String,
    /// The text that says what it is for.
    pub hint: Option<String>,
    /// What it can be set to.
    pub kind: PbxSettingKind,
    /// What it is where nobody has set it.
    pub default: SettingValue,
    /// Where it is a choice: what there is to choose from.
    pub choices: Vec<PbxChoice>,
}

/// What a setting can be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PbxSettingKind {
    /// One of the choices.
    Choice,
    /// A text.
    Text,
    /// Yes or no.
    Flag,
    /// What the PBX calls somebody, and the extension or name that they have here.
    Table,
}

/// One of the choices of a setting.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxChoice {
    /// Its name, the setting's value.
    pub name: String,
    /// The text that it is called by.
    pub label: String,
}

/// How somebody enters a hook's address at a PBX.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxGuide {
    /// The text above it, where "enter the address at …" would not be true.
    pub title: Option<String>,
    /// What the PBX's panel calls the place, in its own words.
    pub place: String,
    /// The language of the panel.
    pub language: String,
    /// Whether the panel has a place for a user name and password.
    pub takes_credentials: bool,
    /// What to do, in order.
    pub steps: Vec<PbxGuideStep>,
}

/// One step of a guide.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxGuideStep {
    /// The text that says what to do.
    pub text: String,
    /// The words of the panel to look for.
    pub terms: Vec<PbxTerm>,
    /// How the words belong together.
    pub terms_as: PbxTermsAs,
    /// What is shown beside it.
    pub shows: PbxShows,
    /// Where that is a letter: the letter, in which `{address}` stands for the address.
    pub letter: Option<String>,
}

/// A word of a panel, as it is written there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PbxTerm {
    /// The word.
    pub word: String,
    /// The text that says what it means.
    pub means: Option<String>,
}

/// How words of a panel belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PbxTermsAs {
    /// One below the other's menu.
    Path,
    /// All to be ticked.
    Ticks,
    /// Side by side.
    Words,
}

/// What is shown beside a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PbxShows {
    /// Nothing.
    Nothing,
    /// The hook's address.
    Address,
    /// The user name and password that the hook asks for.
    Credentials,
    /// A letter to the PBX's support.
    Letter,
}

pub(super) async fn pbxs(_: &Desk, params: PbxsParams) -> Result<Vec<PbxRow>, AskError> {
    let language = Lang::first_of([&params.language]);
    let adapters = kimo_pbx::adapters().iter();
    Ok(adapters.map(|adapter| row(*adapter, language)).collect())
}

fn row(adapter: &dyn Adapter, language: Lang) -> PbxRow {
    let guide = adapter.guide();
    let texts = adapter.texts();
    PbxRow {
        id: adapter.id(),
        title: adapter.title().to_owned(),
        region: adapter.region().to_string(),
        announces_ringing: matches!(adapter.announces(), Announces::Ringing { .. }),
        settings: adapter.settings().iter().map(setting).collect(),
        guide: PbxGuide {
            title: guide.title.map(str::to_owned),
            place: guide.place.to_owned(),
            language: guide.language.to_owned(),
            takes_credentials: guide.takes_credentials,
            steps: guide.steps.iter().map(step).collect(),
        },
        causes: adapter
            .causes()
            .iter()
            .map(|(cause, text)| ((*cause).to_owned(), (*text).to_owned()))
            .collect(),
        texts: match language {
            Lang::Tr => texts.tr,
            Lang::En => texts.en,
            Lang::Ru => texts.ru,
        }
        .to_owned(),
    }
}

fn setting(setting: &Setting) -> PbxSetting {
    let (kind, choices) = match setting.kind {
        SettingKind::Choice(choices) => (PbxSettingKind::Choice, choices),
        SettingKind::Text => (PbxSettingKind::Text, &[][..]),
        SettingKind::Flag { .. } => (PbxSettingKind::Flag, &[][..]),
        SettingKind::Table => (PbxSettingKind::Table, &[][..]),
    };
    PbxSetting {
        name: setting.name.to_owned(),
        label: setting.label.to_owned(),
        hint: setting.hint.map(str::to_owned),
        kind,
        default: setting.default(),
        choices: choices
            .iter()
            .map(|choice| PbxChoice {
                name: choice.name.to_owned(),
                label: choice.label.to_owned(),
            })
            .collect(),
    }
}

fn step(step: &GuideStep) -> PbxGuideStep {
    let term = |term: &Term| PbxTerm {
        word: term.word.to_owned(),
        means: term.means.map(str::to_owned),
    };
    PbxGuideStep {
        text: step.text.to_owned(),
        terms: step.terms.all().iter().map(term).collect(),
        terms_as: match step.terms {
            Terms::Path(_) => PbxTermsAs::Path,
            Terms::Ticks(_) => PbxTermsAs::Ticks,
            Terms::Words(_) => PbxTermsAs::Words,
        },
        shows: match step.shows {
            Shows::Nothing => PbxShows::Nothing,
            Shows::Address => PbxShows::Address,
            Shows::Credentials => PbxShows::Credentials,
            Shows::Letter(_) => PbxShows::Letter,
        },
        letter: match step.shows {
            Shows::Letter(letter) => Some(letter.to_owned()),
            Shows::Nothing | Shows::Address | Shows::Credentials => None,
        },
    }
}
