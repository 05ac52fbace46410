//! Cloudflare's tunnel program, supervised.

use std::{
    future::Future,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    pin::Pin,
    time::Duration,
};

use tokio::sync::watch;

use crate::{
    Fault, Link, Probe, PublicUrl, Tunnel,
    config::Cloudflared,
    program::{Program, find},
};

/// A quick tunnel, or with a token a named one.
pub(crate) struct CloudflaredTunnel {
    pub(crate) config: Cloudflared,
    pub(crate) token: Option<String>,
}

/// How often the program is asked whether it is ready.
const ASK: Duration = Duration::from_secs(1);

impl Tunnel for CloudflaredTunnel {
    fn run<'a>(
        &'a self,
        local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>> {
        Box::pin(async move {
            self.supervise(local, link)
                .await
                .unwrap_or_else(|fault| fault)
        })
    }
}

impl CloudflaredTunnel {
    async fn supervise(
        &self,
        local: SocketAddr,
        link: &watch::Sender<Link>,
    ) -> Result<Fault, Fault> {
        let path = find(self.config.program.as_deref(), "cloudflared")?;
        let metrics = free_port().map_err(|error| Fault::Tunnel {
            detail: error.to_string(),
        })?;
        let program = self.start(&path, local, metrics)?;
        let probe = Probe::new();
        let (probe, config) = (&probe, &self.config);
        let up = || async move {
            if !is_ready(probe, metrics).await {
                return None;
            }
            let public_url = match &config.public_url {
                Some(url) => Some(url.clone()),
                None => quick_url(probe, metrics).await,
            };
            Some(Link::Up { public_url })
        };
        Ok(program.supervise(link, ASK, up).await)
    }

    fn start(
        &self,
        path: &std::path::Path,
        local: SocketAddr,
        metrics: SocketAddr,
    ) -> Result<Program, Fault> {
        let mut arguments: Vec<String> = [
            "tunnel",
            "--no-autoupdate",
            "--metrics",
            &metrics.to_string(),
        ]
        .map(str::to_owned)
        .into();
        match &self.token {
            Some(token) => {
                arguments.push("run".to_owned());
                Program::start("cloudflared", path, &arguments, &[("TUNNEL_TOKEN", token)])
            }
            None => {
                arguments.extend(["--url".to_owned(), format!("http://{local}")]);
                Program::start("cloudflared", path, &arguments, &[])
            }
        }
    }
}

/// `/ready` answers 200 as long as at least one connection to Cloudflare stands.
async fn is_ready(probe: &Probe, metrics: SocketAddr) -> bool {
    probe
        .get_text(&format!("http://{metrics}/ready"))
        .await
        .is_ok_and(|(status, _)| status == 200)
}

/// `/quicktunnel` names the host of a quick tunnel: `{"hostname":"….trycloudflare.com"}`.
async fn quick_url(probe: &Probe, metrics: SocketAddr) -> Option<PublicUrl> {
    let (_, text) = probe
        .get_text(&format!("http://{metrics}/quicktunnel"))
        .await
        .ok()?;
    let answer: serde_json::Value = serde_json::from_str(&text).ok()?;
    answer
        .get("hostname")?
        .as_str()
        .filter(|host| !host.is_empty())?
        .parse()
        .ok()
}

fn free_port() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
