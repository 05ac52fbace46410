//! Keeps the tunnel up, proves that deliveries can arrive, and says when they cannot.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_listener::Nonces;
use kimo_tunnel::{
    Fault, Link, Parts, Probe, Proof, ProofState, PublicUrl, TunnelConfig, TunnelKind, open,
};
use tokio::{
    sync::watch,
    task::{JoinHandle, spawn_blocking},
    time::sleep_until,
};

use super::{
    credentials::Credentials,
    handle::{Command, TaskEnd},
    needs::TunnelDesk,
    nonce_probe::prove,
    running::Running,
    setup::Setup,
    status::TunnelStatus,
    surroundings::Surroundings,
};
use crate::Problem;

/// Runs until `stopping` resolves.
pub(crate) async fn run<D: TunnelDesk>(
    desk: D,
    nonces: Nonces,
    mut end: TaskEnd,
    stopping: impl Future<Output = ()>,
) {
    let mut tunnel = Supervisor::new(desk, nonces);
    let mut listener = tunnel.listener.clone();
    tunnel.reload().await;
    tokio::pin!(stopping);
    loop {
        tunnel.publish(&end.status);
        let due = tunnel.due();
        tokio::select! {
            () = &mut stopping => return,
            command = end.commands.recv() => match command {
                Some(Command::Reload) => tunnel.reload().await,
                Some(Command::Check) => tunnel.check_now(),
                None => return,
            },
            Ok(()) = listener.changed() => tunnel.reload().await,
            Ok(()) = tunnel.link.changed() => tunnel.take_link(),
            answer = outcome(&mut tunnel.asking) => tunnel.take_secret(answer),
            probed = outcome(&mut tunnel.probe) => tunnel.take_probe(probed).await,
            () = changed(&mut tunnel.surroundings) => tunnel.prove_afresh(),
            () = reached(due) => tunnel.do_what_is_due(),
        }
    }
}

/// How long until a secret that could not be had is asked for again.
const ASK_AGAIN: Duration = Duration::from_secs(10);
/// How long a keyring may take to answer before people are told what is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

struct Supervisor<D> {
    desk: D,
    nonces: Nonces,
    client: Probe,
    listener: watch::Receiver<Option<SocketAddr>>,
    /// `None` as long as it could never be read.
    setup: Option<Setup>,
    proof: Proof,
    /// The tunnel's own account; replaced with each tunnel.
    link: watch::Receiver<Link>,
    running: Option<Running>,
    /// The keyring, asked for what the tunnel needs. It may take its time, or for ever.
    asking: Option<JoinHandle<Result<Credentials, Fault>>>,
    probe: Option<JoinHandle<Result<(), Fault>>>,
    /// Looked at only while there is a tunnel.
    surroundings: Option<Surroundings>,
    ask_again_at: Option<Instant>,
    out_of_patience_at: Option<Instant>,
}

impl<D: TunnelDesk> Supervisor<D> {
    fn new(desk: D, nonces: Nonces) -> Self {
        Self {
            listener: desk.listener(),
            desk,
            nonces,
            client: Probe::new(),
            setup: None,
            proof: Proof::off(),
            link: closed_link(),
            running: None,
            asking: None,
            probe: None,
            surroundings: None,
            ask_again_at: None,
            out_of_patience_at: None,
        }
    }

    /// Takes the tunnel down and, with the set-up as it is now, up again.
    async fn reload(&mut self) {
        self.take_down();
        if let Err(why) = self.read_setup().await {
            tracing::error!(why, "the tunnel's set-up cannot be read");
            if self.setup.is_none() {
                let fault = Fault::SetUp { detail: why };
                self.proof = Proof::unknown(fault, Timestamp::now(), now());
                return;
            }
            self.desk.cannot_read_set_up(Some(why));
        } else {
            self.desk.cannot_read_set_up(None);
        }
        if self.tunnel() == &TunnelConfig::Off {
            self.proof = Proof::off();
        } else {
            self.proof = Proof::unchecked(now());
            self.surroundings = Some(Surroundings::new());
            self.begin();
        }
    }

    fn take_down(&mut self) {
        self.running = None;
        self.link = closed_link();
        self.asking = None;
        self.surroundings = None;
        self.ask_again_at = None;
        self.out_of_patience_at = None;
        self.stop_probe();
    }

