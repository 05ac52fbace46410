//! One running Kimo: what it is made of, and what its parts may ask of it.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;
use kimo_attention::{Card, Desktop, Problem, Quiet, Texts, UserAction, View};
use kimo_history::{KeepError, ReadError, Reader, Writer};
use kimo_listener::ListenerState;
use tokio::sync::watch;

use super::{
    attention::messages,
    feed::{Feed, Listening},
    instance::Instance,
    known_hooks::KnownHooks,
    open_history::OpenHistory,
    opened_secrets::OpenedSecrets,
    tasks::Tasks,
};
use crate::{
    Secrets,
    address_book::BookSync,
    api::{Arrival, ContactImport, Dialling, Export, FeedItem, Progress},
    fault::Fault,
    health::{Health, Part},
    language::{chosen_language, system_language},
    records::Records,
    tunnel::{self, TunnelStatus},
    updates::Updates,
};

/// One running Kimo. Clones are handles to the same desk.
#[derive(Clone)]
pub struct Desk(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(super) instance: Instance,
    pub(super) history: OpenHistory,
    /// What the listener answers for, and what it has seen.
    pub(crate) listener: ListenerState,
    pub(super) hooks: KnownHooks,
    pub(super) secrets: OpenedSecrets,
    pub(crate) tunnel: tunnel::Handle,
    pub(super) health: Health,
    pub(crate) attention: messages::Handle,
    pub(super) feed: Feed,
    /// What the call card shows; `None` before the first call.
    pub(crate) card: watch::Sender<Option<Card>>,
    /// Whether nobody is to be disturbed right now.
    pub(crate) quiet: watch::Sender<Option<Quiet>>,
    pub(super) tasks: Tasks,
    pub(crate) rebuilding: Progress,
    pub(crate) exporting: Export,
    pub(crate) arrival: Arrival,
    pub(crate) contact_import: ContactImport,
    pub(crate) dialling: Dialling,
    pub(crate) book_sync: BookSync,
    pub(crate) records: Records,
    pub(crate) updates: Updates,
    /// What went wrong inside Kimo before this start, as long as nobody has heard of it.
    pub(super) fault: Option<Fault>,
}

impl Desk {
    /// Where it takes deliveries; `None` while the address cannot be had.
    pub fn listen_addr(&self) -> Option<SocketAddr> {
        self.0.instance.listen_addr()
    }

    /// Where it keeps its history.
    pub fn data_dir(&self) -> &Path {
        &self.0.instance.options().data_dir
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
    pub fn feed(&self) -> Listening {
        self.0.feed.listen()
    }

    /// How the PBX reaches the desk.
    pub fn tunnel(&self) -> TunnelStatus {
        self.0.tunnel.status()
    }

    /// Why deliveries cannot arrive, be taken or be kept, if they cannot.
    pub fn blind(&self) -> Option<Problem> {
        self.0.health.blind()
    }

    /// What this desktop cannot show.
    pub(super) fn lacks(&self) -> Vec<Problem> {
        self.0.health.lacks()
    }

    /// The texts in the user's language.
    pub fn texts(&self) -> Texts {
        let settings = self.reader().settings().unwrap_or_default();
        Texts::for_language(chosen_language(&settings).unwrap_or_else(system_language))
    }

    /// What is wrong beside what [`Self::blind`] tells of.
    pub fn problems(&self) -> Vec<Problem> {
        self.0.health.others()
    }

    /// Takes down that this is wrong with a part of the desk, or nothing any more.
    pub fn set_health(&self, part: Part, problem: Option<Problem>) {
        let inner = &self.0;
        inner
            .health
            .set(part, problem, Timestamp::now(), |blind, lacks| {
                inner.attention.health(blind, lacks);
                self.tell(FeedItem::Status);
            });
    }

    /// Resolves when the user asked to end Kimo, or the desk stopped.
    pub async fn quit(&self) {
        self.0.tasks.asked_to_quit().await;
    }
}

impl Desk {
    /// The writer; an error once the desk stops.
    pub(crate) fn writer(&self) -> Result<Writer, KeepError> {
        self.0.history.writer()
    }

    /// Reads off the async threads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Reader) -> Result<T, ReadError> + Send + 'static,
    ) -> Result<T, ReadError> {
        self.0.history.read(look).await
    }

    /// Looks on for what takes long and is on a thread of its own.
    pub(crate) fn reader_beside(&self) -> Reader {
        self.reader().clone()
    }

    /// Reads at once; it may wait for the disk.
    pub(super) fn reader(&self) -> &Reader {
        self.0.history.reader()
    }

    pub(super) fn ask_to_quit(&self) {
        self.0.tasks.ask_to_quit();
    }

    /// Where it takes deliveries, or would.
    pub(crate) fn address(&self) -> SocketAddr {
        self.0.instance.address()
    }

    /// Whether contacts are being imported from a file.
    pub(crate) fn is_importing(&self) -> bool {
        self.0.contact_import.is_running()
    }

    /// The program's name.
    pub(crate) fn program(&self) -> &'static str {
        self.0.instance.options().program
    }

    pub(crate) fn is_desktop(&self) -> bool {
        self.0.instance.options().desktop
    }

    /// How long the call card stays at hand after the last call on it.
    pub(super) fn card_lingers(&self) -> Duration {
        self.0.instance.options().card_lingers
    }

    /// Has the attached desktop do something.
    pub(crate) fn on_desktop(&self, act: impl FnOnce(&mut dyn Desktop) + Send + 'static) {
        self.0.attention.on_desktop(Box::new(act));
    }

    pub(crate) fn tell(&self, item: FeedItem) {
        self.0.feed.tell(item);
    }

    /// Shows this view in whatever window there is.
    pub(crate) fn show(&self, view: &View) {
        self.0.attention.show(view.clone());
    }

    /// Runs a task until it is done or the desk stops.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.tasks.spawn(task);
    }

    /// Resolves when the desk stops.
    pub(crate) async fn stopping(&self) {
        self.0.tasks.stopping().await;
    }

    /// The desk's secrets. Opening them, and every use, may block on the system's keyring.
    pub(crate) fn secrets(&self) -> Result<Arc<Secrets>, ReadError> {
        let desk_id = || Ok(self.reader().desk_id()?.0);
        self.0.secrets.get(self.data_dir(), desk_id)
    }

    /// Tells when the listener's address is had or lost.
    pub(crate) fn listen_changes(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.0.instance.listen_changes()
    }

    /// Turns the tray red, or no longer, for the desk is out of reach.
    pub(crate) fn out_of_reach(&self, problem: Option<Problem>) {
        self.set_health(Part::Tunnel, problem);
    }

    /// The way to the desk has changed, and with it perhaps the hooks' addresses.
    pub(crate) fn tunnel_changed(&self) {
        self.tell(FeedItem::Tunnel);
        self.tell(FeedItem::Hooks);
        self.0.attention.addresses();
    }
}
