//! Who of ours is on the phone, from the calls that run.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Call, CallId, CallKind, Direction, LegState, Party, Status, Timestamp, number::is_extension,
};

/// What somebody's telephone does, the busiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhoneState {
    /// It rings.
    Rings,
    /// It calls somebody, who has not answered.
    Calls,
    /// They talk.
    Talks,
}

/// Somebody who is on the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnThePhone {
    /// What their telephone does.
    pub state: PhoneState,
    /// In which call.
    pub call: CallId,
    /// With whom.
    pub with: Party,
    /// Since when.
    pub since: Timestamp,
}

/// The extensions and redirect numbers that ring, call or talk in these calls, each with the busiest
/// thing that it does, of two the later. Whoever is not among them is free, as far as anybody told. A
/// call whose end is not heard of is over once it has expired.
pub fn on_the_phone<'a>(calls: impl IntoIterator<Item = &'a Call>) -> BTreeMap<String, OnThePhone> {
    let mut all: BTreeMap<String, OnThePhone> = BTreeMap::new();
    for call in calls {
        for (number, state) in phones(call) {
            let since = match state {
                PhoneState::Talks => call.answered_at.unwrap_or(call.started_at),
                PhoneState::Rings | PhoneState::Calls => call.started_at,
            };
            let is_busier = |known: &OnThePhone| (known.state, known.since) < (state, since);
            if all.get(number).is_none_or(is_busier) {
                let with = match is_ours_that_calls(call) && number == call.caller.raw {
                    true => &call.called,
                    false => &call.caller,
                };
                let told = OnThePhone {
                    state,
                    call: call.id.clone(),
                    with: with.clone(),
                    since,
                };
                all.insert(number.to_owned(), told);
            }
        }
    }
    all
}

/// What each telephone of ours does in one call.
fn phones(call: &Call) -> BTreeSet<(&str, PhoneState)> {
    let mut phones = BTreeSet::new();
    if call.kind != CallKind::Voice || call.id.is_test() {
        return phones;
    }
    let (is_ringing, calls) = match call.status {
        Status::Ended => return phones,
        Status::Ringing => (true, PhoneState::Calls),
        Status::InProgress => (false, PhoneState::Talks),
    };
    if is_ours_that_calls(call) {
        phones.insert((call.caller.raw.as_str(), calls));
    }
    if call.direction == Direction::Outbound {
        return phones;
    }
    for leg in &call.legs {
        match leg.state {
            LegState::Ringing if is_ringing => phones.insert((&leg.number, PhoneState::Rings)),
            LegState::Answered if !is_ringing => phones.insert((&leg.number, PhoneState::Talks)),
            // After the answer nobody hears of those that stopped ringing.
            LegState::Ringing | LegState::Answered | LegState::Ended => false,
        };
    }
    // Who answered without having rung: picked up from elsewhere.
    let by = call.answered_by.as_deref().filter(|_| !is_ringing);
    let is_leg = |number: &&str| call.legs.iter().any(|leg| leg.number == **number);
    if let Some(by) = by.filter(|by| !is_leg(by)) {
        phones.insert((by, PhoneState::Talks));
    }
    phones
}

