//! A tunnel against a real server, and a listener that answers.

#[path = "sshd.rs"]
mod sshd;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use kimo_tunnel::{
    Answer, Fault, HostKeys, Link, Parts, Remote, Ssh, SshKey, TunnelConfig, open, run_for_ever,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    task::JoinHandle,
    time::timeout,
};

pub(crate) use self::sshd::{SOON, Server, free_port, whoami};

/// The host keys seen so far, in memory.
#[derive(Default)]
pub(crate) struct Pins(Mutex<Option<String>>);

impl HostKeys for Pins {
    fn pinned<'a>(&'a self, _server: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async { Ok(self.0.lock().unwrap().clone()) })
    }

    fn pin<'a>(&'a self, _server: &'a str, key: &'a str) -> Answer<'a, ()> {
        *self.0.lock().unwrap() = Some(key.to_owned());
        Box::pin(async { Ok(()) })
    }
}

/// A tunnel that runs in the background.
pub(crate) struct RunningTunnel {
    pub(crate) link: watch::Receiver<Link>,
    pub(crate) hurry: watch::Sender<u64>,
    task: JoinHandle<()>,
}

impl RunningTunnel {
    pub(crate) fn start(
        server: &Server,
        key: &SshKey,
        pins: &Arc<Pins>,
        remote: Remote,
        local: SocketAddr,
    ) -> Self {
        let config = TunnelConfig::Ssh(Ssh {
            host: "127.0.0.1".to_owned(),
            port: server.port,
            user: whoami(),
            remote,
            public_url: "https://desk.example".parse().unwrap(),
        });
        let host_keys: Arc<dyn HostKeys> = Arc::clone(pins) as _;
        let tunnel = open(
            &config,
            Parts {
                ssh_key: Some(key.clone()),
                host_keys,
                token: None,
            },
        )
        .unwrap();
        let (sender, link) = watch::channel(Link::Connecting);
        let (hurry, hurried) = watch::channel(0);
        let task =
            tokio::spawn(async move { run_for_ever(&*tunnel, local, &sender, hurried).await });
        Self { link, hurry, task }
    }

    pub(crate) async fn up(&mut self) {
        self.until("up", |link| matches!(link, Link::Up { .. }))
            .await;
    }

    pub(crate) async fn down(&mut self) -> Fault {
        match self
            .until("down", |link| matches!(link, Link::Down { .. }))
            .await
        {
            Link::Down { fault } => fault,
            other => panic!("not down: {other:?}"),
        }
    }

    async fn until(&mut self, what: &str, is: impl FnMut(&Link) -> bool) -> Link {
        let seen = timeout(SOON, self.link.wait_for(is))
            .await
            .map(|link| link.unwrap().clone());
        seen.unwrap_or_else(|_| panic!("not {what} within {SOON:?}: {:?}", self.link.borrow()))
    }
}

impl Drop for RunningTunnel {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A listener that answers each connection's line with that line in capitals.
pub(crate) async fn shouting_listener() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut text = [0; 64];
                let read = stream.read(&mut text).await.unwrap();
                stream
                    .write_all(&text[..read].to_ascii_uppercase())
                    .await
                    .unwrap();
            });
        }
    });
    address
}

/// Sends a word to the tunnel's public end and gives what comes back.
pub(crate) async fn say(port: u16, word: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    stream.write_all(word.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
