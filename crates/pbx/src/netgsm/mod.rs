//! Netgsm Netsantral, Turkey.

mod read;
mod story;

use std::time::Duration;

use kimo_calls::{PbxId, Region};
use serde_json::Value;

use crate::{
    Adapter, Announces, Guide, GuideStep, Incoming, ReadError, Reading, Shows, Story, Term, Terms,
    Texts,
};

/// Netgsm.
pub(crate) struct Netgsm;

impl Adapter for Netgsm {
    fn id(&self) -> PbxId {
        const { PbxId::known("netgsm") }
    }

    fn title(&self) -> &'static str {
        "Netgsm"
    }

    fn region(&self) -> Region {
        Region::TR
    }

    fn announces(&self) -> Announces {
        Announces::Ringing { with_time: true }
    }

    /// Each telephone that rang hangs up by itself, and a queue rests five seconds before it rings
    /// them again (a guess: Asterisk's own default).
    fn patience(&self) -> Duration {
        Duration::from_secs(7)
    }

    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        read::read(fields, incoming)
    }

    fn stories(&self) -> &'static [Story] {
        story::STORIES
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
    place: "API Talep Ayarları",
    language: "tr",
    takes_credentials: false,
    steps: &[
        GuideStep::new("netgsm-guide-open").terms(Terms::Path(&[
            Term::new("Ayarlar", "netgsm-guide-settings"),
            Term::new("Genel Ayarlar", "netgsm-guide-general"),
            Term::new("API Talep Ayarları", "netgsm-guide-requests"),
        ])),
        GuideStep::new("netgsm-guide-paste").shows(Shows::Address),
        GuideStep::new("netgsm-guide-save"),
        GuideStep::new("netgsm-guide-nothing-else").shows(Shows::Credentials),
    ],
};
