//! Who may speak to the UI's socket.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kimo_desk::connections::Progress;
use subtle::ConstantTimeEq;

/// One run of `kimo serve`, as the browser knows it.
#[derive(Clone)]
pub(super) struct Session {
    token: Arc<str>,
    address: SocketAddr,
}

impl Session {
    pub(super) fn new(address: SocketAddr) -> Result<Self, getrandom::Error> {
        let token = kimo_desk::random_hex(getrandom::fill)?;
        Ok(Self {
            token: token.into(),
            address,
        })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/#session={}", self.address, self.token)
    }

    /// A web page that resolves its own name to this address shows by the name it asks for.
    fn is_host(&self, host: &str) -> bool {
        host == self.address.to_string() || host == format!("localhost:{}", self.address.port())
    }

    /// Only a page that was opened by the printed address can say this: no browser adds it to a
    /// request by itself.
    fn is_brought_by(&self, headers: &HeaderMap) -> bool {
        let brought = headers
            .get(header::AUTHORIZATION)
            .map(HeaderValue::as_bytes);
        brought
            .and_then(|value| value.strip_prefix(b"Bearer "))
            .is_some_and(|token| token.ct_eq(self.token.as_bytes()).into())
    }
}

/// Lets through what may come from the UI itself, and gives every answer its headers.
pub(super) async fn guard(
    State(session): State<Session>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match check(&session, &request) {
        Ok(()) => next.run(request).await,
        Err(answer) => answer,
    };
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

#[expect(
    clippy::result_large_err,
    reason = "the error is the answer, built once a request"
)]
fn check(session: &Session, request: &Request) -> Result<(), Response> {
    let headers = request.headers();
    let text =
        |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let refuse = |status: StatusCode, why: &'static str| Err((status, why).into_response());
    let Some(host) = text(header::HOST).filter(|host| session.is_host(host)) else {
        return refuse(
            StatusCode::FORBIDDEN,
            "this is not the host you are looking for\n",
        );
    };
    let is_own_origin = |origin: &str| origin.strip_prefix("http://") == Some(host);
    match text(header::ORIGIN) {
        Some(origin) if !is_own_origin(origin) => {
            return refuse(
                StatusCode::FORBIDDEN,
                "requests from other origins are refused\n",
            );
        }
        None if request.method() != Method::GET && request.method() != Method::HEAD => {
            return refuse(
                StatusCode::FORBIDDEN,
                "a request that changes something must say its origin\n",
            );
        }
        _ => {}
    }
    Ok(())
}

/// Lets through what brings the session's token.
pub(super) async fn in_session(
    State(session): State<Session>,
    request: Request,
    next: Next,
) -> Response {
    if !session.is_brought_by(request.headers()) {
        return (StatusCode::UNAUTHORIZED, NO_SESSION).into_response();
    }
    if let Some(progress) = request.extensions().get::<Progress>() {
        progress.let_in();
    }
    next.run(request).await
}

const NO_SESSION: &str = "This page belongs to one run of kimo serve. Open the address that it printed when it started.\n";

const HEADERS: [(header::HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        header::HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        header::HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];
