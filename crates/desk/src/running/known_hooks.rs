//! The hooks as the running desk has them: with their passwords, and at which addresses.

use std::{collections::HashMap, net::SocketAddr};

use kimo_calls::{Account, PbxId, Region};
use kimo_history::{HookSummary, ReadError};
use serde::Serialize;

use super::{Desk, locked};
use crate::{HookAddress, tunnel};

/// A hook and the address at which it takes deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HookUrl {
    /// Who posts to it.
    pub pbx: PbxId,
    /// The account there; not written where it is the only one.
    #[serde(skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// What the user calls it.
    pub name: String,
    /// The local address.
    pub url: String,
}

/// The local address of a hook for a desk that listens there.
pub fn hook_url(listen: SocketAddr, hook: &kimo_calls::Hook) -> HookUrl {
    // A desk that listens everywhere is reached on this computer by the loopback address.
    let host = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => ([127, 0, 0, 1], v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => {
            SocketAddr::new(std::net::Ipv6Addr::LOCALHOST.into(), v6.port())
        }
        other => other,
    };
    HookUrl {
        pbx: hook.pbx,
        account: hook.account.clone(),
        name: hook.name.clone(),
        url: format!("http://{host}/hooks/{}/{}", hook.pbx, hook.token.expose()),
    }
}

impl Desk {
    /// The hooks with their local addresses.
    pub async fn hook_urls(&self) -> Result<Vec<HookUrl>, ReadError> {
        let hooks = self.read(|reader| reader.hooks()).await?;
        let listen = self.address();
        Ok(hooks
            .iter()
            .map(|hook| hook_url(listen, &hook.hook))
            .collect())
    }

    /// The hooks, with their passwords as far as these are at hand.
    pub(crate) fn hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        let mut hooks = self.0.reader.hooks()?;
        locked(&self.0.passwords).put_to(&mut hooks);
        Ok(hooks)
    }

    /// Reads the hooks again and answers for them from the next request on.
    pub(crate) fn sync_hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        let hooks = self.hooks()?;
        self.0
            .door
            .hooks
            .replace(hooks.iter().map(|hook| hook.hook.clone()).collect());
        *locked(&self.0.regions) = regions(&hooks);
        Ok(hooks)
    }

    /// The address to enter at the PBX: the public one where there is one, else the local one.
    pub(crate) fn hook_address(&self, hook: &kimo_calls::Hook) -> String {
        match self.tunnel().public_url {
            Some(public_url) => format!("{public_url}{}", tunnel::hook_path(hook)),
            None => hook_url(self.address(), hook).url,
        }
    }

    pub(super) fn hook_addresses(&self, hooks: &[HookSummary]) -> Vec<HookAddress> {
        hooks
            .iter()
            .map(|HookSummary { hook, .. }| HookAddress {
                id: hook.id,
                pbx: hook.pbx,
                name: hook.name.clone(),
                region: hook.meaning.region,
                url: self.hook_address(hook),
            })
            .collect()
    }

    /// The country at home in which the numbers of this PBX are read.
    pub(crate) fn home(&self, pbx: PbxId) -> Region {
        locked(&self.0.regions)
            .get(&pbx)
            .copied()
            .unwrap_or(kimo_pbx::meaning_of(pbx).region)
    }
}

/// The first hook of a PBX tells in which country it is at home.
pub(super) fn regions(hooks: &[HookSummary]) -> HashMap<PbxId, Region> {
    let mut regions = HashMap::new();
    for HookSummary { hook, .. } in hooks {
        regions.entry(hook.pbx).or_insert(hook.meaning.region);
    }
    regions
}
