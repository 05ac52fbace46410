//! One running Kimo, without any desktop toolkit: history, listener, tunnel and what asks for
//! attention, put together, and what the user interface may ask.

// What is shown, and when, is decided in a crate of its own; the programs know this one alone.
pub use kimo_attention::{
    Action, CallerContext, Card, CardAction, CardCall, CardKey, CardMissed, CardState, CardWords,
    Controller, Day, Delivered, Desktop, Dialable, FakeDesktop, Formats, Headless, HookAddress,
    Input, Lang, LastTalk, MissedCaller, NO_CARD, NotDialable, Now, OpenMissed, Opening, Popup,
    PopupAction, PopupId, PopupKey, PopupKind, Preferences, Problem, Quiet, QuietChoice, Scheme,
    Screen, ScreenInfo, TRAY_CALLERS, TellPlayed, TellScreens, Texts, Tray, TrayIcon, TrayId,
    TrayItem, UnknownTrayId, UnknownView, UserAction, View, Waiting, clean, escape_markup,
};

mod address_book;
pub mod api;
pub mod connections;
mod contact_text;
pub mod control;
pub mod doctor;
mod fault;
pub mod handlers;
pub mod health;
mod incidents;
mod language;
pub mod lock;
mod locked;
pub mod log;
mod mask;
mod mine;
mod moving;
mod passwords;
mod place;
mod port;
mod preferences;
mod private_file;
mod records;
mod report;
mod restore;
mod running;
mod secrets;
pub mod send;
mod session_start;
pub mod tunnel;
mod updates;

pub use kimo_calls::random_hex;
pub use kimo_tunnel::become_guard_if_asked;

pub use language::system_language;
pub use moving::{LackingKind, LackingSecret, MovedIn, MovingError, Parcel, move_in};
pub use passwords::{hooks_with_passwords, password_name};
pub use place::default_data_dir;
pub use port::PortHolder;
#[cfg(feature = "simulator")]
pub use records::simulated;
pub use report::report_without_desk;
pub use restore::{RestoreError, Restored, restore};
pub use running::{
    DEFAULT_LISTEN, Desk, DeskError, DeskOptions, HookUrl, Listening, MakeHooks, Unheard,
    WhenTaken, hook_url,
};
pub(crate) use running::{FOR_A_CHANGE, TestCallError};
pub use secrets::{Secrets, SecretsError, SecretsPlace};
pub use updates::{UpdateFailure, UpdateNews, UpdateStage, UpdateWay, UpdateWish, UpdateWishes};
