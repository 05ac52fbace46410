//! Whether the computer's clock can be right.

use jiff::{SignedDuration, Timestamp};
use kimo_calls::Clock;
use kimo_history::{CallQuery, ReadError, Reader};

use super::findings::{Finding, Found, Variable};

/// What is wrong with it, as far as the history shows.
pub(super) fn clock(reader: &Reader, now: Timestamp) -> Vec<Finding> {
    let set_back = || {
        let at = reader.clock_set_back_at(now).ok()??;
        Some(Found::ClockSetBack.with([("at", Variable::Time(at))]))
    };
    let differs = || {
        let minutes = usual_difference(reader).ok()??.as_mins();
        let found = match minutes < 0 {
            true => Found::ClockBehind,
            false => Found::ClockAhead,
        };
        Some(found.with([("minutes", Variable::Count(minutes.unsigned_abs()))]))
    };
    [set_back(), differs()].into_iter().flatten().collect()
}

/// By how much the computer's clock is ahead of those of the PBXs, where that is much: what half of
/// the last deliveries that bear a time of their own exceed, and half do not.
fn usual_difference(reader: &Reader) -> Result<Option<SignedDuration>, ReadError> {
    const CALLS: usize = 20;
    const FEW: usize = 4;
    const MUCH: SignedDuration = SignedDuration::from_mins(10);
    let newest = CallQuery {
        limit: CALLS,
        ..CallQuery::default()
    };
    let mut differences = Vec::new();
    for call in reader.calls(&newest)?.calls {
        for event in reader.events(&call.id)? {
            if let (Some(at), Clock::Exact, true) = (event.at, event.clock, event.is_news()) {
                differences.push(event.received_at.duration_since(at));
            }
        }
    }
    differences.sort();
    let middle = differences.get(differences.len() / 2).copied();
    Ok(middle.filter(|middle| differences.len() >= FEW && middle.abs() >= MUCH))
}
