//! Removing calls completely: their events, deliveries and marks, and numbers that nobody else
//! has. A few at a time.

use kimo_calls::{CallerKey, PhoneNumber, Timestamp};

use crate::{
    Change,
    calls::{self, events},
    db::{session::Session, time::micros},
    deliveries, marks, numbers,
};

/// How many calls or deliveries are removed in one transaction.
const AT_ONCE: usize = 100;

/// How many deliveries are looked through in one transaction.
const LOOKED_THROUGH: usize = 2000;

/// Removes some of the calls that a number has any part in. False once there are none.
pub(crate) fn some_calls_of(session: &mut Session, key: &CallerKey) -> rusqlite::Result<bool> {
    let Some(number) = numbers::find(&session.db, key)? else {
        return Ok(false);
    };
    let some = calls::of_number(&session.db, number, AT_ONCE)?;
    remove_all(session, &some)?;
    Ok(!some.is_empty())
}

/// Removes deliveries that were not understood but hold the digits of a number, after a place in
/// their order. Gives the place to go on from.
pub(crate) fn not_understood_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let key = key.as_str().trim_start_matches('+');
    let national = PhoneNumber::try_from(format!("+{key}")).ok();
    let national = national.as_ref().map(PhoneNumber::national_digits);
    // Without the trunk prefix, as it is a part of every spelling then.
    let subscriber = national
        .as_deref()
        .and_then(|national| national.get(1..))
        .filter(|rest| key.ends_with(rest));
    let text = subscriber.or(national.as_deref()).unwrap_or(key);
    // A short text is in everybody's bodies: only what can be nobody else's number.
    if text.len() < 7 {
        return Ok(None);
    }
    let (found, next) = deliveries::not_understood_with(&session.db, text, after, LOOKED_THROUGH)?;
    for delivery in &found {
        deliveries::remove(&session.db, *delivery)?;
    }
    if !found.is_empty() {
        session.changes.push(Change::Hooks);
    }
    Ok(next)
}

/// Removes some of the calls that began before a time, and once there are none, some of the
/// deliveries that speak of none. Gives how many calls; `None` once there is nothing left.
pub(crate) fn some_before(
    session: &mut Session,
    before: Timestamp,
) -> rusqlite::Result<Option<u64>> {
    let some = calls::begun_before(&session.db, micros(before), AT_ONCE)?;
    if !some.is_empty() {
        return Ok(Some(remove_all(session, &some)?));
    }
    let lost = deliveries::without_call_before(&session.db, micros(before), AT_ONCE)?;
    for delivery in &lost {
        deliveries::remove(&session.db, *delivery)?;
    }
    if lost.is_empty() {
        return Ok(None);
    }
    session.changes.push(Change::Hooks);
    Ok(Some(0))
}

fn remove_all(session: &mut Session, rows: &[i64]) -> rusqlite::Result<u64> {
    let mut removed = 0;
    for row in rows {
        let Some((call, at)) = calls::load(&session.db, *row)? else {
            continue;
        };
        events::remove_all(&session.db, *row)?;
        marks::remove(&session.db, &call.id)?;
        // The last first: those that share a body go before the one that holds it.
        for delivery in deliveries::of_call(&session.db, Some(*row), &call.id)?
            .into_iter()
            .rev()
        {
            deliveries::remove(&session.db, delivery)?;
        }
        session.remove_call(&call.id, &at)?;
        removed += 1;
    }
    if removed > 0 {
        session.changes.push(Change::Calls);
    }
    Ok(removed)
}
