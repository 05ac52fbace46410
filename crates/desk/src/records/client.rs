//! Sending requests to a PBX's interface, within bounds. Nothing that is told of a failure has the
//! address in it: the key may be there.

use std::{error::Error, pin::Pin, time::Duration};

use http_body_util::{BodyExt, Full, LengthLimitError, Limited, combinators::UnsyncBoxBody};
use hyper::{
    HeaderMap, Method, Request, Response,
    body::Bytes,
    header::{self, HeaderValue},
};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use jiff::Timestamp;
use kimo_pbx::{ApiKey, ApiRequest};
use tokio::time::{Instant, timeout};

/// Sends requests. It trusts the certificates that the system trusts, and follows nobody who leads
/// elsewhere: the key would go along.
pub(super) struct ApiClient(Box<Bring>);

/// Brings a request to whom it is for, and the answer back.
pub(super) type Bring = dyn Fn(Request<Full<Bytes>>) -> Brought + Send + Sync;
/// What comes of it.
#[cfg_attr(
    not(feature = "simulator"),
    allow(unreachable_pub, reason = "a simulation brings requests too")
)]
pub type Brought =
    Pin<Box<dyn Future<Output = Result<Response<UnsyncBoxBody<Bytes, Broke>>, Broke>> + Send>>;

/// It went wrong on the way.
#[cfg_attr(
    not(feature = "simulator"),
    allow(unreachable_pub, reason = "a simulation brings requests too")
)]
#[derive(Debug, thiserror::Error)]
#[error("there is no connection")]
pub struct Broke(#[source] pub Box<dyn Error + Send + Sync>);

/// An answer, whatever it says.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) body: Bytes,
    /// What time it was there when it was asked: what has happened since may not be in it.
    pub(super) date: Option<Timestamp>,
    /// After how long it wants to be asked again, where it says so.
    pub(super) retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// No connection, or it broke.
    #[error("there is no connection")]
    Unreachable,
    /// No TLS connection, or one with somebody else.
    #[error("the certificate is not accepted")]
    Certificate,
    /// It took too long.
    #[error("it takes too long")]
    TooLate,
    /// It was too large.
    #[error("it is too large")]
    TooMuch,
}

const CONNECT: Duration = Duration::from_secs(10);
const LONGEST_REST: Duration = Duration::from_secs(3600);
/// An answer is no larger, in bytes.
const LARGEST: usize = 8 << 20;

impl ApiClient {
    pub(super) fn new() -> Result<Self, NoAnswer> {
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_connect_timeout(Some(CONNECT));
        let ring = rustls::crypto::ring::default_provider();
        let trusting_the_system =
            HttpsConnectorBuilder::new().with_provider_and_platform_verifier(ring);
        let builder = trusting_the_system.map_err(|_| NoAnswer::Certificate)?;
        let connector = builder.https_or_http().enable_http1().wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            // One that the other end has closed meanwhile would have the request sent again.
            .pool_max_idle_per_host(0)
            .retry_canceled_requests(false)
            .build(connector);
        Ok(Self::over(Box::new(move |request| {
            let answer = client.request(request);
            Box::pin(async move {
                let answer = answer.await.map_err(|error| Broke(error.into()))?;
                Ok(answer.map(|body| body.map_err(|error| Broke(error.into())).boxed_unsync()))
            })
        })))
    }

    /// One that has its requests brought so.
    pub(super) fn over(bring: Box<Bring>) -> Self {
        Self(bring)
    }

