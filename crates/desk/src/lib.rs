//! The behaviour of a desk, without any desktop toolkit: what pops up and when it goes, what the
//! tray shows, what the user interface may ask.
//!
//! State goes in, plain values come out: [`Popup`] and [`Tray`] are made by pure functions and
//! compared in tests. The one seam to a real desktop is the trait [`Desktop`].

// Behaviour: what is shown, and when.
mod controller;
mod desktop;
mod formats;
mod popup;
mod texts;
mod tray;
mod words;

pub use controller::{
    Action, Blind, CallerContext, Controller, Delivered, HookAddress, Input, MissedCaller, Now,
    OpenMissed, Settings, UserAction,
};
pub use desktop::{Desktop, Headless, UnknownView, View};
pub use formats::{Day, Formats};
pub use popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};
pub use texts::{Lang, Texts};
pub use tray::{TRAY_CALLERS, Tray, TrayIcon, TrayId, TrayItem, UnknownTrayId};
pub use words::{clean, escape_markup};

// Assembly: the running desk.
pub mod questions;
