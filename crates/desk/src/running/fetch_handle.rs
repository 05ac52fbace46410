//! Asking for a look at the secrets, and hearing of it.

use tokio::sync::{mpsc, oneshot};

/// Asks for a look at the secrets.
#[derive(Clone, Debug)]
pub(super) struct Handle(mpsc::UnboundedSender<Asked>);

/// The end of a [`Handle`] at which is looked.
pub(super) struct End(mpsc::UnboundedReceiver<Asked>);

/// Told once a look that began after the asking has come to its end.
pub(super) type Asked = oneshot::Sender<()>;

/// The two ends.
pub(super) fn handle() -> (Handle, End) {
    let (asked, taken) = mpsc::unbounded_channel();
    (Handle(asked), End(taken))
}

impl Handle {
    /// Asks for a look, and resolves once one that began after this has come to its end, or the
    /// desk stops.
    pub(super) async fn look(&self) {
        let (tell, looked) = oneshot::channel();
        // Errors say that the desk stops.
        self.0.send(tell).ok();
        looked.await.ok();
    }
}

impl End {
    /// The next who asks; `None` when nobody can any more.
    pub(super) async fn asked(&mut self) -> Option<Asked> {
        self.0.recv().await
    }

    /// Another who has asked already.
    pub(super) fn asked_meanwhile(&mut self) -> Option<Asked> {
        self.0.try_recv().ok()
    }
}
