//! The listener's socket: had at once, or waited for.

use std::{net::SocketAddr, time::Duration};

use kimo_listener::Limits;
use tokio::net::TcpListener;

use super::{Blindness, Desk, DeskError, into_history::IntoHistory};
use crate::{Problem, api::FeedItem, port::PortHolder};

/// Takes the address.
pub(super) async fn bind(address: SocketAddr) -> Result<TcpListener, DeskError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| DeskError::Listen {
            address,
            holder: PortHolder::find(address),
            source,
        })
}

impl Desk {
    /// Serves the socket, or tries again until it can be had.
    pub(super) fn take_deliveries(&self, bound: Result<TcpListener, DeskError>) {
        let desk = self.clone();
        // Known before the first task runs, so that `listen_addr` is right at once.
        self.know_address(bound.as_ref());
        self.spawn(async move {
            let listener = match bound {
                Ok(listener) => Some(listener),
                Err(_) => desk.wait_for_address().await,
            };
            if let Some(listener) = listener {
                desk.serve(listener).await;
            }
        });
    }

    async fn serve(&self, listener: TcpListener) {
        let Ok(writer) = self.writer() else { return };
        let app = kimo_listener::router(self.0.door.clone(), IntoHistory(writer));
        kimo_listener::serve(listener, app, Limits::default(), self.stopping()).await;
    }

    /// `None` when the desk stops before.
    async fn wait_for_address(&self) -> Option<TcpListener> {
        loop {
            tokio::select! {
                () = self.stopping() => return None,
                () = tokio::time::sleep(TRY_AGAIN) => {}
            }
            let bound = bind(self.0.options.listen).await;
            self.know_address(bound.as_ref());
            if let Ok(listener) = bound {
                self.announce();
                return Some(listener);
            }
        }
    }

    fn know_address(&self, bound: Result<&TcpListener, &DeskError>) {
        let address = bound.ok().and_then(|listener| listener.local_addr().ok());
        self.0.listen.send_replace(address);
        self.set_blindness(|blindness| {
            blindness.listener = bound.err().map(|error| Problem {
                code: "cannot-listen".to_owned(),
                detail: error.to_string(),
            });
        });
        // The hooks' addresses name the port.
        self.0.attention.hooks();
    }

    pub(super) fn set_blindness(&self, change: impl FnOnce(&mut Blindness)) {
        let changed = self.0.blind.send_if_modified(|blindness| {
            let before = blindness.clone();
            change(blindness);
            *blindness != before
        });
        if changed {
            self.0.attention.blind(self.blind());
            self.tell(FeedItem::Status);
        }
    }
}

const TRY_AGAIN: Duration = Duration::from_secs(3);
