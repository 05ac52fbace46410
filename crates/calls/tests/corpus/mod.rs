//! The scenarios under `tests/payloads/<pbx>/<scenario>`: bodies as posted, `NN-<what>.json` or
//! `.txt` for forms; the call that they make in `expect.json`; the hook's setting in `hook.json`
//! where it is not the usual one.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::{fs, path::Path};

use kimo_calls::{
    AnsweredFlag, Call, CallEvent, Meaning, Pbx, Timestamp,
    pbx::{self, Delivery, ReadError, Reading},
};

/// One folder.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) pbx: Pbx,
    pub(crate) name: String,
    pub(crate) bodies: Vec<Body>,
    pub(crate) meaning: Meaning,
    pub(crate) expect: serde_json::Value,
}

/// One body.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) name: String,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Scenario {
    /// Every scenario there is.
    pub(crate) fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/payloads");
        let of_pbx = |pbx: Pbx| {
            sorted(&root.join(pbx.as_str()))
                .into_iter()
                .map(move |folder| Self::read(pbx, &folder))
        };
        Pbx::ALL.into_iter().flat_map(of_pbx).collect()
    }

    fn read(pbx: Pbx, folder: &Path) -> Self {
        let bodies = sorted(folder)
            .into_iter()
            .filter(|file| name_of(file).as_bytes()[0].is_ascii_digit())
            .map(|file| Body {
                content_type: match file.extension().and_then(|ending| ending.to_str()) {
                    Some("json") => "application/json",
                    _ => "application/x-www-form-urlencoded",
                },
                bytes: fs::read(&file).unwrap(),
                name: name_of(&file),
            })
            .collect();
        let mut meaning = Meaning::default_for(pbx);
        if let Ok(hook) = fs::read_to_string(folder.join("hook.json")) {
            assert!(hook.contains(r#""answered_flag": "missed""#), "{hook}");
            meaning.answered_flag = AnsweredFlag::Missed;
        }
        let expect = fs::read(folder.join("expect.json")).unwrap();
        Self {
            pbx,
            name: name_of(folder),
            bodies,
            meaning,
            expect: serde_json::from_slice(&expect).unwrap(),
        }
    }

    /// The bodies' events, arriving in the order in which they are named.
    pub(crate) fn events(&self, arrivals: &[usize]) -> Vec<CallEvent> {
        arrivals
            .iter()
            .enumerate()
            .filter_map(|(place, index)| {
                let body = &self.bodies[*index];
                let reading = read(self.pbx, &self.meaning, body, arrival(place))
                    .unwrap_or_else(|error| panic!("{}/{}: {error}", self.name, body.name));
                match reading {
                    Reading::Event(event) => Some(*event),
                    Reading::Empty | Reading::NotUnderstood { .. } => None,
                }
            })
            .collect()
    }

    /// The call that the bodies make in their own order.
    pub(crate) fn call(&self) -> Call {
        let in_order: Vec<_> = (0..self.bodies.len()).collect();
        Call::from_events(&self.events(&in_order)).expect(&self.name)
    }
}

/// Reads one body of a hook.
pub(crate) fn read(
    pbx: Pbx,
    meaning: &Meaning,
    body: &Body,
    received_at: Timestamp,
) -> Result<Reading, ReadError> {
    let delivery = Delivery {
        pbx,
        content_type: Some(body.content_type),
        body: &body.bytes,
        received_at,
    };
    pbx::read(&delivery, meaning)
}

/// When the delivery at that place arrives: years after every scenario, and in no relation to it.
pub(crate) fn arrival(place: usize) -> Timestamp {
    let seconds = i64::try_from(place).unwrap() * 17;
    Timestamp::from_second(1_795_334_400 + seconds).unwrap()
}

fn sorted(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
