//! A tunnel that is kept up in a task of its own.

use std::net::SocketAddr;

use kimo_tunnel::{Link, Tunnel, run_for_ever};
use tokio::{sync::watch, task::AbortHandle};

/// A tunnel that is kept up; dropping it takes it down.
pub(super) struct Running {
    task: AbortHandle,
    hurry: watch::Sender<u64>,
}

impl Running {
    /// Starts it towards the listener at `local`, and gives its own account of how it is doing.
    pub(super) fn start(
        tunnel: Box<dyn Tunnel>,
        local: SocketAddr,
    ) -> (Self, watch::Receiver<Link>) {
        let (reports, link) = watch::channel(Link::Connecting);
        let (hurry, hurried) = watch::channel(0);
        let task =
            tokio::spawn(async move { run_for_ever(&*tunnel, local, &reports, hurried).await });
        let running = Self {
            task: task.abort_handle(),
            hurry,
        };
        (running, link)
    }

    /// Has it try afresh: what was connected before is dead.
    pub(super) fn hurry(&self) {
        self.hurry.send_modify(|count| *count += 1);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}
