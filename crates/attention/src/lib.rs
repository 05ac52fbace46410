//! What asks for a person's attention, without any desktop toolkit: what pops up and when it goes,
//! what the tray shows, and how both are worded.
//!
//! State goes in, plain values come out: [`Popup`] and [`Tray`] are made by pure functions and
//! compared in tests. The one seam to a real desktop is the trait [`Desktop`].

mod controller;
mod desktop;
mod fake;
mod formats;
mod popup;
mod texts;
mod tray;
mod words;

pub use controller::{
    Action, Blind, Controller, Delivered, HookAddress, Input, Now, OpenMissed, UserAction,
};
pub use desktop::{Desktop, Headless, UnknownView, View};
pub use fake::{FakeDesktop, Screen};
pub use formats::{Day, Formats};
pub use popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};
pub use texts::{Lang, Texts};
pub use tray::{TRAY_CALLERS, Tray, TrayIcon, TrayId, TrayItem, UnknownTrayId};
pub use words::{clean, escape_markup};
