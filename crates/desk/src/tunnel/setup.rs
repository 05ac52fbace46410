//! The tunnel's set-up, as it is kept: a file of its own beside the history, so that a desk whose
//! history is damaged is still reached.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use kimo_history::HookSummary;
use kimo_tunnel::TunnelConfig;
use serde::{Deserialize, Serialize};

use crate::private_file;

/// Which tunnel the desk uses, and what it has learned of it. No secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// Which tunnel.
    pub tunnel: TunnelConfig,
    /// The host keys that SSH servers showed first, by `host:port`.
    pub host_keys: BTreeMap<String, String>,
    /// The public address that was reached last. A quick tunnel's next one differs.
    pub last_public_url: Option<String>,
}

/// The set-up cannot be read or kept.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct SetupError {
    path: PathBuf,
    source: io::Error,
}

impl Setup {
    /// Uses this tunnel from now on. `hooks` are the desk's: a PBX that has posted to one of them was
    /// given the address that was, and must be told of another.
    pub fn choose(&mut self, tunnel: TunnelConfig, hooks: &[HookSummary]) {
        self.tunnel = tunnel;
        if hooks.iter().all(|hook| hook.last_delivery_at.is_none()) {
            self.last_public_url = None;
        }
    }

    /// The set-up of a data directory; off where there is none.
    pub fn load(data_dir: &Path) -> Result<Self, SetupError> {
        let path = path(data_dir);
        private_file::read(&path)
            .and_then(|content| match content {
                Some(content) => serde_json::from_slice(&content).map_err(io::Error::from),
                None => Ok(Self::default()),
            })
            .map_err(|source| SetupError { path, source })
    }

    /// Keeps it in place of the earlier one.
    pub fn save(&self, data_dir: &Path) -> Result<(), SetupError> {
        let path = path(data_dir);
        serde_json::to_vec_pretty(self)
            .map_err(io::Error::from)
            .and_then(|content| private_file::replace(&path, &content))
            .map_err(|source| SetupError { path, source })
    }
}

fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("tunnel.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_up_is_kept_whole_and_none_means_off() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Setup::load(dir.path()).unwrap(), Setup::default());
        let setup = Setup {
            tunnel: TunnelConfig::Address {
                public_url: "https://kimo.example".parse().unwrap(),
            },
            host_keys: BTreeMap::from([("host:22".to_owned(), "ssh-ed25519 AAAA".to_owned())]),
            last_public_url: Some("https://kimo.example".to_owned()),
        };
        setup.save(dir.path()).unwrap();
        assert_eq!(Setup::load(dir.path()).unwrap(), setup);
    }

    #[test]
    fn a_damaged_file_is_reported_with_its_name() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("tunnel.json"), "{").unwrap();
        let error = Setup::load(dir.path()).unwrap_err().to_string();
        assert!(error.contains("tunnel.json"), "{error}");
    }
}
