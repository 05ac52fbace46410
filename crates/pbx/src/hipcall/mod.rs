//! Hipcall, Turkey and abroad; Bulutfon's successor.

mod read;
mod story;

use kimo_calls::{PbxId, Region};
use serde_json::Value;

use crate::{
    Adapter, Announces, Cause, Guide, GuideStep, Incoming, ReadError, Reading, Setting,
    SettingKind, Shows, Story, Term, Terms, Texts,
};

/// Hipcall.
pub(crate) struct Hipcall;

impl Adapter for Hipcall {
    fn id(&self) -> PbxId {
        const { PbxId::known("hipcall") }
    }

    fn title(&self) -> &'static str {
        "Hipcall"
    }

    fn region(&self) -> Region {
        Region::TR
    }

    /// No event says whose telephone rings.
    fn announces(&self) -> Announces {
        Announces::Arrival
    }

    /// Hipcall names people by their ids there, and never says an extension.
    fn settings(&self) -> &'static [Setting] {
        &[Setting {
            name: read::USERS,
            label: "hipcall-setting-users",
            hint: Some("hipcall-setting-users-hint"),
            kind: SettingKind::Table,
        }]
    }

    fn trees(&self) -> &'static [&'static str] {
        &["data", "call_flow"]
    }

    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        read::read(fields, incoming)
    }

    fn stories(&self) -> &'static [Story] {
        story::STORIES
    }

    /// `missing_call_reason` and `hangup_by`; "abandoned" is the only reason that is documented.
    fn causes(&self) -> &'static [Cause] {
        &[
            ("ABANDONED", "call-cause-caller-gave-up"),
            ("CONTACT", "hipcall-cause-contact"),
            ("SYSTEM", "hipcall-cause-system"),
            ("USER", "hipcall-cause-user"),
            ("VOICEMAIL", "hipcall-cause-voicemail"),
        ]
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
    place: "Webhooks",
    language: "en",
    takes_credentials: false,
    steps: &[
        GuideStep::new("hipcall-guide-open").terms(Terms::Path(&[
            Term::new("Account", "hipcall-guide-account"),
            Term::new("Integrations", "hipcall-guide-integrations"),
            Term::new("Set up a new integration", "hipcall-guide-new"),
            Term::new("Webhooks", "hipcall-guide-hooks"),
        ])),
        GuideStep::new("hipcall-guide-paste").shows(Shows::Address),
        GuideStep::new("hipcall-guide-events").terms(Terms::Ticks(&[
            Term::new("call_init", "hipcall-guide-init"),
            Term::new("call_bridged", "hipcall-guide-bridged"),
            Term::new("call_hangup", "hipcall-guide-hangup"),
        ])),
        GuideStep::new("hipcall-guide-users"),
        GuideStep::new("hipcall-guide-broken")
            .terms(Terms::Words(&[Term::new(
                "Broken",
                "hipcall-guide-broken-means",
            )]))
            .shows(Shows::Credentials),
    ],
};
