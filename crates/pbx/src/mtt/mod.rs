//! MTT, Russia: Smart UVV, and MTS Exolve, which the same platform is now.

mod conference;
mod exolve;
mod exolve_events;
mod exolve_record;
mod exolve_settings;
mod exolve_story;
mod q850;
mod read;
mod record;
mod story;
mod telecom;
mod telecom_record;
mod telecom_settings;

use std::time::Duration;

use kimo_calls::{Meaning, PbxId, Region};
use serde_json::Value;

use crate::{
    Adapter, Announces, Api, Cause, Guide, GuideStep, Incoming, ReadError, Reading, Setting, Shows,
    Story, Term, Terms, Texts, causes,
};

/// MTT.
pub(crate) struct Mtt;

impl Adapter for Mtt {
    fn id(&self) -> PbxId {
        const { PbxId::known("mtt") }
    }

    fn title(&self) -> &'static str {
        "MTT"
    }

    fn region(&self) -> Region {
        Region::RU
    }

    fn announces(&self) -> Announces {
        Announces::Ringing { with_time: true }
    }

    fn settings(&self) -> &'static [Setting] {
        SETTINGS
    }

    /// A number that hung up unanswered may be followed by another one.
    fn patience(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn trees(&self) -> &'static [&'static str] {
        &["event"]
    }

    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        read::read(fields, incoming)
    }

    fn stories(&self) -> &'static [Story] {
        story::STORIES
    }

    fn causes(&self) -> &'static [Cause] {
        causes::Q850
    }

    /// Of Smart UVV where somebody has entered for which numbers, as that asks for each by itself; else
    /// that of Exolve.
    fn api(&self, meaning: &Meaning) -> Option<&'static dyn Api> {
        Some(match telecom_settings::is_wanted(meaning) {
            true => &telecom::Telecom,
            false => &exolve::Exolve,
        })
    }

    fn guide(&self) -> Guide {
        GUIDE
    }

    fn texts(&self) -> Texts {
        Texts {
            tr: include_str!("texts/tr.ftl"),
            en: include_str!("texts/en.ftl"),
            ru: include_str!("texts/ru.ftl"),
        }
    }
}

const SETTINGS: &[Setting] = &[
    telecom_settings::HISTORY_NUMBERS,
    exolve_settings::OWN_NUMBER,
    exolve_settings::CALLBACK_RESOURCE,
];

/// The vendor's documents name no menu.
const GUIDE: Guide = Guide {
    title: Some("mtt-guide-title"),
    place: "Smart УВВ",
    language: "ru",
    takes_credentials: false,
    steps: &[
        GuideStep::new("mtt-guide-ask").terms(Terms::Path(&[
            Term::new("Smart УВВ", "mtt-guide-service"),
            Term::new(
                "Онлайн уведомления (статистики) о ходе вызова",
                "mtt-guide-notifications",
            ),
        ])),
        GuideStep::new("mtt-guide-address").shows(Shows::Address),
        GuideStep::new("mtt-guide-extended").terms(Terms::Words(&[Term::new(
            "event_extended: \"Y\"",
            "mtt-guide-extended-means",
        )])),
        GuideStep::new("mtt-guide-json").shows(Shows::Credentials),
        GuideStep::new("mtt-guide-letter").shows(Shows::Letter(LETTER)),
        GuideStep::new("mtt-guide-exolve"),
    ],
};

const LETTER: &str = "\
Здравствуйте.

Прошу включить онлайн уведомления (статистики) о ходе вызова (Smart УВВ) для наших номеров.
Адрес для уведомлений (POST, JSON): {address}
Расширенные события (sp, ep, t): event_extended: \"Y\".

Спасибо.";
