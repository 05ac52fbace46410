//! Stand-ins for the PBXs' own interfaces, each faithful to its document.

mod answers;
mod bulutfon;
mod bulutfon_calls;
mod bulutfon_server;
mod exolve;
mod exolve_server;
mod mtt_calls;
mod server;
mod stand_in;
mod telecom;
mod telecom_recordings;
mod telecom_server;
mod told;
mod verimor;
mod verimor_people;
mod verimor_posting;
mod verimor_recordings;
mod verimor_server;

pub use answers::Fault;
pub use bulutfon::BulutfonApi;
pub use bulutfon_calls::BulutfonCall;
pub use exolve::ExolveApi;
pub use mtt_calls::MttCall;
pub use stand_in::{StandIn, each, every};
pub use telecom::TelecomApi;
pub use telecom_recordings::{Came, TelecomRecordings};
pub use verimor::VerimorApi;
