//! The feed as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;

use super::Ui;

/// What changes from now on, one item of JSON an event.
///
/// A browser that falls too far behind is cut off: it comes again and asks for everything anew.
pub(super) async fn feed(State(ui): State<Ui>) -> impl IntoResponse {
    let items = stream::unfold((ui.desk.feed(), ui.stop), async |(mut feed, mut stop)| {
        let item = tokio::select! {
            item = feed.recv() => item.ok()?,
            // The desk stops; an error says the same.
            _ = stop.wait_for(|stop| *stop) => return None,
        };
        let event = Event::default().json_data(&item).unwrap_or_default();
        Some((Ok::<_, Infallible>(event), (feed, stop)))
    });
    Sse::new(items).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
