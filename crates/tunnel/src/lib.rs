//! The ways from the PBX to the desk: an SSH reverse tunnel, ngrok, cloudflared, Tailscale, or
//! an address of one's own; and the proof that such a way works.
//!
//! A [`Tunnel`] carries connections from its public end to the listener on loopback, and tells
//! how it is doing by its [`Link`]. [`run_for_ever`] runs it for ever. Whether the desk is *reached*
//! is another matter, decided by [`Proof`] from nothing but probes that arrived.

mod backoff;
mod cloudflared;
mod config;
mod fault;
mod guard;
mod link;
mod ngrok;
mod open;
mod own_address;
mod probe;
mod program;
mod proof;
mod retry;
mod ssh;
mod tailscale;
mod wake;

pub use config::{
    Cloudflared, Ngrok, PublicUrl, Remote, Secret, Ssh, Tailscale, TunnelConfig, TunnelKind,
    UnusableUrl,
};
pub use fault::Fault;
pub use guard::{become_guard_if_asked, own_program};
pub use link::{Link, Tunnel};
pub use open::{Parts, open};
pub use probe::Probe;
pub use proof::{Proof, ProofState};
pub use retry::run_for_ever;
pub use ssh::{Answer, HostKeys, SshKey, UnusableKey};
pub use wake::WakeWatch;
