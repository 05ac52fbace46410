//! The call card as a plain value: Kimo's own small window for calls that ring.

use kimo_calls::Corner;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::texts::Lang;

/// The problem of a desktop that cannot show the card: what it would tell comes as popups meanwhile.
pub const NO_CARD: &str = "no-card";

/// What the call card shows. Nothing at all is a card that is hidden.
///
/// All texts are free of control and bidirectional characters and of limited length; they are not
/// escaped for markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// The calls, from top to bottom.
    pub calls: Vec<CardCall>,
    /// How many more there are, in words; `null` where these are all.
    pub more: Option<String>,
    /// Those who were missed, in one line.
    pub missed: Option<CardMissed>,
    /// In which corner of the screen it stands.
    pub corner: Corner,
    /// On which screen, by the system's name for it; empty for the main one.
    pub screen: String,
    /// The language of all its texts.
    pub language: Lang,
    /// Its other words.
    pub words: CardWords,
}

impl Card {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.missed.is_none()
    }
}

/// One call on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardCall {
    /// The call's id.
    pub id: String,
    /// Where it stands.
    pub state: CardState,
    /// The same in words: that it rings, who answered, that it has ended.
    pub says: String,
    /// Who: a name, else the number for reading aloud, else "hidden number".
    pub who: String,
    /// The number for reading aloud, where `who` is a name.
    pub number: Option<String>,
    /// Our line, queue and extensions; empty where nobody asks for them any more.
    pub place: String,
    /// What is said first to whoever calls that line.
    pub greeting: Option<String>,
    /// When somebody of ours last talked to them.
    pub last: Option<String>,
    /// What else is worth knowing of the caller.
    pub context: Option<String>,
    /// What is noted of this call; empty for nothing.
    pub note: String,
    /// The number as it is copied; `null` where it is hidden.
    pub copy: Option<String>,
    /// Buttons, the most important first.
    pub actions: Vec<CardAction>,
}

impl CardCall {
    /// The same with the lines and buttons that it has in `shown`, where it is: another height would
    /// move what is beside it.
    pub(crate) fn with_lines_of(self, shown: &[Self]) -> Self {
        let Some(shown) = shown.iter().find(|one| one.id == self.id) else {
            return self;
        };
        let shown = shown.clone();
        Self {
            number: shown.number,
            place: shown.place,
            greeting: shown.greeting,
            last: shown.last,
            context: shown.context,
            actions: shown.actions,
            ..self
        }
    }
}

/// Where a call on the card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// It rings.
    Ringing,
    /// Somebody answered it.
    Talking,
    /// It is over, or rings here no more.
    Ended,
    /// Nobody answered it.
    Missed,
}

/// Those who were missed and of whom nobody has taken notice yet, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardMissed {
    /// Who, or how many.
    pub who: String,
    /// When.
    pub says: String,
    /// Tells apart what was known when it was shown.
    #[ts(type = "number")]
    pub number: u64,
    /// The last call, where they are one person.
    pub call: Option<String>,
    /// What it opens: a view of the window.
    pub opens: String,
    /// Buttons, the most important first.
    pub actions: Vec<CardAction>,
}

/// A button of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardAction {
    /// What it does.
    pub key: CardKey,
    /// What it is called.
    pub label: String,
}

/// What a button of the card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardKey {
    /// Copies the caller's number.
    Copy,
    /// Opens the call in the window.
    Open,
    /// Writes a message for a colleague.
    Message,
    /// Marks the missed caller as dealt with.
    Done,
}

/// The words of the card that belong to no call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardWords {
    /// What the card is.
    pub title: String,
    /// What the field is for.
    pub note: String,
    /// That the note is kept.
    pub kept: String,
    /// That it is not, and will be tried again.
    pub not_kept: String,
    /// That the number is on the clipboard.
    pub copied: String,
    /// Takes a call, or the line of the missed, off the card.
    pub close: String,
    /// That what was pressed had no effect.
    pub failed: String,
}
