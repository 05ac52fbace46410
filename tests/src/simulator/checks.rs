//! What must hold of one desk at every step.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use kimo_attention::{PopupId, PopupKind};
use kimo_calls::{Call, Status};
use kimo_history::{CallQuery, OpenCaller, Reader};
use rusqlite::{Connection, OpenFlags};

use super::{
    broken::Invariant,
    desk::Desk,
    oracle::{Board, Oracle, Who},
};

/// What is wrong, if anything is.
pub(super) type Verdict = std::result::Result<(), (Invariant, String)>;

/// More than a list of the simulation ever has.
pub(super) const ALL: usize = 1000;

/// How far ahead of its receipt something may seem to have happened: as far as a clock may be off
/// that people work by.
const WRONGEST: SignedDuration = SignedDuration::from_hours(25);

/// How long a call may ring on after the last news of it: three minutes, and once more the time
/// until the history is asked again.
const RINGS_FOR: u64 = 180 + 60;

/// What can be told at each step.
pub(super) fn screen(desk: &Desk, oracle: &Oracle) -> Verdict {
    let now = desk.clocks.second();
    let shown: HashMap<&PopupId, PopupKind> =
        desk.popups().map(|popup| (&popup.id, popup.kind)).collect();
    for id in oracle.ringing(now) {
        let popup = shown.get(&PopupId::Call(id.clone()));
        if popup != Some(&PopupKind::Ringing) {
            let why = format!("{id} rings, and its popup is {popup:?}");
            return Err((Invariant::RingingIsSeen, why));
        }
    }
    for (id, kind) in shown {
        let (PopupId::Call(id), PopupKind::Ringing) = (id, kind) else {
            continue;
        };
        let Some(told) = oracle.calls.get(id) else {
            let why = format!("{id} rings on the screen, and nothing was told of it");
            return Err((Invariant::NoRingingForEver, why));
        };
        if told.call.status != Status::Ringing || now > told.heard + RINGS_FOR {
            let why = format!(
                "{id} rings on the screen: it is {:?}, and was last heard of {} s ago",
                told.call.status,
                now - told.heard
            );
            return Err((Invariant::NoRingingForEver, why));
        }
    }
    Ok(())
}

/// What takes a look at the whole history.
pub(super) fn history(desk: &Desk, oracle: &Oracle) -> Result<Verdict> {
    if let Err(broken) = kept_is_there(desk, oracle)? {
        return Ok(Err(broken));
    }
    let calls = calls(desk.reader())?;
    if let Err(why) = same_calls(&calls, oracle) {
        return Ok(Err((Invariant::SecondReading, why)));
    }
    let board = board(desk.reader())?;
    let expected = oracle.board();
    if board != expected {
        let why = format!("missed: {}", difference(&board, &expected));
        return Ok(Err((Invariant::SecondReading, why)));
    }
    Ok(no_future(oracle))
}

/// What a rebuild must leave as it is.
pub(super) fn rebuilt(desk: &Desk) -> Result<Verdict> {
    let reader = desk.reader();
    let before = (calls(reader)?, reader.open_missed(ALL)?);
    desk.rebuild()?;
    let after = (calls(reader)?, reader.open_missed(ALL)?);
    let verdict = match before == after {
        true => Ok(()),
        false => {
            let calls = before.0.iter().zip(&after.0).find(|(was, is)| was != is);
            let why = format!("calls: {calls:?}; missed: {:?}", before.1 == after.1);
            Err((Invariant::RebuiltIsSame, why))
        }
    };
    Ok(verdict)
}

/// Every call, the newest first.
pub(super) fn calls(reader: &Reader) -> Result<Vec<Call>> {
    let mut all = Vec::new();
    let mut query = CallQuery {
        limit: ALL,
        ..CallQuery::default()
    };
    loop {
        let page = reader.calls(&query)?;
        all.extend(page.calls);
        if page.next.is_none() {
            return Ok(all);
        }
        query.before = page.next;
    }
}

/// Everybody who is open, those who withhold their number among them.
pub(super) fn board(reader: &Reader) -> Result<Board> {
    let row = |open: &OpenCaller| (Who::of(&open.last_call), (open.count, open.last_at));
    let open = reader.open_missed(ALL)?;
    Ok(open.iter().chain(&reader.open_hidden()?).map(row).collect())
}

fn kept_is_there(desk: &Desk, oracle: &Oracle) -> Result<Verdict> {
    let db = Connection::open_with_flags(desk.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut rows = db.prepare(
        "SELECT d.hook, coalesce(d.body, f.body)
         FROM deliveries d LEFT JOIN deliveries f ON f.id = d.same_as",
    )?;
    let mut there: HashMap<(i64, Vec<u8>), i64> = HashMap::new();
    for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        *there.entry(row?).or_default() += 1;
    }
    for kept in &oracle.kept {
        match there.get_mut(kept) {
            Some(left) if *left > 0 => *left -= 1,
            _ => {
                let (hook, body) = (kept.0, String::from_utf8_lossy(&kept.1));
                let why = format!("a delivery to hook {hook} was answered and is gone: {body}");
                return Ok(Err((Invariant::KeptIsThere, why)));
            }
        }
    }
    Ok(Ok(()))
}

fn same_calls(calls: &[Call], oracle: &Oracle) -> std::result::Result<(), String> {
    for call in calls {
        let expected = oracle.calls.get(&call.id).map(|told| &told.call);
        if expected != Some(call) {
            return Err(format!("a call is {call:?}, and should be {expected:?}"));
        }
    }
    if calls.len() != oracle.calls.len() {
        let (are, should) = (calls.len(), oracle.calls.len());
        return Err(format!("{are} calls, and should be {should}"));
    }
    let in_order = calls.is_sorted_by(|one, next| one.started_at >= next.started_at);
    match in_order {
        true => Ok(()),
        false => Err("the list is not by time".to_owned()),
    }
}

fn no_future(oracle: &Oracle) -> Verdict {
    for told in oracle.calls.values() {
        let latest = told.last_received.saturating_add(WRONGEST);
        let call = &told.call;
        let times = [Some(call.started_at), call.answered_at, call.ended_at];
        let is_ahead = |at: &Timestamp| latest.as_ref().is_ok_and(|latest| at > latest);
        if let Some(at) = times.into_iter().flatten().find(is_ahead) {
            let id = &call.id;
            let heard = told.last_received;
            let why = format!("{id}: at {at}, and last heard of at {heard}");
            return Err((Invariant::NoFuture, why));
        }
    }
    Ok(())
}

/// The rows that are in one and not in the other.
pub(super) fn difference<K: std::fmt::Debug + Ord, V: std::fmt::Debug + PartialEq>(
    is: &BTreeMap<K, V>,
    should: &BTreeMap<K, V>,
) -> String {
    let only = |these: &BTreeMap<K, V>, those: &BTreeMap<K, V>| -> Vec<String> {
        let differs = |(key, value): &(&K, &V)| those.get(*key) != Some(*value);
        let rows = these.iter().filter(differs);
        rows.map(|(key, value)| format!("{key:?} {value:?}"))
            .collect()
    };
    format!(
        "are {:?}, should be {:?}",
        only(is, should),
        only(should, is)
    )
}
