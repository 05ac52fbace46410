//! Stand-ins for the PBXs' own interfaces, each faithful to its document.

mod answers;
mod exolve;
mod exolve_server;
mod verimor;
mod verimor_people;
mod verimor_posting;
mod verimor_recordings;
mod verimor_server;

pub use answers::{Fault, LatelyAsked};
pub use exolve::ExolveApi;
pub use verimor::VerimorApi;
