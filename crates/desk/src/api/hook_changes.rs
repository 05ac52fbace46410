//! What can be done to a hook.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Account, HookId, Meaning, PbxId, SettingValue, SourceHeader, Sources};
use kimo_history::{HookChange, NewHook};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, HookRow, hooks::NOT_UNDERSTOOD, tunnel::with_secrets};
use crate::{
    Desk, FOR_A_CHANGE, Secrets, TestCallError, password_name,
    records::{key_name, recordings_key_name},
};

/// Asks for a new hook.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddHookParams {
    /// Who will post to it.
    pub pbx: PbxId,
    /// The account there; left out where it is the only one.
    #[serde(default)]
    #[ts(optional, as = "Option<Account>")]
    pub account: Account,
    /// What to call it; empty for the PBX's own name.
    pub name: String,
    /// The country whose national numbers it sends, two letters; left out for the PBX's own.
    #[serde(default)]
    #[ts(optional)]
    pub region: Option<String>,
    /// The PBX's own settings, by name; those that are left out are as by default.
    #[serde(default)]
    #[ts(optional)]
    pub settings: Option<BTreeMap<String, SettingValue>>,
    /// The HTTP Basic credentials that a delivery must bring; left out for none.
    #[serde(default)]
    #[ts(optional)]
    pub basic: Option<BasicParams>,
}

/// Changes a hook.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct UpdateHookParams {
    /// Its row.
    pub id: i64,
    /// What to call it.
    pub name: String,
    /// The country whose national numbers it sends, two letters.
    pub region: String,
    /// The PBX's own settings, by name; those that are left out are as by default. Without any
    /// of this they stay as they are.
    #[serde(default)]
    #[ts(optional)]
    pub settings: Option<BTreeMap<String, SettingValue>>,
    /// HTTP Basic: none, new ones, or as they are.
    pub basic: BasicChange,
}

/// What becomes of a hook's HTTP Basic credentials.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum BasicChange {
    /// They stay as they are.
    Keep(KeepBasic),
    /// These from now on.
    Set(BasicParams),
    /// None from now on.
    Remove,
}

/// The word `keep`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub enum KeepBasic {
    /// They stay as they are.
    #[serde(rename = "keep")]
    Keep,
}

/// HTTP Basic credentials.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BasicParams {
    /// The user name; holds no colon.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for BasicParams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BasicParams")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// Asks for a new address for a hook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RotateTokenParams {
    /// The hook's row.
    pub hook: i64,
    /// For how many hours the address that it had goes on to work; 0 ends it at once.
    pub overlap_hours: u32,
}

/// Makes an end of the address from before the last rotation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RevokeTokenParams {
    /// The hook's row.
    pub hook: i64,
}

/// Limits a hook to where its deliveries come from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LimitSourcesParams {
    /// The hook's row.
    pub hook: i64,
    /// IP addresses and networks like `203.0.113.0/24`; empty for anywhere.
    pub allowed: Vec<String>,
    /// Where the tunnel tells from where they come.
    pub header: SourceHeader,
}

/// Removes a hook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RemoveHookParams {
    /// Its row.
    pub hook: i64,
}

/// Asks for a test call to one hook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct SendTestCallParams {
    /// The hook's row.
    pub hook: i64,
}

pub(super) async fn add_hook(desk: &Desk, params: AddHookParams) -> Result<HookRow, AskError> {
    let name = match params.name.trim() {
        "" => kimo_pbx::title(params.pbx),
        name => name.to_owned(),
    };
    let mut meaning = kimo_pbx::meaning_of(params.pbx);
    if let Some(region) = params.region {
        meaning.region = region.parse().map_err(AskError::bad_params)?;
    }
    if let Some(settings) = params.settings {
        meaning.settings = kimo_pbx::adapter(params.pbx)
            .ok_or_else(|| AskError::bad_params("this Kimo does not know that PBX"))?
            .checked(settings)
            .map_err(AskError::bad_params)?;
    }
    let basic = params.basic.map(checked).transpose()?;
    let hook = NewHook {
        pbx: params.pbx,
        account: params.account,
        name,
        basic_user: basic.as_ref().map(|basic| basic.user.clone()),
        meaning,
    };
    let added = desk.writer()?.add_hook(hook).await?;
    if let Some(basic) = basic {
        keep_password(desk, added.id, basic.password).await?;
    }
    changed(desk, added.id).await
}

pub(super) async fn update_hook(
    desk: &Desk,
    params: UpdateHookParams,
) -> Result<HookRow, AskError> {
    let name = params.name.trim();
    if name.is_empty() {
        return Err(AskError::bad_params("a hook has a name"));
    }
    let id = HookId(params.id);
    let hooks = desk.read(|reader| reader.hooks()).await?;
    let was = hooks.into_iter().find(|known| known.hook.id == id);
    let was = was.ok_or_else(|| AskError::new(AskErrorCode::NotFound, id.0))?;
    let meaning = Meaning {
        region: params.region.parse().map_err(AskError::bad_params)?,
        settings: match (params.settings, kimo_pbx::adapter(was.hook.pbx)) {
            (Some(settings), Some(adapter)) => {
                adapter.checked(settings).map_err(AskError::bad_params)?
            }
            (Some(_), None) | (None, _) => was.hook.meaning.settings.clone(),
        },
    };
    let basic = match params.basic {
        BasicChange::Keep(KeepBasic::Keep) => None,
        BasicChange::Remove => Some(None),
        BasicChange::Set(basic) => Some(Some(checked(basic)?)),
    };
    let user = |basic: &BasicParams| basic.user.clone();
    let asks_otherwise = kimo_pbx::asks_otherwise(was.hook.pbx, &was.hook.meaning, &meaning);
    let change = HookChange {
        id,
        name: name.to_owned(),
        basic_user: basic.as_ref().map(|basic| basic.as_ref().map(user)),
        meaning,
    };
    desk.writer()?.update_hook(change).await?;
    if asks_otherwise {
        desk.0.records.ask();
    }
    // Only now: a change that failed leaves the credentials as they were.
    match basic {
        None => {}
        Some(Some(basic)) => keep_password(desk, id, basic.password).await?,
        Some(None) => {
            let forget = move |_: &Desk, secrets: &Secrets| Ok(secrets.remove(&password_name(id))?);
            with_secrets(desk, forget).await?;
        }
    }
    changed(desk, id).await
}

