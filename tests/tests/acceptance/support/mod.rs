//! What the tests stand on.

#[cfg(target_os = "linux")]
mod clock;
mod desk;
mod http;
mod program;
mod proofs;
pub(crate) mod radicale;

use std::{
    fs,
    path::{Path, PathBuf},
};

use kimo_pbx::{VerimorCall, VerimorEnd};

#[cfg(target_os = "linux")]
pub(crate) use clock::Clock;
pub(crate) use desk::{Desk, Hook};
pub(crate) use http::{Connection, Response, request};
#[cfg(unix)]
pub(crate) use program::Ended;
pub(crate) use program::{Finished, kimo};
pub(crate) use proofs::{fetch, once_read, only_secrets_have, proof, read_since, status, use_key};
pub(crate) use radicale::Radicale;

/// A Verimor `hangup` of a missed call, which is all there is to say of it.
pub(crate) fn missed_call(call_uuid: &str) -> String {
    verimor_call(call_uuid).hangup(&VerimorEnd {
        leg: "1001",
        answered: false,
        answered_at: None,
        at: 20,
        cause: "NO_ANSWER",
    })
}

/// A call from outside at noon of 2026-11-20 in Turkey.
pub(crate) fn verimor_call(call_uuid: &str) -> VerimorCall<'static> {
    VerimorCall {
        id: call_uuid.to_owned(),
        started_at: "2026-11-20T09:00:00Z".parse().unwrap(),
        direction: "inbound",
        caller: "05320000021",
        shows: "",
        called: "02120000000",
        queue: "",
    }
}

/// The ids of the lines of `kimo calls --json`.
pub(crate) fn ids(calls: &[serde_json::Value]) -> Vec<&str> {
    calls
        .iter()
        .map(|call| call["id"].as_str().unwrap())
        .collect()
}

/// The ids of all PBXs, in the order in which Kimo lists them.
pub(crate) fn every_pbx() -> Vec<String> {
    let adapters = kimo_pbx::adapters().iter();
    adapters.map(|adapter| adapter.id().to_string()).collect()
}

/// A directory, and all that is in it.
pub(crate) fn everything_in(dir: &Path) -> Vec<PathBuf> {
    let mut all = vec![dir.to_owned()];
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(everything_in(&path)),
            false => all.push(path),
        }
    }
    all
}
