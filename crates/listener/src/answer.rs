//! The answers that the listener gives, all of them.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use hyper::{
    HeaderMap, StatusCode,
    header::{self, HeaderValue},
};
use kimo_pbx::{ReadError, Refused, Reply, ReplyType};

/// Seconds after which a PBX may come again when a delivery could not be stored.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// What a request is answered with.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A delivery that is kept, or a test of the address: 200 with what the PBX expects.
    Kept(Reply),
    /// A delivery that is kept although it cannot be read: 400 with what is wrong.
    Unreadable(ReadError),
    /// The body broke off, or is not what its headers say: 400.
    BrokenBody,
    /// The body is over the limit: 413.
    TooLarge,
    /// The delivery could not be stored: 503.
    CannotKeep,
    /// The hook asks for credentials, and its password is not at hand: 503.
    CannotCheck,
    /// Somebody looks at a right address in a browser: 200.
    Listens,
    /// A method that a hook does not know: 405.
    MethodNotAllowed,
    /// The hook asks for credentials: 401.
    Unauthorized,
    /// The delivery lacks the PBX's proof that it comes from there: 403.
    Forged(Refused),
    /// Whatever else was asked for: 404, always the same bytes.
    NotFound,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut headers = HeaderMap::new();
        let mut kind = ReplyType::Text;
        let (status, text) = match self {
            Self::Kept(reply) => {
                kind = reply.kind;
                (StatusCode::OK, reply.body)
            }
            Self::Unreadable(error) => (StatusCode::BAD_REQUEST, one_line(&error.to_string())),
            Self::Forged(refused) => (StatusCode::FORBIDDEN, refused.to_string()),
            Self::BrokenBody => (
                StatusCode::BAD_REQUEST,
                "the body broke off or is malformed".to_owned(),
            ),
            Self::TooLarge => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
                (
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "the body is over 64 KiB".to_owned(),
                )
            }
            Self::CannotKeep => {
                headers.insert(header::RETRY_AFTER, RETRY_AFTER);
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the delivery could not be stored; please send it again".to_owned(),
                )
            }
            Self::CannotCheck => {
                headers.insert(header::RETRY_AFTER, RETRY_AFTER);
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the credentials cannot be checked now; please send it again".to_owned(),
                )
            }
            Self::Listens => (StatusCode::OK, "Kimo listens here".to_owned()),
            Self::MethodNotAllowed => {
                headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
                (
                    StatusCode::METHOD_NOT_ALLOWED,
                    "deliveries are posted".to_owned(),
                )
            }
            Self::Unauthorized => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static(r#"Basic realm="Kimo", charset="UTF-8""#),
                );
                (
                    StatusCode::UNAUTHORIZED,
                    "this hook asks for a user name and password".to_owned(),
                )
            }
            Self::NotFound => {
                // Who does not know an address is not kept on the line: so every connection that
                // waits for its next request belongs to somebody who does.
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
                (StatusCode::NOT_FOUND, "not found".to_owned())
            }
        };
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(kind.content_type()),
        );
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        (status, headers, Body::from(text)).into_response()
    }
}

/// Longest line that is sent back, in characters.
const LONGEST_LINE: usize = 500;

/// A line with a sender's text in it, fit to be sent back.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_LINE)
        .collect()
}
