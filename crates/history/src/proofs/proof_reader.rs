//! What can be read of what was proved.

use std::collections::HashSet;

use kimo_calls::{CallId, Timestamp};

use crate::{
    calls,
    db::{read_error::ReadError, reader::Reader, time::optional_time},
    proofs::{self, Gap, Proof},
};

impl Reader {
    /// What was proved of each hook that has a key.
    pub fn proofs(&self) -> Result<Vec<Proof>, ReadError> {
        self.look(proofs::all)
    }

    /// When the desk could not hear its PBXs: so many times, the newest first.
    pub fn gaps(&self, limit: usize) -> Result<Vec<Gap>, ReadError> {
        self.look(|db| proofs::gaps(db, limit))
    }

    /// When the desk was last known to run; none before it ever did.
    pub fn alive_at(&self) -> Result<Option<Timestamp>, ReadError> {
        self.look(|db| {
            db.prepare_cached("SELECT alive_at FROM presence")?
                .query_row([], |row| optional_time(row.get(0)?))
        })
    }

    /// Which of these calls were brought in: the PBX's records told of them first.
    pub fn brought_in<'a>(
        &self,
        of: impl IntoIterator<Item = &'a CallId>,
    ) -> Result<HashSet<CallId>, ReadError> {
        self.look(|db| {
            // Most desks have no key: their lists are to be as quick as they were.
            if !db.prepare_cached(ANY_RECORD)?.exists([])? {
                return Ok(HashSet::new());
            }
            let mut first = db.prepare_cached(TOLD_FIRST)?;
            let mut found = HashSet::new();
            for call in of {
                if let Some(row) = calls::find(db, call)?
                    && first.exists([row])?
                {
                    found.insert(call.clone());
                }
            }
            Ok(found)
        })
    }
}

/// 1 is `DeliverySource::Record`, spelled out as the index has it.
const ANY_RECORD: &str = "SELECT 1 FROM deliveries WHERE source = 1 AND call IS NOT NULL LIMIT 1";

const TOLD_FIRST: &str = "SELECT 1 FROM deliveries
WHERE source = 1 AND call = ?1 AND id = (SELECT min(id) FROM deliveries WHERE call = ?1)";

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::{
        db::{code::Code, migrations::migrations},
        deliveries::DeliverySource,
    };

    /// Each page of calls asks so.
    #[test]
    fn whether_there_are_records_is_seen_at_a_glance() {
        let mut db = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut db).unwrap();
        let plan = |sql: &str| -> Vec<String> {
            let mut lines = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let nothing = vec![rusqlite::types::Null; lines.parameter_count()];
            let lines = lines.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3));
            lines.unwrap().map(Result::unwrap).collect()
        };
        let any = plan(ANY_RECORD).join(";");
        assert!(
            any.contains("USING COVERING INDEX deliveries_recorded"),
            "{any}"
        );
        let first = plan(TOLD_FIRST).join(";");
        assert!(!first.contains("SCAN"), "{first}");
        assert_eq!(DeliverySource::Record.code(), 1);
    }
}
