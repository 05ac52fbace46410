//! Requests that Kimo sends to its own public address, and to tunnel programs.

use std::{error::Error, time::Duration};

use http_body_util::{BodyExt, Empty, Limited};
use hyper::{Request, body::Bytes, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::time::timeout;
use url::Url;

use crate::Fault;

/// An HTTP client for small questions. Every request has its own connection, for only a new
/// connection proves that the way is open.
#[derive(Clone)]
pub struct Probe {
    client: Client<HttpsConnector<HttpConnector>, Empty<Bytes>>,
}

const ANSWER: Duration = Duration::from_secs(6);
const LONGEST_ANSWER: usize = 64 * 1024;

impl Default for Probe {
    fn default() -> Self {
        Self::new()
    }
}

impl Probe {
    /// A client that trusts the certificates that the system trusts.
    pub fn new() -> Self {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_connect_timeout(Some(ANSWER));
        let ring = rustls::crypto::ring::default_provider();
        let trusting_the_system =
            HttpsConnectorBuilder::new().with_provider_and_platform_verifier(ring);
        let builder = trusting_the_system.unwrap_or_else(|error| {
            // Without a store of trusted certificates every TLS connection fails, and says so.
            tracing::error!(%error, "the system's trusted certificates cannot be read");
            HttpsConnectorBuilder::new().with_tls_config(trusting_nobody())
        });
        let connector = builder.https_or_http().enable_http1().wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build(connector);
        Self { client }
    }

    /// Asks for an address that holds a nonce, and gives the status that came back. That the
    /// desk is reached is shown by the nonce's arrival at the listener, never by the status.
    pub async fn look_at(&self, url: &str) -> Result<u16, Fault> {
        let request = Request::get(url)
            .header(header::CACHE_CONTROL, "no-store")
            .header(header::USER_AGENT, "Kimo")
            .body(Empty::new())
            .map_err(|error| unusable(url, &error))?;
        let answer = timeout(ANSWER, self.client.request(request)).await;
        let answer = answer.map_err(|_| Fault::Connect {
            to: host_of(url),
            detail: "no answer within 6 s".to_owned(),
        })?;
        answer
            .map(|answer| answer.status().as_u16())
            .map_err(|error| named(url, &error))
    }

    /// Gets a small text.
    pub(crate) async fn get_text(&self, url: &str) -> Result<(u16, String), Fault> {
        let request = Request::get(url)
            .body(Empty::new())
            .map_err(|error| unusable(url, &error))?;
        let silent = || Fault::Connect {
            to: host_of(url),
            detail: "no answer within 6 s".to_owned(),
        };
        let answer = timeout(ANSWER, self.client.request(request))
            .await
            .map_err(|_| silent())?
            .map_err(|error| named(url, &error))?;
        let status = answer.status().as_u16();
        let body = timeout(
            ANSWER,
            Limited::new(answer.into_body(), LONGEST_ANSWER).collect(),
        )
        .await
        .map_err(|_| silent())?
        .map_err(|error| unusable(url, &error))?;
        Ok((
            status,
            String::from_utf8_lossy(&body.to_bytes()).into_owned(),
        ))
    }
}

fn trusting_nobody() -> rustls::ClientConfig {
    rustls::ClientConfig::builder()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

/// Tells a missing name, a refused connection and a bad certificate apart.
fn named(url: &str, error: &(dyn Error + 'static)) -> Fault {
    let to = host_of(url);
    let mut source = Some(error);
    let mut innermost = String::new();
    while let Some(cause) = source {
        innermost = cause.to_string();
        if cause.downcast_ref::<rustls::Error>().is_some() {
            return Fault::Tls {
                to,
                detail: innermost,
            };
        }
        if innermost.contains("dns error") || innermost.contains("failed to lookup address") {
            return Fault::Name { host: to };
        }
        // The source of an I/O error is that of the error it wraps, however often, and not that
        // error.
        let wrapped = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        source = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        };
    }
    // Who speaks something else than TLS hangs up, which is no error of rustls.
    if innermost.contains("tls handshake") {
        return Fault::Tls {
            to,
            detail: innermost,
        };
    }
    Fault::Connect {
        to,
        detail: innermost,
    }
}

fn unusable(url: &str, error: &dyn std::fmt::Display) -> Fault {
    Fault::Connect {
        to: host_of(url),
        detail: error.to_string(),
    }
}

/// The host of an address: all of it that means anything to people.
fn host_of(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    parsed
        .as_ref()
        .and_then(Url::host_str)
        .unwrap_or_default()
        .to_owned()
}
