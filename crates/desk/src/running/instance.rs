//! Being the one desk of a data directory: the lock on it, where other programs of the user ask,
//! and where deliveries are taken.

use std::{
    net::SocketAddr,
    path::Path,
    process,
    sync::Mutex,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::options::DeskOptions;
use crate::{
    control::{self, ControlAddress},
    lock::{DeskLock, Holder, LockError},
    locked::locked,
};

/// The right to be the desk of a data directory, and what is told of its holder.
pub(super) struct Instance {
    options: DeskOptions,
    /// Given back when the desk stops.
    lock: Mutex<Option<DeskLock>>,
    /// `None` where nobody asks but whoever opened it.
    control: Option<ControlAddress>,
    listen: watch::Sender<Option<SocketAddr>>,
}

impl Instance {
    pub(super) fn new(
        options: DeskOptions,
        lock: Option<DeskLock>,
        control: Option<ControlAddress>,
    ) -> Self {
        Self {
            options,
            lock: Mutex::new(lock),
            control,
            listen: watch::Sender::new(None),
        }
    }

    /// Tells other programs where to ask.
    pub(super) fn announce(&self) {
        let Some(control) = self.control.clone() else {
            return;
        };
        let holder = Holder {
            pid: process::id(),
            program: self.options.program.to_owned(),
            listen: self.listen_addr(),
            control,
        };
        if let Some(lock) = &*locked(&self.lock)
            && let Err(error) = lock.announce(&holder)
        {
            tracing::warn!(%error, "other programs cannot find this desk");
        }
    }

    /// True where nobody asks but whoever opened it.
    pub(super) fn is_offline(&self) -> bool {
        self.control.is_none()
    }

    /// Where it takes deliveries; `None` while it cannot.
    pub(super) fn listen_addr(&self) -> Option<SocketAddr> {
        *self.listen.borrow()
    }

    /// Where it takes deliveries, or would.
    pub(super) fn address(&self) -> SocketAddr {
        self.listen_addr().unwrap_or(self.options.listen)
    }

    /// How it was opened.
    pub(super) fn options(&self) -> &DeskOptions {
        &self.options
    }

    /// The address was had, or lost.
    pub(super) fn listens(&self, address: Option<SocketAddr>) {
        self.listen.send_replace(address);
    }

    /// Tells when the address is had or lost.
    pub(super) fn listen_changes(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.listen.subscribe()
    }

    /// The right itself, to be given back by dropping it.
    pub(super) fn give_up(&self) -> Option<DeskLock> {
        locked(&self.lock).take()
    }
}

/// Takes the data directory. A doctor or another command may hold it for a moment only, and so may
/// a desk that has ended and still writes; one that answers holds it for good.
pub(super) async fn take_lock(data_dir: &Path) -> Result<DeskLock, LockError> {
    let given_up = Instant::now() + LOCK_PATIENCE;
    loop {
        match DeskLock::take(data_dir) {
            Err(LockError::Held { holder, .. })
                if Instant::now() < given_up && !answers(holder.clone()).await =>
            {
                tokio::time::sleep(LOCK_PAUSE).await;
            }
            taken => return taken,
        }
    }
}

async fn answers(holder: Option<Box<Holder>>) -> bool {
    let Some(holder) = holder else { return false };
    let asked = tokio::task::spawn_blocking(move || control::answers(&holder));
    asked.await.unwrap_or(false)
}

const LOCK_PATIENCE: Duration = Duration::from_secs(1);
const LOCK_PAUSE: Duration = Duration::from_millis(25);
