//! A desk that answers questions and does nothing else, for a program that found none running.

use std::{io, path::Path, sync::Arc};

use kimo_history::{History, Reader};
use kimo_listener::ListenerState;

use super::{
    attention::messages,
    desk_error::DeskError,
    feed::Feed,
    fetch_handle,
    instance::{Instance, take_lock},
    known_hooks::KnownHooks,
    open_history::OpenHistory,
    opened_secrets::OpenedSecrets,
    options::DeskOptions,
    outside::Outside,
    running_desk::{Desk, Inner},
    tasks::Tasks,
};
use crate::{
    address_book::BookSync,
    api::{Arrival, ContactImport, Dialling, Export, Progress},
    fault::Fault,
    health::Health,
    lock::LockError,
    records::Records,
    tunnel,
    updates::Updates,
};

impl Desk {
    /// Opens the history of a data directory under its lock and answers questions: takes no
    /// deliveries, shows nothing, tells nobody of itself. A damaged history is an error and stays
    /// where it is. Where the directory may only be read, nothing can be changed.
    pub(crate) async fn offline(data_dir: &Path) -> Result<Self, DeskError> {
        Self::offline_with(data_dir, Records::default()).await
    }

    /// The same with other ways to the PBXs' interfaces.
    pub(crate) async fn offline_with(data_dir: &Path, records: Records) -> Result<Self, DeskError> {
        kimo_history::make_private_dir(data_dir).map_err(|source| DeskError::DataDir {
            path: data_dir.to_owned(),
            source,
        })?;
        let (lock, reader, writer) = match take_lock(data_dir).await {
            Ok(lock) => {
                let history = History::open_in_place(data_dir)?;
                let writer = history.writer(|_| {})?;
                (Some(lock), history.reader(), Some(writer))
            }
            Err(LockError::Io { source, .. }) if is_for_reading_only(&source) => {
                (None, Reader::open(data_dir)?, None)
            }
            Err(error) => return Err(error.into()),
        };
        let hooks = reader.hooks().map_err(DeskError::Read)?;
        let known_hooks = KnownHooks::new(&hooks, fetch_handle::handle().0);
        Ok(Self(Arc::new(Inner {
            instance: Instance::new(DeskOptions::new(data_dir.to_owned()), lock, None),
            history: OpenHistory::new(reader, writer),
            listener: ListenerState::new(known_hooks.table().clone()),
            hooks: known_hooks,
            secrets: OpenedSecrets::new(Outside::real().open_secrets),
            tunnel: tunnel::handle().0,
            health: Health::default(),
            attention: messages::handle().0,
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
            records,
            updates: Updates::default(),
            fault: Fault::read(data_dir),
        })))
    }

    /// True for one that only answers questions.
    pub(crate) fn is_offline(&self) -> bool {
        self.0.instance.is_offline()
    }
}

fn is_for_reading_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}
