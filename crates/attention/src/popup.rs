//! The popup of one call.

use kimo_calls::CallId;

/// A notification as a plain value. All texts are free of control and bidirectional characters
/// and of limited length; they are not escaped for markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Its identity: a popup with the same id replaces the one on the screen.
    pub id: PopupId,
    /// What it says.
    pub kind: PopupKind,
    /// Who: a name, else a number for reading aloud, else "hidden number". Nothing else.
    pub title: String,
    /// The body: at most two lines.
    pub lines: Vec<String>,
    /// Buttons, the most important first.
    pub actions: Vec<PopupAction>,
    /// True where it stays until the user has seen it; false where the desk will take it away
    /// by itself. Neither may be closed by a timer of the notification server.
    pub stays: bool,
}

/// One popup per call.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PopupId(pub CallId);

/// What a popup says of its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PopupKind {
    /// It rings.
    Ringing,
    /// Somebody else answered it.
    Answered,
    /// Nobody answered it.
    Missed,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopupAction {
    /// What it does.
    pub key: PopupKey,
    /// What it is called.
    pub label: String,
}

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PopupKey {
    /// Opens the call in the window. Also what a click beside the buttons does.
    Open,
    /// Dials the caller.
    CallBack,
    /// Copies the caller's number.
    Copy,
    /// Marks the missed caller as dealt with.
    Done,
}

impl PopupKey {
    /// Its name towards the notification server.
    pub fn as_str(self) -> &'static str {
        match self {
            // The name that the notification specification gives to a click beside the buttons.
            Self::Open => "default",
            Self::CallBack => "call-back",
            Self::Copy => "copy",
            Self::Done => "done",
        }
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::CallBack, Self::Copy, Self::Done]
            .into_iter()
            .find(|key| key.as_str() == name)
    }
}
