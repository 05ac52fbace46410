//! A simulated office: the real history, listener and controller of a desk under a clock, a disk
//! and a network of the simulation's, and an adversary with one token.
//!
//! A seed makes a plan ([`days`]), a plan is lived through ([`live_through`]), and at every step it
//! is looked whether everything holds that Kimo promises. Everything follows from the seed, so that
//! a run that breaks something can be had again; but how much fits on a full disk is SQLite's.

mod attention;
mod broken;
mod checks;
mod clock;
mod day;
mod desk;
mod disk;
mod hostile;
mod oracle;
mod plan;
mod run;
mod scene;
mod telling;
mod twins;

pub use broken::{Broken, Invariant, Tally};
pub use day::days;
pub use plan::{Plan, PlannedHook, Post, Step, What, World, moment};
pub use run::live_through;
pub use scene::Scene;
pub use telling::Caller;
