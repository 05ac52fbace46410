//! A desk that answers questions, and proves its history by the clocks and the network of a
//! simulation: what a running desk does by itself it does when the simulation says so.

use std::{
    path::Path,
    sync::OnceLock,
    time::{Duration, Instant},
};

use http_body_util::Full;
use hyper::{Request, body::Bytes};
use jiff::Timestamp;
use kimo_history::{KeepError, Reader, Writer};
use tokio::sync::Mutex;

pub use super::client::{Broke, Brought};
use super::{Records, around::Around, client::ApiClient, presence::Presence, schedule::round};
use crate::{
    Desk, DeskError, private_file,
    tunnel::{TunnelState, TunnelStatus},
};

/// A desk of a simulation.
pub struct ProvingDesk {
    desk: Desk,
    presence: Mutex<Presence>,
}

impl ProvingDesk {
    /// Opens the history of a data directory. By `now` it has the time, and `bring` brings its requests
    /// to the PBXs' interfaces; nothing else of the outside is asked.
    pub async fn open(
        data_dir: &Path,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        bring: impl Fn(Request<Full<Bytes>>) -> Brought + Send + Sync + 'static,
        tick: Instant,
    ) -> Result<Self, DeskError> {
        let kept_in_a_file = data_dir.join("secrets.json");
        if !kept_in_a_file.exists() {
            private_file::replace(&kept_in_a_file, b"{}").map_err(|source| DeskError::DataDir {
                path: data_dir.to_owned(),
                source,
            })?;
        }
        let begun = now();
        let records = Records {
            around: Around::of(now, || 0.5),
            client: OnceLock::from(ApiClient::over(Box::new(bring))),
            ..Records::default()
        };
        let desk = Desk::offline_with(data_dir, records).await?;
        let presence = Presence::begin(&desk, begun, tick).await;
        Ok(Self {
            desk,
            presence: Mutex::new(presence),
        })
    }

    /// Reads the records of all hooks that have a key. Gives after which time to do so again.
    pub async fn round(&self) -> Duration {
        round(&self.desk).await
    }

    /// Whether somebody has asked for another round.
    pub async fn is_asked(&self) -> bool {
        tokio::select! {
            biased;
            () = self.desk.0.records.asked.notified() => true,
            () = std::future::ready(()) => false,
        }
    }

    /// Looks whether it slept, and whether it is reached, by a clock that nobody sets.
    pub async fn look(&self, tick: Instant, is_reached: bool) {
        let tunnel = TunnelStatus {
            state: match is_reached {
                true => TunnelState::Reachable,
                false => TunnelState::Unreachable,
            },
            ..self.desk.tunnel()
        };
        let now = self.desk.0.records.now();
        let mut presence = self.presence.lock().await;
        presence.look(&self.desk, now, tick, tunnel).await;
    }

    /// The desk, to be asked.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What it has written.
    pub fn reader(&self) -> Reader {
        self.desk.reader_beside()
    }

    /// What writes.
    pub fn writer(&self) -> Result<Writer, KeepError> {
        self.desk.writer()
    }
}
