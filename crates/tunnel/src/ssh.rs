//! The SSH reverse tunnel, spoken by Kimo itself.

mod dial;
mod host_keys;
mod key;
mod session;

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use russh::{
    client::{self, AuthResult},
    keys::PrivateKeyWithHashAlg,
};
use tokio::{
    net::{TcpStream, lookup_host},
    sync::watch,
    time::timeout,
};

use self::{
    dial::connect_to_any,
    session::{DeskSide, SessionFault},
};
pub use self::{
    host_keys::{Answer, HostKeys},
    key::{SshKey, UnusableKey},
};
use crate::{
    Fault,
    config::{Remote, Ssh},
    link::{Link, Tunnel},
};

/// An SSH reverse tunnel.
pub(crate) struct SshTunnel {
    pub(crate) config: Ssh,
    pub(crate) key: Option<SshKey>,
    pub(crate) host_keys: Arc<dyn HostKeys>,
}

impl Tunnel for SshTunnel {
    fn run<'a>(
        &'a self,
        local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>> {
        Box::pin(async move {
            let set_up = async {
                let addresses = self.addresses().await?;
                self.set_up(addresses, local).await
            };
            let mut session = match timeout(SET_UP, set_up).await {
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
                Err(SessionFault(fault)) => fault,
            }
        })
    }
}

/// Everything from the name to the forward must be done within this.
const SET_UP: Duration = Duration::from_secs(8);
/// A server that is silent for this long is asked for a sign of life…
const KEEPALIVE: Duration = Duration::from_secs(2);
/// …and given up after so many unanswered questions: a black hole is noticed within 8 s.
const UNANSWERED: usize = 3;

impl SshTunnel {
    async fn addresses(&self) -> Result<Vec<SocketAddr>, Fault> {
        let found = lookup_host((self.config.host.as_str(), self.config.port)).await;
        let addresses: Vec<_> = found.into_iter().flatten().collect();
        if addresses.is_empty() {
            return Err(Fault::Name {
                host: self.config.host.clone(),
            });
        }
        Ok(addresses)
    }

    async fn set_up(
        &self,
        addresses: Vec<SocketAddr>,
        local: SocketAddr,
    ) -> Result<client::Handle<DeskSide>, Fault> {
        let stream = self.connect(addresses).await?;
        let config = client::Config {
            keepalive_interval: Some(KEEPALIVE),
            keepalive_max: UNANSWERED,
            nodelay: true,
            ..client::Config::default()
        };
        let desk_side = DeskSide::new(self.server(), Arc::clone(&self.host_keys), local);
        let mut session = client::connect_stream(Arc::new(config), stream, desk_side)
            .await
            .map_err(|SessionFault(fault)| fault)?;
        self.log_in(&mut session).await?;
        self.forward(&session).await?;
        Ok(session)
    }

    async fn connect(&self, addresses: Vec<SocketAddr>) -> Result<TcpStream, Fault> {
        let connected = connect_to_any(addresses)
            .await
            .and_then(|stream| stream.set_nodelay(true).map(|()| stream));
        connected.map_err(|error| Fault::Connect {
            to: self.server(),
            detail: error.to_string(),
        })
    }

    async fn log_in(&self, session: &mut client::Handle<DeskSide>) -> Result<(), Fault> {
        let key = self.key.as_ref().ok_or_else(|| Fault::Refused {
            detail: "there is no SSH key".to_owned(),
        })?;
        let key = PrivateKeyWithHashAlg::new(key.private(), None);
        match session.authenticate_publickey(&self.config.user, key).await {
            Ok(AuthResult::Success) => Ok(()),
            Ok(AuthResult::Failure { .. }) => Err(Fault::Refused {
                detail: format!("{} does not accept this desk's key", self.config.user),
            }),
            Err(error) => Err(SessionFault::from(error).0),
        }
    }

    async fn forward(&self, session: &client::Handle<DeskSide>) -> Result<(), Fault> {
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
            other => SessionFault::from(other).0,
        })
    }

    /// The server as pins and people name it.
    fn server(&self) -> String {
        format!("{}:{}", self.config.host, self.config.port)
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
#[path = "../tests/support/sshd.rs"]
mod sshd;

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::{
        net::{Ipv4Addr, TcpListener, TcpStream as BlockingStream},
        sync::Mutex,
    };

    use super::{sshd::Server, *};

    /// A host whose first address, as its IPv6 mostly, is dead: packets to it are dropped.
    #[tokio::test]
    async fn a_host_with_a_dead_address_is_reached_by_its_other_one() {
        let key = SshKey::from_seed(&[7; 32]);
        let server = Server::start(&key.public_line().unwrap());
        let dead = DeadAddress::new();
        let alive = SocketAddr::from((Ipv4Addr::LOCALHOST, server.port));
        let tunnel = tunnel_to(&server, key);
        let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
        let session = timeout(SET_UP, tunnel.set_up(vec![dead.at, alive], local)).await;
        session.expect("in the time of one try").unwrap();
    }

    fn tunnel_to(server: &Server, key: SshKey) -> SshTunnel {
        SshTunnel {
            config: Ssh {
                host: "desk.example".to_owned(),
                port: server.port,
                user: sshd::whoami(),
                remote: Remote::Port(sshd::free_port()),
                public_url: "https://desk.example".parse().unwrap(),
            },
            key: Some(key),
            host_keys: Arc::new(FirstKey::default()),
        }
    }

    /// An address that never answers: its queue is full, so that the system drops what comes.
    struct DeadAddress {
        at: SocketAddr,
        _listener: TcpListener,
        _queued: Vec<BlockingStream>,
    }

    impl DeadAddress {
        fn new() -> Self {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            rustix::net::listen(&listener, 0).unwrap();
            let at = listener.local_addr().unwrap();
            let mut queued = Vec::new();
            while let Ok(stream) = BlockingStream::connect_timeout(&at, Duration::from_millis(200))
            {
                queued.push(stream);
            }
            Self {
                at,
                _listener: listener,
                _queued: queued,
            }
        }
    }

    /// The key that was shown first.
    #[derive(Default)]
    struct FirstKey(Mutex<Option<String>>);

    impl HostKeys for FirstKey {
        fn pinned<'a>(&'a self, _server: &'a str) -> Answer<'a, Option<String>> {
            Box::pin(async { Ok(self.0.lock().unwrap().clone()) })
        }

        fn pin<'a>(&'a self, _server: &'a str, key: &'a str) -> Answer<'a, ()> {
            *self.0.lock().unwrap() = Some(key.to_owned());
            Box::pin(async { Ok(()) })
        }
    }
}
