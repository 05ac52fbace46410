//! Being the one desk of a data directory: the lock on it, where other programs of the user ask,
//! and where deliveries are taken.

use std::{net::SocketAddr, path::Path, process, sync::Mutex, time::Duration};

use tokio::sync::watch;

use super::options::DeskOptions;
use crate::{
    control,
    lock::{ControlAddress, DeskLock, Holder, LockError},
    locked::locked,
};

/// The right to be the desk of a data directory, and what is told of its holder.
pub(super) struct Instance {
    options: DeskOptions,
    /// Given back when the desk stops.
    lock: Mutex<Option<DeskLock>>,
    control: ControlAddress,
    listen: watch::Sender<Option<SocketAddr>>,
}

impl Instance {
    pub(super) fn new(options: DeskOptions, lock: DeskLock, control: ControlAddress) -> Self {
        Self {
            options,
            lock: Mutex::new(Some(lock)),
            control,
            listen: watch::Sender::new(None),
        }
    }

    /// Tells other programs where to ask.
    pub(super) fn announce(&self) {
        let holder = Holder {
            pid: process::id(),
            program: self.options.program.to_owned(),
            listen: self.listen_addr(),
            control: self.control.clone(),
        };
        if let Some(lock) = &*locked(&self.lock)
            && let Err(error) = lock.announce(&holder)
        {
            tracing::warn!(%error, "other programs cannot find this desk");
        }
    }

    /// The secret that proves the right to give commands.
    pub(super) fn control_secret(&self) -> String {
        self.control.secret.clone()
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
    for _ in 0..LOCK_TRIES {
        match DeskLock::take(data_dir) {
            Err(LockError::Held { holder, .. }) if !answers(holder.clone()).await => {
                tokio::time::sleep(LOCK_PAUSE).await;
            }
            taken => return taken,
        }
    }
    DeskLock::take(data_dir)
}

async fn answers(holder: Option<Box<Holder>>) -> bool {
    let Some(holder) = holder else { return false };
    let asked =
        tokio::task::spawn_blocking(move || control::give(&holder, control::Command::Ping).is_ok());
    asked.await.unwrap_or(false)
}

const LOCK_TRIES: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(25);
