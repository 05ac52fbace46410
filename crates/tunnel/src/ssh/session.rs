//! Our side of one SSH session.

use std::{net::SocketAddr, sync::Arc};

use russh::{
    Channel, ChannelOpenFailure,
    client::{self, ChannelOpenHandle, Msg, Session},
    keys::PublicKeyOrCertificate,
};
use tokio::{io::copy_bidirectional, net::TcpStream, sync::Semaphore};

use super::host_keys::{self, HostKeys};
use crate::Fault;

/// Checks the host key, and takes the connections that the server forwards to the listener.
pub(super) struct DeskSide {
    server: String,
    host_keys: Arc<dyn HostKeys>,
    local: SocketAddr,
    connections: Arc<Semaphore>,
}

impl DeskSide {
    /// More connections at a time than the listener itself takes make no sense.
    const CONNECTIONS: usize = 256;

    /// For a session with `server` (`host:port`) that leads to the listener at `local`.
    pub(super) fn new(server: String, host_keys: Arc<dyn HostKeys>, local: SocketAddr) -> Self {
        Self {
            server,
            host_keys,
            local,
            connections: Arc::new(Semaphore::new(Self::CONNECTIONS)),
        }
    }

    /// Carries one connection to the listener and back, beside all others.
    async fn carry(&self, channel: Channel<Msg>, reply: ChannelOpenHandle) {
        let Ok(place) = Arc::clone(&self.connections).try_acquire_owned() else {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return;
        };
        let local = self.local;
        tokio::spawn(async move {
            let _place = place;
            match TcpStream::connect(local).await {
                Ok(mut stream) => {
                    reply.accept().await;
                    let carried = copy_bidirectional(&mut channel.into_stream(), &mut stream).await;
                    if let Err(error) = carried {
                        tracing::debug!(%error, "a forwarded connection broke off");
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the listener takes no connection from the tunnel");
                    reply.reject(ChannelOpenFailure::ConnectFailed).await;
                }
            }
        });
    }
}

impl client::Handler for DeskSide {
    type Error = SessionFault;

    async fn check_server_key(
        &mut self,
        offered: &PublicKeyOrCertificate,
    ) -> Result<bool, SessionFault> {
        let PublicKeyOrCertificate::PublicKey { key: offered, .. } = offered else {
            return Err(SessionFault(Fault::Tunnel {
                detail: "the server shows a certificate instead of a host key".to_owned(),
            }));
        };
        host_keys::check(&*self.host_keys, &self.server, offered)
            .await
            .map_err(SessionFault)?;
        Ok(true)
    }

    async fn server_channel_open_forwarded_tcpip(
        &mut self,
        channel: Channel<Msg>,
        _connected_address: &str,
        _connected_port: u32,
        _originator_address: &str,
        _originator_port: u32,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), SessionFault> {
        self.carry(channel, reply).await;
        Ok(())
    }

    async fn server_channel_open_forwarded_streamlocal(
        &mut self,
        channel: Channel<Msg>,
        _socket_path: &str,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), SessionFault> {
        self.carry(channel, reply).await;
        Ok(())
    }
}

/// Why a session ended, as a fault of the tunnel.
#[derive(Debug)]
pub(super) struct SessionFault(pub(super) Fault);

impl From<russh::Error> for SessionFault {
    fn from(error: russh::Error) -> Self {
        Self(match error {
            russh::Error::KeepaliveTimeout
            | russh::Error::ConnectionTimeout
            | russh::Error::InactivityTimeout => Fault::Silent,
            other => Fault::Tunnel {
                detail: other.to_string(),
            },
        })
    }
}
