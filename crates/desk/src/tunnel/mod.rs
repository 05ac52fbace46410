//! Whether the PBX reaches the desk, and by which tunnel.

mod credentials;
mod handle;
mod needs;
mod nonce_probe;
mod running;
pub mod secret_names;
mod setup;
mod status;
mod supervisor;
mod surroundings;

pub use credentials::ssh_key;
pub(crate) use handle::{Handle, handle};
pub(crate) use needs::TunnelDesk;
pub use setup::{Setup, SetupError};
pub use status::{TunnelState, TunnelStatus};
pub(crate) use supervisor::run;
