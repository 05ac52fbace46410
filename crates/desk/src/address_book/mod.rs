//! The address book of a server, read now and again into the contacts. Nothing is written there.

mod caught;
mod doubt;
mod progress;
mod sync;

pub(crate) use doubt::{Doubt, Told};
pub(crate) use progress::BookSync;
pub(crate) use sync::{begin, keep_synced};

/// The name of the secret that is the password.
pub(crate) const PASSWORD: &str = "carddav";
