//! What the desk and its listener share.

use crate::{HookTable, Nonces, Strangers};

/// What the desk and its listener share; clones are handles to the same.
#[derive(Clone, Debug)]
pub struct ListenerState {
    /// The hooks that are answered for.
    pub hooks: HookTable,
    /// The nonces that are to arrive.
    pub nonces: Nonces,
    /// Those who came without knowing an address or its credentials.
    pub strangers: Strangers,
}

impl ListenerState {
    /// For these hooks; nothing has happened yet.
    pub fn new(hooks: HookTable) -> Self {
        Self {
            hooks,
            nonces: Nonces::default(),
            strangers: Strangers::default(),
        }
    }
}
