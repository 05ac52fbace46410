//! What a desk finds around it, and cannot hurry.

use std::{path::Path, sync::Arc, time::Duration};

use kimo_calls::Timestamp;
use kimo_history::{Backup, BackupError};

use crate::Secrets;

/// What a desk finds around it, and cannot hurry. Tests put in its place what never answers.
#[derive(Clone)]
pub(super) struct Outside {
    /// Opens the secrets of a data directory, for the desk with this id. May block on the keyring
    /// until somebody unlocks it.
    pub(super) open_secrets: Arc<OpenSecrets>,
    /// How the history is looked after.
    pub(super) upkeep: Upkeep,
}

/// How the history is looked after.
#[derive(Clone)]
pub(super) struct Upkeep {
    /// Makes the day's backup, if it is not made yet.
    pub(super) back_up: Arc<BackUp>,
    /// How long after the start.
    pub(super) first_after: Duration,
}

pub(super) type OpenSecrets = dyn Fn(&Path, &str) -> Secrets + Send + Sync;
pub(super) type BackUp =
    dyn Fn(&Path, Timestamp) -> Result<Option<Backup>, BackupError> + Send + Sync;

impl Outside {
    /// The system that the program runs on.
    pub(super) fn real() -> Self {
        Self {
            open_secrets: Arc::new(Secrets::open),
            upkeep: Upkeep {
                back_up: Arc::new(kimo_history::back_up),
                first_after: Duration::from_secs(60),
            },
        }
    }
}
