//! Which tunnel, and where to. Secrets (keys, tokens) are not in it.

use std::{fmt, path::PathBuf, str::FromStr};

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The tunnel that a desk uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "TunnelChoice"))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TunnelConfig {
    /// None; the desk is reached from this computer only.
    #[default]
    Off,
    /// An address of one's own: a reverse proxy or port forward that somebody else runs.
    Address {
        /// The public address.
        public_url: PublicUrl,
    },
    /// An SSH reverse tunnel.
    Ssh(Ssh),
    /// ngrok.
    Ngrok(Ngrok),
    /// Cloudflare's tunnel program.
    Cloudflared(Cloudflared),
    /// Tailscale Funnel.
    Tailscale(Tailscale),
}

impl TunnelConfig {
    /// Its kind.
    pub fn kind(&self) -> TunnelKind {
        match self {
            Self::Off => TunnelKind::Off,
            Self::Address { .. } => TunnelKind::Address,
            Self::Ssh(_) => TunnelKind::Ssh,
            Self::Ngrok(_) => TunnelKind::Ngrok,
            Self::Cloudflared(_) => TunnelKind::Cloudflared,
            Self::Tailscale(_) => TunnelKind::Tailscale,
        }
    }

    /// The public address, where it is known without asking the tunnel.
    pub fn public_url(&self) -> Option<&PublicUrl> {
        match self {
            Self::Address { public_url } => Some(public_url),
            Self::Ssh(ssh) => Some(&ssh.public_url),
            Self::Cloudflared(cloudflared) => cloudflared.public_url.as_ref(),
            Self::Off | Self::Ngrok(_) | Self::Tailscale(_) => None,
        }
    }

    /// The secret without which it cannot run; `None` where it needs none.
    pub fn secret(&self) -> Option<Secret> {
        match self {
            Self::Ssh(_) => Some(Secret::SshKey),
            Self::Ngrok(_) => Some(Secret::Token),
            // A quick tunnel belongs to no account.
            Self::Cloudflared(cloudflared) => {
                cloudflared.public_url.is_some().then_some(Secret::Token)
            }
            Self::Off | Self::Address { .. } | Self::Tailscale(_) => None,
        }
    }
}

/// What a tunnel keeps among the secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The desk's own SSH key.
    SshKey,
    /// The token of an account.
    Token,
}

/// The kinds of tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TunnelKind {
    /// The set-up cannot be read.
    Unknown,
    /// None.
    Off,
    /// An address of one's own.
    Address,
    /// An SSH reverse tunnel.
    Ssh,
    /// ngrok.
    Ngrok,
    /// cloudflared.
    Cloudflared,
    /// Tailscale Funnel.
    Tailscale,
}

macro_rules! kinds {
    ($($kind:ident $name:literal,)*) => {
        impl TunnelKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];
        }

        impl fmt::Display for TunnelKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$kind => $name,)*
                })
            }
        }
    };
}

kinds! {
    Unknown "unknown",
    Off "off",
    Address "address",
    Ssh "ssh",
    Ngrok "ngrok",
    Cloudflared "cloudflared",
    Tailscale "tailscale",
}

/// An SSH reverse tunnel to a server of the user's, or of any provider that speaks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Ssh {
    /// The server's name or address.
    pub host: String,
    /// Its SSH port.
    pub port: u16,
    /// The user to log in as.
    pub user: String,
    /// What the server shall forward.
    pub remote: Remote,
    /// The address at which the server takes the PBX's deliveries.
    pub public_url: PublicUrl,
}

/// The server's end of an SSH forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Remote {
    /// A TCP port on the server's loopback.
    Port(u16),
    /// A unix socket. With `StreamLocalBindUnlink yes` a dead session's socket is taken over.
    Socket(String),
}

impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(port) => write!(f, "port {port}"),
            Self::Socket(path) => write!(f, "socket {path}"),
        }
    }
}

/// ngrok, with the account's token among the secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Ngrok {
    /// The account's fixed domain, without `https://`.
    pub domain: Option<String>,
}

/// cloudflared: a quick tunnel with a changing address, or a named one whose token is among the
/// secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Cloudflared {
    /// The named tunnel's public address; a quick tunnel says its own.
    pub public_url: Option<PublicUrl>,
    /// Where the program is, if not on the path.
    pub program: Option<PathBuf>,
}

/// Tailscale Funnel of the machine's own tailscale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Tailscale {
    /// Where the program is, if not on the path.
    pub program: Option<PathBuf>,
}

/// A public address: `https://host` or `http://host:port`, with a path perhaps, and no trailing
/// slash. Hook addresses are made by appending `/hooks/…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub struct PublicUrl(String);

impl PublicUrl {
    /// As text, without trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host, a name or an address without brackets, and its port.
    pub fn host_and_port(&self) -> Option<(String, u16)> {
        let url = Url::parse(&self.0).ok()?;
        let host = match url.host()? {
            Host::Domain(name) => name.to_owned(),
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        Some((host, url.port_or_known_default()?))
    }
}

impl FromStr for PublicUrl {
    type Err = UnusableUrl;

    fn from_str(text: &str) -> Result<Self, UnusableUrl> {
        let text = text.trim().trim_end_matches('/');
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let url = Url::parse(&with_scheme).map_err(|_| UnusableUrl)?;
        let plain = url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if matches!(url.scheme(), "http" | "https") && url.has_host() && plain {
            Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
        } else {
            Err(UnusableUrl)
        }
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = UnusableUrl;

    fn try_from(text: String) -> Result<Self, UnusableUrl> {
        text.parse()
    }
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.0
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no public address.
#[derive(Debug, thiserror::Error)]
#[error("write an address like https://kimo.example.com, without query or password")]
pub struct UnusableUrl;
