//! Where a desk keeps its history.

use std::path::PathBuf;

/// The platform's usual place for the history, used where neither `--data-dir` nor
/// `KIMO_DATA_DIR` names another. `None` where the system knows no home directory.
pub fn default_data_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "kimo").map(|dirs| dirs.data_local_dir().to_owned())
}
