//! The recordings of Smart UVV, as far as their document is known: another account at another place than
//! the history, and files at a third.
//!
//! Assumed, for no document that is known says it: a wrong key is 401, with a word that repeats it; a call
//! that nobody recorded, and one that nobody knows, is an empty list; the id is compared letter by
//! letter; the files ask for no key; how often it may be asked it does not say.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::server::{Server, locked};

/// A running stand-in; it ends when dropped.
pub struct TelecomRecordings {
    what: Shared,
    server: Server,
    files: Server,
}

/// A request that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// For what.
    pub path: String,
    /// The user name and password that it brought.
    pub account: Option<String>,
}

/// What it has, and how it was asked.
#[derive(Default)]
struct What {
    key: String,
    /// Where they are, by the ids of the calls as they stand in addresses.
    addresses: BTreeMap<String, Vec<String>>,
    asked: Vec<Came>,
    heard: Vec<Came>,
}

type Shared = Arc<Mutex<What>>;

impl TelecomRecordings {
    /// Starts one that accepts this user name and password, with a colon between them.
    pub fn start(key: &str) -> std::io::Result<Self> {
        let what = Shared::default();
        locked(&what).key = key.to_owned();
        let told = Router::new()
            .route("/v1/records/{conference}/urls", get(urls))
            .fallback(otherwise)
            .with_state(Arc::clone(&what));
        let files = Router::new()
            .route("/{file}", get(play))
            .with_state(Arc::clone(&what));
        Ok(Self {
            what,
            server: Server::start(told)?,
            files: Server::start(files)?,
        })
    }

    /// Its base.
    pub fn base(&self) -> String {
        self.server.base().to_owned()
    }

    /// Has so many recordings of a call, whose id is written with blanks. Gives where they are.
    pub fn record(&self, conference: &str, files: usize) -> Vec<String> {
        let conference = conference.replace(' ', "_");
        let base = self.files.base();
        let address = |number| format!("{base}/{conference}_{number}.wav");
        let addresses: Vec<_> = (1..=files).map(address).collect();
        self.tell_instead(&conference, &addresses);
        addresses
    }

    /// Tells these in the place of addresses from now on.
    pub fn tell_instead(&self, conference: &str, addresses: &[impl ToString]) {
        let addresses = addresses.iter().map(ToString::to_string).collect();
        let conference = conference.replace(' ', "_");
        locked(&self.what).addresses.insert(conference, addresses);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        key.clone_into(&mut locked(&self.what).key);
    }

    /// What it was asked.
    pub fn asked(&self) -> Vec<Came> {
        locked(&self.what).asked.clone()
    }

    /// Which files were asked for.
    pub fn heard(&self) -> Vec<Came> {
        locked(&self.what).heard.clone()
    }
}

async fn urls(
    State(shared): State<Shared>,
    Path(conference): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let mut what = locked(&shared);
    let came = came(&uri, &headers);
    what.asked.push(came.clone());
    if came.account.as_ref() != Some(&what.key) {
        let repeated = format!("no access for {}", came.account.unwrap_or_default());
        return (StatusCode::UNAUTHORIZED, repeated).into_response();
    }
    let addresses = what.addresses.get(&conference);
    let body = json!(addresses.map(Vec::as_slice).unwrap_or_default());
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, body.to_string()).into_response()
}

async fn otherwise(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Response {
    locked(&shared).asked.push(came(&uri, &headers));
    StatusCode::NOT_FOUND.into_response()
}

/// What somebody hears.
async fn play(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Response {
    locked(&shared).heard.push(came(&uri, &headers));
    ([(header::CONTENT_TYPE, "audio/wav")], "RIFF").into_response()
}

fn came(uri: &Uri, headers: &HeaderMap) -> Came {
    let account = headers.get(header::AUTHORIZATION).map(|value| {
        let encoded = value.to_str().unwrap_or_default().strip_prefix("Basic ");
        let decoded = STANDARD.decode(encoded.unwrap_or_default());
        String::from_utf8(decoded.unwrap_or_default()).unwrap_or_default()
    });
    Came {
        path: uri.to_string(),
        account,
    }
}
