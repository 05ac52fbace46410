//! What a run comes to.

use std::{fmt, ops::AddAssign};

use super::plan::moment;

/// What does not hold.
#[derive(Clone, Debug)]
pub struct Broken {
    /// In which step of the plan.
    pub step: usize,
    /// At which second of the simulation.
    pub second: u64,
    /// What.
    pub invariant: Invariant,
    /// How it shows.
    pub why: String,
}

/// What must hold at every step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invariant {
    /// What was answered as kept is there, byte for byte.
    KeptIsThere,
    /// The calls, and the missed callers, are what a second reading makes of the deliveries.
    SecondReading,
    /// Nothing begins or ends after it was heard of.
    NoFuture,
    /// No popup rings for ever, and none for a call that does not ring.
    NoRingingForEver,
    /// Whoever rings is on the screen.
    RingingIsSeen,
    /// Nothing of one hook changes what is another's.
    OwnCallsOnly,
    /// A rebuild makes the same calls and the same list.
    RebuiltIsSame,
    /// The parts do their work at all.
    Works,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            step,
            second,
            invariant,
            why,
        } = self;
        let at = moment(*second as i64);
        write!(
            f,
            "{invariant:?} at step {step}, second {second} ({at}): {why}"
        )
    }
}

/// What a run consisted of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Runs.
    pub runs: u64,
    /// Days of an office.
    pub days: u64,
    /// Deliveries that were posted, those to the twins apart.
    pub posted: u64,
    /// Of these, the adversary's.
    pub hostile: u64,
    /// Deliveries that were answered as kept.
    pub kept: u64,
    /// Kills of the process, in the middle of a delivery most of them.
    pub kills: u64,
    /// Times that the desk's clock was set.
    pub clocks: u64,
    /// Times that the disk was full, or had room again.
    pub disks: u64,
    /// Times that an invariant was looked at.
    pub checks: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.runs += other.runs;
        self.days += other.days;
        self.posted += other.posted;
        self.hostile += other.hostile;
        self.kept += other.kept;
        self.kills += other.kills;
        self.clocks += other.clocks;
        self.disks += other.disks;
        self.checks += other.checks;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            runs,
            days,
            posted,
            hostile,
            kept,
            kills,
            clocks,
            disks,
            checks,
        } = self;
        write!(
            f,
            "{runs} runs, {days} days, {posted} deliveries ({hostile} hostile, {kept} kept), \
             {kills} kills, {clocks} clocks set, {disks} disks filled or emptied, {checks} checks"
        )
    }
}
