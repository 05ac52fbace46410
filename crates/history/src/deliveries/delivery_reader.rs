//! What can be read of deliveries.

use kimo_calls::{CallId, HookId};

use crate::{
    calls,
    db::{read_error::ReadError, reader::Reader},
    deliveries::{
        self, StoredDelivery,
        not_understood::{self, NotUnderstoodDeliveries},
    },
};

impl Reader {
    /// The deliveries of a call in the order of their arrival, repeated and not understood ones
    /// among them.
    pub fn deliveries(&self, id: &CallId) -> Result<Vec<StoredDelivery>, ReadError> {
        self.look(|db| {
            let row = calls::find(db, id)?;
            deliveries::of_call(db, row, id)?
                .into_iter()
                .map(|delivery| deliveries::stored(db, delivery))
                .collect()
        })
    }

    /// What came to a hook and was not understood: how much of it is kept, and the newest, at
    /// most `limit`.
    pub fn not_understood(
        &self,
        hook: HookId,
        limit: usize,
    ) -> Result<NotUnderstoodDeliveries, ReadError> {
        self.look(|db| not_understood::newest(db, hook, limit))
    }
}
