//! ngrok, through its own crate.

use std::{future::Future, net::SocketAddr, pin::Pin, time::Duration};

use ngrok::{config::ForwarderBuilder, prelude::*};
use tokio::{sync::watch, time::timeout};
use url::Url;

use crate::{Fault, Link, Tunnel, config::Ngrok};

/// An ngrok endpoint for HTTP.
pub(crate) struct NgrokTunnel {
    pub(crate) config: Ngrok,
    pub(crate) token: Option<String>,
}

/// Silence that ends a session, and the questions that notice it.
const TOLERANCE: Duration = Duration::from_secs(4);
const HEARTBEAT: Duration = Duration::from_secs(4);
const SET_UP: Duration = Duration::from_secs(20);

impl Tunnel for NgrokTunnel {
    fn run<'a>(
        &'a self,
        local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>> {
        Box::pin(async move { self.carry(local, link).await.unwrap_or_else(|fault| fault) })
    }
}

impl NgrokTunnel {
    async fn carry(&self, local: SocketAddr, link: &watch::Sender<Link>) -> Result<Fault, Fault> {
        let token = self.token.clone().ok_or_else(|| Fault::Refused {
            detail: "no ngrok token is set".to_owned(),
        })?;
        let to = Url::parse(&format!("http://{local}")).map_err(|error| ended(&error))?;
        let session = timeout(SET_UP, async {
            ngrok::Session::builder()
                .authtoken(token)
                .heartbeat_interval(HEARTBEAT)
                .map_err(|error| ended(&error))?
                .heartbeat_tolerance(TOLERANCE)
                .map_err(|error| ended(&error))?
                .connect()
                .await
                .map_err(|error| connect_fault(&error))
        })
        .await
        .map_err(|_| Fault::Silent)??;
        let mut endpoint = session.http_endpoint();
        if let Some(domain) = &self.config.domain {
            endpoint.domain(domain);
        }
        let mut forwarder = timeout(SET_UP, endpoint.listen_and_forward(to))
            .await
            .map_err(|_| Fault::Silent)?
            .map_err(|error| ended(&error))?;
        link.send_replace(Link::Up {
            public_url: forwarder.url().parse().ok(),
        });
        Ok(match forwarder.join().await {
            Ok(Ok(())) => Fault::Tunnel {
                detail: "ngrok closed the session".to_owned(),
            },
            Ok(Err(error)) => ended(&error),
            Err(error) => ended(&error),
        })
    }
}

fn ended(error: &dyn std::fmt::Display) -> Fault {
    Fault::Tunnel {
        detail: error.to_string(),
    }
}

fn connect_fault(error: &ngrok::session::ConnectError) -> Fault {
    use ngrok::session::ConnectError;
    match error {
        ConnectError::Auth(refusal) => Fault::Refused {
            detail: refusal.to_string(),
        },
        ConnectError::Tcp(io) => Fault::Connect {
            to: "ngrok".to_owned(),
            detail: io.to_string(),
        },
        ConnectError::Tls(io) => Fault::Tls {
            to: "ngrok".to_owned(),
            detail: io.to_string(),
        },
        other => ended(other),
    }
}