fn is_ours_that_calls(call: &Call) -> bool {
    call.direction != Direction::Inbound && is_extension(&call.caller.raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Account, Disposition, Leg, PbxId, Region};

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + 60 * minute).unwrap()
    }

    /// A call that began in a minute and, where it is in progress, was answered in the next.
    fn call(direction: Direction, status: Status, ends: [&str; 2], minute: i64) -> Call {
        let party = |raw: &str| Party::read_leniently(raw, Region::TR);
        let began = at(minute);
        Call {
            id: CallId {
                pbx: PbxId::known("verimor"),
                account: Account::default(),
                pbx_call_id: minute.to_string(),
            },
            kind: CallKind::Voice,
            direction,
            status,
            disposition: Disposition::Unknown,
            missed: false,
            caller: party(ends[0]),
            called: party(ends[1]),
            extensions: Vec::new(),
            answered_by: None,
            queue: None,
            started_at: began,
            answered_at: (status == Status::InProgress).then(|| at(minute + 1)),
            ended_at: None,
            talk_seconds: None,
            hangup_cause: None,
            waited_seconds: None,
            reason: None,
            legs: Vec::new(),
            done: None,
            note: None,
        }
    }

    fn with_legs(mut call: Call, legs: &[(&str, LegState)]) -> Call {
        call.legs = legs
            .iter()
            .map(|(number, state)| Leg {
                number: (*number).to_owned(),
                state: *state,
                cause: None,
            })
            .collect();
        call
    }

    /// Who is on the phone, how, with whom.
    fn told(calls: &[Call]) -> Vec<(String, PhoneState, String)> {
        let all = on_the_phone(calls).into_iter();
        all.map(|(number, on)| (number, on.state, on.with.raw))
            .collect()
    }

    const MEHMET: &str = "05439012277";
    const LINE: &str = "02120000000";

    #[test]
    fn who_rings_who_talks_and_with_whom() {
        use Direction::{Inbound, Internal, Outbound};
        use LegState::{Answered, Ended, Ringing};
        use PhoneState::{Calls, Rings, Talks};
        use Status::{InProgress, Ringing as Rung};
        let of = |number: &str, state, with: &str| (number.to_owned(), state, with.to_owned());
        let inbound = |status| call(Inbound, status, [MEHMET, LINE], 1);
        let cases = [
            (vec![], vec![]),
            (
                vec![with_legs(
                    inbound(Rung),
                    &[("1001", Ringing), ("1002", Ended)],
                )],
                vec![of("1001", Rings, MEHMET)],
            ),
            // Nobody said that the other one stopped ringing.
            (
                vec![with_legs(
                    inbound(InProgress),
                    &[("1001", Ringing), ("1002", Answered)],
                )],
                vec![of("1002", Talks, MEHMET)],
            ),
            // Passed on: who answered first has hung up.
            (
                vec![with_legs(
                    inbound(InProgress),
                    &[("1001", Ended), ("1002", Answered)],
                )],
                vec![of("1002", Talks, MEHMET)],
            ),
            (
                vec![call(Outbound, Rung, ["1001", MEHMET], 1)],
                vec![of("1001", Calls, MEHMET)],
            ),
            (
                vec![call(Outbound, InProgress, ["1001", MEHMET], 1)],
                vec![of("1001", Talks, MEHMET)],
            ),
            // Which of us it is, nobody said.
            (vec![call(Outbound, InProgress, [LINE, MEHMET], 1)], vec![]),
            (
                vec![with_legs(
                    call(Internal, InProgress, ["1001", "1002"], 1),
                    &[("1002", Answered)],
                )],
                vec![of("1001", Talks, "1002"), of("1002", Talks, "1001")],
            ),
            // Whose telephone rings while they talk does talk.
            (
                vec![
                    call(Outbound, InProgress, ["1001", MEHMET], 1),
                    with_legs(call(Inbound, Rung, [LINE, LINE], 9), &[("1001", Ringing)]),
                ],
                vec![of("1001", Talks, MEHMET)],
            ),
            (vec![inbound(Status::Ended)], vec![]),
        ];
        for (calls, expected) in cases {
            assert_eq!(told(&calls), expected, "{calls:?}");
            let mut other_way_round = calls.clone();
            other_way_round.reverse();
            assert_eq!(told(&other_way_round), expected, "{calls:?}");
        }
    }

    #[test]
    fn since_when_counts_from_the_answer_and_faxes_and_test_calls_are_nobody() {
        let outbound = call(Direction::Outbound, Status::InProgress, ["1001", MEHMET], 1);
        assert_eq!(on_the_phone([&outbound])["1001"].since, at(2));
        let mut picked_up = call(Direction::Inbound, Status::InProgress, [MEHMET, LINE], 1);
        picked_up.answered_by = Some("1003".to_owned());
        assert_eq!(on_the_phone([&picked_up])["1003"].with.raw, MEHMET);
        let fax = Call {
            kind: CallKind::Fax,
            ..outbound
        };
        assert!(on_the_phone([&fax]).is_empty());
    }
}
