//! The supervisor under a desk that is not there, before a real listener.

use std::{
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    pin::pin,
    sync::{Arc, Mutex, mpsc},
};

use kimo_listener::{CannotKeep, HookTable, Keep, Limits, ListenerState, Received};
use kimo_tunnel::{Answer, HostKeys};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::JoinHandle,
    time::{advance, timeout},
};

use super::{
    super::{Handle, TunnelState, handle::handle},
    *,
};
use crate::Secrets;

#[tokio::test]
async fn an_address_of_ones_own_is_proved_while_the_keyring_never_answers() {
    let world = World::new().await;
    world.set_up(&format!(
        r#"{{"tunnel": {{"kind": "address", "public_url": "http://{}"}}}}"#,
        world.address
    ));
    let tunnel = world.run();
    let status = tunnel.until(|status| status.state == TunnelState::Reachable);
    status.await;
    assert!(
        !*world.desk.0.was_asked.borrow(),
        "it has no secret to ask for"
    );
}

#[tokio::test]
async fn this_computers_own_port_is_no_public_address() {
    let world = World::new().await;
    let port = world.local.port();
    for host in ["127.0.0.1", "127.0.0.7", "localhost", "[::1]", "0.0.0.0"] {
        world.set_up(&format!(
            r#"{{"tunnel": {{"kind": "address", "public_url": "http://{host}:{port}"}}}}"#
        ));
        let tunnel = world.run();
        let status = tunnel
            .until(|status| status.state == TunnelState::Unreachable)
            .await;
        assert_eq!(status.reason.as_deref(), Some("this_computer"), "{host}");
        tunnel.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_keyring_that_never_answers_is_named_and_does_not_hold_up_the_end() {
    let world = World::new().await;
    world.set_up(
        r#"{"tunnel": {"kind": "ssh", "host": "desk.example", "port": 22, "user": "kimo",
            "remote": {"port": 8460}, "public_url": "https://desk.example"}}"#,
    );
    let tunnel = world.run();
    tunnel
        .until(|status| status.state == TunnelState::Unchecked)
        .await;
    advance(PATIENCE + Duration::from_millis(1)).await;
    let status = tunnel
        .until(|status| status.state == TunnelState::Unreachable)
        .await;
    assert_eq!(status.reason.as_deref(), Some("secret"));
    world.desk.until_asked().await;
    tunnel.stop().await;
}

#[tokio::test]
async fn a_damaged_set_up_is_told_at_once_and_is_not_off() {
    let world = World::new().await;
    world.set_up("{\"tunnel\": {\"kind\": \"add");
    let tunnel = world.run();
    let status = tunnel
        .until(|status| status.kind == TunnelKind::Unknown)
        .await;
    assert_eq!(status.state, TunnelState::Unreachable);
    assert_eq!(status.reason.as_deref(), Some("set_up"));
    let told = world.desk.told().blind.expect("told without waiting");
    assert_eq!(told.code, "reach-set_up");
    assert!(told.detail.contains("tunnel.json"), "{}", told.detail);
}

#[tokio::test]
async fn a_set_up_that_is_damaged_later_leaves_the_tunnel_as_it_was_and_is_told() {
    let world = World::new().await;
    let own = format!(
        r#"{{"tunnel": {{"kind": "address", "public_url": "http://{}"}}}}"#,
        world.address
    );
    world.set_up(&own);
    let tunnel = world.run();
    let reached = |status: &TunnelStatus| status.state == TunnelState::Reachable;
    tunnel.until(reached).await;
    world.set_up("{");
    tunnel.handle.reload().await;
    tunnel.until(|status| !reached(status)).await;
    tunnel.until(reached).await;
    let why = world.desk.told().unreadable.expect("told");
    assert!(why.contains("tunnel.json"), "{why}");
    world.set_up(&own);
    tunnel.handle.reload().await;
    tunnel.until(|status| !reached(status)).await;
    assert_eq!(world.desk.told().unreadable, None, "it can be read again");
}

#[tokio::test(start_paused = true)]
async fn with_the_tunnel_off_nothing_wakes_the_task() {
    let world = World::new().await;
    let (_handle, end) = handle();
    let mut polls = 0_u32;
    let mut running = pin!(run(
        world.desk.clone(),
        Nonces::default(),
        end,
        std::future::pending()
    ));
    let counted = std::future::poll_fn(|context| {
        polls += 1;
        running.as_mut().poll(context)
    });
    timeout(Duration::from_secs(3600), counted)
        .await
        .expect_err("it runs on");
    assert!(polls < 10, "woken {polls} times in an hour");
}

