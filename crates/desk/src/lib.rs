//! The behaviour of a desk, without any desktop toolkit: what pops up and when it goes, what the
//! tray shows, what the user interface may ask.
//!
//! State goes in, plain values come out: [`Popup`] and [`Tray`] are made by pure functions and
//! compared in tests. The one seam to a real desktop is the trait [`Desktop`].

// Behaviour: what is shown, and when.
mod desktop;
mod popup;
mod texts;
mod tray;

pub use desktop::{Desktop, Headless, View};
pub use popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};
pub use texts::{Lang, Texts};
pub use tray::{Tray, TrayIcon, TrayId, TrayItem};

// Assembly: the running desk.
pub mod questions;
