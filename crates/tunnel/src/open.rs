//! From a configuration to the tunnel that it names.

use std::sync::Arc;

use crate::{
    Tunnel, TunnelConfig,
    cloudflared::CloudflaredTunnel,
    ngrok::NgrokTunnel,
    own_address::OwnAddress,
    ssh::{HostKeys, SshKey, SshTunnel},
    tailscale::TailscaleTunnel,
};

/// What a tunnel needs beside its configuration. Which secret that is, if any, says
/// [`TunnelConfig::secret`].
pub struct Parts {
    /// The desk's own key, for SSH.
    pub ssh_key: Option<SshKey>,
    /// The account's token, for ngrok and a named cloudflared tunnel.
    pub token: Option<String>,
    /// The host keys seen so far, for SSH.
    pub host_keys: Arc<dyn HostKeys>,
}

/// The tunnel of a configuration; `None` where there is none.
pub fn open(config: &TunnelConfig, parts: Parts) -> Option<Box<dyn Tunnel>> {
    let Parts {
        ssh_key,
        token,
        host_keys,
    } = parts;
    Some(match config.clone() {
        TunnelConfig::Off => return None,
        TunnelConfig::Address { public_url } => Box::new(OwnAddress { public_url }),
        TunnelConfig::Ssh(config) => Box::new(SshTunnel {
            config,
            key: ssh_key,
            host_keys,
        }),
        TunnelConfig::Ngrok(config) => Box::new(NgrokTunnel { config, token }),
        TunnelConfig::Cloudflared(config) => Box::new(CloudflaredTunnel { config, token }),
        TunnelConfig::Tailscale(config) => Box::new(TailscaleTunnel { config }),
    })
}
