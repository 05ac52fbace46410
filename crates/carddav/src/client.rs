//! The requests, and the bounds within which they are answered.

use std::{
    error::Error,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{
    HeaderMap, Method, Request, StatusCode,
    body::Bytes,
    header::{self, HeaderValue},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::time::timeout;

use crate::{
    Address, Fault,
    multistatus::{self, Multistatus},
};

/// One user of a server, for one look at it.
pub struct CardDav {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    authorization: HeaderValue,
    /// How many bytes may still come.
    left: AtomicUsize,
}

/// A connection is made within this.
const CONNECT: Duration = Duration::from_secs(10);
/// An answer is there, whole, within this.
const ANSWER: Duration = Duration::from_secs(180);
/// An answer is no larger, in bytes.
const LARGEST_ANSWER: usize = 32 << 20;
/// All answers together are no larger.
const LARGEST_LOOK: usize = 2 << 30;
/// Nobody leads on more often.
const REDIRECTS: usize = 5;

/// What is asked.
pub(crate) struct Question<'a> {
    /// `PROPFIND` or `REPORT`.
    pub(crate) method: &'static str,
    /// Of the resource itself, or of what is in it too.
    pub(crate) depth: &'static str,
    pub(crate) body: &'a str,
    /// How many resources the answer may tell of.
    pub(crate) most: usize,
}

impl CardDav {
    /// A client that trusts the certificates that the system trusts, and keeps the password for
    /// itself.
    pub fn new(user: &str, password: &str) -> Result<Self, Fault> {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_connect_timeout(Some(CONNECT));
        let ring = rustls::crypto::ring::default_provider();
        let trusting_the_system =
            HttpsConnectorBuilder::new().with_provider_and_platform_verifier(ring);
        let builder = trusting_the_system.map_err(|error| Fault::Certificate {
            host: String::new(),
            detail: error.to_string(),
        })?;
        let connector = builder.https_or_http().enable_http1().wrap_connector(http);
        let basic = BASE64_STANDARD.encode(format!("{user}:{password}"));
        let mut authorization =
            HeaderValue::try_from(format!("Basic {basic}")).map_err(|_| Fault::WrongPassword)?;
        authorization.set_sensitive(true);
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            authorization,
            left: AtomicUsize::new(LARGEST_LOOK),
        })
    }

    /// Asks, and follows where the server leads as long as that is itself. Gives where the answer
    /// came from.
    pub(crate) async fn ask(
        &self,
        address: &Address,
        question: &Question<'_>,
    ) -> Result<(Address, Multistatus), Fault> {
        let mut at = address.clone();
        for _ in 0..=REDIRECTS {
            let (status, headers, body) = timeout(ANSWER, self.request(&at, question))
                .await
                .map_err(|_| Fault::Unreachable {
                    host: at.host().to_owned(),
                    detail: format!("no answer within {} s", ANSWER.as_secs()),
                })??;
            match status.as_u16() {
                207 => return Ok((at, multistatus::read(&body, question.most)?)),
                301 | 302 | 303 | 307 | 308 => {
                    let to = headers.get(header::LOCATION);
                    let to = to.and_then(|to| to.to_str().ok());
                    at = at.follow(to.ok_or_else(|| Fault::NotCardDav {
                        detail: "a redirect to nowhere".to_owned(),
                    })?)?;
                }
                401 => return Err(Fault::WrongPassword),
                404 | 410 => return Err(Fault::NoBook),
                status if status / 100 == 2 => {
                    return Err(Fault::NotCardDav {
                        detail: format!("{status} in place of 207"),
                    });
                }
                status => return Err(Fault::Refused { status }),
            }
        }
        Err(Fault::NotCardDav {
            detail: "it leads from one address to the next without end".to_owned(),
        })
    }

    async fn request(
        &self,
        at: &Address,
        question: &Question<'_>,
    ) -> Result<(StatusCode, HeaderMap, Bytes), Fault> {
        let host = || at.host().to_owned();
        let method = Method::from_bytes(question.method.as_bytes());
        let request = Request::builder()
            .method(method.unwrap_or_default())
            .uri(at.to_string())
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header(header::CONTENT_TYPE, "application/xml; charset=utf-8")
            .header(header::USER_AGENT, "Kimo")
            .header("depth", question.depth)
            .body(Full::from(question.body.to_owned()))
            .map_err(|_| Fault::BadAddress)?;
        let answer = self.client.request(request).await;
        let answer = answer.map_err(|error| named(host(), &error))?;
        let (parts, body) = answer.into_parts();
        let left = self.left.load(Ordering::Relaxed);
        let body = Limited::new(body, LARGEST_ANSWER.min(left)).collect().await;
        let body = body.map_err(|error| match error.is::<LengthLimitError>() {
            true => Fault::TooMuch {
                detail: format!("more than {} MiB", LARGEST_ANSWER >> 20),
            },
            false => Fault::Unreachable {
                host: host(),
                detail: error.to_string(),
            },
        })?;
        let body = body.to_bytes();
        self.left
            .store(left.saturating_sub(body.len()), Ordering::Relaxed);
        Ok((parts.status, parts.headers, body))
    }
}

/// Tells a bad certificate from everything else that keeps a connection from being made.
fn named(host: String, error: &(dyn Error + 'static)) -> Fault {
    let mut source = Some(error);
    let mut innermost = String::new();
    while let Some(cause) = source {
        innermost = cause.to_string();
        if cause.downcast_ref::<rustls::Error>().is_some() {
            return Fault::Certificate {
                host,
                detail: innermost,
            };
        }
        // The source of an I/O error is that of the error it wraps, and not that error.
        let wrapped = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        source = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        };
    }
    let detail = innermost;
    // Who speaks something else than TLS hangs up, which is no error of rustls.
    match detail.contains("tls handshake") {
        true => Fault::Certificate { host, detail },
        false => Fault::Unreachable { host, detail },
    }
}
