//! The popup of one call, or of all who were missed.

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

/// One popup for each call that rings, and one for all who were missed: a ringing one is to be
/// seen beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PopupId {
    /// That of a call.
    Call(CallId),
    /// That of several missed callers.
    Missed,
    /// That of the missed callers who should have been called back by now.
    Reminder,
    /// That of what is said once of Kimo itself.
    Notice,
}

/// What a popup says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PopupKind {
    /// It rings.
    Ringing,
    /// Somebody else answered it.
    Answered,
    /// Nobody answered it.
    Missed,
    /// Several callers were missed; the number tells apart what was known when it was shown.
    SeveralMissed(u64),
    /// Missed callers should have been called back by now; the number tells apart what was known
    /// when it was shown.
    Reminder(u64),
    /// Something of Kimo itself: that it goes on without its window, or is newer.
    Notice,
}

impl PopupKind {
    /// Whether it tells of people who were missed.
    pub fn is_missed(self) -> bool {
        match self {
            Self::Ringing | Self::Answered | Self::Notice => false,
            Self::Missed | Self::SeveralMissed(_) | Self::Reminder(_) => true,
        }
    }
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
    /// Opens the call, or the missed callers, in the window. Also what a click beside the buttons does.
    Open,
    /// Dials the caller.
    CallBack,
    /// Writes a message for a colleague.
    Message,
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
            Self::Message => "message",
            Self::Copy => "copy",
            Self::Done => "done",
        }
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Open,
            Self::CallBack,
            Self::Message,
            Self::Copy,
            Self::Done,
        ];
        all.into_iter().find(|key| key.as_str() == name)
    }
}
