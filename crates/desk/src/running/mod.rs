//! The running desk: lock, history, listener, controller and control socket, put together.

mod attention;
mod commands;
mod endpoint;
mod into_history;
mod known_hooks;
mod password_fetch;
mod tunnelled;
mod upkeep;

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use kimo_calls::{HookId, PbxId, Region};
use kimo_history::{History, OpenError, Reader, Writer};
use kimo_listener::{Door, HookTable};
use tokio::{
    sync::{broadcast, watch},
    task::AbortHandle,
};

use crate::{
    Desktop, Problem, Secrets, UserAction, View,
    api::FeedItem,
    control,
    lock::{DeskLock, Holder, LockError},
    passwords::Passwords,
    port::PortHolder,
    tunnel::{self, TunnelStatus},
};

/// How to open a desk.
#[derive(Clone, Debug)]
pub struct DeskOptions {
    /// Where the history is; made if it is not there.
    pub data_dir: PathBuf,
    /// Where to take deliveries; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What to do when that address cannot be had.
    pub when_taken: WhenTaken,
    /// The program's name, for whoever else wants this data directory.
    pub program: &'static str,
    /// Whether there is a desktop, so that the UI offers what only a desktop can do.
    pub desktop: bool,
}

impl DeskOptions {
    /// The usual options for a data directory: the default address, without a desktop.
    pub fn new(data_dir: PathBuf) -> Self {
        Self {
            data_dir,
            listen: DEFAULT_LISTEN,
            when_taken: WhenTaken::Refuse,
            program: "kimo",
            desktop: false,
        }
    }
}

/// What to do when the address cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenTaken {
    /// Refuse to open, naming who holds it.
    Refuse,
    /// Open all the same, say that the desk is blind, and try again until it is free.
    TryAgain,
}

/// Where a desk takes deliveries unless told otherwise.
pub const DEFAULT_LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8460);

/// One running Kimo. Clones are handles to the same desk.
#[derive(Clone)]
pub struct Desk(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) options: DeskOptions,
    pub(crate) reader: Reader,
    /// `None` once the desk stops: the writer's thread ends with the last handle.
    writer: Mutex<Option<Writer>>,
    /// What the listener answers for, and what it has seen.
    pub(crate) door: Door,
    listen: watch::Sender<Option<SocketAddr>>,
    regions: Mutex<HashMap<PbxId, Region>>,
    blind: watch::Sender<Blindness>,
    problems: Mutex<Vec<Problem>>,
    feed: broadcast::Sender<FeedItem>,
    attention: attention::Handle,
    stop: watch::Sender<bool>,
    quit: watch::Sender<bool>,
    lock: Mutex<Option<DeskLock>>,
    control: crate::lock::ControlAddress,
    pub(crate) tunnel: tunnel::Handle,
    secrets: OnceLock<Arc<Secrets>>,
    /// Those of the hooks, as far as they are at hand.
    passwords: Mutex<Passwords>,
    /// Who fetches them; one at a time.
    gathering: Mutex<Option<AbortHandle>>,
    fetching: Mutex<()>,
    tasks: Mutex<tokio::task::JoinSet<()>>,
}

/// Why deliveries cannot be taken or kept. Both may be so at once; the first is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Blindness {
    listener: Option<Problem>,
    storage: Option<Problem>,
    password: Option<Problem>,
    reach: Option<Problem>,
}

