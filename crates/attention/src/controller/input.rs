//! What the controller is told.

use std::time::{Duration, Instant};

use kimo_calls::{Call, CallEvent, CallId, HookId, Party, Timestamp};

use crate::{
    desktop::View,
    hook_address::HookAddress,
    known::{CallerContext, Complete, OpenMissed},
    popup::{PopupId, PopupKey, PopupKind},
    preferences::Preferences,
    problem::Problem,
    tray::TrayId,
    words,
};

/// The time, by two clocks.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// For waiting: a clock that nobody sets.
    pub tick: Instant,
    /// For words like "today" and "yesterday".
    pub at: Timestamp,
}

/// What the controller is told.
#[derive(Clone, Debug)]
pub enum Input {
    /// A delivery was kept that tells of a call.
    Delivered(Delivered),
    /// A call changed without a delivery: it was marked, noted, given up, or read afresh.
    Called(Box<Call>),
    /// What is known of somebody in this call may be otherwise: who they are, or whether their calls
    /// are wanted. The call is as it is read with that.
    Known(Box<Call>, Option<CallerContext>),
    /// Missed calls that only the PBX's records told of, the earliest first, and what the history
    /// knows of their callers.
    BroughtIn(Vec<(Call, Option<CallerContext>)>),
    /// A call is no longer in the history.
    Removed(CallId),
    /// Its caller need not be called back for this missed call any more, be it for a call by
    /// another number of theirs.
    Settled(CallId),
    /// A call was running when the desk started.
    Found {
        /// The hook that spoke of it first, where that is known.
        hook: Option<HookId>,
        /// The call.
        call: Box<Call>,
        /// How long nothing has been heard of it.
        silent_for: Duration,
        /// What the history knows of the caller.
        context: Option<CallerContext>,
    },
    /// A delivery from before the start, to learn a hook's usual clock difference from.
    Learn {
        /// The hook.
        hook: HookId,
        /// When it happened, by the PBX's clock.
        at: Timestamp,
        /// When it arrived, by the desk's clock.
        received_at: Timestamp,
    },
    /// The user has set this.
    Preferences(Box<Preferences>),
    /// The hooks are these now.
    Hooks(Vec<HookAddress>),
    /// The open missed callers are these now.
    OpenMissed(OpenMissed),
    /// The history is proved to be complete up to then, or it is not said up to when.
    Complete(Option<Complete>),
    /// Calls cannot reach the desk for this reason, or they can again.
    Blind(Option<Problem>),
    /// This cannot be shown on this desktop, or shown in another way only: the tray says so.
    Lacks(Vec<Problem>),
    /// The user did something.
    User(UserAction),
    /// Time has passed.
    Time,
}

/// A delivery that was kept, and the call as it is with it.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The hook that received it.
    pub hook: HookId,
    /// What it said.
    pub event: Box<CallEvent>,
    /// The same had been delivered before.
    pub repeated: bool,
    /// The call.
    pub call: Box<Call>,
    /// What the history knows of the caller, this call included, where
    /// [`super::Controller::wants_context`] asks for it.
    pub context: Option<CallerContext>,
}

/// Something that the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserAction {
    /// A button of a popup, or the popup itself for [`PopupKey::Open`].
    Popup {
        /// The popup.
        id: PopupId,
        /// The button.
        key: PopupKey,
    },
    /// Closed a popup. Not for popups that the desk or the notification server closed.
    Dismissed(PopupId, PopupKind),
    /// Took a call off the card.
    ClosedOnCard(CallId),
    /// Took the line of the missed off the card, as it was when this number was the newest.
    ClosedMissedOnCard(u64),
    /// Writes the note of this call on the card, or of none any more.
    WritesOnCard(Option<CallId>),
    /// Chose a line of the tray menu; a left click on the icon is [`TrayId::History`].
    Tray(TrayId),
    /// Looks at this view in the window.
    Opened(View),
    /// Closed the window for the first time.
    FirstClosed,
    /// Runs this version of Kimo, which is newer than the last one that ran.
    Updated(String),
}

/// The number to dial or to copy: none where it is hidden.
pub(crate) fn number_of(party: &Party) -> Option<String> {
    match &party.number {
        Some(number) => Some(number.to_string()),
        None if party.is_hidden() => None,
        None => Some(words::clean(&party.raw, words::PART)),
    }
}
