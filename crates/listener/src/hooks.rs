//! The hooks that the listener answers for.

use std::sync::Arc;

use arc_swap::ArcSwap;
use kimo_calls::{Hook, HookToken, PbxId, Timestamp};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// The hooks that the listener answers for; clones share one table.
#[derive(Clone)]
pub struct HookTable(Arc<ArcSwap<Vec<Known>>>);

impl HookTable {
    /// A table of these hooks.
    pub fn new(hooks: Vec<Hook>) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(known(hooks))))
    }

    /// Answers for these hooks from the next request on.
    pub fn replace(&self, hooks: Vec<Hook>) {
        self.0.store(Arc::new(known(hooks)));
    }

    /// The hooks that are answered for.
    pub fn hooks(&self) -> Vec<Arc<Hook>> {
        let known = self.0.load();
        let own = known.iter().filter(|known| known.until.is_none());
        own.map(|known| Arc::clone(&known.hook)).collect()
    }

    /// The hook of this PBX that has this token, or had it and still takes it at `at`. Takes
    /// equally long whichever hook matches, or none: it looks at all of them, and at all of each
    /// token.
    pub(crate) fn find(
        &self,
        pbx: Option<PbxId>,
        token: &[u8],
        at: Timestamp,
    ) -> Option<Arc<Hook>> {
        let hooks = self.0.load();
        let sought = Padded::new(token);
        let mut found = u32::MAX;
        for (index, known) in (0_u32..).zip(hooks.iter()) {
            let same_pbx = Choice::from(u8::from(pbx == Some(known.hook.pbx)));
            let works = Choice::from(u8::from(known.until.is_none_or(|until| at < until)));
            let right = same_pbx & works & known.token.ct_eq(&sought);
            found.conditional_assign(&index, right);
        }
        let found = usize::try_from(found).ok()?;
        hooks.get(found).map(|known| Arc::clone(&known.hook))
    }
}

impl std::fmt::Debug for HookTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.0.load().iter().map(|known| known.hook.id))
            .finish()
    }
}

/// A token, and whose it is. A hook whose token was replaced has two for a while.
struct Known {
    hook: Arc<Hook>,
    token: Padded,
    until: Option<Timestamp>,
}

fn known(hooks: Vec<Hook>) -> Vec<Known> {
    let mut all = Vec::with_capacity(hooks.len());
    for hook in hooks.into_iter().map(Arc::new) {
        let mut know = |token: &HookToken, until| {
            all.push(Known {
                hook: Arc::clone(&hook),
                token: Padded::new(token.expose().as_bytes()),
                until,
            });
        };
        know(&hook.token, None);
        if let Some(previous) = &hook.previous {
            know(&previous.token, Some(previous.until));
        }
    }
    all
}

/// A token at a fixed length, so that comparing says nothing of the lengths either.
struct Padded {
    bytes: [u8; Self::ROOM],
    length: u64,
}

impl Padded {
    /// The longest token a hook can have.
    const ROOM: usize = 128;

    fn new(token: &[u8]) -> Self {
        let mut bytes = [0; Self::ROOM];
        bytes
            .iter_mut()
            .zip(token)
            .for_each(|(to, from)| *to = *from);
        Self {
            bytes,
            length: token.len() as u64,
        }
    }

    fn ct_eq(&self, other: &Self) -> Choice {
        self.bytes.ct_eq(&other.bytes) & self.length.ct_eq(&other.length)
    }
}
