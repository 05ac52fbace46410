//! What only Windows has, said safely: who may read a file. Empty elsewhere.
//!
//! The one crate that speaks to a system without a safe wrapper; each call says why it holds.

#![cfg(windows)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a panic in a test is its report")
)]

mod access;
mod wide;

pub use access::{close_to_others, is_open_to_others};
