//! What the stand-ins share: faults, and how often they are asked.

use std::{
    collections::{BTreeMap, VecDeque},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hyper::body::Frame;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::{Value, json};

/// What goes wrong with the next answer.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// This status in place of an answer.
    Status(u16),
    /// The answer breaks off.
    Cut,
    /// The answer is of another shape.
    Shape,
    /// The answer takes its time.
    Slow(Duration),
    /// It was asked too often, and is to be asked again after so many seconds, if it says so.
    TooOften(Option<u32>),
}

impl Fault {
    /// What it makes of an answer.
    async fn of(self, answer: Response) -> Response {
        match self {
            Self::Status(status) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
                (status, "out of order").into_response()
            }
            Self::Cut => Response::new(Body::new(BreaksOff { begun: false })),
            Self::Shape => "{\"message\":\"yes\"}".into_response(),
            Self::Slow(by) => {
                tokio::time::sleep(by).await;
                answer
            }
            Self::TooOften(after) => too_many_for(after),
        }
    }
}

/// An answer, or what a fault makes of it.
pub(super) async fn with(fault: Option<Fault>, answer: Response) -> Response {
    match fault {
        Some(fault) => fault.of(answer).await,
        None => answer,
    }
}

/// A body that ends in an error.
struct BreaksOff {
    begun: bool,
}

impl hyper::body::Body for BreaksOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let begun = std::mem::replace(&mut self.begun, true);
        Poll::Ready(Some(match begun {
            false => Ok(Frame::data(Bytes::from_static(b"{\"cdrs\":["))),
            true => Err(std::io::ErrorKind::ConnectionReset.into()),
        }))
    }
}

/// How often something was asked lately.
#[derive(Debug, Default)]
pub(super) struct LatelyAsked(VecDeque<Timestamp>);

impl LatelyAsked {
    /// Whether one more is let through by the stand-in's clock, where so many are within this time.
    pub(super) fn lets_through(&mut self, now: Timestamp, most: usize, within: Duration) -> bool {
        self.0
            .retain(|at| now.duration_since(*at).unsigned_abs() < within);
        let is_let = self.0.len() < most;
        if is_let {
            self.0.push_back(now);
        }
        is_let
    }
}

/// A page of these rows, beside how many there are.
pub(super) fn page<'a>(
    name: &str,
    all: impl Iterator<Item = &'a Value>,
    (page, limit): (usize, usize),
) -> Value {
    let all: Vec<_> = all.collect();
    let some: Vec<_> = all.iter().skip((page - 1) * limit).take(limit).collect();
    json!({
        name: some,
        "pagination": {
            "page": page, "total_count": all.len(), "total_pages": all.len().div_ceil(limit),
            "limit": limit,
        },
    })
}

/// Which page is asked for, and how many there are on one.
pub(super) fn page_of(query: &BTreeMap<String, String>) -> (usize, usize) {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let limit = number("limit").unwrap_or(10).clamp(10, 100);
    (number("page").unwrap_or(1).max(1), limit)
}

/// A query, or a form.
pub(super) fn fields(query: &str) -> BTreeMap<String, String> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

pub(super) fn too_many() -> Response {
    too_many_for(None)
}

fn too_many_for(seconds: Option<u32>) -> Response {
    let mut answer = (StatusCode::TOO_MANY_REQUESTS, "Too many requests").into_response();
    if let Some(seconds) = seconds {
        let after = HeaderValue::from(seconds);
        answer.headers_mut().insert(header::RETRY_AFTER, after);
    }
    answer
}

/// `2026-03-03 12:30:32 UTC`, or with ` +0300`.
pub(super) fn stamp(text: &str) -> Option<Timestamp> {
    let (wall_clock, zone) = text.rsplit_once(' ')?;
    let wall_clock: DateTime = wall_clock.parse().ok()?;
    let zone = match zone {
        "UTC" => TimeZone::UTC,
        _ => TimeZone::get("Europe/Istanbul").ok()?,
    };
    Some(wall_clock.to_zoned(zone).ok()?.timestamp())
}
