//! Opening a desk: its parts put together and set going.

use std::sync::Arc;

use jiff::Timestamp;
use kimo_history::History;
use kimo_listener::ListenerState;

use super::{
    attention::{self, messages},
    desk_error::DeskError,
    endpoint,
    feed::Feed,
    fetch_handle,
    instance::{Instance, take_lock},
    known_hooks::KnownHooks,
    open_files,
    open_history::OpenHistory,
    opened_secrets::OpenedSecrets,
    options::{DeskOptions, MakeHooks, WhenTaken},
    outside::Outside,
    password_fetch,
    running_desk::{Desk, Inner},
    tasks::Tasks,
    upkeep, watching,
};
use crate::{
    address_book::{self, BookSync},
    api::{Arrival, ContactImport, Dialling, Export, Progress},
    control::{self, ControlAddress, ControlKey},
    fault::Fault,
    health::Health,
    log,
    moving::give_up_arrival,
    records::{self, Records},
    tunnel,
    updates::Updates,
};

impl Desk {
    /// Takes the data directory, opens its history and takes deliveries. Call it on a runtime;
    /// the desk's tasks run there until [`Desk::stop`].
    pub async fn open(options: DeskOptions) -> Result<Self, DeskError> {
        Self::open_in(options, Outside::real()).await
    }

    pub(super) async fn open_in(options: DeskOptions, outside: Outside) -> Result<Self, DeskError> {
        open_files::allow_enough();
        // Before the lock is in it: a directory that is not empty may be somebody's home.
        kimo_history::make_private_dir(&options.data_dir).map_err(|source| DeskError::DataDir {
            path: options.data_dir.clone(),
            source,
        })?;
        let lock = take_lock(&options.data_dir).await?;
        let fault = Fault::read(&options.data_dir);
        log::begin(&options.data_dir, options.program);
        // From here on connections wait in the system's queue; nothing that comes is lost.
        let bound = endpoint::bind(options.listen).await;
        if options.when_taken == WhenTaken::Refuse
            && let Err(error) = bound
        {
            return Err(error);
        }
        let opened = History::open(&options.data_dir)?;
        let reader = opened.history.reader();
        let (attention, attention_end) = messages::handle();
        let changes = attention.clone();
        let writer = opened
            .history
            .writer(move |committed| changes.changed(committed))?;
        if let Some(calls) = lock.calls_meanwhile {
            writer.not_moved_in(calls, Timestamp::now()).await?;
            if let Err(error) = give_up_arrival(&options.data_dir) {
                tracing::warn!(%error, "what another computer brought stays, and is told again");
            }
        }
        let make_hooks = match options.make_hooks {
            MakeHooks::No => false,
            MakeHooks::IfThereIsNone => reader.hooks().map_err(DeskError::Read)?.is_empty(),
            MakeHooks::ForEachPbx => true,
        };
        if make_hooks {
            let pbxs = kimo_pbx::adapters().iter().map(|adapter| adapter.id());
            writer.add_usual_hooks(pbxs.collect()).await?;
        }
        let hooks = reader.hooks().map_err(DeskError::Read)?;
        let socket = control::bind(&options.data_dir).map_err(DeskError::Control)?;
        let key = ControlKey::random().map_err(|error| DeskError::Control(error.into()))?;
        let control = ControlAddress {
            place: socket.place().clone(),
            key: key.clone(),
        };
        let (tunnel, tunnel_end) = tunnel::handle();
        let (passwords, passwords_end) = fetch_handle::handle();
        let known_hooks = KnownHooks::new(&hooks, passwords);
        let desk = Self(Arc::new(Inner {
            instance: Instance::new(options, Some(lock), Some(control)),
            history: OpenHistory::new(reader, Some(writer)),
            listener: ListenerState::new(known_hooks.table().clone()),
            hooks: known_hooks,
            secrets: OpenedSecrets::new(outside.open_secrets),
            tunnel,
            health: Health::default(),
            attention,
            feed: Feed::default(),
            card: tokio::sync::watch::Sender::default(),
            quiet: tokio::sync::watch::Sender::default(),
            tasks: Tasks::default(),
            rebuilding: Progress::default(),
            exporting: Export::default(),
            arrival: Arrival::default(),
            contact_import: ContactImport::default(),
            dialling: Dialling::default(),
            book_sync: BookSync::default(),
            records: Records::default(),
            updates: Updates::default(),
            fault,
        }));
        desk.tell_fault();
        desk.incidents_changed();
        desk.unread_changed(jiff::Timestamp::now());
        desk.spawn(password_fetch::run(desk.clone(), passwords_end));
        if hooks.iter().any(|summary| summary.hook.basic.is_some()) {
            desk.gather_passwords(password_fetch::AT_THE_START).await;
        }
        desk.take_deliveries(bound);
        desk.0.instance.announce();
        desk.take_questions(socket, key);
        attention::run(desk.clone(), attention_end)?;
        desk.spawn(upkeep::keep_up(desk.clone(), outside.upkeep));
        desk.spawn(address_book::keep_synced(desk.clone()));
        desk.spawn(records::keep_named(desk.clone()));
        desk.spawn(records::keep_entered(desk.clone()));
        desk.spawn(records::watch(desk.clone()));
        desk.spawn(records::keep_proved(desk.clone()));
        desk.spawn(watching::watch(desk.clone()));
        let nonces = desk.0.listener.nonces.clone();
        let stopping = desk.clone();
        desk.spawn(tunnel::run(desk.clone(), nonces, tunnel_end, async move {
            stopping.stopping().await;
        }));
        Ok(desk)
    }
}
