//! The hooks of the connection page, and how each fares.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kimo_calls::{Account, Hook, PbxId, SettingValue, Settings, SourceHeader};
use kimo_history::{HookSummary, NotUnderstoodDeliveries};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing};
use crate::{Desk, hook_url};

/// One hook and how it fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HookRow {
    /// Its row in the history.
    pub id: i64,
    /// Who posts to it.
    pub pbx: PbxId,
    /// The account there; empty where it is the only one.
    pub account: Account,
    /// What the user calls it.
    pub name: String,
    /// The address to enter at the PBX: the public one where there is one, else the local one.
    pub url: String,
    /// The address on this computer at which it takes deliveries.
    pub local_url: String,
    /// The country whose national numbers it sends, two letters.
    pub region: String,
    /// The PBX's own settings, by name, whether or not they are as by default.
    pub settings: BTreeMap<String, SettingValue>,
    /// The user name of HTTP Basic, if the hook asks for it.
    pub basic_user: Option<String>,
    /// The networks from which its deliveries may come; empty for anywhere.
    pub allowed_sources: Vec<String>,
    /// Where the tunnel tells from where they come.
    pub source_header: SourceHeader,
    /// Until when the address from before the last rotation works, too; `null` if it does not.
    pub previous_until: Option<String>,
    /// When the last delivery came.
    pub last_delivery_at: Option<String>,
    /// When the PBX last tested the address.
    pub last_tested_at: Option<String>,
    /// How many deliveries came.
    pub deliveries: u64,
    /// How many of those that are kept Kimo did not understand.
    pub not_understood_total: u64,
    /// The newest twenty of these.
    pub not_understood: Vec<NotUnderstood>,
    /// How many more there were, which had to make room for others or were too old.
    pub not_understood_dropped: u64,
    /// When the last of these went; `null` if none did.
    pub not_understood_dropped_at: Option<String>,
}

/// A delivery that Kimo did not understand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotUnderstood {
    /// When it came.
    pub received_at: String,
    /// The event type as sent, or what was wrong with the body.
    pub what: String,
    /// The body.
    pub body: String,
}

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
        .map(|(summary, not_understood)| HookRow::of(summary, not_understood, desk))
        .collect())
}

impl HookRow {
    pub(super) fn of(
        summary: HookSummary,
        not_understood: NotUnderstoodDeliveries,
        desk: &Desk,
    ) -> Self {
        let HookSummary { hook, .. } = &summary;
        let allowed = hook.sources.allowed.iter();
        Self {
            id: hook.id.0,
            pbx: hook.pbx,
            account: hook.account.clone(),
            name: hook.name.clone(),
            url: desk.hook_address(hook),
            local_url: hook_url(desk.address(), hook).url,
            region: hook.meaning.region.to_string(),
            settings: settings(hook),
            basic_user: hook.basic.as_ref().map(|basic| basic.user.clone()),
            allowed_sources: allowed.map(ToString::to_string).collect(),
            source_header: hook.sources.header,
            previous_until: previous_until(hook, Timestamp::now()),
            last_delivery_at: summary.last_delivery_at.map(|at| at.to_string()),
            last_tested_at: summary.last_tested_at.map(|at| at.to_string()),
            deliveries: summary.deliveries,
            not_understood_total: not_understood.total,
            not_understood_dropped: not_understood.dropped,
            not_understood_dropped_at: not_understood.dropped_at.map(|at| at.to_string()),
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
}

/// So many of the deliveries that were not understood are shown with their hook.
pub(super) const NOT_UNDERSTOOD: usize = 20;

fn previous_until(hook: &Hook, now: Timestamp) -> Option<String> {
    let previous = hook.previous.as_ref()?;
    (now < previous.until).then(|| previous.until.to_string())
}

/// Those of a PBX that this build does not know are shown as they are stored.
fn settings(hook: &Hook) -> Settings {
    match kimo_pbx::adapter(hook.pbx) {
        Some(adapter) => adapter.settings_of(&hook.meaning),
        None => hook.meaning.settings.clone(),
    }
}
