//! Answers about hooks.

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{HookId, Meaning, Sources};
use kimo_history::{HookChange, HookSummary, NewHook, NotUnderstoodDeliveries};

use super::super::*;
use super::{bad, tunnel::with_secrets};
use crate::{Desk, FOR_A_CHANGE, Secrets, TestCallError, password_name};

pub(super) async fn hooks(desk: &Desk, _: Nothing) -> Result<Vec<HookRow>, AskError> {
    let hooks = desk
        .read(|reader| {
            let with_not_understood = |summary: HookSummary| {
                let newest = reader.not_understood(summary.hook.id, NOT_UNDERSTOOD)?;
                Ok((summary, newest))
            };
            reader
                .hooks()?
                .into_iter()
                .map(with_not_understood)
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(hooks
        .into_iter()
        .map(|(hook, not_understood)| row(desk, hook, not_understood))
        .collect())
}

pub(super) async fn add_hook(desk: &Desk, params: AddHookParams) -> Result<HookRow, AskError> {
    let name = match params.name.trim() {
        "" => params.pbx.title().to_owned(),
        name => name.to_owned(),
    };
    let hook = NewHook {
        pbx: params.pbx,
        name,
        basic_user: None,
        meaning: Meaning::default_for(params.pbx),
    };
    let added = desk.writer()?.add_hook(hook).await?;
    changed(desk, added.id).await
}

pub(super) async fn update_hook(
    desk: &Desk,
    params: UpdateHookParams,
) -> Result<HookRow, AskError> {
    let name = params.name.trim();
    if name.is_empty() {
        return Err(bad("a hook has a name"));
    }
    let id = HookId(params.id);
    let meaning = Meaning {
        region: params.region.parse().map_err(bad)?,
        answered_flag: params.answered_flag,
    };
    let basic_user = match params.basic {
        BasicChange::Keep(KeepBasic::Keep) => None,
        BasicChange::Remove => Some(None),
        BasicChange::Set(basic) => {
            let BasicParams { user, password } = checked(basic)?;
            let keep = move |desk: &Desk, secrets: &Secrets| {
                Ok(desk.keep_password(secrets, id, password)?)
            };
            with_secrets(desk, keep).await?;
            Some(Some(user))
        }
    };
    let (is_changed, is_removed) = (basic_user.is_some(), basic_user == Some(None));
    let change = HookChange {
        id,
        name: name.to_owned(),
        basic_user,
        meaning,
    };
    let updated = desk.writer()?.update_hook(change).await?;
    if is_removed {
        let forget = move |_: &Desk, secrets: &Secrets| Ok(secrets.remove(&password_name(id))?);
        with_secrets(desk, forget).await?;
    }
    if is_changed {
        desk.gather_passwords(FOR_A_CHANGE).await;
    }
    changed(desk, updated.id).await
}

pub(super) async fn rotate_token(
    desk: &Desk,
    params: RotateTokenParams,
) -> Result<HookRow, AskError> {
    let until = token_ends(Timestamp::now(), params.overlap_hours).map_err(bad)?;
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
        allowed: allowed.collect::<Result<_, _>>().map_err(bad)?,
        header: params.header,
    };
    let hook = HookId(params.hook);
    desk.writer()?.limit_sources(hook, sources).await?;
    changed(desk, hook).await
}

pub(super) async fn send_test_call(
    desk: &Desk,
    params: SendTestCallParams,
) -> Result<(), AskError> {
    desk.send_test_call(HookId(params.hook))
        .await
        .map_err(|error| {
            let code = match error {
                TestCallError::NoSuchHook => AskErrorCode::NotFound,
                TestCallError::NotListening | TestCallError::NotDelivered(_) => {
                    AskErrorCode::NotDelivered
                }
                TestCallError::Read(_) | TestCallError::Random(_) => AskErrorCode::Storage,
            };
            AskError::new(code, error)
        })
}

/// When a token that is replaced now stops to work; `None` for at once.
pub(crate) fn token_ends(
    now: Timestamp,
    overlap_hours: u32,
) -> Result<Option<Timestamp>, &'static str> {
    if overlap_hours > LONGEST_OVERLAP_HOURS {
        return Err("two addresses may work side by side for thirty days at most");
    }
    let overlap = SignedDuration::from_hours(overlap_hours.into());
    Ok((overlap_hours > 0).then(|| now + overlap))
}

const LONGEST_OVERLAP_HOURS: u32 = 30 * 24;

/// The hook as it is now, once the listener answers for it.
async fn changed(desk: &Desk, id: HookId) -> Result<HookRow, AskError> {
    let syncing = desk.clone();
    let (hooks, not_understood) = desk
        .read(move |reader| {
            let hooks = syncing.sync_hooks()?;
            Ok((hooks, reader.not_understood(id, NOT_UNDERSTOOD)?))
        })
        .await?;
    hooks
        .into_iter()
        .find(|summary| summary.hook.id == id)
        .map(|summary| row(desk, summary, not_understood))
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, id.0))
}

fn checked(basic: BasicParams) -> Result<BasicParams, AskError> {
    if basic.user.is_empty() || basic.user.contains(':') {
        return Err(bad("a user name is not empty and holds no colon"));
    }
    Ok(basic)
}

/// So many of the deliveries that were not understood are shown with their hook.
const NOT_UNDERSTOOD: usize = 20;

fn row(desk: &Desk, summary: HookSummary, not_understood: NotUnderstoodDeliveries) -> HookRow {
    let HookSummary { hook, .. } = &summary;
    HookRow {
        id: hook.id.0,
        pbx: hook.pbx,
        name: hook.name.clone(),
        url: desk.hook_address(hook),
        region: hook.meaning.region.to_string(),
        answered_flag: hook.meaning.answered_flag,
        basic_user: hook.basic.as_ref().map(|basic| basic.user.clone()),
        allowed_sources: hook
            .sources
            .allowed
            .iter()
            .map(ToString::to_string)
            .collect(),
        source_header: hook.sources.header,
        previous_until: hook
            .previous
            .as_ref()
            .filter(|previous| Timestamp::now() < previous.until)
            .map(|previous| previous.until.to_string()),
        last_delivery_at: summary.last_delivery_at.map(|at| at.to_string()),
        last_tested_at: summary.last_tested_at.map(|at| at.to_string()),
        deliveries: summary.deliveries,
        not_understood: not_understood
            .newest
            .into_iter()
            .map(|delivery| NotUnderstood {
                received_at: delivery.received_at.to_string(),
                what: delivery.what,
                body: String::from_utf8_lossy(&delivery.body).into_owned(),
            })
            .collect(),
    }
}
