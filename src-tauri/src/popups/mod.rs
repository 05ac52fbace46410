//! Popups at the system's notification server. The desk only writes on the [`Board`] what is to be
//! seen and goes on; whoever talks to the server reads it there, in its own time.

mod board;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(test)]
mod made_up;
#[cfg(windows)]
mod on_windows;
#[cfg(any(windows, test))]
mod shown;
#[cfg(any(target_os = "linux", windows))]
mod telling;
#[cfg(any(windows, test))]
mod toast_text;
#[cfg(not(any(target_os = "linux", windows)))]
mod toasts;

use std::sync::Arc;

use board::Board;
use kimo_desk::{Popup, PopupId, PopupKey, PopupKind};
#[cfg(target_os = "linux")]
use linux as server;
#[cfg(windows)]
use on_windows as server;
#[cfg(not(any(target_os = "linux", windows)))]
use toasts as server;

/// The popups on the screen.
pub(crate) struct Popups {
    board: Arc<Board>,
}

/// What comes back from the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No notification server is there, or it refuses.
    NoServer,
    /// The server is there and does not answer.
    #[cfg(target_os = "linux")]
    Hangs,
    /// The system shows no toasts, and popups come as balloons at the tray.
    #[cfg(windows)]
    Balloons,
}

/// How the system keeps popups from the screen that it takes.
#[cfg(any(target_os = "linux", windows))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// Its notification server is paused.
    #[cfg(target_os = "linux")]
    Paused,
    /// Nobody is to be disturbed.
    #[cfg(target_os = "linux")]
    DoNotDisturb,
    /// Its user has switched Kimo's popups off.
    #[cfg(target_os = "linux")]
    SwitchedOff,
    /// Those of missed calls only: nobody is to be disturbed but by what is critical.
    #[cfg(target_os = "linux")]
    MissedOnly,
    /// Only programs that its user has chosen may disturb.
    #[cfg(windows)]
    PriorityOnly,
    /// Nothing but alarms may disturb.
    #[cfg(windows)]
    AlarmsOnly,
}

/// Who hears what comes back from the screen.
pub(crate) trait Listener: Clone + Send + Sync + 'static {
    /// A button, or the popup itself, was pressed.
    fn pressed(&self, popup: &PopupId, key: PopupKey);
    /// The user closed a popup that was of this kind.
    fn dismissed(&self, popup: &PopupId, kind: PopupKind);
    /// Popups cannot be shown, or can be again.
    fn trouble(&self, trouble: Option<Trouble>);
    /// Popups that were taken are not seen, or are again.
    #[cfg(any(target_os = "linux", windows))]
    fn hidden(&self, hidden: Option<Hidden>);
}

impl Popups {
    /// Starts talking to the notification server, on `runtime`.
    pub(crate) fn start(runtime: &tokio::runtime::Handle, listener: impl Listener) -> Self {
        let board = Arc::new(Board::default());
        server::start(runtime, board.clone(), listener);
        Self { board }
    }

    /// Shows a popup, or replaces the one with its id. Never waits.
    pub(crate) fn show(&self, popup: &Popup) {
        self.board.show(popup);
    }

    /// Takes a popup away. Never waits.
    pub(crate) fn close(&self, id: &PopupId) {
        self.board.close(id);
    }
}
