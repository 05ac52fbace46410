//! The file of contacts that somebody is about to import, and how far its import has come.

use std::sync::Mutex;

use kimo_history::{ContactDraft, Judged};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::locked::locked;

/// What became of contacts, or would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportCounts {
    /// How many are new.
    pub added: u32,
    /// How many that were known get a number.
    pub changed: u32,
    /// How many are known as they are.
    pub same: u32,
    /// How many are not taken.
    pub skipped: u32,
}

impl ImportCounts {
    /// Counts one more; gives how many of its kind there are now.
    pub(super) fn count(&mut self, judged: &Judged) -> u32 {
        let of_its_kind = match judged {
            Judged::Added => &mut self.added,
            Judged::Changed => &mut self.changed,
            Judged::Same => &mut self.same,
            Judged::Empty | Judged::Taken { .. } => &mut self.skipped,
        };
        *of_its_kind += 1;
        *of_its_kind
    }
}

/// How far an import has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Importing {
    /// True while it is under way.
    pub running: bool,
    /// How many contacts have been looked at.
    pub done: u32,
    /// How many there are.
    pub total: u32,
    /// What became of them.
    #[serde(flatten)]
    pub counts: ImportCounts,
    /// Why it broke off, if it did.
    pub error: Option<String>,
}

/// The one import of a desk; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct ContactImport(Mutex<ImportState>);

#[derive(Debug, Default)]
pub(super) struct ImportState {
    /// The parts of the file that have come.
    pub(super) file: Vec<u8>,
    /// What was read of it, and its name.
    pub(super) read: Option<(String, Vec<ContactDraft>)>,
    pub(super) progress: Importing,
    /// Somebody does not want it any more.
    pub(super) is_cancelled: bool,
}

impl ContactImport {
    /// Whether an import is under way.
    pub(crate) fn is_running(&self) -> bool {
        self.change(|state| state.progress.running)
    }

    /// Looks at it, or changes it.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut ImportState) -> T) -> T {
        change(&mut locked(&self.0))
    }
}
