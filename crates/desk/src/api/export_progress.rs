//! How far the writing of everything into one file has come.

use std::{path::Path, sync::Mutex};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::count;
use crate::{
    locked::locked,
    moving::{MovingError, Packed},
};

/// How far everything has been written into one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exporting {
    /// True while it is under way.
    pub running: bool,
    /// The file, once one was asked for.
    pub file: Option<String>,
    /// How many bytes are done.
    pub done: u64,
    /// How many there are to do.
    pub total: u64,
    /// What was written, once it is.
    pub exported: Option<Exported>,
    /// Why it broke off, if it did.
    pub failure: Option<MovingFailure>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// How long the file is.
    pub bytes: u64,
    /// How many calls are in it.
    pub calls: u32,
    /// How many secrets are in it, under the passphrase.
    pub secrets: u32,
    /// How many secrets are not in it and have to be entered again.
    pub left_out: u32,
    /// Whether others can read the file, since its disk knows no owners.
    pub open_to_others: bool,
}

/// Why everything could not be written into one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MovingFailure {
    /// Names the text `moving-failure-<code>`.
    pub code: String,
    /// What the text names, or what the system said; not translated.
    pub detail: String,
}

impl From<&MovingError> for MovingFailure {
    fn from(error: &MovingError) -> Self {
        Self {
            code: error.code().to_owned(),
            detail: error.detail(),
        }
    }
}

/// How far it is; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Export(Mutex<ExportState>);

#[derive(Debug, Default)]
struct ExportState {
    now: Exporting,
    /// Somebody does not want it any more, or the desk stops.
    is_stopped: bool,
}

impl Export {
    /// False where one is under way already.
    pub(super) fn begin(&self, file: &Path) -> bool {
        let mut state = locked(&self.0);
        let begins = !state.now.running;
        if begins {
            *state = ExportState {
                now: Exporting {
                    running: true,
                    file: Some(file.display().to_string()),
                    ..Exporting::default()
                },
                is_stopped: false,
            };
        }
        begins
    }

    /// How far it is. False where it is to end.
    pub(super) fn tell(&self, done: u64, total: u64) -> bool {
        let mut state = locked(&self.0);
        (state.now.done, state.now.total) = (done, total);
        !state.is_stopped
    }

    pub(super) fn end(&self, done: Result<Packed, MovingError>) {
        let mut state = locked(&self.0);
        state.now.running = false;
        match done {
            Ok(packed) => {
                state.now.exported = Some(Exported {
                    bytes: packed.bytes,
                    calls: count(packed.calls),
                    secrets: count(packed.secrets as u64),
                    left_out: count(packed.left_out as u64),
                    open_to_others: packed.is_open_to_others,
                });
            }
            Err(error) => state.now.failure = Some((&error).into()),
        }
    }

    pub(super) fn stop(&self) {
        locked(&self.0).is_stopped = true;
    }

    pub(super) fn now(&self) -> Exporting {
        locked(&self.0).now.clone()
    }
}
