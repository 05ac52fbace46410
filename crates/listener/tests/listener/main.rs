//! What PBXs, browsers and hostile peers get from the listener.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what tests share is test code too"
)]

mod adapters;
mod addresses;
mod answers;
mod ask;
mod connections;
mod desk;
mod flood;
mod long_answers;
mod reach;
mod secrets;
mod strangers;
mod wire;
