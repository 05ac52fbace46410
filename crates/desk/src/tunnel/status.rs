//! How the desk is reached, for other programs and the UI.

use std::path::Path;

use jiff::Timestamp;
use kimo_tunnel::{Fault, ProofState, PublicUrl, TunnelConfig, TunnelKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::setup::Setup;

/// How the desk is reached, for other programs and the UI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TunnelStatus {
    /// Which tunnel: `off`, `address`, `ssh`, `ngrok`, `cloudflared`, `tailscale`; `unknown`
    /// where the set-up cannot be read.
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
    /// Of a data directory whose desk does not run, in whose history a tunnel was chosen or not.
    pub fn of_directory(data_dir: &Path, was_chosen: bool) -> Self {
        match Setup::expect(data_dir, was_chosen) {
            Ok(setup) => Self::unchecked(&setup.tunnel),
            Err(error) => {
                let fault = Fault::SetUp {
                    detail: error.to_string(),
                };
                let since = Timestamp::now();
                Self::new(
                    TunnelKind::Unknown,
                    None,
                    &ProofState::Unreachable { since, fault },
                )
            }
        }
    }

    /// Of a desk that has only begun to run.
    pub(super) fn unchecked(tunnel: &TunnelConfig) -> Self {
        let state = match tunnel {
            TunnelConfig::Off => ProofState::Off,
            _ => ProofState::Unchecked,
        };
        Self::new(tunnel.kind(), tunnel.public_url().cloned(), &state)
    }

    pub(super) fn new(kind: TunnelKind, public_url: Option<PublicUrl>, proof: &ProofState) -> Self {
        let (state, since, fault) = match proof {
            ProofState::Off => (TunnelState::Off, None, None),
            ProofState::Unchecked => (TunnelState::Unchecked, None, None),
            ProofState::Reachable { since } => (TunnelState::Reachable, Some(since), None),
            ProofState::Unreachable { since, fault } => {
                (TunnelState::Unreachable, Some(since), Some(fault))
            }
        };
        Self {
            kind,
            public_url: public_url.map(String::from),
            state,
            since: since.map(ToString::to_string),
            reason: fault.map(|fault| fault.code().to_owned()),
            detail: fault.map(ToString::to_string),
            checked_at: None,
            address_changed: false,
        }
    }
}
