//! How the rest of the desk speaks to its tunnel.

use kimo_tunnel::TunnelConfig;
use tokio::sync::{mpsc, watch};

use super::status::TunnelStatus;

/// Speaks to the tunnel's task; clones speak to the same.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    commands: mpsc::Sender<Command>,
    pub(super) status: watch::Receiver<TunnelStatus>,
}

/// What the task is told.
#[derive(Debug)]
pub(super) enum Command {
    /// The set-up has changed.
    Reload,
    /// A person wants to know now.
    Check,
}

impl Handle {
    /// How the desk is reached.
    pub(crate) fn status(&self) -> TunnelStatus {
        self.status.borrow().clone()
    }

    /// Takes up a changed set-up.
    pub(crate) async fn reload(&self) {
        // An error says that the desk stops.
        self.commands.send(Command::Reload).await.ok();
    }

    /// Proves the way now.
    pub(crate) async fn check(&self) {
        self.commands.send(Command::Check).await.ok();
    }
}

/// The handle, and what the task is run with.
pub(crate) fn handle() -> (Handle, TaskEnd) {
    let (commands, given) = mpsc::channel(8);
    let (shown, status) = watch::channel(TunnelStatus::unchecked(&TunnelConfig::Off));
    (
        Handle { commands, status },
        TaskEnd {
            commands: given,
            status: shown,
        },
    )
}

/// The task's end of a [`Handle`].
pub(crate) struct TaskEnd {
    pub(super) commands: mpsc::Receiver<Command>,
    pub(super) status: watch::Sender<TunnelStatus>,
}
