//! The desk's secrets, opened when they are first asked for.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use super::outside::OpenSecrets;
use crate::Secrets;

/// The desk's secrets, opened when they are first asked for.
pub(super) struct OpenedSecrets {
    open: Arc<OpenSecrets>,
    settled: OnceLock<Arc<Secrets>>,
}

impl OpenedSecrets {
    pub(super) fn new(open: Arc<OpenSecrets>) -> Self {
        Self {
            open,
            settled: OnceLock::new(),
        }
    }

    /// Those of this data directory. May block on the system's keyring.
    pub(super) fn get<E>(
        &self,
        data_dir: &Path,
        desk_id: impl FnOnce() -> Result<String, E>,
    ) -> Result<Arc<Secrets>, E> {
        if let Some(secrets) = self.settled.get() {
            return Ok(Arc::clone(secrets));
        }
        let opened = Arc::new((self.open)(data_dir, &desk_id()?));
        // A keyring may come up later, as long as nothing was put anywhere else.
        if !opened.is_settled() {
            return Ok(opened);
        }
        Ok(Arc::clone(self.settled.get_or_init(|| opened)))
    }
}
