//! When the desk could not hear its PBXs: it slept, did not run, or was not reached.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use kimo_history::{GapCause, KeepError};
use kimo_tunnel::WakeWatch;
use tokio::time::sleep;

use crate::{
    Desk,
    tunnel::{TunnelState, TunnelStatus},
};

/// Notes each such time with its cause, and has the records read when it is over.
pub(crate) async fn watch(desk: Desk) {
    let mut presence = Presence::begin(&desk, desk.0.records.now(), Instant::now()).await;
    loop {
        sleep(TICK).await;
        let (now, tick) = (desk.0.records.now(), Instant::now());
        presence.look(&desk, now, tick, desk.tunnel()).await;
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

/// Whether the desk hears, as far as it can tell.
pub(super) struct Presence {
    wake: WakeWatch,
    /// When it was last looked.
    last: Timestamp,
    /// When it was last noted that Kimo runs.
    noted: Timestamp,
    unreachable: bool,
}

impl Presence {
    /// It has just begun to.
    pub(super) async fn begin(desk: &Desk, now: Timestamp, tick: Instant) -> Self {
        if let Err(error) = begin(desk, now).await {
            tracing::warn!(%error, "since when Kimo did not run was not noted");
        }
        Self {
            wake: WakeWatch::new(now, tick),
            last: now,
            noted: now,
            unreachable: false,
        }
    }

    /// Looks once more, by the clock on the wall and by one that nobody sets.
    pub(super) async fn look(
        &mut self,
        desk: &Desk,
        now: Timestamp,
        tick: Instant,
        tunnel: TunnelStatus,
    ) {
        if let Err(error) = self.note(desk, now, tick, tunnel).await {
            tracing::debug!(%error, "whether the desk hears was not noted");
        }
    }

    async fn note(
        &mut self,
        desk: &Desk,
        now: Timestamp,
        tick: Instant,
        tunnel: TunnelStatus,
    ) -> Result<(), KeepError> {
        let last = std::mem::replace(&mut self.last, now);
        let woke = self.wake.woke(now, tick);
        if woke && now > last {
            desk.writer()?
                .note_gap(last, Some(now), GapCause::Asleep)
                .await?;
            desk.0.records.ask();
        }
        self.look_at_the_tunnel(desk, now, tunnel).await?;
        if woke || now.duration_since(self.noted) >= HEARTBEAT {
            self.noted = now;
            desk.writer()?.note_alive(now).await?;
        }
        Ok(())
    }

    async fn look_at_the_tunnel(
        &mut self,
        desk: &Desk,
        now: Timestamp,
        tunnel: TunnelStatus,
    ) -> Result<(), KeepError> {
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
