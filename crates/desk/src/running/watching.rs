//! Checks the history as it goes, so that damage is told before somebody needs what was there.

use std::time::Duration;

use kimo_history::{Checked, ReadError, Round};

use super::running_desk::Desk;

/// Goes through the whole history, round after round.
pub(super) async fn watch(desk: Desk) {
    let mut at = Round::default();
    loop {
        tokio::time::sleep(BETWEEN_STEPS).await;
        match desk.read(move |reader| reader.check_on(at)).await {
            Ok(Checked { next, altered }) => {
                if !altered.is_empty() {
                    tell_altered(&desk, altered).await;
                }
                at = next.unwrap_or_default();
                if next.is_none() {
                    tokio::time::sleep(BETWEEN_ROUNDS).await;
                }
            }
            Err(ReadError::Damaged(why)) => give_up(&desk, at, why).await,
            // Told by whoever needs it.
            Err(error) => tracing::debug!(%error, "the history cannot be checked now"),
        }
    }
}

/// Has it told that these deliveries are not as they were kept.
async fn tell_altered(desk: &Desk, deliveries: Vec<i64>) {
    tracing::error!(?deliveries, "deliveries are not as they were kept");
    if let Ok(writer) = desk.writer()
        && let Err(error) = writer.found_altered(deliveries).await
    {
        tracing::error!(%error, "that deliveries were altered cannot be taken down");
    }
}

/// Has the history given up, if it is as damaged at a second look.
async fn give_up(desk: &Desk, at: Round, why: String) {
    let again = desk.read(move |reader| reader.check_on(at)).await;
    if let Err(ReadError::Damaged(_)) = again
        && let Ok(writer) = desk.writer()
        && let Err(error) = writer.found_damaged(why).await
    {
        tracing::error!(%error, "a damaged history cannot be given up");
    }
}

const BETWEEN_STEPS: Duration = Duration::from_secs(1);
const BETWEEN_ROUNDS: Duration = Duration::from_secs(10);
