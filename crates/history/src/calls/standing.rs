//! Where a call stands: in which lists, and what of it bears on others.

use kimo_calls::{Call, CallKind, Direction, Disposition, Mark, Status};

use crate::{calls::page::CallFilter, db::time::micros, numbers::Spelling};

/// Nobody who waited longer, in seconds, can be taken for one who hung up at once.
pub const LONGEST_SHORT_CALL: u32 = 30;

/// What a list of calls may be filtered by, and what makes a caller reached: one number, so that
/// one index serves every filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class(pub(crate) i64);

impl Class {
    pub(crate) const IN: i64 = 0;
    const IN_REACHED: i64 = 1;
    pub(crate) const IN_MISSED: i64 = 2;
    /// Outbound, and nobody was reached, or not yet.
    pub(crate) const OUT: i64 = 3;
    const OUT_REACHED: i64 = 4;
    pub(crate) const INTERNAL: i64 = 5;
    const INTERNAL_REACHED: i64 = 6;
    const INTERNAL_MISSED: i64 = 7;

    /// Those in which somebody talks, or talked, to the other party.
    pub(crate) const REACHED: [i64; 3] =
        [Self::IN_REACHED, Self::OUT_REACHED, Self::INTERNAL_REACHED];

    /// The classes that a filter lets through.
    pub(crate) fn of_filter(filter: CallFilter) -> &'static [i64] {
        match filter {
            CallFilter::All => &[
                Self::IN,
                Self::IN_REACHED,
                Self::IN_MISSED,
                Self::OUT,
                Self::OUT_REACHED,
                Self::INTERNAL,
                Self::INTERNAL_REACHED,
                Self::INTERNAL_MISSED,
            ],
            CallFilter::Missed => &[Self::IN_MISSED, Self::INTERNAL_MISSED],
            CallFilter::In => &[Self::IN, Self::IN_REACHED, Self::IN_MISSED],
            CallFilter::Out => &[Self::OUT, Self::OUT_REACHED],
        }
    }

    fn of(call: &Call, missed: bool) -> Self {
        let reached = is_reached(call);
        Self(match (call.direction, missed, reached) {
            (Direction::Inbound, true, _) => Self::IN_MISSED,
            (Direction::Inbound, false, true) => Self::IN_REACHED,
            (Direction::Inbound, false, false) => Self::IN,
            (Direction::Outbound, _, true) => Self::OUT_REACHED,
            (Direction::Outbound, _, false) => Self::OUT,
            (Direction::Internal, true, _) => Self::INTERNAL_MISSED,
            (Direction::Internal, false, true) => Self::INTERNAL_REACHED,
            (Direction::Internal, false, false) => Self::INTERNAL,
        })
    }
}

/// Whether somebody talked, or talks, to the other party.
fn is_reached(call: &Call) -> bool {
    call.kind == CallKind::Voice
        && !call.id.is_test()
        && (call.status == Status::InProgress || call.disposition == Disposition::Answered)
}

/// What of a call stands in indexes, and bears on whether its caller is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) call: i64,
    pub(crate) other: i64,
    pub(crate) own: i64,
    /// The other party withholds its number: nobody can be told to have been reached.
    pub(crate) hidden: bool,
    pub(crate) started_at: i64,
    /// It counts as missed at this desk: as the call itself says, or an internal one because it
    /// rang an own extension. A column beside the call and no part of it, so that lists and counts
    /// have an index; judged anew when the own extensions change.
    pub(crate) missed: bool,
    pub(crate) reached: bool,
    pub(crate) done: bool,
    pub(crate) class: Class,
    pub(crate) status: Status,
    pub(crate) has_note: bool,
    pub(crate) direction: Direction,
    /// After how many seconds its caller hung up, where that was soon enough that they may not want
    /// to be called back.
    pub(crate) hung_up_after: Option<u32>,
}

impl Standing {
    /// The same where the call counts as missed at this desk, or does not.
    pub(crate) fn judged(&self, call: &Call, missed: bool) -> Self {
        Self {
            missed,
            class: Class::of(call, missed),
            ..*self
        }
    }

    /// Whether the call is between these.
    pub(crate) fn is_between(&self, parties: &Parties<'_>) -> bool {
        let (other, own) = (parties.other(self.direction), parties.own(self.direction));
        (self.other, self.own) == (other.number, own.number)
    }

    /// Whether the call is between others than it was.
    pub(crate) fn parties_differ(&self, other: &Self) -> bool {
        (self.other, self.own) != (other.other, other.own)
    }
}

/// Which rows a call's two parties have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parties<'a> {
    pub(crate) caller: &'a Spelling,
    pub(crate) called: &'a Spelling,
}

impl<'a> Parties<'a> {
    fn other(&self, direction: Direction) -> &'a Spelling {
        match direction {
            Direction::Outbound => self.called,
            Direction::Inbound | Direction::Internal => self.caller,
        }
    }

    fn own(&self, direction: Direction) -> &'a Spelling {
        match direction {
            Direction::Outbound => self.caller,
            Direction::Inbound | Direction::Internal => self.called,
        }
    }
}

/// Where a call stands, given whether it counts as missed at this desk and the rows of its parties.
pub(crate) fn standing(id: i64, call: &Call, missed: bool, parties: &Parties<'_>) -> Standing {
    Standing {
        call: id,
        other: parties.other(call.direction).number,
        own: parties.own(call.direction).number,
        hidden: call.other_party().is_hidden(),
        started_at: micros(call.started_at),
        missed,
        reached: is_reached(call),
        done: call.is_done(),
        class: Class::of(call, missed),
        status: call.status,
        has_note: note(call).is_some(),
        direction: call.direction,
        hung_up_after: hung_up_after(call),
    }
}

/// The note, unless it was taken back.
pub(crate) fn note(call: &Call) -> Option<&Mark> {
    call.note.as_ref().filter(|_| call.note_text().is_some())
}

/// After how many seconds the caller hung up in a call, where that was soon enough.
pub(crate) fn hung_up_after(call: &Call) -> Option<u32> {
    call.hung_up_after()
        .filter(|seconds| (1..=LONGEST_SHORT_CALL).contains(seconds))
}