pub(super) async fn rotate_token(
    desk: &Desk,
    params: RotateTokenParams,
) -> Result<HookRow, AskError> {
    let until = token_ends(Timestamp::now(), params.overlap_hours).map_err(AskError::bad_params)?;
    let hook = HookId(params.hook);
    desk.writer()?.rotate_token(hook, until).await?;
    changed(desk, hook).await
}

pub(super) async fn revoke_token(
    desk: &Desk,
    params: RevokeTokenParams,
) -> Result<HookRow, AskError> {
    let hook = HookId(params.hook);
    desk.writer()?.revoke_previous(hook).await?;
    changed(desk, hook).await
}

pub(super) async fn limit_sources(
    desk: &Desk,
    params: LimitSourcesParams,
) -> Result<HookRow, AskError> {
    let allowed = params.allowed.iter().map(|network| network.parse());
    let sources = Sources {
        allowed: allowed
            .collect::<Result<_, _>>()
            .map_err(AskError::bad_params)?,
        header: params.header,
    };
    let hook = HookId(params.hook);
    desk.writer()?.limit_sources(hook, sources).await?;
    changed(desk, hook).await
}

/// Its secrets go first: where they cannot, everything stays as it was.
pub(super) async fn remove_hook(desk: &Desk, params: RemoveHookParams) -> Result<(), AskError> {
    let hook = HookId(params.hook);
    let hooks = desk.read(|reader| reader.hooks()).await?;
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let found = hooks.into_iter().find(|known| known.hook.id == hook);
    let found = found.ok_or_else(|| AskError::new(AskErrorCode::NotFound, hook.0))?;
    let mut secret = Vec::from_iter(found.hook.basic.is_some().then(|| password_name(hook)));
    if proofs.iter().any(|proof| proof.hook == hook) {
        secret.extend([key_name(hook), recordings_key_name(hook)]);
    }
    // Where there is no secret, a keyring that is locked is in nobody's way.
    if !secret.is_empty() {
        let forget = move |_: &Desk, secrets: &Secrets| {
            for name in &secret {
                secrets.remove(name)?;
            }
            Ok(())
        };
        with_secrets(desk, forget).await?;
    }
    desk.writer()?.remove_hook(hook).await?;
    let syncing = desk.clone();
    desk.read(move |_| syncing.sync_hooks()).await?;
    Ok(())
}

pub(super) async fn send_test_call(
    desk: &Desk,
    params: SendTestCallParams,
) -> Result<(), AskError> {
    desk.send_test_call(HookId(params.hook))
        .await
        .map_err(|error| {
            let code = match error {
                TestCallError::NoSuchHook | TestCallError::NoStory => AskErrorCode::NotFound,
                TestCallError::NotListening | TestCallError::NotDelivered(_) => {
                    AskErrorCode::NotDelivered
                }
                TestCallError::Random(_) => AskErrorCode::Storage,
            };
            AskError::new(code, error)
        })
}

/// When a token that is replaced now stops to work; `None` for at once.
fn token_ends(now: Timestamp, overlap_hours: u32) -> Result<Option<Timestamp>, &'static str> {
    if overlap_hours > LONGEST_OVERLAP_HOURS {
        return Err("two addresses may work side by side for thirty days at most");
    }
    let overlap = SignedDuration::from_hours(overlap_hours.into());
    Ok((overlap_hours > 0).then(|| now + overlap))
}

const LONGEST_OVERLAP_HOURS: u32 = 30 * 24;

fn checked(basic: BasicParams) -> Result<BasicParams, AskError> {
    if basic.user.is_empty() || basic.user.contains(':') {
        return Err(AskError::bad_params(
            "a user name is not empty and holds no colon",
        ));
    }
    Ok(basic)
}

async fn keep_password(desk: &Desk, hook: HookId, password: String) -> Result<(), AskError> {
    let keep =
        move |desk: &Desk, secrets: &Secrets| Ok(desk.keep_password(secrets, hook, password)?);
    with_secrets(desk, keep).await
}

/// The hook as it is now, once the listener answers for it.
async fn changed(desk: &Desk, id: HookId) -> Result<HookRow, AskError> {
    let syncing = desk.clone();
    let (hooks, not_understood) = desk
        .read(move |reader| {
            let hooks = syncing.sync_hooks()?;
            Ok((hooks, reader.not_understood(id, NOT_UNDERSTOOD)?))
        })
        .await?;
    // One that asks for credentials lets nobody in until they are at hand.
    if hooks.iter().any(|summary| summary.hook.basic.is_some()) {
        desk.gather_passwords(FOR_A_CHANGE).await;
    }
    hooks
        .into_iter()
        .find(|summary| summary.hook.id == id)
        .map(|summary| HookRow::of(summary, not_understood, desk))
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, id.0))
}
