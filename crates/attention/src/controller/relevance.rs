//! Which calls pop up at this desk, and which of the people in them are this desk's own.

use kimo_calls::{
    Call, CallKind, Direction, Disposition, PhoneNumber, Region, Status, is_extension,
};
use kimo_history::Settings;

use super::watch::Watch;

/// Whether the call may pop up here at all: every inbound one, or only those of my extensions and
/// queues where some are set; internal ones by setting; never outbound ones or faxes.
pub(super) fn pops(call: &Call, settings: &Settings, region: Region) -> bool {
    let by_direction = match call.direction {
        Direction::Inbound => true,
        Direction::Internal => {
            settings.internal_calls && !is_mine(&call.caller.raw, settings, region)
        }
        Direction::Outbound => false,
    };
    let everybody = settings.extensions.is_empty() && settings.queues.is_empty();
    call.kind == CallKind::Voice && by_direction && (everybody || is_for_me(call, settings, region))
}

/// Whether one of my telephones rings with this call now. A call that has rung nobody yet, but is
/// for me, counts: some PBXs tell of nothing but its arrival.
pub(super) fn rings_here(watch: &Watch, settings: &Settings) -> bool {
    let legs = &watch.call.legs;
    let is_mine = |number: &str| is_mine(number, settings, watch.region);
    let mut mine = legs.iter().filter(|leg| is_mine(&leg.number)).peekable();
    if mine.peek().is_some() {
        mine.any(|leg| watch.is_ringing(leg))
    } else {
        legs.is_empty() || legs.iter().any(|leg| watch.is_ringing(leg))
    }
}

/// Whether it was one of my extensions that answered.
pub(super) fn is_answered_here(call: &Call, settings: &Settings, region: Region) -> bool {
    call.answered_by
        .as_deref()
        .is_some_and(|by| is_mine(by, settings, region))
}

/// Whether the call counts as missed at this desk.
pub(super) fn is_missed(call: &Call, settings: &Settings) -> bool {
    call.status == Status::Ended && call.is_missed_for(&settings.extensions)
}

/// Whether, after `call`, its caller need not be called back for the earlier `missed` one: they
/// were reached, or somebody marked them done.
pub(super) fn settles(call: &Call, missed: &Call) -> bool {
    let is_same_person = || call.other_party().key() == missed.other_party().key();
    (is_marked_done(call) && call.started_at >= missed.started_at
        || is_reached(call) && call.id != missed.id && call.started_at > missed.started_at)
        && is_same_person()
}

/// Whether `call` [settles] anything at all.
pub(super) fn may_settle(call: &Call) -> bool {
    is_marked_done(call) || is_reached(call)
}

fn is_marked_done(call: &Call) -> bool {
    call.done
        .as_ref()
        .is_some_and(|done| done.mark == kimo_calls::MarkKind::Done(true))
}

/// Of those who withhold their number nobody can tell whether it was they who were reached.
fn is_reached(call: &Call) -> bool {
    let is_answered =
        call.disposition == Disposition::Answered || call.status == Status::InProgress;
    is_answered && !call.other_party().is_hidden()
}

fn is_for_me(call: &Call, settings: &Settings, region: Region) -> bool {
    let called = call.called.raw.as_str();
    let is_my_queue = |number: &str| any_is(&settings.queues, number, region);
    call.extensions
        .iter()
        .any(|number| is_mine(number, settings, region))
        || is_mine(called, settings, region)
        || is_my_queue(called)
        || call.queue.as_deref().is_some_and(is_my_queue)
}

fn is_mine(number: &str, settings: &Settings, region: Region) -> bool {
    any_is(&settings.extensions, number, region)
}

/// Whether the number is in the list, in whatever spelling: MTT's "extensions" are full numbers.
fn any_is(list: &[String], number: &str, region: Region) -> bool {
    let number = number.trim();
    if number.is_empty() || list.is_empty() {
        return false;
    }
    if list.iter().any(|mine| mine.trim() == number) {
        return true;
    }
    if is_extension(number) || list.iter().all(|mine| is_extension(mine.trim())) {
        return false;
    }
    let number = PhoneNumber::read_leniently(number, region);
    number.is_some()
        && list
            .iter()
            .any(|mine| PhoneNumber::read_leniently(mine, region) == number)
}
