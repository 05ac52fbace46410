//! Keeps the tunnel up, proves that deliveries can arrive, and says when they cannot.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_calls::Hook;
use kimo_listener::Nonces;
use kimo_tunnel::{
    Answer, Fault, HostKeys, Link, Parts, Probe, Proof, PublicUrl, Secret, SshKey, TunnelConfig,
    WakeWatch, open, run_for_ever,
};
use tokio::{
    sync::{mpsc, watch},
    task::{AbortHandle, JoinHandle},
    time::{sleep_until, timeout},
};

use super::{Setup, TunnelStatus, network::Network, secret_names};
use crate::{Desk, Problem, Secrets};

/// Speaks to the task; clones speak to the same.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    commands: mpsc::Sender<Command>,
    status: watch::Receiver<TunnelStatus>,
}

#[derive(Debug)]
enum Command {
    /// The set-up has changed.
    Reload,
    /// A person wants to know now.
    Check,
}

impl Handle {
    /// How the desk is reached.
    pub(crate) fn status(&self) -> TunnelStatus {
        self.status.borrow().clone()
    }

    /// Takes up a changed set-up.
    pub(crate) async fn reload(&self) {
        // An error says that the desk stops.
        self.commands.send(Command::Reload).await.ok();
    }

    /// Proves the way now.
    pub(crate) async fn check(&self) {
        self.commands.send(Command::Check).await.ok();
    }
}

/// The handle, and what the task is run with.
pub(crate) fn handle() -> (Handle, End) {
    let (commands, given) = mpsc::channel(8);
    let (status, seen) = watch::channel(TunnelStatus::unchecked(&Setup::default()));
    (
        Handle {
            commands,
            status: seen,
        },
        End { given, status },
    )
}

/// The task's ends of a [`Handle`].
pub(crate) struct End {
    given: mpsc::Receiver<Command>,
    status: watch::Sender<TunnelStatus>,
}

/// Runs until the desk stops.
pub(crate) async fn run(desk: Desk, nonces: Nonces, mut end: End) {
    let mut watching = Watching::new(desk.clone(), nonces);
    let mut listen = desk.listen_changes();
    watching.reload().await;
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        watching.publish(&end.status);
        let due = watching.due();
        tokio::select! {
            () = desk.stopping() => return,
            command = end.given.recv() => match command {
                Some(Command::Reload) => watching.reload().await,
                Some(Command::Check) => watching.check_now(),
                None => return,
            },
            Ok(()) = listen.changed() => watching.reload().await,
            Ok(()) = watching.link.changed() => watching.take_link(),
            probed = finished(&mut watching.probe) => watching.take_probe(probed),
            _ = tick.tick() => {
                watching.look_around();
                watching.start_again_if_due().await;
            }
            () = sleep_until(due.into()) => watching.start_probe_if_due(),
        }
    }
}

/// How often clocks and network are looked at: waking up is noticed within this.
const TICK: Duration = Duration::from_secs(2);
/// How long until a tunnel that could not be started is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(10);
/// How long a nonce may be on its way after the answer has come back.
const STRAGGLER: Duration = Duration::from_millis(500);
/// With nothing to do, look again after this.
const IDLE: Duration = Duration::from_secs(3600);

struct Watching {
    desk: Desk,
    nonces: Nonces,
    client: Probe,
    setup: Setup,
    proof: Proof,
    /// The tunnel's own account; replaced with each tunnel.
    link: watch::Receiver<Link>,
    running: Option<Running>,
    probe: Option<JoinHandle<Result<(), Fault>>>,
    wake: WakeWatch,
    network: Network,
    tried_at: Instant,
}

