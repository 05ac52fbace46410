//! Every request's answer.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
};
use kimo_calls::Timestamp;
use kimo_pbx::{ReadError, Reading, Reply};

use crate::{Keep, ListenerState, Received, answer::Answer, request::Unverified};

/// The longest body that is read, in bytes. The longest delivery in the PBXs' documents has 3 KiB.
pub const BODY_BYTES: usize = 64 * 1024;

/// The listener's answers: deliveries to the hooks of `state` are handed to `keep`, and
/// everything else is told that there is nothing here. For [`crate::serve`], or for a test to
/// call directly.
pub fn router(state: ListenerState, keep: impl Keep) -> Router {
    router_by(Timestamp::now, state, keep)
}

/// As [`router`], by another clock than the computer's.
pub fn router_by(clock: impl Clock, state: ListenerState, keep: impl Keep) -> Router {
    // One handler for all paths: a second route would be a second way to answer 404.
    Router::new()
        .fallback(answer)
        .with_state(Endpoint { clock, state, keep })
}

/// Tells the time at which a delivery arrives.
pub trait Clock: Fn() -> Timestamp + Clone + Send + Sync + 'static {}

impl<C: Fn() -> Timestamp + Clone + Send + Sync + 'static> Clock for C {}

#[derive(Clone)]
struct Endpoint<C, K> {
    clock: C,
    state: ListenerState,
    keep: K,
}

async fn answer<C: Clock, K: Keep>(
    State(endpoint): State<Endpoint<C, K>>,
    request: Request,
) -> Answer {
    let now = (endpoint.clock)();
    match deliver(endpoint, Unverified::new(request, now)).await {
        Ok(answer) | Err(answer) => answer,
    }
}

async fn deliver<C: Clock, K: Keep>(
    endpoint: Endpoint<C, K>,
    request: Unverified,
) -> Result<Answer, Answer> {
    let requested = request
        .verify(&endpoint.state)
        .await?
        .receive(BODY_BYTES)
        .await?
        .prove()?;
    let address = requested.address();
    let received = requested.read();
    let (hook, count) = (Arc::clone(&received.hook), received.deliveries.len());
    let (said, errors) = said(&received);
    endpoint.keep.keep(received).await.map_err(|error| {
        let hook = hook.id.0;
        tracing::error!(hook, count, %error, "a delivery is lost unless it is sent again");
        Answer::CannotKeep
    })?;
    tracing::debug!(
        hook = hook.id.0,
        count,
        readable = errors.is_empty(),
        "a delivery is kept"
    );
    match (said.as_slice(), errors.into_iter().next()) {
        ([], Some(error)) => Err(Answer::Unreadable(error)),
        (said, _) => Ok(Answer::Kept(match kimo_pbx::adapter(hook.pbx) {
            Some(adapter) => adapter.reply(said, &address),
            None => Reply::call_id(said),
        })),
    }
}

/// What the deliveries say, and why some of them cannot be read.
fn said(received: &Received) -> (Vec<Reading>, Vec<ReadError>) {
    let (mut said, mut errors) = (Vec::new(), Vec::new());
    for delivery in &received.deliveries {
        match &delivery.reading {
            Ok(reading) => said.push(reading.clone()),
            Err(error) => errors.push(error.clone()),
        }
    }
    (said, errors)
}