impl Desk {
    /// Takes the data directory, opens its history and takes deliveries. Call it on a runtime;
    /// the desk's tasks run there until [`Desk::stop`].
    pub async fn open(options: DeskOptions) -> Result<Self, DeskError> {
        // Before the lock is in it: a directory that is not empty may be somebody's home.
        kimo_history::make_private_dir(&options.data_dir).map_err(|source| DeskError::DataDir {
            path: options.data_dir.clone(),
            source,
        })?;
        let lock = take_lock(&options.data_dir).await?;
        // From here on connections wait in the system's queue; nothing that comes is lost.
        let bound = endpoint::bind(options.listen).await;
        if options.when_taken == WhenTaken::Refuse
            && let Err(error) = bound
        {
            return Err(error);
        }
        let opened = History::open(&options.data_dir)?;
        let reader = opened.history.reader();
        let hooks = reader.hooks().map_err(DeskError::Read)?;
        let (attention, attention_end) = attention::handle();
        let changes = attention.clone();
        let writer = opened
            .history
            .writer(move |change| changes.changed(change))?;
        let (control_listener, control) = control::bind().await.map_err(DeskError::Control)?;
        let (tunnel, tunnel_end) = tunnel::handle();
        let desk = Self(Arc::new(Inner {
            reader,
            writer: Mutex::new(Some(writer)),
            door: Door::new(HookTable::new(
                hooks.iter().map(|hook| hook.hook.clone()).collect(),
            )),
            listen: watch::Sender::new(None),
            regions: Mutex::new(known_hooks::regions(&hooks)),
            blind: watch::Sender::new(Blindness::default()),
            problems: Mutex::new(opened.set_aside.iter().map(upkeep::set_aside).collect()),
            feed: broadcast::Sender::new(FEED_ROOM),
            attention,
            stop: watch::Sender::new(false),
            quit: watch::Sender::new(false),
            lock: Mutex::new(Some(lock)),
            control,
            tunnel,
            secrets: OnceLock::new(),
            passwords: Mutex::default(),
            gathering: Mutex::default(),
            fetching: Mutex::default(),
            tasks: Mutex::default(),
            options,
        }));
        if hooks.iter().any(|summary| summary.hook.basic.is_some()) {
            desk.gather_passwords(password_fetch::AT_THE_START).await;
        }
        desk.take_deliveries(bound);
        desk.announce();
        desk.take_commands(control_listener);
        attention::run(desk.clone(), attention_end)?;
        desk.spawn(upkeep::daily(desk.clone()));
        let nonces = desk.0.door.nonces.clone();
        let stopping = desk.clone();
        desk.spawn(tunnel::run(desk.clone(), nonces, tunnel_end, async move {
            stopping.stopping().await;
        }));
        Ok(desk)
    }

    /// Where it takes deliveries; `None` while the address cannot be had.
    pub fn listen_addr(&self) -> Option<SocketAddr> {
        *self.0.listen.borrow()
    }

    /// Shows popups and tray on this desktop from now on, beginning with the tray as it is and
    /// the popups that still stand.
    pub fn attach(&self, desktop: Box<dyn Desktop>) {
        self.0.attention.attach(desktop);
    }

    /// Tells the desk what the user did at a popup or the tray.
    pub fn user_action(&self, action: UserAction) {
        self.0.attention.user(action);
    }

    /// What changes from now on.
    pub fn feed(&self) -> broadcast::Receiver<FeedItem> {
        self.0.feed.subscribe()
    }

    /// How the PBX reaches the desk.
    pub fn tunnel(&self) -> TunnelStatus {
        self.0.tunnel.status()
    }

    /// Why deliveries cannot arrive, be taken or be kept, if they cannot.
    pub fn blind(&self) -> Option<Problem> {
        self.0.blind.borrow().first()
    }

    /// Resolves when the user asked to end Kimo, or the desk stopped.
    pub async fn quit(&self) {
        let mut quit = self.0.quit.subscribe();
        // The sender lives as long as this handle.
        quit.wait_for(|quit| *quit).await.ok();
    }

    /// Stops taking deliveries, answers those in hand, and gives the data directory back.
    pub async fn stop(&self) {
        self.0.stop.send_replace(true);
        self.0.quit.send_replace(true);
        let mut tasks = std::mem::take(&mut *locked(&self.0.tasks));
        while tasks.join_next().await.is_some() {}
        self.0.attention.stop();
        *locked(&self.0.writer) = None;
        *locked(&self.0.lock) = None;
    }
}

