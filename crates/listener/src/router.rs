//! Every request's answer.

use axum::{
    Router,
    extract::{Request, State},
};
use kimo_calls::Timestamp;

use crate::{Door, Keep, answer::Answer, request::Unverified};

/// The longest body that is read, in bytes. The longest delivery in the PBXs' documents has 3 KiB.
pub const BODY_BYTES: usize = 64 * 1024;

/// The listener's answers: deliveries to the door's hooks are handed to `keep`, and everything
/// else is told that there is nothing here. For [`crate::serve`], or for a test to
/// call directly.
pub fn router(door: Door, keep: impl Keep) -> Router {
    // One handler for all paths: a second route would be a second way to answer 404.
    Router::new()
        .fallback(answer)
        .with_state(Endpoint { door, keep })
}

#[derive(Clone)]
struct Endpoint<K> {
    door: Door,
    keep: K,
}

async fn answer<K: Keep>(State(endpoint): State<Endpoint<K>>, request: Request) -> Answer {
    match deliver(endpoint, Unverified::new(request, Timestamp::now())).await {
        Ok(answer) | Err(answer) => answer,
    }
}

async fn deliver<K: Keep>(endpoint: Endpoint<K>, request: Unverified) -> Result<Answer, Answer> {
    let received = request
        .verify(&endpoint.door)
        .await?
        .receive(BODY_BYTES)
        .await?;
    let (hook, bytes) = (received.hook.id.0, received.body.len());
    let reading = received.reading.clone();
    endpoint.keep.keep(received).await.map_err(|error| {
        tracing::error!(hook, bytes, %error, "a delivery is lost unless it is sent again");
        Answer::CannotKeep
    })?;
    tracing::debug!(
        hook,
        bytes,
        readable = reading.is_ok(),
        "a delivery is kept"
    );
    Ok(match reading {
        Ok(reading) => Answer::Kept(reading),
        Err(error) => Answer::Unreadable(error),
    })
}