/// A desk's listener, a way to it from elsewhere, and the desk as the tunnel sees it.
struct World {
    desk: FakeDesk,
    nonces: Nonces,
    /// Where the listener is on this computer.
    local: std::net::SocketAddr,
    /// Where what stands before it is reached: another port of this computer, here.
    address: std::net::SocketAddr,
    _dir: TempDir,
    /// As long as this is there, the keyring does not answer.
    _keyring: mpsc::Sender<()>,
}

impl World {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let state = ListenerState::new(HookTable::new(Vec::new()));
        let nonces = state.nonces.clone();
        let app = kimo_listener::router(state, KeepsNothing);
        let mut addresses = Vec::new();
        for _ in ["listener", "proxy"] {
            let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            addresses.push(socket.local_addr().unwrap());
            let served = std::future::pending();
            tokio::spawn(kimo_listener::serve(
                socket,
                app.clone(),
                Limits::default(),
                served,
            ));
        }
        let [local, address] = addresses[..] else {
            unreachable!("two were bound")
        };
        let (held, keyring) = mpsc::channel();
        let desk = FakeDesk(Arc::new(Seen {
            data_dir: dir.path().to_owned(),
            listener: watch::Sender::new(Some(local)),
            keyring: Mutex::new(keyring),
            was_asked: watch::Sender::new(false),
            told: Mutex::default(),
        }));
        Self {
            desk,
            nonces,
            local,
            address,
            _dir: dir,
            _keyring: held,
        }
    }

    fn set_up(&self, content: &str) {
        fs::write(self.desk.data_dir().join("tunnel.json"), content).unwrap();
    }

    fn run(&self) -> Run {
        let (handle, end) = handle();
        let (stop, mut stopped) = watch::channel(false);
        let stopping = async move {
            stopped.wait_for(|stop| *stop).await.ok();
        };
        let task = tokio::spawn(run(self.desk.clone(), self.nonces.clone(), end, stopping));
        Run { handle, stop, task }
    }
}

/// The task under test.
struct Run {
    handle: Handle,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Run {
    async fn until(&self, is: impl FnMut(&TunnelStatus) -> bool) -> TunnelStatus {
        let mut status = self.handle.status.clone();
        let seen = status.wait_for(is).await;
        seen.expect("the task runs").clone()
    }

    async fn stop(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }
}

#[derive(Clone)]
struct FakeDesk(Arc<Seen>);

struct Seen {
    data_dir: PathBuf,
    listener: watch::Sender<Option<std::net::SocketAddr>>,
    keyring: Mutex<mpsc::Receiver<()>>,
    was_asked: watch::Sender<bool>,
    told: Mutex<Told>,
}

#[derive(Clone, Default)]
struct Told {
    blind: Option<Problem>,
    unreadable: Option<String>,
}

impl FakeDesk {
    async fn until_asked(&self) {
        let mut was_asked = self.0.was_asked.subscribe();
        was_asked
            .wait_for(|asked| *asked)
            .await
            .expect("the desk is there");
    }

    fn told(&self) -> Told {
        self.0.told.lock().unwrap().clone()
    }
}

impl TunnelDesk for FakeDesk {
    fn data_dir(&self) -> &Path {
        &self.0.data_dir
    }

    fn listener(&self) -> watch::Receiver<Option<std::net::SocketAddr>> {
        self.0.listener.subscribe()
    }

    fn secrets(&self) -> Result<Arc<Secrets>, String> {
        self.0.was_asked.send_replace(true);
        // Ends with the test only.
        self.0.keyring.lock().unwrap().recv().ok();
        Err("the test is over".to_owned())
    }

    fn host_keys(&self) -> Arc<dyn HostKeys> {
        Arc::new(NoKeys)
    }

    async fn was_chosen(&self) -> bool {
        false
    }

    async fn is_chosen(&self) {}

    fn is_blind(&self, why: Option<Problem>) {
        self.0.told.lock().unwrap().blind = why;
    }

    fn cannot_read_set_up(&self, why: Option<String>) {
        self.0.told.lock().unwrap().unreadable = why;
    }

    fn tunnel_changed(&self) {}
}

struct NoKeys;

impl HostKeys for NoKeys {
    fn pinned<'a>(&'a self, _server: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    fn pin<'a>(&'a self, _server: &'a str, _key: &'a str) -> Answer<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

#[derive(Clone)]
struct KeepsNothing;

impl Keep for KeepsNothing {
    fn keep(
        &self,
        _received: Received,
    ) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static {
        std::future::ready(Err(CannotKeep))
    }
}
