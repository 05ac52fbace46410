//! What the tests share. Acceptance tests live in `tests/`, those of the window in `browser/`.

pub mod dice;
pub mod forward;
pub mod invented;
pub mod proving;
pub mod simulator;

pub use kimo_interfaces as interfaces;
