//! Two desks that lived through the same, but for what the adversary posted to one of them.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use kimo_attention::{PopupId, PopupKind};
use kimo_calls::{Call, CallId};

use super::{
    broken::Invariant,
    checks::{Verdict, board, calls, difference},
    desk::Desk,
    oracle::{Board, Oracle, Told, Who},
};

/// How long after the adversary spoke of a caller their own calls may still be taken to be before
/// that: as long as clocks that people work by differ.
const MENTIONED_FOR: SignedDuration = SignedDuration::from_mins(10);

/// One of the two.
#[derive(Clone, Copy)]
pub(super) struct Twin<'a> {
    pub(super) desk: &'a Desk,
    pub(super) oracle: &'a Oracle,
}

/// What of the honest calls is on the screens.
pub(super) fn screens(attacked: Twin<'_>, left_alone: Twin<'_>) -> Verdict {
    let of = |twin: Twin<'_>| -> BTreeMap<CallId, Option<(PopupKind, String)>> {
        let honest = twin.desk.calls_told().filter(|call| {
            let told = left_alone.oracle.calls.get(&call.id);
            // Of whom the adversary speaks, it may tell that they were reached meanwhile.
            let settled = |call: &Call| attacked.oracle.mentioned.contains_key(&Who::of(call));
            told.is_some_and(|told| !(was_missed(told) && settled(&told.call)))
        });
        let said = honest.map(|call| {
            let id = PopupId::Call(call.id.clone());
            let mut popups = twin.desk.popups();
            // All who were missed share one popup, with those whom the adversary makes up too.
            let own = popups.find(|popup| popup.id == id && !popup.kind.is_missed());
            let said = own.map(|popup| (popup.kind, popup.title.clone()));
            (call.id.clone(), said)
        });
        said.collect()
    };
    let (are, should) = (of(attacked), of(left_alone));
    match are == should {
        true => Ok(()),
        false => Err((
            Invariant::OwnCallsOnly,
            format!("popups {}", difference(&are, &should)),
        )),
    }
}

/// Whether a call is missed, or was until it was heard long after that somebody had answered it: of
/// that nobody need hear who was taken for reached meanwhile.
fn was_missed(told: &Told) -> bool {
    let heard_late = |at: Timestamp| at + MENTIONED_FOR < told.last_received;
    told.call.missed || told.call.answered_at.is_some_and(heard_late)
}

/// What of the honest calls is in the history: the calls, their order, and who is open.
pub(super) fn histories(attacked: Twin<'_>, left_alone: Twin<'_>) -> Result<Verdict> {
    let should = calls(left_alone.desk.reader())?;
    let all = calls(attacked.desk.reader())?;
    let is_honest = |call: &&Call| left_alone.oracle.calls.contains_key(&call.id);
    let are: Vec<&Call> = all.iter().filter(is_honest).collect();
    if let Some((is, should)) = are.iter().zip(&should).find(|(is, should)| **is != *should) {
        let why = format!("a call is {is:?}, and without the adversary {should:?}");
        return Ok(Err((Invariant::OwnCallsOnly, why)));
    }
    if are.len() != should.len() {
        let why = format!(
            "{} calls, and {} without the adversary",
            are.len(),
            should.len()
        );
        return Ok(Err((Invariant::OwnCallsOnly, why)));
    }
    if let Err(why) = not_above_what_came_later(attacked, &all) {
        return Ok(Err((Invariant::OwnCallsOnly, why)));
    }
    let is = board(attacked.desk.reader())?;
    let should = board(left_alone.desk.reader())?;
    Ok(boards(attacked.oracle, &is, &should))
}

/// However many calls the adversary makes up, and however it dates them: what is heard of later
/// stands above them.
fn not_above_what_came_later(attacked: Twin<'_>, all: &[Call]) -> std::result::Result<(), String> {
    let now = attacked.desk.clocks.wall();
    for call in all {
        let Some(told) = attacked.oracle.calls.get(&call.id) else {
            continue;
        };
        let received = told.last_received.max(now);
        let latest = received + MENTIONED_FOR;
        if told.is_hostile && call.started_at > latest {
            let id = &call.id;
            let at = call.started_at;
            return Err(format!("{id} stands above all that comes before {at}"));
        }
    }
    Ok(())
}

/// Those of whom the adversary never spoke are open as without it. Those of whom it did are so
/// from then on.
fn boards(attacked: &Oracle, is: &Board, should: &Board) -> Verdict {
    let broken = |why| Err((Invariant::OwnCallsOnly, why));
    let unmentioned = |board: &Board| -> Board {
        let rows = board.iter();
        let rows = rows.filter(|(who, _)| !attacked.mentioned.contains_key(who));
        rows.map(|(who, row)| (who.clone(), *row)).collect()
    };
    let (are, expected) = (unmentioned(is), unmentioned(should));
    if are != expected {
        return broken(format!("missed: {}", difference(&are, &expected)));
    }
    for (who, (_, last_at)) in should {
        let spoken_of = attacked.mentioned.get(who);
        let later = spoken_of.is_some_and(|heard| *last_at > *heard + MENTIONED_FOR);
        if later && !is.contains_key(who) {
            let why = format!("{who:?} called at {last_at}, was missed, and is not on the list");
            return broken(why);
        }
    }
    Ok(())
}
