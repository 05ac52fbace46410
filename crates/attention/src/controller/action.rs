//! What the controller wants done.

use kimo_calls::{CallId, HookId, Sound, TimeLimit};

use crate::{
    card::Card,
    desktop::View,
    do_not_disturb::{Quiet, QuietChoice},
    popup::{Popup, PopupId},
    screen_pop::Opening,
    tray::Tray,
};

/// What the controller wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show this popup, in the place of the one with the same id if that is on the screen.
    ShowPopup(Popup),
    /// Take the popup away.
    ClosePopup(PopupId),
    /// Show the call card like this; hide it where it is empty.
    ShowCard(Box<Card>),
    /// The card will not be needed for some time: give back what it takes.
    CloseCard,
    /// Give the keyboard to the card, or take it away again.
    CardTakesKeyboard(bool),
    /// Show the tray like this.
    SetTray(Tray),
    /// Open the window at this view.
    OpenWindow(View),
    /// Dial the other party of this call, at this number.
    CallBack(CallId, String),
    /// Put this text on the clipboard.
    Copy(String),
    /// Open this beside what Kimo shows.
    Open(Opening),
    /// Make this sound, so loud out of a hundred.
    Sound(Sound, u8),
    /// Mark the missed caller of this call as dealt with.
    MarkDone(CallId),
    /// Take down that nothing more was heard of this call.
    Expire(CallId),
    /// Read the open missed callers again: they are others by now.
    LookAtMissed,
    /// Change the setting of do not disturb.
    ChooseQuiet(QuietChoice),
    /// What was chosen for this time holds for another, or is over: change the setting, where it is
    /// still that.
    MoveTimeLimit(TimeLimit, Option<TimeLimit>),
    /// From now on nobody is to be disturbed, or everybody is again.
    Quiet(Option<Quiet>),
    /// Send a test call to this hook.
    SendTestCall(HookId),
    /// Have the newer version that waits not put in place.
    LeaveUpdate,
    /// End Kimo.
    Quit,
}
