//! What the history knows of callers, as far as it is shown.

use kimo_calls::{CallId, CallerKey, Party, Timestamp};

/// What one line of a popup says of the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerContext {
    /// Their calls to us since the start of today.
    pub calls_today: u32,
    /// Those missed since the start of the week.
    pub missed_this_week: u32,
    /// The latest note on a call with them.
    pub note: Option<String>,
    /// The contact that has their number, where it is one's alone: two numbers of one are one
    /// person.
    pub contact: Option<i64>,
    /// People here want to be told that it is they.
    pub is_important: bool,
    /// Their calls do not pop up.
    pub is_unwanted: bool,
    /// When somebody of ours last talked to them, where [`crate::Controller::shows_card`] asks for
    /// it.
    pub last_talk: Option<LastTalk>,
}

/// An earlier conversation with somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastTalk {
    /// When that call began.
    pub at: Timestamp,
    /// Seconds from answer to end, where they are known.
    pub seconds: Option<u32>,
    /// Who of ours it was, where that is known.
    pub by: Option<String>,
}

/// The missed callers whom nobody has called back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenMissed {
    /// How many there are.
    pub total: u32,
    /// The newest of them, newest first; at least [`crate::TRAY_CALLERS`] where there are so many.
    pub callers: Vec<MissedCaller>,
    /// Whom somebody is to be reminded of once it is time, the newest first.
    pub waiting: Vec<Waiting>,
    /// When this is otherwise by itself: somebody who was snoozed comes back.
    pub changes_at: Option<Timestamp>,
}

/// Up to when the history is proved to be complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complete {
    /// Every call that was over by then is in it.
    pub until: Timestamp,
    /// The hooks of which that is said; none where it is said of all.
    pub of: Vec<String>,
}

/// A missed caller who waits to be called back.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What identifies them.
    pub key: CallerKey,
    /// Who.
    pub caller: Party,
    /// When they called in vain first.
    pub since: Timestamp,
    /// Until when they can wait, as somebody said since their last call; it may be over by now.
    pub snoozed_until: Option<Timestamp>,
    /// The last call of theirs that was missed.
    pub last_call: CallId,
}

/// A missed caller who has neither been reached nor marked done.
#[derive(Clone, Debug, PartialEq)]
pub struct MissedCaller {
    /// Who.
    pub caller: Party,
    /// How many calls of theirs were missed since.
    pub count: u32,
    /// When the last of these began.
    pub last_at: Timestamp,
    /// The last of these.
    pub last_call: CallId,
}
