//! The ways from the PBX to the desk: an SSH reverse tunnel, ngrok, cloudflared, Tailscale, or
//! an address of one's own; and the proof that such a way works.
//!
//! A [`Tunnel`] carries connections from its public end to the listener on loopback, and tells
//! how it is doing by its [`Link`]. [`keep_up`] runs it for ever. Whether the desk is *reached*
//! is another matter, decided by [`Reach`] from nothing but probes that arrived.

mod address;
mod backoff;
mod cloudflared;
mod config;
mod fault;
mod guard;
mod keep_up;
mod link;
mod ngrok;
mod probe;
mod program;
mod reach;
mod ssh;
mod tailscale;
mod wake;

pub use config::{
    Cloudflared, Ngrok, PublicUrl, Remote, Ssh, Tailscale, TunnelConfig, TunnelKind, UnusableUrl,
};
pub use fault::Fault;
pub use guard::become_guard_if_asked;
pub use keep_up::{Parts, keep_up, open};
pub use link::{Link, Tunnel};
pub use probe::Probe;
pub use reach::{Reach, Reached};
pub use ssh::{HostKeys, SshKey, UnusableKey};
pub use wake::WakeWatch;
