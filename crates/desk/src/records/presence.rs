//! When the desk could not hear its PBXs: it slept, did not run, or was not reached.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use kimo_history::{GapCause, KeepError};
use kimo_tunnel::WakeWatch;
use tokio::time::sleep;

use crate::{Desk, tunnel::TunnelState};

/// Notes each such time with its cause, and has the records read when it is over.
pub(crate) async fn watch(desk: Desk) {
    let now = Timestamp::now();
    if let Err(error) = begin(&desk, now).await {
        tracing::warn!(%error, "since when Kimo did not run was not noted");
    }
    let mut presence = Presence {
        wake: WakeWatch::new(now, Instant::now()),
        last: now,
        noted: now,
        unreachable: false,
    };
    loop {
        sleep(TICK).await;
        if let Err(error) = presence.look(&desk, Timestamp::now()).await {
            tracing::debug!(%error, "whether the desk hears was not noted");
        }
    }
}

/// Whatever lasted when Kimo ended is over; from then on it did not run.
async fn begin(desk: &Desk, now: Timestamp) -> Result<(), KeepError> {
    let alive = desk.read(|reader| reader.alive_at()).await;
    let alive = alive.map_err(|error| KeepError::Other(error.to_string()))?;
    let writer = desk.writer()?;
    if let Some(alive) = alive {
        writer.end_gap(GapCause::Unreachable, alive).await?;
        if now.duration_since(alive) > SHORTEST {
            writer.note_gap(alive, Some(now), GapCause::Off).await?;
        }
    }
    writer.note_alive(now).await
}

struct Presence {
    wake: WakeWatch,
    /// When it was last looked.
    last: Timestamp,
    /// When it was last noted that Kimo runs.
    noted: Timestamp,
    unreachable: bool,
}

impl Presence {
    async fn look(&mut self, desk: &Desk, now: Timestamp) -> Result<(), KeepError> {
        let last = std::mem::replace(&mut self.last, now);
        let woke = self.wake.woke(now, Instant::now());
        if woke && now > last {
            desk.writer()?
                .note_gap(last, Some(now), GapCause::Asleep)
                .await?;
            desk.0.records.ask();
        }
        self.look_at_the_tunnel(desk, now).await?;
        if woke || now.duration_since(self.noted) >= HEARTBEAT {
            self.noted = now;
            desk.writer()?.note_alive(now).await?;
        }
        Ok(())
    }

    async fn look_at_the_tunnel(&mut self, desk: &Desk, now: Timestamp) -> Result<(), KeepError> {
        let tunnel = desk.tunnel();
        match (tunnel.state, self.unreachable) {
            (TunnelState::Unreachable, false) => {
                let since = tunnel.since.and_then(|since| since.parse().ok());
                let from = since.unwrap_or(now);
                desk.writer()?
                    .note_gap(from, None, GapCause::Unreachable)
                    .await?;
                self.unreachable = true;
            }
            (TunnelState::Reachable | TunnelState::Off, true) => {
                desk.writer()?.end_gap(GapCause::Unreachable, now).await?;
                self.unreachable = false;
                desk.0.records.ask();
            }
            _ => {}
        }
        Ok(())
    }
}

const TICK: Duration = Duration::from_secs(2);
/// So often it is noted that Kimo runs: a gap by a power cut may seem longer by that.
const HEARTBEAT: SignedDuration = SignedDuration::from_secs(60);
/// A start that follows an end at once.
const SHORTEST: SignedDuration = SignedDuration::from_secs(5);