/// A tunnel that is kept up; dropping it takes it down.
struct Running {
    task: AbortHandle,
    hurry: watch::Sender<u64>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Watching {
    fn new(desk: Desk, nonces: Nonces) -> Self {
        Self {
            desk,
            nonces,
            client: Probe::new(),
            setup: Setup::default(),
            proof: Proof::off(),
            link: closed_link(),
            running: None,
            probe: None,
            wake: WakeWatch::new(Timestamp::now(), Instant::now()),
            network: Network::now(),
            tried_at: Instant::now(),
        }
    }

    /// Takes the tunnel down and, with the set-up as it is now, up again.
    async fn reload(&mut self) {
        self.running = None;
        self.link = closed_link();
        self.stop_probe();
        match Setup::load(self.desk.data_dir()) {
            Ok(setup) => self.setup = setup,
            Err(error) => tracing::error!(%error, "the tunnel's set-up cannot be read"),
        }
        if self.setup.tunnel == TunnelConfig::Off {
            self.proof = Proof::off();
        } else {
            self.proof = Proof::unchecked(Instant::now());
            self.start().await;
        }
    }

    /// Starts the tunnel, if what it needs can be had.
    async fn start(&mut self) {
        self.tried_at = Instant::now();
        let Some(local) = self.desk.listen_addr() else {
            return self.fail(Fault::Listener);
        };
        let parts = match self.parts().await {
            Ok(parts) => parts,
            Err(detail) => return self.fail(Fault::Tunnel { detail }),
        };
        let Some(tunnel) = open(&self.setup.tunnel, parts) else {
            return;
        };
        let (reports, link) = watch::channel(Link::Connecting);
        let (hurry, hurried) = watch::channel(0);
        let task =
            tokio::spawn(async move { run_for_ever(&*tunnel, local, &reports, hurried).await });
        self.link = link;
        self.running = Some(Running {
            task: task.abort_handle(),
            hurry,
        });
    }

    /// A keyring that was locked may be open by now.
    async fn start_again_if_due(&mut self) {
        let wanted = self.setup.tunnel != TunnelConfig::Off && self.running.is_none();
        if wanted && self.tried_at.elapsed() > TRY_AGAIN {
            self.start().await;
        }
    }

    /// Gathers the secrets. The keyring may take its time, so not on an async thread.
    async fn parts(&self) -> Result<Parts, String> {
        let desk = self.desk.clone();
        let host_keys = Arc::new(Pins(self.desk.clone()));
        let needed = self.setup.tunnel.secret();
        tokio::task::spawn_blocking(move || {
            let text = |error: &dyn std::fmt::Display| error.to_string();
            let mut parts = Parts {
                ssh_key: None,
                token: None,
                host_keys,
            };
            let Some(needed) = needed else {
                return Ok(parts);
            };
            let secrets = desk.secrets().map_err(|error| text(&error))?;
            match needed {
                Secret::SshKey => parts.ssh_key = Some(ssh_key(&secrets)?),
                Secret::Token => {
                    let token = secrets.get(secret_names::TUNNEL_TOKEN);
                    parts.token = token.map_err(|error| text(&error))?;
                }
            }
            Ok(parts)
        })
        .await
        .map_err(|error| error.to_string())?
    }

    fn public_url(&self) -> Option<PublicUrl> {
        let by_link = match &*self.link.borrow() {
            Link::Up { public_url } => public_url.clone(),
            Link::Connecting | Link::Down { .. } => None,
        };
        by_link.or_else(|| self.setup.tunnel.public_url().cloned())
    }

    fn take_link(&mut self) {
        let link = self.link.borrow_and_update().clone();
        if let Link::Down { .. } = link {
            self.stop_probe();
        }
        self.proof
            .take_link(&link, Timestamp::now(), Instant::now());
    }

    fn fail(&mut self, fault: Fault) {
        self.proof
            .take_probe(Err(fault), Timestamp::now(), Instant::now());
    }

    /// A person wants to know, who may just have put right what kept the tunnel down.
    fn check_now(&mut self) {
        if let (Link::Down { .. }, Some(running)) = (&*self.link.borrow(), &self.running) {
            running.hurry.send_modify(|count| *count += 1);
        }
        self.proof.hurry(Instant::now());
    }

    /// What may have cut the way without the tunnel knowing yet.
    fn look_around(&mut self) {
        let woke = self.wake.woke(Timestamp::now(), Instant::now());
        let network = Network::now();
        let moved = std::mem::replace(&mut self.network, network) != network;
        if woke || moved {
            tracing::info!(woke, moved, "the way is proved afresh");
            if let Some(running) = &self.running {
                running.hurry.send_modify(|count| *count += 1);
            }
            self.stop_probe();
            self.proof.hurry(Instant::now());
        }
    }

    /// When something is to be done if nothing happens before.
    fn due(&self) -> Instant {
        let probe = self.proof.next_probe().filter(|_| self.can_probe());
        let blind = self
            .proof
            .blind_at()
            .filter(|_| !self.proof.is_blind(Instant::now()));
        let soonest = probe.into_iter().chain(blind).min();
        soonest.unwrap_or_else(|| Instant::now() + IDLE)
    }

    fn can_probe(&self) -> bool {
        self.probe.is_none() && matches!(*self.link.borrow(), Link::Up { .. })
    }

    fn start_probe_if_due(&mut self) {
        let now = Instant::now();
        if !self.can_probe() || self.proof.next_probe().is_none_or(|next| next > now) {
            return;
        }
        let Some(public_url) = self.public_url() else {
            self.fail(Fault::Tunnel {
                detail: "the tunnel does not say its address".to_owned(),
            });
            return;
        };
        let probe = prove(
            self.desk.clone(),
            self.nonces.clone(),
            self.client.clone(),
            public_url,
        );
        self.probe = Some(tokio::spawn(probe));
    }

    fn take_probe(&mut self, probed: Result<(), Fault>) {
        self.probe = None;
        if probed.is_ok() && self.setup.last_public_url.is_none() {
            self.setup.last_public_url = self.public_url().map(String::from);
            let setup = self.setup.clone();
            change_setup(&self.desk, move |kept| {
                kept.last_public_url = setup.last_public_url
            });
        }
        self.proof
            .take_probe(probed, Timestamp::now(), Instant::now());
    }

    fn stop_probe(&mut self) {
        if let Some(probe) = self.probe.take() {
            probe.abort();
        }
    }

    /// Tells whoever looks on.
    fn publish(&self, to: &watch::Sender<TunnelStatus>) {
        let public_url = self.public_url().map(String::from);
        let last = self.setup.last_public_url.as_ref();
        let status = TunnelStatus {
            address_changed: public_url.is_some()
                && last.is_some_and(|last| Some(last) != public_url.as_ref()),
            public_url,
            checked_at: self.proof.checked_at().map(|at| at.to_string()),
            ..TunnelStatus::unchecked(&self.setup)
        }
        .with(self.proof.state());
        let changed = to.send_if_modified(|shown| {
            let changed = *shown != status;
            shown.clone_from(&status);
            changed
        });
        let blind = status
            .reason
            .filter(|_| self.proof.is_blind(Instant::now()));
        self.desk.out_of_reach(blind.map(|reason| Problem {
            code: format!("reach-{reason}"),
            detail: status.detail.unwrap_or_default(),
        }));
        if changed {
            self.desk.tunnel_changed();
        }
    }
}

/// Resolves when the probe in flight comes to its end; never without one.
async fn finished(probe: &mut Option<JoinHandle<Result<(), Fault>>>) -> Result<(), Fault> {
    match probe {
        Some(probe) => probe.await.unwrap_or_else(|error| {
            Err(Fault::Tunnel {
                detail: error.to_string(),
            })
        }),
        None => std::future::pending().await,
    }
}

/// Sends a nonce to the public address and waits for it at the listener.
async fn prove(
    desk: Desk,
    nonces: Nonces,
    client: Probe,
    public_url: PublicUrl,
) -> Result<(), Fault> {
    let asking = desk.clone();
    let hooks = desk.read(move |_| asking.hooks()).await;
    let hooks = hooks.map_err(|error| Fault::Tunnel {
        detail: error.to_string(),
    })?;
    // A hook without a second lock tells more of the way, and less of the lock.
    let hook = hooks
        .iter()
        .map(|summary| &summary.hook)
        .min_by_key(|hook| hook.basic.is_some())
        .ok_or_else(|| Fault::Tunnel {
            detail: "there is no hook".to_owned(),
        })?;
    let (nonce, arrival) = nonces.expect().map_err(|error| Fault::Tunnel {
        detail: error.to_string(),
    })?;
    let url = format!("{public_url}{}", hook_path(hook));
    let basic = hook
        .basic
        .as_ref()
        .and_then(|basic| Some((basic.user.as_str(), basic.password.as_deref()?)));
    tokio::pin!(arrival);
    let answer = tokio::select! {
        true = &mut arrival => return Ok(()),
        answer = client.send_nonce(&url, basic, &nonce) => answer,
    };
    if let Ok(true) = timeout(STRAGGLER, arrival).await {
        return Ok(());
    }
    let to = public_url.to_string();
    Err(match answer {
        // What servers in between say when they cannot pass a request on.
        Ok(status @ (502 | 503 | 504 | 521..=530)) => Fault::Tunnel {
            detail: format!("{to} does not get through to this desk (status {status})"),
        },
        Ok(status) => Fault::WrongPlace { to, status },
        Err(fault) => fault,
    })
}

/// The path of a hook below the public address.
pub(crate) fn hook_path(hook: &Hook) -> String {
    format!("/hooks/{}/{}", hook.pbx, hook.token.expose())
}

/// The desk's SSH key, made when it is first needed.
pub fn ssh_key(secrets: &Secrets) -> Result<SshKey, String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    if let Some(kept) = secrets
        .get(secret_names::SSH_KEY)
        .map_err(|error| text(&error))?
    {
        return SshKey::from_openssh(&kept).map_err(|error| text(&error));
    }
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| text(&error))?;
    let key = SshKey::from_seed(&seed);
    let kept = key.to_openssh().map_err(|error| text(&error))?;
    secrets
        .set(secret_names::SSH_KEY, &kept)
        .map_err(|error| text(&error))?;
    Ok(key)
}

/// The host keys, kept in the set-up.
struct Pins(Desk);

impl HostKeys for Pins {
    fn pinned<'a>(&'a self, server: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let setup = Setup::load(self.0.data_dir()).map_err(|error| error.to_string())?;
            Ok(setup.host_keys.get(server).cloned())
        })
    }

    fn pin<'a>(&'a self, server: &'a str, key: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            change_setup(&self.0, |setup| {
                setup.host_keys.insert(server.to_owned(), key.to_owned());
            });
            Ok(())
        })
    }
}

fn change_setup(desk: &Desk, change: impl FnOnce(&mut Setup)) {
    let changed = Setup::load(desk.data_dir()).and_then(|mut setup| {
        change(&mut setup);
        setup.save(desk.data_dir())
    });
    if let Err(error) = changed {
        tracing::error!(%error, "what was learned of the tunnel cannot be kept");
    }
}

/// The link where there is no tunnel: it never changes.
fn closed_link() -> watch::Receiver<Link> {
    watch::channel(Link::Connecting).1
}
