//! The SSH reverse tunnel, spoken by Kimo itself.

mod key;

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use russh::{
    Channel, ChannelOpenFailure,
    client::{self, AuthResult, ChannelOpenHandle, Msg, Session},
    keys::{HashAlg, PrivateKeyWithHashAlg, PublicKey, PublicKeyOrCertificate},
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpStream, lookup_host},
    sync::{Semaphore, watch},
    time::timeout,
};

pub use self::key::{SshKey, UnusableKey};
use crate::{Fault, Link, Remote, Tunnel, config::Ssh, retry::connect_fault};

/// The host keys that servers showed first, kept across starts.
pub trait HostKeys: Send + Sync {
    /// The key pinned for a server, in OpenSSH's form (`ssh-ed25519 AAAA…`).
    fn pinned(&self, host: &str, port: u16) -> Option<String>;
    /// Pins the key of a server seen for the first time.
    fn pin(&self, host: &str, port: u16, key: &str);
}

/// An SSH reverse tunnel.
pub(crate) struct SshTunnel {
    pub(crate) config: Ssh,
    pub(crate) key: SshKey,
    pub(crate) host_keys: Arc<dyn HostKeys>,
}

impl Tunnel for SshTunnel {
    fn run<'a>(
        &'a self,
        local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>> {
        Box::pin(async move {
            let mut session = match timeout(SET_UP, self.set_up(local)).await {
                Ok(Ok(session)) => session,
                Ok(Err(fault)) => return fault,
                Err(_) => return Fault::Silent,
            };
            link.send_replace(Link::Up {
                public_url: Some(self.config.public_url.clone()),
            });
            match (&mut session).await {
                Ok(()) => Fault::Tunnel {
                    detail: "the server closed the session".to_owned(),
                },
                Err(fault) => fault.0,
            }
        })
    }
}

/// Everything from the first packet to the forward must be done within this.
const SET_UP: Duration = Duration::from_secs(8);
/// A server that is silent for this long is asked for a sign of life…
const KEEPALIVE: Duration = Duration::from_secs(2);
/// …and given up after so many unanswered questions: a black hole is noticed within 8 s.
const UNANSWERED: usize = 3;
/// More connections at a time than the listener itself takes make no sense.
const CONNECTIONS: usize = 256;

impl SshTunnel {
    async fn set_up(&self, local: SocketAddr) -> Result<client::Handle<Guest>, Fault> {
        let stream = self.connect().await?;
        let config = client::Config {
            keepalive_interval: Some(KEEPALIVE),
            keepalive_max: UNANSWERED,
            nodelay: true,
            ..client::Config::default()
        };
        let guest = Guest {
            host: self.config.host.clone(),
            port: self.config.port,
            host_keys: Arc::clone(&self.host_keys),
            local,
            connections: Arc::new(Semaphore::new(CONNECTIONS)),
        };
        let mut session = client::connect_stream(Arc::new(config), stream, guest)
            .await
            .map_err(|fault| fault.0)?;
        self.log_in(&mut session).await?;
        self.forward(&session).await?;
        Ok(session)
    }

    async fn connect(&self) -> Result<TcpStream, Fault> {
        let to = format!("{}:{}", self.config.host, self.config.port);
        let addresses = lookup_host((self.config.host.as_str(), self.config.port))
            .await
            .map_err(|_| Fault::Name {
                host: self.config.host.clone(),
            })?;
        let mut last = Fault::Name {
            host: self.config.host.clone(),
        };
        for address in addresses {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    stream
                        .set_nodelay(true)
                        .map_err(|error| connect_fault(&to, &error))?;
                    return Ok(stream);
                }
                Err(error) => last = connect_fault(&to, &error),
            }
        }
        Err(last)
    }

    async fn log_in(&self, session: &mut client::Handle<Guest>) -> Result<(), Fault> {
        let key = PrivateKeyWithHashAlg::new(self.key.private(), None);
        match session.authenticate_publickey(&self.config.user, key).await {
            Ok(AuthResult::Success) => Ok(()),
            Ok(AuthResult::Failure { .. }) => Err(Fault::Refused {
                detail: format!("{} does not accept this desk's key", self.config.user),
            }),
            Err(error) => Err(Broken::from(error).0),
        }
    }

    async fn forward(&self, session: &client::Handle<Guest>) -> Result<(), Fault> {
        let forwarded = match &self.config.remote {
            Remote::Port(port) => session
                .tcpip_forward("localhost", u32::from(*port))
                .await
                .map(|_| ()),
            Remote::Socket(path) => session.streamlocal_forward(path).await,
        };
        forwarded.map_err(|error| match error {
            russh::Error::RequestDenied => Fault::NotForwarded {
                remote: self.config.remote.to_string(),
            },
            other => Broken::from(other).0,
        })
    }
}

/// Our side of one session: checks the host key, and takes the connections that the server
/// forwards to the listener.
struct Guest {
    host: String,
    port: u16,
    host_keys: Arc<dyn HostKeys>,
    local: SocketAddr,
    connections: Arc<Semaphore>,
}

impl client::Handler for Guest {
    type Error = Broken;

    async fn check_server_key(&mut self, offered: &PublicKeyOrCertificate) -> Result<bool, Broken> {
        let PublicKeyOrCertificate::PublicKey { key: offered, .. } = offered else {
            return Err(Broken(Fault::Tunnel {
                detail: "the server shows a certificate instead of a host key".to_owned(),
            }));
        };
        let pinned = self
            .host_keys
            .pinned(&self.host, self.port)
            .and_then(|pinned| PublicKey::from_openssh(&pinned).ok());
        match pinned {
            Some(pinned) if pinned.key_data() == offered.key_data() => Ok(true),
            Some(pinned) => Err(Broken(Fault::HostKeyChanged {
                pinned: pinned.fingerprint(HashAlg::Sha256).to_string(),
                offered: offered.fingerprint(HashAlg::Sha256).to_string(),
            })),
            None => {
                let text = offered.to_openssh().map_err(|error| {
                    Broken(Fault::Tunnel {
                        detail: format!("unreadable host key: {error}"),
                    })
                })?;
                self.host_keys.pin(&self.host, self.port, &text);
                Ok(true)
            }
        }
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
    ) -> Result<(), Broken> {
        self.carry(channel, reply).await;
        Ok(())
    }

    async fn server_channel_open_forwarded_streamlocal(
        &mut self,
        channel: Channel<Msg>,
        _socket_path: &str,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Broken> {
        self.carry(channel, reply).await;
        Ok(())
    }
}

impl Guest {
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

/// A session that broke.
#[derive(Debug)]
struct Broken(Fault);

impl From<russh::Error> for Broken {
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
