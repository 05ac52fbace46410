//! What the history has, as attention takes it.

use std::collections::HashMap;

use jiff::Timestamp;
use kimo_attention::{
    CallerContext, Complete, LastTalk, MissedCaller, OpenMissed, TRAY_CALLERS, Waiting,
};
use kimo_calls::{Call, CallerKey, Direction, Disposition, HookId, Status};
use kimo_history::{OpenCaller, Proof, ReadError, Reader};

use crate::{Desk, mine::Mine};

/// The missed callers of this desk whom nobody has called back, as far as the tray names them or
/// somebody is to be reminded of them.
pub(super) fn open_missed(desk: &Desk, reader: &Reader) -> Result<OpenMissed, ReadError> {
    let mine = Mine::read(desk, reader)?;
    let wanted = match mine.promises() {
        true => REMINDED_OF,
        false => TRAY_CALLERS,
    };
    let (callers, total) = mine.newest(wanted, reader)?;
    // Those as well who have come back of late: they have just been told of.
    let snoozed = mine.of(reader.open_missed_snoozed(mine.yesterday())?, reader)?;
    let promised = callers.iter().filter(|open| {
        let is_known = snoozed.iter().any(|other| other.key == open.key);
        mine.promises() && !is_known
    });
    let comes_back = snoozed.iter().filter(|open| mine.is_snoozed(open));
    Ok(OpenMissed {
        total,
        changes_at: comes_back.filter_map(|open| open.snoozed_until).min(),
        waiting: snoozed.iter().chain(promised).map(waiting).collect(),
        callers: callers
            .into_iter()
            .take(TRAY_CALLERS)
            .map(missed_caller)
            .collect(),
    })
}

/// Up to when the history is proved to be complete: the earliest such moment of the hooks that have
/// a key. Nothing is said where none has, or where one of them is not proved at all.
pub(super) fn complete(desk: &Desk, reader: &Reader) -> Result<Option<Complete>, ReadError> {
    let hooks = desk.hook_addresses();
    let mut proofs: HashMap<HookId, Proof> = reader
        .proofs()?
        .into_iter()
        .map(|proof| (proof.hook, proof))
        .collect();
    let mut of = Vec::new();
    let mut until: Option<Timestamp> = None;
    for hook in &hooks {
        let Some(proof) = proofs.remove(&hook.id) else {
            continue;
        };
        let Some(proved) = proof.complete_until else {
            return Ok(None);
        };
        until = Some(until.map_or(proved, |until| until.min(proved)));
        of.push(hook.name.clone());
    }
    if of.len() == hooks.len() {
        of.clear();
    }
    Ok(until.map(|until| Complete { until, of }))
}

/// Nobody calls so many people back within any promise.
const REMINDED_OF: usize = 100;

fn waiting(open: &OpenCaller) -> Waiting {
    Waiting {
        key: open.key.clone(),
        caller: open.caller.clone(),
        since: open.first_at,
        snoozed_until: open.snoozed_until,
        last_call: open.last_call.id.clone(),
    }
}

/// What is said of the caller beside their name: counted since the start of the day and of the week,
/// and when somebody last talked to them, where that is wanted.
pub(super) fn context(
    call: &Call,
    (today, week): (Timestamp, Timestamp),
    wants_last_talk: bool,
    reader: &Reader,
) -> Result<CallerContext, ReadError> {
    let key = CallerKey::of(&call.caller, &call.id);
    let known = reader.caller_context(&key, today, week)?;
    let last_talk = match wants_last_talk {
        true => last_talk(&key, call, reader)?,
        false => None,
    };
    Ok(CallerContext {
        calls_today: known.calls_today,
        missed_this_week: known.missed_this_week,
        note: known.note,
        contact: known.contact.map(|contact| contact.0),
        is_important: known.is_important,
        is_unwanted: known.is_unwanted,
        last_talk,
    })
}

/// When somebody of ours last talked to them before this call, as far as that was of late.
fn last_talk(key: &CallerKey, call: &Call, reader: &Reader) -> Result<Option<LastTalk>, ReadError> {
    if key.is_hidden() {
        return Ok(None);
    }
    let earlier = reader.calls_with(key, Some(call.started_at), LOOKED_THROUGH)?;
    let talked =
        |call: &&Call| call.status == Status::Ended && call.disposition == Disposition::Answered;
    Ok(earlier.iter().find(talked).map(|call| LastTalk {
        at: call.started_at,
        seconds: call.talk_seconds.filter(|seconds| *seconds > 0),
        // On a call of ours it is the other party who answered.
        by: call
            .answered_by
            .clone()
            .filter(|_| call.direction != Direction::Outbound),
    }))
}

/// Whoever called more often than this in vain is told of by that.
const LOOKED_THROUGH: usize = 8;

fn missed_caller(open: OpenCaller) -> MissedCaller {
    MissedCaller {
        caller: open.caller,
        count: open.count,
        last_at: open.last_at,
        last_call: open.last_call.id,
    }
}
