//! Runs a tunnel for ever, waiting longer after each failure.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::{sync::watch, time::Instant};

use crate::{
    Fault, HostKeys, Link, SshKey, Tunnel, TunnelConfig, backoff::Backoff,
    cloudflared::CloudflaredTunnel, ngrok::NgrokTunnel, own_address::OwnAddress, ssh::SshTunnel,
    tailscale::TailscaleTunnel,
};

/// What a tunnel needs beside its configuration.
pub struct Parts {
    /// The desk's own key, for SSH.
    pub ssh_key: SshKey,
    /// The host keys seen so far, for SSH.
    pub host_keys: Arc<dyn HostKeys>,
    /// The account's token, for ngrok and a named cloudflared tunnel.
    pub token: Option<String>,
}

/// The tunnel of a configuration; `None` where there is none.
pub fn open(config: &TunnelConfig, parts: Parts) -> Option<Box<dyn Tunnel>> {
    let Parts {
        ssh_key,
        host_keys,
        token,
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

/// Runs the tunnel until the future is dropped. A change of `hurry` (the computer woke up, the
/// network changed) ends the running try and the wait, for what was connected before is dead.
pub async fn keep_up(
    tunnel: &dyn Tunnel,
    local: SocketAddr,
    link: &watch::Sender<Link>,
    mut hurry: watch::Receiver<u64>,
) {
    const STEADY: Duration = Duration::from_secs(30);
    const LONG_WAIT: Duration = Duration::from_secs(60);
    // Mostly it is our own earlier session that has the port, and the server ends that within
    // seconds.
    const STALE_SESSION: Duration = Duration::from_secs(2);
    let mut backoff = Backoff::default();
    loop {
        link.send_replace(Link::Connecting);
        let began = Instant::now();
        let fault = tokio::select! {
            fault = tunnel.run(local, link) => fault,
            () = changed(&mut hurry) => {
                backoff.reset();
                continue;
            }
        };
        tracing::warn!(code = fault.code(), "tunnel down: {fault}");
        if began.elapsed() > STEADY {
            backoff.reset();
        }
        let wait = match &fault {
            fault if fault.needs_a_person() => LONG_WAIT,
            Fault::NotForwarded { .. } => backoff.next().min(STALE_SESSION),
            _ => backoff.next(),
        };
        link.send_replace(Link::Down { fault });
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = changed(&mut hurry) => backoff.reset(),
        }
    }
}

async fn changed(hurry: &mut watch::Receiver<u64>) {
    if hurry.changed().await.is_err() {
        std::future::pending().await
    }
}

/// Names what went wrong when connecting to `to`.
pub(crate) fn connect_fault(to: &str, error: &std::io::Error) -> Fault {
    Fault::Connect {
        to: to.to_owned(),
        detail: error.to_string(),
    }
}