/// The desk could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The data directory cannot be made or its rights not set.
    #[error("the data directory {} cannot be used: {source}", path.display())]
    DataDir {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another desk has the data directory, or it cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The address for deliveries cannot be had.
    #[error("{address}: {}", taken_by(holder.as_ref(), source))]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Who has it, where that can be known.
        holder: Option<PortHolder>,
        /// What the system said.
        source: io::Error,
    },
    /// The history cannot be opened.
    #[error(transparent)]
    History(#[from] OpenError),
    /// The history cannot be read.
    #[error(transparent)]
    Read(kimo_history::ReadError),
    /// No loopback socket for commands.
    #[error("no socket for commands: {0}")]
    Control(io::Error),
    /// No thread for what is shown.
    #[error("a thread cannot be started: {0}")]
    Thread(#[from] io::Error),
}

fn taken_by(holder: Option<&PortHolder>, source: &io::Error) -> String {
    match holder {
        Some(holder) => holder.to_string(),
        None => source.to_string(),
    }
}

impl Desk {
    /// The writer; an error once the desk stops.
    pub(crate) fn writer(&self) -> Result<Writer, kimo_history::KeepError> {
        locked(&self.0.writer)
            .clone()
            .ok_or(kimo_history::KeepError::Closed)
    }

    /// Reads off the async threads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Reader) -> Result<T, kimo_history::ReadError> + Send + 'static,
    ) -> Result<T, kimo_history::ReadError> {
        let reader = self.0.reader.clone();
        tokio::task::spawn_blocking(move || look(&reader))
            .await
            .unwrap_or_else(|error| Err(kimo_history::ReadError::Other(error.to_string())))
    }

    /// Where it keeps its history.
    pub fn data_dir(&self) -> &Path {
        &self.0.options.data_dir
    }

    pub(crate) fn is_desktop(&self) -> bool {
        self.0.options.desktop
    }

    /// Where it takes deliveries, or would.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listen_addr().unwrap_or(self.0.options.listen)
    }

    /// Has the attached desktop do something.
    pub(crate) fn on_desktop(&self, act: impl FnOnce(&mut dyn Desktop) + Send + 'static) {
        self.0.attention.on_desktop(Box::new(act));
    }

    pub(crate) fn problems(&self) -> Vec<Problem> {
        locked(&self.0.problems).clone()
    }

    /// Replaces the problem of this code, or takes it away. The text is `error-<code>`.
    pub fn set_problem(&self, code: &str, detail: Option<String>) {
        let mut problems = locked(&self.0.problems);
        let before = problems.clone();
        problems.retain(|problem| problem.code != code);
        problems.extend(detail.map(|detail| Problem {
            code: code.to_owned(),
            detail,
        }));
        if *problems != before {
            self.tell(FeedItem::Status);
        }
    }

    pub(crate) fn tell(&self, item: FeedItem) {
        // An error says only that nobody looks on.
        self.0.feed.send(item).ok();
    }

    /// Shows this view in whatever window there is.
    pub(crate) fn show(&self, view: &View) {
        self.0.attention.show(view.clone());
    }

    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
        locked(&self.0.tasks).spawn(task)
    }

    /// The desk's secrets. Opening them, and every use, may block on the system's keyring.
    pub(crate) fn secrets(&self) -> Result<Arc<Secrets>, kimo_history::ReadError> {
        if let Some(secrets) = self.0.secrets.get() {
            return Ok(Arc::clone(secrets));
        }
        let desk = self.0.reader.desk_id()?;
        let opened = Arc::new(Secrets::open(self.data_dir(), &desk.0));
        if !opened.is_settled() {
            return Ok(opened);
        }
        Ok(Arc::clone(self.0.secrets.get_or_init(|| opened)))
    }

    /// Tells when the listener's address is had or lost.
    pub(crate) fn listen_changes(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.0.listen.subscribe()
    }

    /// Turns the tray red, or no longer, for the desk is out of reach.
    pub(crate) fn out_of_reach(&self, problem: Option<Problem>) {
        self.set_blindness(|blindness| blindness.reach = problem);
    }

    /// Resolves when the desk stops.
    pub(crate) async fn stopping(&self) {
        let mut stop = self.0.stop.subscribe();
        // The sender lives as long as this handle.
        stop.wait_for(|stop| *stop).await.ok();
    }

    /// The way to the desk has changed, and with it perhaps the hooks' addresses.
    pub(crate) fn tunnel_changed(&self) {
        self.tell(FeedItem::Tunnel);
        self.tell(FeedItem::Hooks);
        self.0.attention.hooks();
    }

    /// Sends a test call to a hook over real HTTP; returns once the first delivery was answered.
    pub(crate) async fn send_test_call(&self, hook: HookId) -> Result<(), TestCallError> {
        upkeep::send_test_call(self, hook).await
    }
}

pub use known_hooks::{HookUrl, hook_url};
pub(crate) use password_fetch::FOR_A_CHANGE;
pub(crate) use upkeep::TestCallError;

impl Blindness {
    fn first(&self) -> Option<Problem> {
        let problems = [&self.storage, &self.listener, &self.password, &self.reach];
        problems.into_iter().flatten().next().cloned()
    }
}

/// A lock that is held for moments only; a panic elsewhere leaves nothing half-done behind it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the data directory. A doctor or another command may hold it for a moment only; a desk
/// that answers holds it for good.
async fn take_lock(data_dir: &Path) -> Result<DeskLock, LockError> {
    for _ in 0..LOCK_TRIES {
        match DeskLock::take(data_dir) {
            Err(LockError::Held { holder, .. }) if !answers(holder.clone()).await => {
                tokio::time::sleep(LOCK_PAUSE).await;
            }
            taken => return taken,
        }
    }
    DeskLock::take(data_dir)
}

async fn answers(holder: Option<Box<Holder>>) -> bool {
    let Some(holder) = holder else { return false };
    let asked =
        tokio::task::spawn_blocking(move || control::give(&holder, control::Command::Ping).is_ok());
    asked.await.unwrap_or(false)
}

const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(25);
const FEED_ROOM: usize = 1024;
