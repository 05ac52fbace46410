//! The desk: one running Kimo, without any desktop.

pub mod questions;
