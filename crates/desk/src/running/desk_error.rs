//! Why a desk could not be opened.

use std::{io, net::SocketAddr, path::PathBuf};

use kimo_history::{KeepError, OpenError, ReadError};

use crate::{lock::LockError, port::PortHolder};

/// The desk could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The data directory cannot be made or its rights not set.
    #[error("the data directory {} cannot be used: {source}", path.display())]
    DataDir {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another desk has the data directory, or it cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The address for deliveries cannot be had.
    #[error("{address}: {}", taken_by(holder.as_ref(), source))]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Who has it, where that can be known.
        holder: Option<PortHolder>,
        /// What the system said.
        source: io::Error,
    },
    /// The history cannot be opened.
    #[error(transparent)]
    History(#[from] OpenError),
    /// The hooks that the desk was to make cannot be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// The history cannot be read.
    #[error(transparent)]
    Read(ReadError),
    /// No socket for questions.
    #[error("no socket for questions: {0}")]
    Control(io::Error),
    /// No thread for what is shown.
    #[error("a thread cannot be started: {0}")]
    Thread(#[from] io::Error),
}

fn taken_by(holder: Option<&PortHolder>, source: &io::Error) -> String {
    match holder {
        Some(holder) => holder.to_string(),
        None => source.to_string(),
    }
}
