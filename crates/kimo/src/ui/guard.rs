//! Who may speak to the UI's socket.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
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
        format!("http://{}/?token={}", self.address, self.token)
    }

    /// Cookies know no ports: the name keeps two desks on one computer apart.
    fn cookie_name(&self) -> String {
        format!("kimo-{}", self.address.port())
    }

    fn is_token(&self, given: &str) -> bool {
        given.as_bytes().ct_eq(self.token.as_bytes()).into()
    }

    /// A web page that resolves its own name to this address shows by the name it asks for.
    fn is_host(&self, host: &str) -> bool {
        host == self.address.to_string() || host == format!("localhost:{}", self.address.port())
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .any(|(key, value)| key == name && self.is_token(value))
    }

    fn token_in<'a>(&self, request: &'a Request) -> Option<&'a str> {
        request
            .uri()
            .query()?
            .split('&')
            .find_map(|pair| pair.strip_prefix("token="))
    }
}

/// Lets through what comes from the UI itself, and gives every answer its headers.
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
    if request.uri().path() == "/"
        && let Some(token) = session.token_in(request)
    {
        return match session.is_token(token) {
            true => Err(welcome(session)),
            false => refuse(StatusCode::UNAUTHORIZED, NO_SESSION),
        };
    }
    match session.has_cookie(headers) {
        true => Ok(()),
        false => refuse(StatusCode::UNAUTHORIZED, NO_SESSION),
    }
}

/// Trades the token for a cookie, and takes it out of the address bar.
fn welcome(session: &Session) -> Response {
    let (name, token) = (session.cookie_name(), &session.token);
    let cookie = format!("{name}={token}; HttpOnly; SameSite=Strict; Path=/");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
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
