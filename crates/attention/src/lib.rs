//! What asks for a person's attention, without any desktop toolkit: what pops up and when it goes,
//! what the tray shows, and how both are worded.
//!
//! State goes in, plain values come out: [`Popup`] and [`Tray`] are made by pure functions and
//! compared in tests. The one seam to a real desktop is the trait [`Desktop`].

mod card;
mod card_wording;
mod controller;
mod desktop;
mod dialable;
mod do_not_disturb;
mod fake;
mod formats;
mod hook_address;
mod known;
mod popup;
mod popup_of_several;
mod popup_wording;
mod preferences;
mod problem;
mod screen_pop;
mod texts;
mod tray;
mod tray_wording;
mod words;

pub use card::{Card, CardAction, CardCall, CardKey, CardMissed, CardState, CardWords, NO_CARD};
pub use controller::{
    Action, CARD_LINGERS, Controller, Delivered, Input, Now, UserAction, concerns,
};
pub use desktop::{
    Desktop, Headless, Scheme, ScreenInfo, TellPlayed, TellScreens, UnknownView, View,
};
pub use dialable::{Dialable, NotDialable};
pub use do_not_disturb::{DoNotDisturb, Quiet, QuietChoice};
pub use fake::{FakeDesktop, Screen};
pub use formats::{Day, Formats};
pub use hook_address::HookAddress;
pub use known::{CallerContext, Complete, LastTalk, MissedCaller, OpenMissed, Waiting};
pub use popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};
pub use preferences::{OwnNumber, Preferences};
pub use problem::{NEWER_VERSION, Problem, UPDATE_WAITS};
pub use screen_pop::{Opening, PopError, PopValues};
pub use texts::{Lang, Texts};
pub use tray::{Tray, TrayIcon, TrayId, TrayItem, UnknownTrayId};
pub use tray_wording::TRAY_CALLERS;
pub use words::{clean, escape_markup};