    async fn read_setup(&mut self) -> Result<(), String> {
        let data_dir = self.desk.data_dir().to_owned();
        let was_chosen = self.desk.was_chosen().await;
        let read = spawn_blocking(move || Setup::expect(&data_dir, was_chosen)).await;
        let setup = read
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?;
        // Chosen before the history was told.
        if setup.tunnel != TunnelConfig::Off && !was_chosen {
            self.desk.is_chosen().await;
        }
        self.setup = Some(setup);
        Ok(())
    }

    fn tunnel(&self) -> &TunnelConfig {
        const NONE: &TunnelConfig = &TunnelConfig::Off;
        self.setup.as_ref().map_or(NONE, |setup| &setup.tunnel)
    }

    /// Starts the tunnel, or asks for the secret first that it needs.
    fn begin(&mut self) {
        self.ask_again_at = None;
        let Some(secret) = self.tunnel().secret() else {
            return self.start(Credentials::default());
        };
        let desk = self.desk.clone();
        self.asking = Some(spawn_blocking(move || {
            Credentials::ask_for(secret, &desk).map_err(|detail| Fault::Secret { detail })
        }));
        self.out_of_patience_at = Some(now() + PATIENCE);
    }

    fn take_secret(&mut self, answer: Result<Credentials, Fault>) {
        self.asking = None;
        self.out_of_patience_at = None;
        match answer {
            Ok(credentials) => self.start(credentials),
            Err(fault) => {
                // A keyring that is locked may be open by then.
                self.ask_again_at = Some(now() + ASK_AGAIN);
                self.fail(fault);
            }
        }
    }

    fn start(&mut self, credentials: Credentials) {
        // Begun anew as soon as the listener has its address.
        let Some(local) = *self.listener.borrow() else {
            return self.fail(Fault::Listener);
        };
        let Credentials { ssh_key, token } = credentials;
        let parts = Parts {
            ssh_key,
            token,
            host_keys: self.desk.host_keys(),
        };
        let Some(tunnel) = open(self.tunnel(), parts) else {
            return;
        };
        let (running, link) = Running::start(tunnel, local);
        self.running = Some(running);
        self.link = link;
    }

    fn public_url(&self) -> Option<PublicUrl> {
        let by_link = match &*self.link.borrow() {
            Link::Up { public_url } => public_url.clone(),
            Link::Connecting | Link::Down { .. } => None,
        };
        by_link.or_else(|| self.tunnel().public_url().cloned())
    }

    fn take_link(&mut self) {
        let link = self.link.borrow_and_update().clone();
        if let Link::Down { .. } = link {
            self.stop_probe();
        }
        self.proof.take_link(&link, Timestamp::now(), now());
    }

    fn fail(&mut self, fault: Fault) {
        self.proof.take_probe(Err(fault), Timestamp::now(), now());
    }

    /// A person wants to know, who may just have put right what kept the tunnel down. One that is
    /// up and leads nowhere is begun anew, too: the server may have given it half of what it asked
    /// for, because an earlier session had the other half.
    fn check_now(&mut self) {
        let is_down = matches!(*self.link.borrow(), Link::Down { .. });
        let leads_nowhere = matches!(self.proof.state(), ProofState::Unreachable { .. });
        if let Some(running) = &self.running
            && (is_down || leads_nowhere)
        {
            running.hurry();
        }
        if self.ask_again_at.is_some() {
            self.begin();
        }
        self.proof.hurry(now());
    }

    /// Something has happened that may have cut the way without the tunnel knowing yet.
    fn prove_afresh(&mut self) {
        if let Some(running) = &self.running {
            running.hurry();
        }
        self.stop_probe();
        self.proof.hurry(now());
    }

    /// When something is to be done if nothing happens before; `None` for never.
    fn due(&self) -> Option<Instant> {
        let probe = self.proof.next_probe().filter(|_| self.can_probe());
        let blind = self.proof.blind_at().filter(|at| *at > now());
        [probe, blind, self.ask_again_at, self.out_of_patience_at]
            .into_iter()
            .flatten()
            .min()
    }

