//! Asking for a newer version and fetching it.

use std::{
    error::Error as _,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use kimo_desk::{UpdateFailure, UpdateWay};
use tauri::AppHandle;
use tauri_plugin_updater::{Error, Update, UpdaterExt};

use super::source::Source;

/// A version that is newer than this one.
pub(super) struct Found {
    /// `0.2.0`.
    pub(super) version: String,
    /// What can be fetched of it, where Kimo may put it in place.
    pub(super) update: Option<Update>,
}

/// Asks whether there is a newer version.
pub(super) async fn look(
    app: &AppHandle,
    source: &Source,
    way: UpdateWay,
) -> Result<Option<Found>, UpdateFailure> {
    let newest = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&newest);
    let fetches = way == UpdateWay::Here;
    let updater = app
        .updater_builder()
        .pubkey(source.key.clone())
        .endpoints(vec![source.feed.clone()])
        .map_err(not_looked)?
        .timeout(ANSWERS)
        .version_comparator(move |here, there| {
            let is_newer = there.version > here;
            let newer = is_newer.then(|| there.version.to_string());
            *seen.lock().unwrap_or_else(PoisonError::into_inner) = newer;
            // What nobody here would fetch need not be for this system.
            is_newer && fetches
        })
        .configure_client(|client| client.connect_timeout(CONNECTS).read_timeout(STALLS))
        .build()
        .map_err(not_looked)?;
    let update = updater.check().await.map_err(not_looked)?;
    let newer = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
    Ok(newer.map(|version| Found { version, update }))
}

/// Fetches what was found, and tells in percent how much of it is here, where that is known. It
/// bears our signature for this version.
pub(super) async fn fetch(
    update: &Update,
    tell: impl Fn(Option<u8>),
) -> Result<Vec<u8>, UpdateFailure> {
    let (mut here, size) = (0_u64, AtomicU64::new(0));
    let too_much = tokio::sync::Notify::new();
    let on_chunk = |more: usize, whole: Option<u64>| {
        here = here.saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
        size.store(here.max(whole.unwrap_or(0)), Ordering::Relaxed);
        if size.load(Ordering::Relaxed) > LARGEST {
            too_much.notify_one();
        }
        tell(whole.and_then(|whole| percent(here, whole)));
    };
    let fetched = tokio::select! {
        () = too_much.notified() => Err(UpdateFailure::NotSigned),
        fetched = update.download(on_chunk, || {}) => fetched.map_err(not_fetched),
    };
    // Whatever became of it meanwhile: it may have been cut short, too.
    if size.into_inner() > LARGEST {
        tracing::warn!("what is said to be a newer version is too large to be one");
        return Err(UpdateFailure::NotSigned);
    }
    fetched
}

fn percent(here: u64, whole: u64) -> Option<u8> {
    u8::try_from(here.saturating_mul(100).checked_div(whole)?).ok()
}

fn not_looked(error: Error) -> UpdateFailure {
    tracing::warn!(%error, cause = error.source().map(tracing::field::display), "no word of newer versions");
    match error {
        Error::Reqwest(error) if error.is_decode() => UpdateFailure::NotUnderstood,
        Error::Serialization(_) | Error::Semver(_) | Error::UrlParse(_) => {
            UpdateFailure::NotUnderstood
        }
        Error::TargetNotFound(_) | Error::TargetsNotFound(_) | Error::UnsupportedArch => {
            UpdateFailure::NotForThisSystem
        }
        _ => UpdateFailure::NotReached,
    }
}

fn not_fetched(error: Error) -> UpdateFailure {
    tracing::warn!(%error, cause = error.source().map(tracing::field::display), "a newer version was not fetched");
    match error {
        Error::Reqwest(_) | Error::Network(_) => UpdateFailure::CutShort,
        _ => UpdateFailure::NotSigned,
    }
}

/// How long it may take to tell of the newest version.
const ANSWERS: Duration = Duration::from_secs(60);
/// How long it may take to be let in.
const CONNECTS: Duration = Duration::from_secs(20);
/// How long nothing may come of what is fetched.
const STALLS: Duration = Duration::from_secs(60);
/// No installer of Kimo's is as large, in bytes.
const LARGEST: u64 = 300 << 20;
