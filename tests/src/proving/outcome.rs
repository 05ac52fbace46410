//! What a run of the simulation comes to.

use std::{collections::BTreeMap, fmt, ops::AddAssign};

use super::happening::Trouble;

/// What does not hold, and on which day.
#[derive(Clone, Debug)]
pub struct Untrue {
    /// The day, counted from 1.
    pub day: i64,
    /// At which second of it.
    pub second: i64,
    /// How it shows.
    pub why: String,
}

impl fmt::Display for Untrue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { day, second, why } = self;
        write!(f, "day {day}, second {second}: {why}")
    }
}

/// What a run consisted of.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Days of an office with four PBXs.
    pub days: u64,
    /// Calls.
    pub calls: u64,
    /// Deliveries that the desk took,
    pub heard: u64,
    /// and those that nobody did.
    pub lost: u64,
    /// Readings of all records that are due.
    pub rounds: u64,
    /// Questions about records.
    pub asked: u64,
    /// Of these, those that went wrong, by how.
    pub faults: BTreeMap<&'static str, u64>,
    /// What else went wrong, by how.
    pub troubles: BTreeMap<&'static str, u64>,
    /// Numbers that were entered later.
    pub numbers: u64,
    /// People who were forgotten.
    pub forgotten: u64,
    /// Times that it was looked at what is said to be complete.
    pub looks: u64,
    /// Calls that were said to be there and found there.
    pub found: u64,
    /// Records that were later than anybody had reason to wait for.
    pub too_late: u64,
    /// Calls that were compared at the end of a day.
    pub compared: u64,
    /// Rows of the missed board that were.
    pub rows: u64,
    /// Gaps that were looked at.
    pub gaps: u64,
    pub(super) events: u64,
}

impl Tally {
    pub(super) fn befell(&mut self, trouble: Trouble) {
        let name = match trouble {
            Trouble::Down(_, true) => "ended",
            Trouble::Down(_, false) => "killed",
            Trouble::Sleeps(_) => "asleep",
            Trouble::Reached(false) => "unreachable",
            Trouble::Online(false) => "no network",
            Trouble::Clock(ahead) if ahead != 0 => "clock set",
            Trouble::Key(_) => "key refused",
            Trouble::Out(..) => "out of order",
            _ => return,
        };
        *self.troubles.entry(name).or_default() += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        let pairs = [
            (&mut self.days, other.days),
            (&mut self.calls, other.calls),
            (&mut self.heard, other.heard),
            (&mut self.lost, other.lost),
            (&mut self.rounds, other.rounds),
            (&mut self.asked, other.asked),
            (&mut self.numbers, other.numbers),
            (&mut self.forgotten, other.forgotten),
            (&mut self.looks, other.looks),
            (&mut self.found, other.found),
            (&mut self.too_late, other.too_late),
            (&mut self.compared, other.compared),
            (&mut self.rows, other.rows),
            (&mut self.gaps, other.gaps),
        ];
        for (sum, one) in pairs {
            *sum += one;
        }
        for (name, count) in other.faults {
            *self.faults.entry(name).or_default() += count;
        }
        for (name, count) in other.troubles {
            *self.troubles.entry(name).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            days,
            calls,
            heard,
            lost,
            rounds,
            asked,
            faults,
            troubles,
            numbers,
            forgotten,
            looks,
            found,
            too_late,
            compared,
            rows,
            gaps,
            ..
        } = self;
        write!(
            f,
            "{days} days, {calls} calls, {heard} deliveries heard and {lost} lost, {rounds} rounds, \
             {asked} questions; wrong answers {faults:?}; troubles {troubles:?}, {numbers} numbers \
             entered later, {forgotten} people forgotten; what is said looked at {looks} times, {found} \
             calls found, {too_late} records too late; {compared} calls, {rows} rows of the missed and \
             {gaps} gaps compared"
        )
    }
}
