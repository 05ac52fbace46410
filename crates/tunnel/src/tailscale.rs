//! Tailscale Funnel, by the machine's own `tailscale`, supervised.

use std::{future::Future, net::SocketAddr, path::Path, pin::Pin, process::Stdio, time::Duration};

use serde_json::Value;
use tokio::{process::Command, sync::watch, time::timeout};

use crate::{
    Fault, Link, PublicUrl, Tunnel,
    config::Tailscale,
    program::{Program, find},
};

/// `tailscale funnel PORT`, in the foreground: it ends with Kimo and leaves nothing behind.
pub(crate) struct TailscaleTunnel {
    pub(crate) config: Tailscale,
}

/// How often the state is asked for, and how long the answer may take.
const ASK: Duration = Duration::from_secs(2);
const ANSWER: Duration = Duration::from_secs(4);

impl Tunnel for TailscaleTunnel {
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

impl TailscaleTunnel {
    async fn supervise(
        &self,
        local: SocketAddr,
        link: &watch::Sender<Link>,
    ) -> Result<Fault, Fault> {
        let path = find(self.config.program.as_deref(), "tailscale")?;
        let arguments = ["funnel".to_owned(), local.port().to_string()];
        let program = Program::start("tailscale", &path, &arguments, &[])?;
        let path = path.as_path();
        let up = || async move {
            let public_url = served_at(path, local).await;
            public_url.map(|public_url| Link::Up {
                public_url: Some(public_url),
            })
        };
        Ok(program.supervise(link, ASK, up).await)
    }
}

/// Asks `tailscale funnel status --json` for the public address that leads to `local`.
async fn served_at(path: &Path, local: SocketAddr) -> Option<PublicUrl> {
    let mut command = Command::new(path);
    command
        .args(["funnel", "status", "--json"])
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let output = timeout(ANSWER, command.output()).await.ok()?.ok()?;
    public_url(&serde_json::from_slice(&output.stdout).ok()?, local.port())
}

/// The public address in a serve status: a host that funnel is allowed for and that proxies to
/// our port. A foreground funnel stands under `Foreground`, keyed by its session.
fn public_url(status: &Value, port: u16) -> Option<PublicUrl> {
    let foreground = status.get("Foreground").and_then(Value::as_object);
    foreground
        .into_iter()
        .flat_map(|sessions| sessions.values())
        .chain([status])
        .find_map(|config| public_url_of(config, port))
}

fn public_url_of(config: &Value, port: u16) -> Option<PublicUrl> {
    let allowed = config.get("AllowFunnel")?.as_object()?;
    let hosts = config.get("Web")?.as_object()?;
    hosts
        .iter()
        .filter(|(host, _)| allowed.get(*host).and_then(Value::as_bool) == Some(true))
        .filter(|(_, web)| {
            let root = web.pointer("/Handlers/~1/Proxy").and_then(Value::as_str);
            root.is_some_and(|proxy| proxy.trim_end_matches('/').ends_with(&format!(":{port}")))
        })
        .find_map(|(host, _)| host.strip_suffix(":443").unwrap_or(host).parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_public_address_is_the_host_whose_funnel_leads_to_our_port() {
        let config = json!({
            "TCP": {"443": {"HTTPS": true}},
            "Web": {"desk.tail1234.ts.net:443": {"Handlers": {"/": {"Proxy": "http://127.0.0.1:8460"}}}},
            "AllowFunnel": {"desk.tail1234.ts.net:443": true},
        });
        let expected: PublicUrl = "https://desk.tail1234.ts.net".parse().unwrap();
        assert_eq!(
            public_url(&config, 8460),
            Some(expected.clone()),
            "served in the background"
        );
        let foreground = json!({"Foreground": {"session": config}});
        assert_eq!(
            public_url(&foreground, 8460),
            Some(expected),
            "served by our own program"
        );
        assert_eq!(public_url(&foreground, 9000), None, "somebody else's port");
        assert_eq!(public_url(&json!({}), 8460), None, "nothing is served");
    }

    #[test]
    fn a_host_served_to_the_tailnet_only_is_not_public() {
        let config = json!({
            "Web": {"desk.tail1234.ts.net:443": {"Handlers": {"/": {"Proxy": "http://127.0.0.1:8460"}}}},
        });
        assert_eq!(public_url(&config, 8460), None);
    }
}
