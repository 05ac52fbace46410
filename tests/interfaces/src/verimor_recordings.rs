//! Recordings, as Verimor's interface tells where they are.
//!
//! Assumed, for no document says it: a call without a recording is refused as an unknown one is.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;

use super::answers::LatelyAsked;

/// Those that there are, by the ids of their calls.
#[derive(Default)]
pub(super) struct Recordings {
    pub(super) of: BTreeSet<String>,
    /// Told in the place of an address.
    pub(super) instead: Option<String>,
    lately: LatelyAsked,
}

/// What somebody hears.
pub(super) async fn play() -> Response {
    ([(header::CONTENT_TYPE, "audio/mpeg")], "ID3").into_response()
}

impl Recordings {
    /// Five a minute (R); `None` says that it was asked more often.
    pub(super) fn find(
        &mut self,
        form: &BTreeMap<String, String>,
        base: &str,
        now: Timestamp,
    ) -> Option<Response> {
        if !self.lately.lets_through(now, 5, Duration::from_secs(60)) {
            return None;
        }
        let call = form.get("call_uuid").cloned().unwrap_or_default();
        Some(match (self.of.contains(&call), &self.instead) {
            (true, None) => format!("{base}/recording/R9{call}").into_response(),
            (true, Some(instead)) => instead.clone().into_response(),
            (false, _) => {
                let text = format!("cannot find call with call_uuid {call}");
                (StatusCode::BAD_REQUEST, text).into_response()
            }
        })
    }
}
