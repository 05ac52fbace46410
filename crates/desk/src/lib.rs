//! The behaviour of a desk, without any desktop toolkit: what pops up and when it goes, what the
//! tray shows, what the user interface may ask.
//!
//! State goes in, plain values come out: [`Popup`] and [`Tray`] are made by pure functions and
//! compared in tests. The one seam to a real desktop is the trait [`Desktop`].

// Behaviour: what is shown, and when.
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

// Assembly: the running desk.
pub mod control;
mod desk;
pub mod doctor;
pub mod lock;
mod passwords;
mod place;
mod port;
mod private_file;
pub mod questions;
pub mod scenarios;
mod secrets;
pub mod send;
pub mod tunnel;

pub use kimo_tunnel::become_guard_if_asked;

pub use desk::{DEFAULT_LISTEN, Desk, DeskError, DeskOptions, HookUrl, WhenTaken, hook_url};
pub(crate) use desk::{FOR_A_CHANGE, TestCallError, chosen_language};
pub use passwords::{hooks_with_passwords, password_name};
pub use place::default_data_dir;
pub use port::PortHolder;
pub use secrets::{Secrets, SecretsError, SecretsPlace};

/// Sixteen random bytes as hexadecimal digits.
fn random_hex() -> Result<String, getrandom::Error> {
    scenarios::StoryId::random().map(|bytes| bytes.to_string())
}
