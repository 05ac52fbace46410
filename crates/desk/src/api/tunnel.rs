//! How the PBX reaches the desk.

use kimo_tunnel::{PublicUrl, Remote};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{SecretsPlace, tunnel::TunnelStatus};

/// The tunnel, for the page where it is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TunnelView {
    /// How the desk is reached.
    pub status: TunnelStatus,
    /// The choice in force.
    pub choice: TunnelChoice,
    /// The public key that an SSH server shall let in, one line.
    pub ssh_key: Option<String>,
    /// True where a token of ngrok or cloudflared is kept.
    pub has_token: bool,
    /// Where secrets are kept.
    pub secrets: SecretsPlace,
}

/// A tunnel with its settings, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TunnelChoice {
    /// None.
    Off,
    /// An address of one's own.
    Address {
        /// The public address.
        #[ts(type = "string")]
        public_url: PublicUrl,
    },
    /// SSH.
    Ssh {
        /// The server's name or address.
        host: String,
        /// Its SSH port.
        port: u16,
        /// The user to log in as.
        user: String,
        /// The server's end.
        #[ts(type = "{ port: number } | { socket: string }")]
        remote: Remote,
        /// The public address.
        #[ts(type = "string")]
        public_url: PublicUrl,
    },
    /// ngrok.
    Ngrok {
        /// The account's fixed domain.
        domain: Option<String>,
    },
    /// cloudflared.
    Cloudflared {
        /// The named tunnel's public address; a quick tunnel has none.
        #[ts(type = "string | null")]
        public_url: Option<PublicUrl>,
        /// Where the program is, if not on the path.
        program: Option<String>,
    },
    /// Tailscale Funnel.
    Tailscale {
        /// Where the program is, if not on the path.
        program: Option<String>,
    },
}

/// Parameters of `use_tunnel`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct UseTunnelParams {
    /// The tunnel to use from now on.
    pub choice: TunnelChoice,
    /// A new token for ngrok or cloudflared; `null` keeps the one there is.
    pub token: Option<String>,
}
