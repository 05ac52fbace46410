//! How a stand-in is told of records by whoever plays the PBX: `kimo send --with-records`, and the bench.
//! No PBX has such an address.

use axum::{
    Router,
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::Value;

/// An address below the base at which it takes records, each a body of JSON or several in a list.
pub(super) fn told(path: &str, keep: impl Fn(Value) + Clone + Send + Sync + 'static) -> Router {
    let take = async move |body: Bytes| -> Response {
        match serde_json::from_slice(&body) {
            Ok(Value::Array(records)) => records.into_iter().for_each(&keep),
            Ok(record) => keep(record),
            Err(_) => return StatusCode::BAD_REQUEST.into_response(),
        }
        "kept".into_response()
    };
    Router::new().route(path, post(take))
}
