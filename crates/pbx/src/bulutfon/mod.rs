//! Bulutfon, Turkey.

mod cdr;
mod read;
mod records;
mod story;

use kimo_calls::{Meaning, PbxId, Region};
use serde_json::Value;

use crate::{
    Adapter, Announces, Api, Cause, Guide, GuideStep, Incoming, ReadError, Reading, Shows, Story,
    Term, Terms, Texts, causes,
};

/// Bulutfon.
pub(crate) struct Bulutfon;

impl Adapter for Bulutfon {
    fn id(&self) -> PbxId {
        const { PbxId::known("bulutfon") }
    }

    fn title(&self) -> &'static str {
        "Bulutfon"
    }

    fn region(&self) -> Region {
        Region::TR
    }

    fn announces(&self) -> Announces {
        Announces::Ringing { with_time: true }
    }

    fn trees(&self) -> &'static [&'static str] {
        &["cdr", "callflow", "call_flow", "origination"]
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
    place: "Web Kancaları",
    language: "tr",
    takes_credentials: true,
    steps: &[
        GuideStep::new("bulutfon-guide-open").terms(Terms::Path(&[
            Term::new("Uygulamalar", "bulutfon-guide-apps"),
            Term::new("Web Kancaları", "bulutfon-guide-hooks"),
        ])),
        GuideStep::new("bulutfon-guide-number"),
        GuideStep::new("bulutfon-guide-paste").shows(Shows::Address),
        GuideStep::new("bulutfon-guide-events").terms(Terms::Ticks(&[
            Term::new("Arama Başlangıcı", "bulutfon-guide-begin"),
            Term::new("Dahiliye düşen çağrı", "bulutfon-guide-extension"),
            Term::new("Gruba düşen çağrı", "bulutfon-guide-group"),
            Term::new("Menüye düşen çağrı", "bulutfon-guide-menu"),
            Term::new("Kaçan Çağrı", "bulutfon-guide-missed"),
            Term::new("Arama Bitişi", "bulutfon-guide-end"),
            Term::new("Gelen Faks", "bulutfon-guide-fax"),
        ])),
        GuideStep::new("bulutfon-guide-format").terms(Terms::Words(&[Term::word("json")])),
        GuideStep::new("bulutfon-guide-basic")
            .terms(Terms::Words(&[Term::word("http basic authentication")]))
            .shows(Shows::Credentials),
        GuideStep::new("bulutfon-guide-save")
            .terms(Terms::Words(&[Term::word("Web Kancası ekle")])),
    ],
};
