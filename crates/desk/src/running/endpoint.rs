//! The listener's socket: had at once, or waited for.

use std::{net::SocketAddr, time::Duration};

use kimo_attention::Problem;
use kimo_listener::Limits;
use tokio::net::TcpListener;

use super::{desk_error::DeskError, into_history::IntoHistory, running_desk::Desk};
use crate::{health::Part, port::PortHolder};

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
        self.0.tasks.spawn_to_its_end(ANSWERS_WITHIN, async move {
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
        let app = kimo_listener::router(self.0.listener.clone(), IntoHistory(writer));
        kimo_listener::serve(listener, app, Limits::default(), self.stopping()).await;
    }

    /// `None` when the desk stops before.
    async fn wait_for_address(&self) -> Option<TcpListener> {
        loop {
            tokio::select! {
                () = self.stopping() => return None,
                () = tokio::time::sleep(TRY_AGAIN) => {}
            }
            let bound = bind(self.0.instance.options().listen).await;
            self.know_address(bound.as_ref());
            if let Ok(listener) = bound {
                self.0.instance.announce();
                return Some(listener);
            }
        }
    }

    fn know_address(&self, bound: Result<&TcpListener, &DeskError>) {
        let address = bound.ok().and_then(|listener| listener.local_addr().ok());
        self.0.instance.listens(address);
        self.set_health(
            Part::Listener,
            bound.err().map(|error| Problem {
                code: "cannot-listen".to_owned(),
                detail: error.to_string(),
            }),
        );
        // The hooks' addresses name the port.
        self.0.attention.addresses();
    }
}

const TRY_AGAIN: Duration = Duration::from_secs(3);
/// How long those who have posted already may wait for their answer when the desk stops.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
