//! Whether the history is as complete as it says: days of an office with four PBXs, by seeds.
//!
//! The desk's own reading of records, its history on a file and its watching of itself run against the
//! stand-ins' answers, under a clock and a network of the simulation's. At every step what is said to
//! be complete is held against what happened. Everything follows from the seed.

mod calls;
mod checks;
mod clock;
mod happening;
mod life;
mod network;
mod outcome;
mod russian;
mod said;
mod switch;
mod trouble;
mod turkish;
mod whole;
mod world;

pub use life::prove_days;
pub use outcome::{Tally, Untrue};
