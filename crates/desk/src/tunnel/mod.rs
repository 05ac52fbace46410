//! Whether the PBX reaches the desk, and by which tunnel.

mod network;
mod setup;
mod task;

use kimo_tunnel::{ProofState, TunnelKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use setup::{Setup, SetupError};
pub use task::ssh_key;
pub(crate) use task::{Handle, handle, hook_path, run};

/// The names under which secrets of tunnels are kept.
pub mod secret_names {
    /// The desk's private SSH key.
    pub const SSH_KEY: &str = "ssh-key";
    /// The token of ngrok or of a named cloudflared tunnel.
    pub const TUNNEL_TOKEN: &str = "tunnel-token";
}

/// How the desk is reached, for other programs and the UI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TunnelStatus {
    /// Which tunnel: `off`, `address`, `ssh`, `ngrok`, `cloudflared`, `tailscale`.
    #[ts(type = "\"off\" | \"address\" | \"ssh\" | \"ngrok\" | \"cloudflared\" | \"tailscale\"")]
    pub kind: TunnelKind,
    /// The address that leads to the listener, if it is known.
    pub public_url: Option<String>,
    /// Whether a probe arrives.
    pub state: TunnelState,
    /// Since when that is so, RFC 3339 in UTC.
    pub since: Option<String>,
    /// Why it is not reached: the code of the text `reach-<code>`.
    pub reason: Option<String>,
    /// The same in the program's own words; not translated.
    pub detail: Option<String>,
    /// When the last probe came to its end, RFC 3339 in UTC.
    pub checked_at: Option<String>,
    /// True where the public address is another one than before, so that it must be entered at
    /// the PBX again.
    pub address_changed: bool,
}

/// Whether a probe arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TunnelState {
    /// The last one did.
    Reachable,
    /// The last one did not.
    Unreachable,
    /// None was sent yet.
    Unchecked,
    /// There is no tunnel.
    Off,
}

impl TunnelStatus {
    /// Of a desk that does not run, or has only begun to.
    pub fn unchecked(setup: &Setup) -> Self {
        let kind = setup.tunnel.kind();
        Self {
            kind,
            public_url: setup.tunnel.public_url().map(ToString::to_string),
            state: if kind == TunnelKind::Off {
                TunnelState::Off
            } else {
                TunnelState::Unchecked
            },
            since: None,
            reason: None,
            detail: None,
            checked_at: None,
            address_changed: false,
        }
    }

    fn with(mut self, proved: &ProofState) -> Self {
        let (state, since, fault) = match proved {
            ProofState::Off => (TunnelState::Off, None, None),
            ProofState::Unchecked => (TunnelState::Unchecked, None, None),
            ProofState::Reachable { since } => (TunnelState::Reachable, Some(since), None),
            ProofState::Unreachable { since, fault } => {
                (TunnelState::Unreachable, Some(since), Some(fault))
            }
        };
        self.state = state;
        self.since = since.map(ToString::to_string);
        self.reason = fault.map(|fault| fault.code().to_owned());
        self.detail = fault.map(ToString::to_string);
        self
    }
}
