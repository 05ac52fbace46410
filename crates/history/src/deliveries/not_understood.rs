//! Deliveries that say nothing that Kimo understands, which are kept all the same. Their table is
//! made with that of the deliveries.

use kimo_calls::{CallId, HookId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result};

use crate::{accounts, db::time::time};

/// A delivery that says nothing that Kimo understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// When it arrived.
    pub received_at: Timestamp,
    /// Why it could not be read, or the type that is not known.
    pub what: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// What came to a hook and was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotUnderstoodDeliveries {
    /// How many of these are kept.
    pub total: u64,
    /// The newest of them.
    pub newest: Vec<NotUnderstood>,
}

/// What was understood but is of no call stands here too: nothing else would find it again.
pub(crate) const ADD_OF_NO_CALL: &str = "
ALTER TABLE not_understood ADD COLUMN of_no_call INTEGER NOT NULL DEFAULT 0;
";

/// Why a delivery has no event.
pub(crate) struct Problem<'a> {
    pub(crate) digest: [u8; 16],
    pub(crate) error: Option<String>,
    pub(crate) event_type: Option<&'a str>,
    pub(crate) call: Option<&'a CallId>,
    /// It was understood, and is of no call.
    pub(crate) of_no_call: bool,
}

/// Notes why a delivery has no event.
pub(crate) fn insert(
    db: &Connection,
    delivery: i64,
    hook: HookId,
    problem: &Problem<'_>,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO not_understood (delivery, hook, digest, error, event_type, pbx, pbx_call_id,
             of_no_call)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (delivery) DO UPDATE SET digest = excluded.digest, error = excluded.error,
             event_type = excluded.event_type, pbx = excluded.pbx,
             pbx_call_id = excluded.pbx_call_id, of_no_call = excluded.of_no_call",
    )?
    .execute((
        delivery,
        hook.0,
        problem.digest,
        &problem.error,
        problem.event_type,
        match problem.call {
            Some(call) => Some(accounts::intern(db, call.pbx, &call.account)?),
            None => None,
        },
        problem.call.map(|call| &call.pbx_call_id),
        problem.of_no_call,
    ))?;
    Ok(())
}

/// The hook at which a delivery is listed as not understood, if it is.
pub(crate) fn listed_at(db: &Connection, delivery: i64) -> Result<Option<HookId>> {
    db.prepare_cached("SELECT hook FROM not_understood WHERE delivery = ?1 AND NOT of_no_call")?
        .query_row([delivery], |row| row.get(0).map(HookId))
        .optional()
}

/// The first delivery of a hook that was not understood with this content.
pub(crate) fn with_digest(db: &Connection, hook: HookId, digest: [u8; 16]) -> Result<Option<i64>> {
    db.prepare_cached("SELECT min(delivery) FROM not_understood WHERE digest = ?1 AND hook = ?2")?
        .query_row((digest, hook.0), |row| row.get(0))
}

/// A delivery is understood after all.
pub(crate) fn remove(db: &Connection, delivery: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM not_understood WHERE delivery = ?1")?
        .execute([delivery])?;
    Ok(())
}

/// How many deliveries of a hook were not understood, and the newest of them.
pub(crate) fn newest(
    db: &Connection,
    hook: HookId,
    limit: usize,
) -> Result<NotUnderstoodDeliveries> {
    let total = db
        .prepare_cached("SELECT count(*) FROM not_understood WHERE hook = ?1 AND NOT of_no_call")?
        .query_row([hook.0], |row| row.get(0))?;
    let newest = db
        .prepare_cached(
            "SELECT d.received_at, coalesce(n.error, n.event_type, ''),
                    coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x'')
             FROM not_understood n JOIN deliveries d ON d.id = n.delivery
             WHERE n.hook = ?1 AND NOT n.of_no_call ORDER BY n.delivery DESC LIMIT ?2",
        )?
        .query_map((hook.0, limit), |row| {
            Ok(NotUnderstood {
                received_at: time(row.get(0)?)?,
                what: row.get(1)?,
                body: row.get(2)?,
            })
        })?
        .collect::<Result<_>>()?;
    Ok(NotUnderstoodDeliveries { total, newest })
}

/// Deliveries that speak of no known call, before a time; at most `limit`.
pub(crate) fn without_call_before(db: &Connection, before: i64, limit: usize) -> Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT n.delivery FROM not_understood n JOIN deliveries d ON d.id = n.delivery
         WHERE d.received_at < ?1 LIMIT ?2",
    )?
    .query_map((before, limit), |row| row.get(0))?
    .collect()
}

/// Deliveries that were not understood and hold a number, however it is grouped, after a place in
/// their order; with the place up to which was looked, `None` at the end.
pub(crate) fn holding(
    db: &Connection,
    number: &str,
    after: i64,
    limit: usize,
) -> Result<(Vec<i64>, Option<i64>)> {
    let mut seen = 0;
    let mut last = None;
    let mut found = Vec::new();
    let mut next = db.prepare_cached(
        "SELECT n.delivery,
                coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x'')
         FROM not_understood n JOIN deliveries d ON d.id = n.delivery
         WHERE n.delivery > ?1 ORDER BY n.delivery LIMIT ?2",
    )?;
    let mut rows = next.query((after, limit))?;
    while let Some(row) = rows.next()? {
        let (delivery, body) = (row.get::<_, i64>(0)?, row.get_ref(1)?.as_blob()?);
        if ungrouped(body).contains(number) {
            found.push(delivery);
        }
        seen += 1;
        last = Some(delivery);
    }
    Ok((found, last.filter(|_| seen == limit)))
}

/// A body without what stands between the digits of a number.
fn ungrouped(body: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(body).into_owned();
    for escaped in ["%20", "%28", "%29", "%2B", "%2b"] {
        text = text.replace(escaped, "");
    }
    text.retain(|c| !matches!(c, ' ' | '+' | '(' | ')' | '-' | '.'));
    text
}
