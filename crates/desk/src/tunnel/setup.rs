//! The tunnel's set-up, as it is kept: a file of its own beside the history, so that a desk whose
//! history is damaged is still reached.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use kimo_history::HookSummary;
use kimo_tunnel::TunnelConfig;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::private_file;

/// Which tunnel the desk uses, and what it has learned of it. No secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// Which tunnel.
    pub tunnel: TunnelConfig,
    /// Host keys of SSH servers, by `host:port`, which earlier versions kept here. They are in the
    /// history now.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
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
    /// The set-up of a data directory; `None` where there is none. A file that is damaged is an
    /// error.
    pub fn load(data_dir: &Path) -> Result<Option<Self>, SetupError> {
        let path = path(data_dir);
        private_file::read(&path)
            .and_then(|content| content.map(|content| parse(Some(content))).transpose())
            .map_err(|source| SetupError { path, source })
    }

    /// The set-up of a data directory; off where there is none, unless `was_chosen` says that there
    /// must be one. Damaged or gone is an error and never off.
    pub fn expect(data_dir: &Path, was_chosen: bool) -> Result<Self, SetupError> {
        match Self::load(data_dir)? {
            Some(setup) => Ok(setup),
            None if was_chosen => Err(SetupError {
                path: path(data_dir),
                source: io::ErrorKind::NotFound.into(),
            }),
            None => Ok(Self::default()),
        }
    }

    /// Changes it while nobody else can.
    pub fn change(data_dir: &Path, change: impl FnOnce(&mut Self)) -> Result<(), SetupError> {
        let path = path(data_dir);
        let changed = private_file::change(&path, |content| {
            let mut setup = parse(content)?;
            change(&mut setup);
            serde_json::to_vec_pretty(&setup).map_err(io::Error::from)
        });
        changed.map_err(|source| SetupError { path, source })
    }

    /// Uses this tunnel from now on. `hooks` are the desk's: a PBX that has posted to one of them
    /// was given the address that was, and must be told of another. A damaged file gives way; what
    /// was in it is kept beside it.
    pub fn choose(
        data_dir: &Path,
        tunnel: TunnelConfig,
        hooks: &[HookSummary],
    ) -> Result<(), SetupError> {
        let path = path(data_dir);
        let chosen = private_file::change(&path, |content| {
            let mut setup = match parse(content) {
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    tracing::warn!(%error, "a damaged set-up of the tunnel gives way to a new one");
                    fs::copy(&path, path.with_extension("json.damaged"))?;
                    Self::default()
                }
                parsed => parsed?,
            };
            setup.tunnel = tunnel;
            if hooks.iter().all(|hook| hook.last_delivery_at.is_none()) {
                setup.last_public_url = None;
            }
            serde_json::to_vec_pretty(&setup).map_err(io::Error::from)
        });
        chosen.map_err(|source| SetupError { path, source })
    }
}

/// Whatever is wrong with the content is invalid data: a file that ends too early is as damaged
/// as any other, and so is a list, of which serde would make a set-up by default.
fn parse(content: Option<Vec<u8>>) -> io::Result<Setup> {
    let Some(content) = content else {
        return Ok(Setup::default());
    };
    serde_json::from_slice::<Map<String, Value>>(&content)
        .and_then(|object| serde_json::from_value(Value::Object(object)))
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
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
        assert_eq!(Setup::load(dir.path()).unwrap(), None);
        let off = Setup::expect(dir.path(), false).unwrap();
        assert_eq!(off, Setup::default());
        let gone = Setup::expect(dir.path(), true).unwrap_err().to_string();
        assert!(gone.contains("tunnel.json"), "{gone}");
        let setup = Setup {
            tunnel: own_address(),
            host_keys: BTreeMap::from([("host:22".to_owned(), "ssh-ed25519 AAAA".to_owned())]),
            last_public_url: Some("https://kimo.example".to_owned()),
        };
        Setup::change(dir.path(), |kept| kept.clone_from(&setup)).unwrap();
        assert_eq!(Setup::load(dir.path()).unwrap(), Some(setup));
    }

    #[test]
    fn a_damaged_file_is_reported_with_its_name_and_not_overwritten() {
        for damaged in ["{", "", "[]"] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("tunnel.json");
            fs::write(&path, damaged).unwrap();
            let error = Setup::load(dir.path()).unwrap_err().to_string();
            assert!(error.contains("tunnel.json"), "{error}");
            Setup::change(dir.path(), |setup| setup.last_public_url = None).unwrap_err();
            assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
        }
    }

    #[test]
    fn a_damaged_file_gives_way_to_a_new_choice_and_is_kept_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("tunnel.json"), "{\"tunnel\": {\"ki").unwrap();
        Setup::choose(dir.path(), own_address(), &[]).unwrap();
        let chosen = Setup::load(dir.path()).unwrap().unwrap();
        assert_eq!(chosen.tunnel, own_address());
        let kept = fs::read_to_string(dir.path().join("tunnel.json.damaged")).unwrap();
        assert_eq!(kept, "{\"tunnel\": {\"ki");
    }

    fn own_address() -> TunnelConfig {
        TunnelConfig::Address {
            public_url: "https://kimo.example".parse().unwrap(),
        }
    }
}
