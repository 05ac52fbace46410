//! The PBXs that Kimo speaks to: the one list.

use std::time::Duration;

use kimo_calls::{Meaning, PbxId, Region};

use crate::{Adapter, Story};

/// Every PBX that Kimo speaks to, in the order in which Kimo lists them.
pub fn adapters() -> &'static [&'static dyn Adapter] {
    &[
        // One line for each.
        &crate::verimor::Verimor,
        &crate::bulutfon::Bulutfon,
        &crate::mtt::Mtt,
        &crate::hipcall::Hipcall,
        &crate::netgsm::Netgsm,
    ]
}

/// The adapter of a PBX; `None` for one that this build does not know.
pub fn adapter(pbx: PbxId) -> Option<&'static dyn Adapter> {
    let mut known = adapters().iter().copied();
    let found = known.find(|adapter| adapter.id() == pbx);
    #[cfg(feature = "example")]
    let found = found.or((pbx == crate::example::Example.id()).then_some(&crate::example::Example));
    found
}

/// The adapter of a name that somebody typed.
pub fn named(name: &str) -> Result<&'static dyn Adapter, UnknownPbx> {
    let unknown = || UnknownPbx(name.to_owned());
    adapter(name.parse().map_err(|_| unknown())?).ok_or_else(unknown)
}

/// Whether a PBX's records are asked for elsewhere by a hook that means this now, or of other numbers,
/// than by one that meant that.
pub fn asks_otherwise(pbx: PbxId, was: &Meaning, now: &Meaning) -> bool {
    let asked = |meaning: &Meaning| {
        let api = adapter(pbx)?.api(meaning)?;
        Some((api.base(), api.numbers(meaning)))
    };
    asked(was) != asked(now)
}

/// A PBX's name as its maker writes it; the id of one that this build does not know.
pub fn title(pbx: PbxId) -> String {
    adapter(pbx).map_or_else(|| pbx.to_string(), |adapter| adapter.title().to_owned())
}

/// What a new hook of this PBX starts with.
pub fn meaning_of(pbx: PbxId) -> Meaning {
    Meaning::of_region(adapter(pbx).map_or(Region::TR, |adapter| adapter.region()))
}

/// How long to wait for another try before a call of this PBX is called missed.
pub fn patience(pbx: PbxId) -> Duration {
    adapter(pbx).map_or(Duration::ZERO, |adapter| adapter.patience())
}

/// The text names no PBX that Kimo speaks to.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no PBX that Kimo speaks to; it speaks to {known}", known = known())]
pub struct UnknownPbx(pub String);

fn known() -> String {
    let ids: Vec<_> = adapters().iter().map(|one| one.id().to_string()).collect();
    ids.join(", ")
}

/// Every story, with the PBX that tells it.
pub fn stories() -> impl Iterator<Item = (&'static dyn Adapter, &'static Story)> {
    adapters()
        .iter()
        .flat_map(|adapter| adapter.stories().iter().map(|story| (*adapter, story)))
}

/// The story of that name that this PBX can tell.
pub fn story(pbx: PbxId, name: &str) -> Option<&'static Story> {
    let mut stories = adapter(pbx)?.stories().iter();
    stories.find(|story| story.name == name)
}
