//! Reading all deliveries again, with progress.

use super::{AskError, Nothing, Rebuilding};
use crate::{Desk, health::Part};

/// Begins, unless it is under way already.
pub(super) async fn rebuild(desk: &Desk, _: Nothing) -> Result<Rebuilding, AskError> {
    let begin = |now: &mut Rebuilding| {
        let begins = !now.running;
        if begins {
            *now = Rebuilding {
                running: true,
                ..Rebuilding::default()
            };
        }
        begins
    };
    if desk.0.rebuilding.change(begin) {
        let working = desk.clone();
        desk.spawn(async move { work(&working).await });
    }
    rebuilding(desk, Nothing).await
}

pub(super) async fn rebuilding(desk: &Desk, _: Nothing) -> Result<Rebuilding, AskError> {
    Ok(desk.0.rebuilding.change(|now| now.clone()))
}

async fn work(desk: &Desk) {
    let reading = desk.clone();
    let rebuilt = tokio::task::spawn_blocking(move || {
        kimo_history::rebuild(reading.data_dir(), |done, total| {
            reading.0.rebuilding.change(|now| {
                now.done = done;
                now.total = total;
            });
        })
    });
    let error = match rebuilt.await {
        Ok(Ok(())) => look_again(desk).await.err().map(|error| error.detail),
        Ok(Err(error)) => Some(error.to_string()),
        Err(error) => Some(error.to_string()),
    };
    if error.is_none() {
        // They are made anew.
        desk.set_health(Part::UnreadableCalls, None);
    }
    desk.0.rebuilding.change(|now| {
        now.running = false;
        now.error = error;
    });
}

/// The writer notices what another connection has done.
async fn look_again(desk: &Desk) -> Result<(), AskError> {
    Ok(desk.writer()?.reload().await?)
}
