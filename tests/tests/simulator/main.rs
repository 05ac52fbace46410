//! The simulated office: days by seeds, and what has been broken before.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod days;
mod proving;
mod scenes;
