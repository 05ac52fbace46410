//! The keys of the PBXs' own interfaces: entered, checked as far as that can be, and forgotten.

use kimo_calls::{Hook, HookId};
use kimo_carddav::Address;
use kimo_history::{KeepError, RecordingsAt};
use kimo_pbx::{Api, ApiKey, Refusal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, count, tunnel::with_secrets};
use crate::{
    Desk,
    records::{Failure, Link, key_name, recordings_key_name},
};

/// Gives a hook the key of its PBX's interface, or that of its recordings.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UseKeyParams {
    /// The hook's row.
    pub hook: i64,
    /// The key.
    pub key: String,
    /// Where the interface is, where that is not its usual place.
    #[serde(default)]
    #[ts(optional)]
    pub base: Option<String>,
}

/// Names a hook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct KeyOfParams {
    /// The hook's row.
    pub hook: i64,
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyChecked {
    /// Whether it works. One that does not is not kept.
    pub works: bool,
    /// Why it does not: the text `records-failure-<code>`.
    pub failure: Option<String>,
    /// How many extensions there are, where the PBX tells.
    pub extensions: Option<u32>,
    /// How many people are in the phone book, where it tells.
    pub contacts: Option<u32>,
}

/// What came of a key that nothing can test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyKept {
    /// Whether it is kept: it is written as such a key is.
    pub kept: bool,
    /// Why it is not: the text `records-failure-<code>`.
    pub failure: Option<String>,
}

/// Checks the key, and keeps it where it works.
pub(super) async fn use_key(desk: &Desk, params: UseKeyParams) -> Result<KeyChecked, AskError> {
    let hook = HookId(params.hook);
    let (found, api) = interface(desk, hook).await?;
    let (key, base) = typed(&params)?;
    let link = Link {
        hook: found,
        api,
        base: base.clone().unwrap_or_else(|| api.base().to_owned()),
        key: key.clone(),
        of_recordings: None,
    };
    let checked = match link.check(desk).await {
        Ok((extensions, contacts)) => KeyChecked {
            works: true,
            failure: None,
            extensions: extensions.map(count),
            contacts: contacts.map(count),
        },
        Err(failure) => return Ok(refused(&failure)),
    };
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let before = proofs.iter().find(|proof| proof.hook == hook);
    let moves = before.is_some_and(|before| before.base != base);
    let writer = desk.writer()?;
    keep(
        desk,
        key_name(hook),
        key,
        moves,
        writer.use_records(hook, base),
    )
    .await?;
    desk.0.records.ask();
    desk.0.records.names.ask(hook);
    Ok(checked)
}

/// Forgets the keys of a hook; its records are read no more, and what its PBX told of people goes.
pub(super) async fn forget_key(desk: &Desk, params: KeyOfParams) -> Result<(), AskError> {
    let hook = HookId(params.hook);
    desk.writer()?.give_up_records(hook).await?;
    with_secrets(desk, move |_, secrets| {
        secrets.remove(&key_name(hook))?;
        Ok(secrets.remove(&recordings_key_name(hook))?)
    })
    .await
}

/// Keeps the key of the recordings, where they need one of their own. Nothing there tells whether it
/// works before a recording is asked for.
pub(super) async fn use_recordings_key(
    desk: &Desk,
    params: UseKeyParams,
) -> Result<KeyKept, AskError> {
    let hook = HookId(params.hook);
    let (_, api) = interface(desk, hook).await?;
    let own = api.recordings_key();
    let own =
        own.ok_or_else(|| AskError::bad_params("recordings have no key of their own here"))?;
    let (key, base) = typed(&params)?;
    if !(own.takes)(&key) {
        return Ok(KeyKept {
            kept: false,
            failure: Some(Refusal::Settings.code().to_owned()),
        });
    }
    // It goes when the key of the records goes: without that there is none.
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let before = proofs.iter().find(|proof| proof.hook == hook);
    let before = before.ok_or_else(|| AskError::from(KeepError::NotFound))?;
    let at = RecordingsAt { base };
    let moves = before
        .recordings
        .as_ref()
        .is_some_and(|before| *before != at);
    let writer = desk.writer()?;
    let note = writer.use_recordings(hook, Some(at));
    keep(desk, recordings_key_name(hook), key, moves, note).await?;
    Ok(KeyKept {
        kept: true,
        failure: None,
    })
}

/// Forgets it; no recordings are asked for any more.
pub(super) async fn forget_recordings_key(
    desk: &Desk,
    params: KeyOfParams,
) -> Result<(), AskError> {
    let hook = HookId(params.hook);
    desk.writer()?.use_recordings(hook, None).await?;
    with_secrets(desk, move |_, secrets| {
        Ok(secrets.remove(&recordings_key_name(hook))?)
    })
    .await
}

/// Keeps a key and has noted where it is sent to. Where that `moves`, the former key is gone before: who
/// reads a key and then finds the place that was noted for it has no other.
async fn keep(
    desk: &Desk,
    name: String,
    key: ApiKey,
    moves: bool,
    note: impl Future<Output = Result<(), KeepError>>,
) -> Result<(), AskError> {
    let former = name.clone();
    let keep = with_secrets(
        desk,
        move |_, secrets| Ok(secrets.set(&name, key.expose())?),
    );
    if !moves {
        keep.await?;
        return Ok(note.await?);
    }
    with_secrets(desk, move |_, secrets| Ok(secrets.remove(&former)?)).await?;
    note.await?;
    keep.await
}

async fn interface(desk: &Desk, hook: HookId) -> Result<(Hook, &'static dyn Api), AskError> {
    let hooks = desk.read(|reader| reader.hooks()).await?.into_iter();
    let mut hooks = hooks.map(|summary| summary.hook);
    let found = hooks.find(|known| known.id == hook);
    let found = found.ok_or_else(|| AskError::from(KeepError::NotFound))?;
    let adapter = kimo_pbx::adapter(found.pbx);
    let api = adapter.and_then(|adapter| adapter.api(&found.meaning));
    let api = api.ok_or_else(|| AskError::bad_params("this PBX has no interface to be asked"))?;
    Ok((found, api))
}

/// A key, and the base that goes with it: over TLS, or on this computer.
fn typed(params: &UseKeyParams) -> Result<(ApiKey, Option<String>), AskError> {
    let key = ApiKey::read(&params.key).ok_or_else(|| AskError::bad_params("this is no key"))?;
    let base = params.base.as_deref().map(Address::parse).transpose();
    let base = base.map_err(AskError::bad_params)?;
    let base = base.map(|base| base.to_string().trim_end_matches('/').to_owned());
    Ok((key, base))
}

fn refused(failure: &Failure) -> KeyChecked {
    KeyChecked {
        works: false,
        failure: Some(failure.code().to_owned()),
        extensions: None,
        contacts: None,
    }
}
