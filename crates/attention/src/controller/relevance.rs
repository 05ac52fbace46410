//! Which calls pop up at this desk, and which of the people in them are this desk's own.

use kimo_calls::{
    Call, CallKind, Direction, Disposition, PhoneNumber, Region, Status, is_extension,
};

use crate::preferences::Preferences;

/// Whether the call may pop up here at all: every inbound one, or only those of my extensions and
/// queues where some are set; internal ones by preference; never outbound ones or faxes.
pub(super) fn pops(call: &Call, preferences: &Preferences, region: Region) -> bool {
    let by_direction = match call.direction {
        Direction::Inbound => true,
        Direction::Internal => {
            preferences.internal_calls && !is_mine(&call.caller.raw, preferences, region)
        }
        Direction::Outbound => false,
    };
    call.kind == CallKind::Voice && by_direction && concerns(call, preferences, region)
}

/// Whether a call is this desk's business: every one is, or where extensions or queues are set
/// those that are for one of these. `region` is where the PBX's numbers are read.
pub fn concerns(call: &Call, preferences: &Preferences, region: Region) -> bool {
    let everybody = preferences.extensions.is_empty() && preferences.queues.is_empty();
    everybody || tells_only_of_arrivals(call) || is_for_me(call, preferences, region)
}

/// Whether its PBX does not say whose telephone rings: then it may be mine.
fn tells_only_of_arrivals(call: &Call) -> bool {
    kimo_pbx::adapter(call.id.pbx)
        .is_some_and(|adapter| adapter.announces() == kimo_pbx::Announces::Arrival)
}

/// Whether it was one of my extensions that answered.
pub(super) fn is_answered_here(call: &Call, preferences: &Preferences, region: Region) -> bool {
    call.answered_by
        .as_deref()
        .is_some_and(|by| is_mine(by, preferences, region))
}

/// Whether the call counts as missed at this desk: not where its caller hung up at once.
pub(super) fn is_missed(call: &Call, preferences: &Preferences) -> bool {
    call.status == Status::Ended
        && call.is_missed_for(&preferences.extensions)
        && !preferences.is_short(call)
}

/// Whether, after `call`, its caller need not be called back for the earlier `missed` one of theirs:
/// they were reached, or somebody marked them done.
pub(super) fn settles(call: &Call, missed: &Call) -> bool {
    call.is_done() && call.started_at >= missed.started_at
        || is_reached(call) && call.id != missed.id && call.started_at > missed.started_at
}

/// Whether `call` [settles] anything at all.
pub(super) fn may_settle(call: &Call) -> bool {
    call.is_done() || is_reached(call)
}

/// Of those who withhold their number nobody can tell whether it was they who were reached.
fn is_reached(call: &Call) -> bool {
    let is_answered =
        call.disposition == Disposition::Answered || call.status == Status::InProgress;
    is_answered && !call.other_party().is_hidden() && !call.id.is_test()
}

fn is_for_me(call: &Call, preferences: &Preferences, region: Region) -> bool {
    let called = call.called.raw.as_str();
    let is_my_queue = |number: &str| any_is(&preferences.queues, number, region);
    call.extensions
        .iter()
        .any(|number| is_mine(number, preferences, region))
        || is_mine(called, preferences, region)
        || is_my_queue(called)
        || call.queue.as_deref().is_some_and(is_my_queue)
}

pub(super) fn is_mine(number: &str, preferences: &Preferences, region: Region) -> bool {
    any_is(&preferences.extensions, number, region)
}

/// Whether the number is in the list, in whatever spelling: some PBXs ring
/// full numbers.
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
