//! What can be read of deliveries.

use kimo_calls::{CallId, HookId, Timestamp};

use crate::{
    calls,
    db::{read_error::ReadError, reader::Reader, time::time},
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

    /// As [`Self::deliveries`], of which there may be very many: the first and the last of them, so
    /// many together, and how many were left out between.
    pub fn some_deliveries(
        &self,
        id: &CallId,
        most: usize,
    ) -> Result<(Vec<StoredDelivery>, usize), ReadError> {
        self.look(|db| {
            let row = calls::find(db, id)?;
            let mut all = deliveries::of_call(db, row, id)?;
            let left_out = all.len().saturating_sub(most);
            let half = all.len().min(most) / 2;
            all.drain(half..half + left_out);
            let stored = all
                .into_iter()
                .map(|delivery| deliveries::stored(db, delivery))
                .collect::<Result<_, _>>()?;
            Ok((stored, left_out))
        })
    }

    /// The own times of what the PBX posted to a hook, each with that of its receipt, from the newest
    /// deliveries, at most so many; the oldest first. Not those by a clock that may run ahead.
    pub fn times_told(
        &self,
        hook: HookId,
        deliveries: usize,
    ) -> Result<Vec<(Timestamp, Timestamp)>, ReadError> {
        self.look(|db| {
            let mut told = db
                .prepare_cached(TIMES_TOLD)?
                .query_map((hook.0, deliveries), |row| {
                    Ok((time(row.get(0)?)?, time(row.get(1)?)?))
                })?
                .collect::<Result<Vec<_>, _>>()?;
            told.reverse();
            Ok(told)
        })
    }

    /// How many deliveries came when the call had as many events as are taken up of one, and are
    /// kept.
    pub fn beyond(&self, id: &CallId) -> Result<u64, ReadError> {
        self.look(|db| not_understood::beyond(db, id))
    }

    /// When the last delivery to a hook that was not understood had to go.
    pub fn unread_dropped_at(&self, hook: HookId) -> Result<Option<Timestamp>, ReadError> {
        self.look(|db| Ok(not_understood::dropped(db, hook)?.1))
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

/// Asked once for each hook, at the start.
const TIMES_TOLD: &str = "
SELECT e.at, d.received_at
FROM (SELECT id, call, received_at FROM deliveries INDEXED BY deliveries_by_hook
      WHERE hook = ?1 AND call IS NOT NULL AND source = 0
      ORDER BY id DESC LIMIT ?2) d
     JOIN events e ON e.call = d.call AND e.delivery = d.id
WHERE e.at IS NOT NULL AND e.may_run_ahead IS NULL
ORDER BY d.id DESC";
