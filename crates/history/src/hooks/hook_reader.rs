//! What can be read of the hooks.

use kimo_calls::{Hook, Timestamp};

use crate::{
    db::{read_error::ReadError, reader::Reader},
    hooks::{self, HookRow},
};

/// A hook with what is known of its deliveries.
#[derive(Clone, Debug, PartialEq)]
pub struct HookSummary {
    /// The hook.
    pub hook: Hook,
    /// When the last delivery came.
    pub last_delivery_at: Option<Timestamp>,
    /// When the PBX last tested the address.
    pub last_tested_at: Option<Timestamp>,
    /// How many deliveries came, ever.
    pub deliveries: u64,
}

impl Reader {
    /// The hooks that there are, in the order in which they were made.
    pub fn hooks(&self) -> Result<Vec<HookSummary>, ReadError> {
        let summary = |row: HookRow| HookSummary {
            hook: row.hook,
            last_delivery_at: row.last_delivery_at,
            last_tested_at: row.last_tested_at,
            deliveries: row.deliveries,
        };
        self.look(|db| {
            let all = hooks::all(db)?.into_iter();
            Ok(all.filter(|row| !row.removed).map(summary).collect())
        })
    }
}
