//! The hooks of a running desk and the addresses at which they take deliveries.

use std::sync::Arc;

use kimo_attention::HookAddress;
use kimo_calls::{Hook, PbxId, Region};
use kimo_history::{HookSummary, ReadError};

use super::{
    hook_url::{HookUrl, hook_path, hook_url},
    running_desk::Desk,
};

impl Desk {
    /// The hooks with their local addresses.
    pub async fn hook_urls(&self) -> Result<Vec<HookUrl>, ReadError> {
        let hooks = self.read(|reader| reader.hooks()).await?;
        let listen = self.address();
        Ok(hooks
            .iter()
            .map(|summary| hook_url(listen, &summary.hook))
            .collect())
    }

    /// The hooks as they were read last, with their passwords as far as these are at hand.
    pub(crate) fn known_hooks(&self) -> Vec<Arc<Hook>> {
        self.0.hooks.all()
    }

    /// Reads the hooks again and answers for them from the next request on.
    pub(crate) fn sync_hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        self.0.hooks.sync(|| self.reader().hooks())
    }

    /// The address to enter at the PBX: the public one where there is one, else the local one.
    pub(crate) fn hook_address(&self, hook: &Hook) -> String {
        match self.tunnel().public_url {
            Some(public_url) => format!("{public_url}{}", hook_path(hook)),
            None => hook_url(self.address(), hook).url,
        }
    }

    /// Whether this is an address of a hook, wherever it leads to the desk from.
    pub(crate) fn is_address_of(&self, hook: &Hook, address: &str) -> bool {
        let mut former = hook.clone();
        if let Some(previous) = &hook.previous {
            former.token = previous.token.clone();
        }
        [hook, &former]
            .map(hook_path)
            .iter()
            .any(|path| address.ends_with(path))
    }

    /// The hooks as the tray offers them.
    pub(super) fn hook_addresses(&self) -> Vec<HookAddress> {
        self.known_hooks()
            .iter()
            .map(|hook| HookAddress {
                id: hook.id,
                pbx: hook.pbx,
                name: hook.name.clone(),
                region: hook.meaning.region,
                url: self.hook_address(hook),
            })
            .collect()
    }

    /// Every country in which a hook is at home, without repetitions; Turkey where there is no
    /// hook.
    pub(crate) fn homes(&self) -> Vec<Region> {
        let mut homes = Vec::new();
        for hook in self.known_hooks() {
            if !homes.contains(&hook.meaning.region) {
                homes.push(hook.meaning.region);
            }
        }
        match homes.is_empty() {
            true => vec![Region::TR],
            false => homes,
        }
    }

    /// The country at home in which the numbers of this PBX are read.
    pub(crate) fn home(&self, pbx: PbxId) -> Region {
        self.0.hooks.home(pbx)
    }
}
