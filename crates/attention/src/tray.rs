//! The tray icon and its menu.

use std::{fmt, str::FromStr};

use kimo_calls::{CallId, HookId};

use crate::do_not_disturb::QuietChoice;

/// The tray as a plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tray {
    /// What the icon shows.
    pub icon: TrayIcon,
    /// The text over the icon.
    pub tooltip: String,
    /// The menu, from the top. A left click opens the history, not the menu.
    pub menu: Vec<TrayItem>,
}

/// What the tray icon shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TrayIcon {
    /// Open missed callers; drawn as `9+` above nine.
    pub missed: u32,
    /// Calls cannot reach the desk: struck through and red.
    pub blind: bool,
    /// Do not disturb.
    pub do_not_disturb: bool,
}

/// One line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrayItem {
    /// A text that can be chosen.
    Item {
        /// What choosing it does.
        id: TrayId,
        /// The text.
        label: String,
        /// For what can be on or off: whether it is on.
        checked: Option<bool>,
    },
    /// A text that only says something.
    Text(String),
    /// A line between groups.
    Separator,
    /// A menu in the menu.
    Submenu {
        /// The text.
        label: String,
        /// What is in it.
        items: Vec<TrayItem>,
    },
}

/// What choosing a line of the menu does. Written as text for toolkits that know items by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TrayId {
    /// Dials the missed caller of this call.
    CallBack(CallId),
    /// Opens this call.
    OpenCall(CallId),
    /// Marks the missed caller of this call as dealt with.
    Done(CallId),
    /// Opens the missed callers.
    Missed,
    /// Opens the history. A left click on the icon means the same.
    History,
    /// Opens the connections, where the reason of blindness is explained.
    Connections,
    /// Chooses when nobody is to be disturbed.
    Quiet(QuietChoice),
    /// Sends a test call to this hook.
    TestCall(HookId),
    /// Copies the address of this hook.
    CopyAddress(HookId),
    /// Has the newer version that waits not put in place.
    LeaveUpdate,
    /// Opens the settings.
    Settings,
    /// Ends Kimo.
    Quit,
}

impl fmt::Display for TrayId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CallBack(call) => write!(f, "call-back:{call}"),
            Self::OpenCall(call) => write!(f, "open:{call}"),
            Self::Done(call) => write!(f, "done:{call}"),
            Self::Missed => f.write_str("missed"),
            Self::History => f.write_str("history"),
            Self::Connections => f.write_str("connections"),
            Self::Quiet(choice) => write!(f, "quiet:{}", choice.as_str()),
            Self::TestCall(hook) => write!(f, "test-call:{}", hook.0),
            Self::CopyAddress(hook) => write!(f, "copy-address:{}", hook.0),
            Self::LeaveUpdate => f.write_str("leave-update"),
            Self::Settings => f.write_str("settings"),
            Self::Quit => f.write_str("quit"),
        }
    }
}

impl FromStr for TrayId {
    type Err = UnknownTrayId;

    fn from_str(text: &str) -> Result<Self, UnknownTrayId> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        let call = || argument.parse::<CallId>().ok();
        let hook = || argument.parse().ok().map(HookId);
        let id = match name {
            "call-back" => call().map(Self::CallBack),
            "open" => call().map(Self::OpenCall),
            "done" => call().map(Self::Done),
            "missed" => Some(Self::Missed),
            "history" => Some(Self::History),
            "connections" => Some(Self::Connections),
            "quiet" => QuietChoice::named(argument).map(Self::Quiet),
            "test-call" => hook().map(Self::TestCall),
            "copy-address" => hook().map(Self::CopyAddress),
            "leave-update" => Some(Self::LeaveUpdate),
            "settings" => Some(Self::Settings),
            "quit" => Some(Self::Quit),
            _ => None,
        };
        id.ok_or_else(|| UnknownTrayId(text.to_owned()))
    }
}

/// The text names no line of the menu.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no line of the tray menu")]
pub struct UnknownTrayId(pub String);
