//! What Kimo is compared with.

pub(crate) mod echo;
pub(crate) mod webhook;
