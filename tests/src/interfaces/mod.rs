//! Stand-ins for the PBXs' own interfaces, each faithful to its document.

mod answers;
mod verimor;

pub use answers::{Fault, LatelyAsked};
pub use verimor::VerimorApi;
