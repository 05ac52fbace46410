//! Where newer versions are told of, whose signature they bear, and how one gets here. All of it is
//! said when the program is built for release.

use std::path::Path;

use kimo_desk::UpdateWay;
use tauri::Url;

/// Where newer versions come from.
pub(super) struct Source {
    /// Tells of the newest one: <https://v2.tauri.app/plugin/updater/#static-json-file>.
    pub(super) feed: Url,
    /// The public key of whoever may sign them: a minisign key file in base64.
    pub(super) key: String,
}

impl Source {
    /// `None` in a build that was told of none, which looks for nothing.
    pub(super) fn known() -> Option<Self> {
        Some(Self {
            feed: said("KIMO_UPDATE_FEED", option_env!("KIMO_UPDATE_FEED"))?
                .parse()
                .ok()?,
            key: said("KIMO_UPDATE_KEY", option_env!("KIMO_UPDATE_KEY"))?,
        })
    }
}

/// How a newer version gets here: our installer leaves what removes Kimo again beside it.
pub(super) fn way() -> UpdateWay {
    let program = std::env::current_exe().unwrap_or_default();
    let folder = program.parent().unwrap_or(Path::new(""));
    let installed = folder.join("uninstall.exe").is_file();
    if installed && cfg!(any(windows, debug_assertions)) {
        UpdateWay::Here
    } else if folder.starts_with("/usr") && cfg!(target_os = "linux") {
        UpdateWay::Package
    } else {
        UpdateWay::ByHand
    }
}

/// Only a program that is being tested hears of it where it runs.
fn said(name: &str, when_built: Option<&str>) -> Option<String> {
    let here = cfg!(debug_assertions).then(|| std::env::var(name).ok());
    let said = here.flatten().or(when_built.map(str::to_owned))?;
    (!said.is_empty()).then_some(said)
}
