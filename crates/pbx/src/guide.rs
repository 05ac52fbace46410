//! How somebody enters a hook's address at a PBX: what there is to do in its own panel, in the
//! panel's own words. A word of a panel is never translated, or nobody would find it there; what it
//! means is said beside it.

/// The way through a PBX's panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The id of the text above it, where "enter the address at …" would not be true.
    pub title: Option<&'static str>,
    /// What the panel calls the place, in its own words: enough for somebody who knows it.
    pub place: &'static str,
    /// The language of the panel: `tr`, `ru`, `en`.
    pub language: &'static str,
    /// Whether the panel has a place for a user name and password.
    pub takes_credentials: bool,
    /// What to do, in order.
    pub steps: &'static [GuideStep],
}

/// One step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuideStep {
    /// The id of the text that says what to do.
    pub text: &'static str,
    /// The words to look for.
    pub terms: Terms,
    /// What else is shown there.
    pub shows: Shows,
}

impl GuideStep {
    /// A step that a text alone describes.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            text,
            terms: Terms::Words(&[]),
            shows: Shows::Nothing,
        }
    }

    /// The step with words to look for.
    pub(crate) const fn terms(self, terms: Terms) -> Self {
        Self { terms, ..self }
    }

    /// The step with something shown beside it.
    pub(crate) const fn shows(self, shows: Shows) -> Self {
        Self { shows, ..self }
    }
}

/// The words of a panel that belong to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// One below the other's menu.
    Path(&'static [Term]),
    /// All to be ticked.
    Ticks(&'static [Term]),
    /// Side by side.
    Words(&'static [Term]),
}

impl Terms {
    /// The words.
    pub fn all(&self) -> &'static [Term] {
        match self {
            Self::Path(terms) | Self::Ticks(terms) | Self::Words(terms) => terms,
        }
    }
}

/// A word of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is written there.
    pub word: &'static str,
    /// The id of the text that says what it means, and what for.
    pub means: Option<&'static str>,
}

impl Term {
    /// A word that needs no explanation.
    pub(crate) const fn word(word: &'static str) -> Self {
        Self { word, means: None }
    }

    /// A word with what it means.
    pub(crate) const fn new(word: &'static str, means: &'static str) -> Self {
        Self {
            word,
            means: Some(means),
        }
    }
}

/// What is shown beside a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// The hook's address, to be copied.
    Address,
    /// The user name and password that the hook asks for, if it does.
    Credentials,
    /// A letter to the PBX's support, in the panel's language; `{address}` stands for the address.
    Letter(&'static str),
}
