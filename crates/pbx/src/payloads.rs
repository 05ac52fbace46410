//! The vendors' examples, for tests: folders `<name>/payloads/<example>` with the bodies as posted,
//! `NN-<what>.json` or `.txt` for forms; the call that they make in `expect.json`; the hook's own
//! settings in `hook.json` where it has any.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kimo_calls::{Account, CallEvent, Meaning, PbxId, Settings, Timestamp};
use serde_json::Value;

use crate::{Delivery, ReadError, Reading, adapters, meaning_of};

/// One example.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Whose it is.
    pub pbx: PbxId,
    /// Its folder.
    pub name: String,
    /// What is posted, in order.
    pub posted: Vec<Body>,
    /// The deliveries in that: a list holds several.
    pub bodies: Vec<Body>,
    /// The hook's settings.
    pub settings: Settings,
    /// The call that it makes, as other programs see it.
    pub expect: Value,
}

/// One body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its file.
    pub name: String,
    /// Its type.
    pub content_type: &'static str,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Payload {
    /// Every example there is.
    pub fn all() -> io::Result<Vec<Self>> {
        let mut all = Vec::new();
        for adapter in adapters() {
            all.extend(Self::of(adapter.id())?);
        }
        Ok(all)
    }

    /// Every example of a PBX.
    pub fn of(pbx: PbxId) -> io::Result<Vec<Self>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let folder = folder.join(pbx.as_str()).join("payloads");
        let folders = sorted(&folder)?;
        folders
            .iter()
            .map(|folder| Self::read(pbx, folder))
            .collect()
    }

    /// What its deliveries mean.
    pub fn meaning(&self) -> Meaning {
        Meaning {
            settings: self.settings.clone(),
            ..meaning_of(self.pbx)
        }
    }

    /// The bodies' events, arriving in the order in which they are named.
    pub fn events(&self, arrivals: &[usize]) -> Result<Vec<CallEvent>, ReadError> {
        let mut events = Vec::new();
        for (place, index) in arrivals.iter().enumerate() {
            let reading = self.bodies[*index].read(self.pbx, &self.meaning(), arrival(place))?;
            events.extend(reading.into_events());
        }
        Ok(events)
    }

    fn read(pbx: PbxId, folder: &Path) -> io::Result<Self> {
        let mut posted = Vec::new();
        for file in sorted(folder)? {
            let name = name_of(&file);
            if name.starts_with(|first: char| first.is_ascii_digit()) {
                posted.push(Body {
                    content_type: match name.ends_with(".json") {
                        true => "application/json",
                        false => "application/x-www-form-urlencoded",
                    },
                    bytes: fs::read(&file)?,
                    name,
                });
            }
        }
        let hook = folder.join("hook.json");
        Ok(Self {
            pbx,
            name: format!("{pbx}/{}", name_of(folder)),
            bodies: posted.iter().flat_map(Body::deliveries).collect(),
            posted,
            settings: match hook.exists() {
                true => serde_json::from_slice(&fs::read(hook)?)?,
                false => Settings::new(),
            },
            expect: serde_json::from_slice(&fs::read(folder.join("expect.json"))?)?,
        })
    }
}

impl Body {
    fn deliveries(&self) -> Vec<Self> {
        let each = crate::deliveries(&self.bytes);
        each.into_iter()
            .map(|bytes| Self {
                bytes: bytes.to_vec(),
                ..self.clone()
            })
            .collect()
    }

    /// Reads the body of a hook of the only account.
    pub fn read(
        &self,
        pbx: PbxId,
        meaning: &Meaning,
        received_at: Timestamp,
    ) -> Result<Reading, ReadError> {
        let delivery = Delivery {
            pbx,
            account: &Account::default(),
            content_type: Some(self.content_type),
            body: &self.bytes,
            received_at,
        };
        crate::read(&delivery, meaning)
    }
}

/// When the delivery at that place arrives: years after every example, and in no relation to it.
pub fn arrival(place: usize) -> Timestamp {
    let began = Timestamp::constant(1_795_334_400, 0);
    let seconds = i64::try_from(place).unwrap_or_default() * 17;
    began + jiff::SignedDuration::from_secs(seconds)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?;
    let mut files = files
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
