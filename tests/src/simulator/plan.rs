//! What is to happen, in its order: the same for every desk that lives through it.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{CallId, PbxId};

/// Some days of an office, and everything that goes wrong in them.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Who posts to the desk.
    pub hooks: Vec<PlannedHook>,
    /// In the order of their times.
    pub steps: Vec<Step>,
    /// How long the desk keeps calls.
    pub retention_days: Option<u32>,
    /// Whether another desk lives through the same without the adversary, to be compared with. It
    /// cannot where it may differ by right: how full a disk is depends on everybody.
    pub has_twin: bool,
}

/// How much may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// Every clock is right, and every caller has a number of their own or hides it.
    Plain,
    /// Clocks are wrong, set, and lied about; callers may be extensions of any PBX.
    Whole,
}

/// A hook, and the PBX behind it.
#[derive(Clone, Debug)]
pub struct PlannedHook {
    /// Which PBX.
    pub pbx: PbxId,
    /// Which account there.
    pub account: &'static str,
    /// How many seconds its clock is ahead of the right time.
    pub ahead: i64,
    /// It is the adversary who has its token.
    pub is_hostile: bool,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub struct Step {
    /// At which second of the simulation, by a clock that is always right.
    pub at: u64,
    /// What.
    pub what: What,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum What {
    /// A delivery comes.
    Post(Post),
    /// The process is killed and started again.
    Kill {
        /// A delivery that it was at.
        at_work_on: Option<Post>,
        /// That delivery was on the disk, and its answer not out yet.
        was_written: bool,
    },
    /// The desk's clock is so many seconds ahead of the right time from now on.
    SetClock(i64),
    /// The disk is full from now on, or no longer.
    FillDisk(bool),
    /// Somebody marks a call as handled, or takes that back.
    Mark(CallId, bool),
}

/// A delivery on its way.
#[derive(Clone, Debug)]
pub struct Post {
    /// The place of its hook in the plan.
    pub hook: usize,
    /// What stands below the hook's address.
    pub path: &'static str,
    /// The type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// It arrives as soon as it happened, and says the right time.
    pub is_prompt: bool,
}

impl Plan {
    /// Whether a step is the adversary's.
    pub fn is_hostile(&self, step: &Step) -> bool {
        matches!(&step.what, What::Post(post) if self.hooks[post.hook].is_hostile)
    }

    /// Puts the steps into the order of their times; of one second they stay as they are.
    pub(super) fn sort(&mut self) {
        self.steps.sort_by_key(|step| step.at);
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6} ", self.at)?;
        match &self.what {
            What::Post(post) => write!(f, "post {post}"),
            What::Kill {
                at_work_on,
                was_written,
            } => {
                let written = if *was_written {
                    "written"
                } else {
                    "not written"
                };
                match at_work_on {
                    Some(post) => write!(f, "kill at {post}, which was {written}"),
                    None => f.write_str("kill"),
                }
            }
            What::SetClock(ahead) => write!(f, "the clock is {ahead} s ahead"),
            What::FillDisk(true) => f.write_str("the disk is full"),
            What::FillDisk(false) => f.write_str("the disk has room"),
            What::Mark(call, true) => write!(f, "{call} is handled"),
            What::Mark(call, false) => write!(f, "{call} is not handled"),
        }
    }
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body: String = String::from_utf8_lossy(&self.body)
            .chars()
            .take(400)
            .collect();
        let hook = self.hook + 1;
        let held_up = if self.is_prompt {
            ""
        } else {
            " (held up, or misdated)"
        };
        write!(f, "to hook {hook}{held_up}: {}", body.escape_debug())
    }
}

/// When that second of the simulation is. It begins on a Monday at eight in Istanbul.
pub fn moment(second: i64) -> Timestamp {
    const BEGIN: Timestamp = Timestamp::constant(1_767_589_200, 0);
    BEGIN
        .checked_add(SignedDuration::from_secs(second))
        .unwrap_or(BEGIN)
}
