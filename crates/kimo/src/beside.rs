//! The history and the desk as seen from a command that runs beside it.

use std::{net::SocketAddr, path::Path, time::Duration};

use kimo_desk::{
    DEFAULT_LISTEN,
    control::{self, Command},
    lock::{DeskLock, Holder, LockError},
};
use kimo_history::{History, OpenError, Reader};

use crate::failure::Failure;

/// The desk of this data directory, if one runs.
pub(crate) fn running_desk(data_dir: &Path) -> Option<Holder> {
    let holder = Holder::read(data_dir)?;
    control::give(&holder, Command::Ping).ok()?;
    Some(holder)
}

/// Where the running desk takes deliveries; else where the next one would.
pub(crate) fn listen_address(data_dir: &Path) -> SocketAddr {
    running_desk(data_dir)
        .and_then(|holder| holder.listen)
        .unwrap_or(DEFAULT_LISTEN)
}

/// Tells a running desk that something was changed; returns once it has taken it up.
pub(crate) fn tell_desk(data_dir: &Path) -> Result<(), Failure> {
    let Some(holder) = Holder::read(data_dir) else {
        return Ok(());
    };
    match control::give(&holder, Command::Reload) {
        Ok(()) => Ok(()),
        // A desk that was killed left its name behind; the next one reads everything anew.
        Err(_) if running_desk(data_dir).is_none() => Ok(()),
        Err(error) => Err(Failure::Other(anyhow::anyhow!(
            "the change is stored, but the running desk ({}, process {}) did not take it up: \
             {error}. Start it again",
            holder.program,
            holder.pid
        ))),
    }
}

/// The history for reading. Made, or brought up to date, where no desk has done so yet: the first
/// command is a first start too.
pub(crate) fn history(data_dir: &Path) -> Result<Reader, Failure> {
    let error = match Reader::open(data_dir) {
        Ok(reader) => return Ok(reader),
        Err(error) => error,
    };
    if !matches!(error, OpenError::Missing(_) | OpenError::Older(_)) {
        return Err(Failure::Other(error.into()));
    }
    kimo_history::make_private_dir(data_dir)?;
    for _ in 0..PATIENCE {
        match DeskLock::take(data_dir) {
            Ok(_lock) => {
                let opened = History::open(data_dir).map_err(anyhow::Error::from)?;
                return Ok(opened.history.reader());
            }
            // A desk that is about to start makes it at this moment.
            Err(LockError::Held { .. }) => std::thread::sleep(Duration::from_millis(20)),
            Err(error) => return Err(Failure::Other(error.into())),
        }
        if let Ok(reader) = Reader::open(data_dir) {
            return Ok(reader);
        }
    }
    Err(Failure::Other(error.into()))
}

const PATIENCE: u32 = 100;
