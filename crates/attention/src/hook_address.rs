//! The hooks, as far as they are shown.

use kimo_calls::{HookId, PbxId, Region};

/// A hook and where it takes deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookAddress {
    /// The hook.
    pub id: HookId,
    /// Who posts to it.
    pub pbx: PbxId,
    /// What the user calls it.
    pub name: String,
    /// The country whose national numbers it sends.
    pub region: Region,
    /// The address.
    pub url: String,
}

/// The country whose national spelling is read here for the numbers of a PBX: its first hook's.
pub(crate) fn home_region(hooks: &[HookAddress], pbx: PbxId) -> Region {
    let first = hooks.iter().find(|hook| hook.pbx == pbx);
    first.map_or_else(|| kimo_pbx::meaning_of(pbx).region, |hook| hook.region)
}
