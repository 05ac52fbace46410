//! Verimor Bulutsantralim, Turkey.

mod limits;
mod posting;
mod read;
mod record;
mod records;
mod story;
mod switch;

use kimo_calls::{Meaning, PbxId, Region};
use serde_json::Value;

pub use switch::{VerimorCall, VerimorEnd, VerimorRecord};

use crate::{
    Adapter, Announces, Api, Cause, Choice, Guide, GuideStep, Incoming, ReadError, Reading,
    Setting, SettingKind, Shows, Story, Term, Terms, Texts, causes,
};

/// Verimor.
pub(crate) struct Verimor;

impl Adapter for Verimor {
    fn id(&self) -> PbxId {
        const { PbxId::known("verimor") }
    }

    fn title(&self) -> &'static str {
        "Verimor"
    }

    fn region(&self) -> Region {
        Region::TR
    }

    /// `start_stamp` is the start of the call, which may have waited in a queue for long.
    fn announces(&self) -> Announces {
        Announces::Ringing { with_time: false }
    }

    /// What `answered=true` says in a `hangup`. The vendor's document of 2017-11-10 says "missed";
    /// every other revision says "accepted by the called party".
    fn settings(&self) -> &'static [Setting] {
        &[Setting {
            name: "answered_flag",
            label: "verimor-setting-answered-flag",
            hint: Some("verimor-setting-answered-flag-hint"),
            kind: SettingKind::Choice(&[
                Choice {
                    name: "accepted",
                    label: "verimor-setting-answered-flag-accepted",
                },
                Choice {
                    name: "missed",
                    label: "verimor-setting-answered-flag-missed",
                },
            ]),
        }]
    }

    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        read::read(fields, incoming)
    }

    fn stories(&self) -> &'static [Story] {
        story::STORIES
    }

    fn causes(&self) -> &'static [Cause] {
        causes::FREESWITCH
    }

    fn api(&self, _meaning: &Meaning) -> Option<&'static dyn Api> {
        Some(&records::Records)
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

const GUIDE: Guide = Guide {
    title: None,
    place: "Bulut Santralim",
    language: "tr",
    takes_credentials: false,
    steps: &[
        GuideStep::new("verimor-guide-open").terms(Terms::Path(&[
            Term::new("Online İşlem Merkezi", "verimor-guide-site"),
            Term::new("Bulut Santralim", "verimor-guide-menu"),
            Term::new("Santral Ayarlarım", "verimor-guide-settings"),
            Term::new("CRM Entegrasyonu", "verimor-guide-section"),
        ])),
        GuideStep::new("verimor-guide-paste")
            .terms(Terms::Words(&[Term::new(
                "Bildirilecek URL",
                "verimor-guide-field",
            )]))
            .shows(Shows::Address),
        GuideStep::new("verimor-guide-save"),
        GuideStep::new("verimor-guide-nothing-else").shows(Shows::Credentials),
    ],
};