    fn do_what_is_due(&mut self) {
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now());
        if is_due(self.ask_again_at) {
            self.begin();
        }
        if is_due(self.out_of_patience_at) {
            self.out_of_patience_at = None;
            self.fail(Fault::Secret {
                detail: "the keyring does not answer".to_owned(),
            });
        }
        if self.can_probe() && is_due(self.proof.next_probe()) {
            self.start_probe();
        }
    }

    fn can_probe(&self) -> bool {
        self.probe.is_none() && matches!(*self.link.borrow(), Link::Up { .. })
    }

    fn start_probe(&mut self) {
        let Some(public_url) = self.public_url() else {
            return self.fail(Fault::Tunnel {
                detail: "the tunnel does not say its address".to_owned(),
            });
        };
        let Some(local) = *self.listener.borrow() else {
            return self.fail(Fault::Listener);
        };
        let (nonces, client) = (self.nonces.clone(), self.client.clone());
        self.probe = Some(tokio::spawn(async move {
            prove(&nonces, &client, &public_url, local).await
        }));
    }

    async fn take_probe(&mut self, probed: Result<(), Fault>) {
        self.probe = None;
        if probed.is_ok() {
            self.learn_public_url().await;
        }
        self.proof.take_probe(probed, Timestamp::now(), now());
    }

    /// Keeps the first address that was reached, by which a later one is known to be another.
    async fn learn_public_url(&mut self) {
        let reached = self.public_url().map(String::from);
        let Some(setup) = &mut self.setup else { return };
        if setup.last_public_url.is_some() {
            return;
        }
        setup.last_public_url.clone_from(&reached);
        let (data_dir, tunnel) = (self.desk.data_dir().to_owned(), setup.tunnel.clone());
        let kept = spawn_blocking(move || {
            Setup::change(&data_dir, |kept| {
                if kept.tunnel == tunnel {
                    kept.last_public_url = reached;
                }
            })
        });
        match kept.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the public address cannot be kept"),
            Err(error) => tracing::error!(%error, "keeping the public address stopped short"),
        }
    }

    fn stop_probe(&mut self) {
        if let Some(probe) = self.probe.take() {
            probe.abort();
        }
    }

    /// Tells whoever looks on.
    fn publish(&self, to: &watch::Sender<TunnelStatus>) {
        let setup = self.setup.as_ref();
        let kind = setup.map_or(TunnelKind::Unknown, |setup| setup.tunnel.kind());
        let mut status = TunnelStatus::new(kind, self.public_url(), self.proof.state());
        let last = setup.and_then(|setup| setup.last_public_url.as_ref());
        status.address_changed = match (last, &status.public_url) {
            (Some(last), Some(now)) => last != now,
            _ => false,
        };
        status.checked_at = self.proof.checked_at().map(|at| at.to_string());
        let why = status.reason.clone().map(|reason| Problem {
            code: format!("reach-{reason}"),
            detail: status.detail.clone().unwrap_or_default(),
        });
        let is_news = to.send_if_modified(|shown| {
            let is_news = *shown != status;
            *shown = status;
            is_news
        });
        self.desk
            .is_blind(why.filter(|_| self.proof.is_blind(now())));
        if is_news {
            self.desk.tunnel_changed();
        }
    }
}

/// What a task came to; never without one.
async fn outcome<T>(task: &mut Option<JoinHandle<Result<T, Fault>>>) -> Result<T, Fault> {
    match task {
        Some(task) => task.await.unwrap_or_else(|error| {
            Err(Fault::Tunnel {
                detail: error.to_string(),
            })
        }),
        None => std::future::pending().await,
    }
}

/// Resolves when the surroundings have changed; never where nobody looks.
async fn changed(surroundings: &mut Option<Surroundings>) {
    match surroundings {
        Some(surroundings) => surroundings.changed().await,
        None => std::future::pending().await,
    }
}

/// Resolves at this time; never without one.
async fn reached(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time.into()).await,
        None => std::future::pending().await,
    }
}

/// The time by the clock that timers go by.
fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

/// The link where there is no tunnel: it never changes.
fn closed_link() -> watch::Receiver<Link> {
    watch::channel(Link::Connecting).1
}

#[cfg(test)]
#[path = "supervisor_tests.rs"]
mod tests;
