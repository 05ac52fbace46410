//! The texts, in every language, from the same Fluent files as the user interface.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Texts {
    language: Lang,
    bundle: &'static Bundle,
}

type Bundle = FluentBundle<FluentResource>;

impl Texts {
    /// The texts of a language, read when they are first asked for.
    pub fn for_language(language: Lang) -> Self {
        static BUNDLES: [LazyLock<Bundle>; 3] = [
            LazyLock::new(|| bundle(Lang::Tr)),
            LazyLock::new(|| bundle(Lang::En)),
            LazyLock::new(|| bundle(Lang::Ru)),
        ];
        let bundle = match language {
            Lang::Tr => &BUNDLES[0],
            Lang::En => &BUNDLES[1],
            Lang::Ru => &BUNDLES[2],
        };
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Lang {
        self.language
    }

    /// A text with its variables filled in. A text that does not exist reads as its id; tests see
    /// to it that there is none.
    pub fn get<'a>(&self, id: &str, variables: &[(&'a str, FluentValue<'a>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|text| text.value());
        let Some(pattern) = pattern else {
            tracing::error!(id, language = ?self.language, "there is no such text");
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> = variables.iter().cloned().collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, language = ?self.language, ?errors, "a text lacks variables");
        }
        text.into_owned()
    }

    /// Whether there is such a text, for ids that are put together at run time.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

fn bundle(language: Lang) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // Popups, menus and terminals show the marks as boxes; text from outside is stripped of
    // bidirectional characters before it gets here.
    bundle.set_use_isolating(false);
    if let Err(error) = bundle.add_builtins() {
        tracing::error!(%error, "the functions of the texts are missing");
    }
    for source in language.sources() {
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(?language, ?errors, "some texts cannot be read");
                resource
            }
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// What the programs say in one language; the other areas are the window's.
macro_rules! areas {
    ($language:literal) => {
        [
            area!($language, "address-book"),
            area!($language, "command-line"),
            area!($language, "doctor"),
            area!($language, "moving"),
            area!($language, "popups"),
            area!($language, "problems"),
            area!($language, "records"),
            area!($language, "tray"),
            area!($language, "tunnel"),
            area!($language, "updates"),
        ]
    };
}

macro_rules! area {
    ($language:literal, $area:literal) => {
        include_str!(concat!("../../../locales/", $language, "/", $area, ".ftl"))
    };
}

/// A language that Kimo speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Turkish.
    Tr,
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Tr, Self::En, Self::Ru];

    /// The first that Kimo speaks among tags like `tr-TR`, `ru_RU.UTF-8`, `C`; else English.
    pub fn first_of(tags: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        tags.into_iter()
            .find_map(|tag| Self::of_tag(tag.as_ref()))
            .unwrap_or(Self::En)
    }

    /// Two letters: `tr`, `en`, `ru`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tr => "tr",
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The language of a tag like `tr-TR` or `ru_RU.UTF-8`; `None` where Kimo does not speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|known| known.as_str().eq_ignore_ascii_case(language))
    }

    /// The programs' own texts, and those of each PBX.
    fn sources(self) -> impl Iterator<Item = &'static str> {
        let own = match self {
            Self::Tr => areas!("tr"),
            Self::En => areas!("en"),
            Self::Ru => areas!("ru"),
        };
        let of_pbxs = kimo_pbx::adapters().iter().map(move |adapter| match self {
            Self::Tr => adapter.texts().tr,
            Self::En => adapter.texts().en,
            Self::Ru => adapter.texts().ru,
        });
        own.into_iter().chain(of_pbxs)
    }

    fn identifier(self) -> unic_langid::LanguageIdentifier {
        self.as_str().parse().unwrap_or_default()
    }
}
