//! The web UI: its packages and its build.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use crate::step;
use crate::tools::{need_node, npm, root};

/// Installs the packages that the folder's lock file names, unless just these are there.
pub(crate) fn install(folder: &str) -> Result<()> {
    need_node()?;
    if is_installed(&root().join(folder)) {
        return Ok(());
    }
    step::must(
        &format!("npm ci in {folder}"),
        &mut npm(folder, &["ci", "--no-audit", "--no-fund"]),
    )
}

/// Builds the UI into `ui/dist`, which both programs embed.
pub(crate) fn build() -> Result<()> {
    install("ui")?;
    step::must("UI build", &mut npm("ui", &["run", "build"]))
}

/// npm writes its own copy of the lock file last of all.
fn is_installed(folder: &Path) -> bool {
    let wanted = changed(&folder.join("package-lock.json"));
    let there = changed(&folder.join("node_modules/.package-lock.json"));
    matches!((wanted, there), (Some(wanted), Some(there)) if there >= wanted)
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}