    /// Sends one, once.
    pub(super) async fn send(
        &self,
        request: &ApiRequest,
        base: &str,
        key: &ApiKey,
    ) -> Result<Answered, NoAnswer> {
        let body = request.body(key);
        let mut built = Request::builder()
            .method(match request.posted {
                Some(_) => Method::POST,
                None => Method::GET,
            })
            .uri(request.url(base, key))
            .header(header::USER_AGENT, "Kimo")
            .header(header::ACCEPT, "application/json, text/plain");
        if let Some(content_type) = request.content_type() {
            built = built.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(authorization) = request.authorization(key) {
            let secret = HeaderValue::try_from(authorization.into_bytes());
            let mut secret = secret.map_err(|_| NoAnswer::Unreachable)?;
            secret.set_sensitive(true);
            built = built.header(header::AUTHORIZATION, secret);
        }
        let built = built
            .body(Full::from(body.unwrap_or_default()))
            .map_err(|_| NoAnswer::Unreachable)?;
        let answered = async {
            let asked = Instant::now();
            let answer = (self.0)(built).await;
            let (parts, body) = answer.map_err(|error| named(&error))?.into_parts();
            let took = asked.elapsed();
            let body = Limited::new(body, LARGEST).collect().await;
            let body = body.map_err(|error| match error.is::<LengthLimitError>() {
                true => NoAnswer::TooMuch,
                false => NoAnswer::Unreachable,
            })?;
            Ok::<_, NoAnswer>(Answered {
                status: parts.status.as_u16(),
                body: body.to_bytes(),
                date: date(&parts.headers).and_then(|date| date.checked_sub(took).ok()),
                retry_after: retry_after(&parts.headers),
            })
        };
        match timeout(request.patience, answered).await {
            Ok(answered) => answered,
            Err(_) => Err(NoAnswer::TooLate),
        }
    }
}

impl NoAnswer {
    /// Whether what was asked may have been done.
    pub(crate) fn may_have_been_heard(self) -> bool {
        self != Self::Certificate
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Certificate => "certificate",
            Self::TooLate => "too-late",
            Self::TooMuch => "too-much",
        }
    }
}

fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = headers.get(header::DATE)?.to_str().ok()?;
    Some(jiff::fmt::rfc2822::parse(date).ok()?.timestamp())
}

/// In seconds, or as the time when. Nobody is left alone for longer than an hour.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let after = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = after.parse::<u64>().ok().or_else(|| {
        let then = jiff::fmt::rfc2822::parse(after).ok()?.timestamp();
        let there = date(headers).unwrap_or_else(Timestamp::now);
        u64::try_from(then.duration_since(there).as_secs()).ok()
    })?;
    Some(Duration::from_secs(seconds).min(LONGEST_REST))
}

/// Tells a bad certificate from everything else that keeps a connection from being made.
fn named(error: &(dyn Error + 'static)) -> NoAnswer {
    let mut source = Some(error);
    while let Some(cause) = source {
        if cause.downcast_ref::<rustls::Error>().is_some()
            || cause.to_string().contains("tls handshake")
        {
            return NoAnswer::Certificate;
        }
        let wrapped = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        source = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        };
    }
    NoAnswer::Unreachable
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use tokio::time::sleep;

    use super::*;

    /// A PBX looks first, and says what time it is when it answers.
    #[tokio::test(start_paused = true)]
    async fn an_answer_that_takes_its_time_is_of_when_it_was_asked() {
        let client = ApiClient::over(Box::new(|_| {
            Box::pin(async {
                sleep(Duration::from_secs(20)).await;
                let answer =
                    Response::builder().header(header::DATE, "Fri, 27 Nov 2026 12:00:20 GMT");
                let body = Full::from("{}").map_err(|never| match never {});
                Ok(answer.body(body.boxed_unsync()).unwrap())
            })
        }));
        let request = ApiRequest {
            posted: None,
            path: Cow::Borrowed("/cdrs"),
            query: Vec::new(),
            scheme: None,
            limits: &[],
            patience: Duration::from_secs(30),
            repeatable: true,
        };
        let key = ApiKey::read("secret").unwrap();
        let answered = client.send(&request, "https://pbx.example", &key).await;
        let asked_at = answered.unwrap().date.unwrap();
        assert_eq!(asked_at, "2026-11-27T12:00:00Z".parse().unwrap());
    }
}
