//! The scenarios under `tests/payloads/<pbx>/<scenario>`: bodies as posted, `NN-<what>.json` or
//! `.txt` for forms; the call that they make in `expect.json`; the hook's setting in `hook.json`
//! where it is not the usual one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// One folder.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) bodies: Vec<Body>,
    /// What Verimor's `answered` flag says at the hook, where it is not the usual.
    pub(crate) answered_flag: Option<String>,
    pub(crate) expect: Value,
}

/// One body.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Scenario {
    /// Every scenario of a PBX.
    pub(crate) fn all(pbx: &str) -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("payloads")
            .join(pbx);
        sorted(&folder)
            .iter()
            .map(|folder| Self::read(folder))
            .collect()
    }

    fn read(folder: &Path) -> Self {
        let json = |name: &str| {
            let text = fs::read(folder.join(name)).ok()?;
            Some(serde_json::from_slice::<Value>(&text).unwrap())
        };
        let bodies = sorted(folder).into_iter().filter(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            name.starts_with(|first: char| first.is_ascii_digit())
        });
        Self {
            name: folder.display().to_string(),
            bodies: bodies.map(|file| Body::read(&file)).collect(),
            answered_flag: json("hook.json")
                .map(|hook| hook["answered_flag"].as_str().unwrap().to_owned()),
            expect: json("expect.json").unwrap(),
        }
    }

    /// The id of the call that it makes.
    pub(crate) fn call_id(&self) -> &str {
        self.expect["id"].as_str().unwrap()
    }
}

impl Body {
    fn read(file: &Path) -> Self {
        Self {
            content_type: match file.extension().and_then(|ending| ending.to_str()) {
                Some("json") => "application/json",
                _ => "application/x-www-form-urlencoded",
            },
            bytes: fs::read(file).unwrap(),
        }
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}
