//! What only Windows has, said safely: who may read a file, who this program is, balloons at the
//! tray, whether notifications are held back, messages, the end of the session. Empty elsewhere.
//!
//! The one crate that speaks to a system without a safe wrapper; each call says why it holds.

#![cfg(windows)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a panic in a test is its report")
)]

mod access;
mod application;
mod balloon;
mod focus;
mod hidden;
mod message;
mod session;
#[cfg(feature = "stand-in")]
pub mod stand_in;
mod wide;

pub use access::{close_to_others, is_open_to_others};
pub use application::register_application;
pub use balloon::Balloon;
pub use focus::{Focus, focus};
pub use message::ask;
pub use session::on_session_end;
