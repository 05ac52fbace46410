//! How the connections of a socket are accepted, bounded and ended: for a program whose window has
//! one of its own, apart from the deliveries'.

pub use kimo_listener::{Limits, Progress, serve};
