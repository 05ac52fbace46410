//! What happens at the PBXs of the simulated office.

use crate::dice::Dice;

/// How a call comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Missed,
    GotThrough,
    CalledBack,
    CalledInVain,
}

/// A call, with seconds by the clock that is right.
#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) nth: usize,
    /// The place of its PBX.
    pub(super) switch: usize,
    /// Which of our numbers it is of.
    pub(super) line: usize,
    pub(super) began: i64,
    pub(super) ended: i64,
    /// When its record is there.
    pub(super) listed: i64,
    pub(super) kind: Kind,
    /// The last digits of the number; none of a caller who withholds it.
    pub(super) other: Option<u32>,
}

/// People call for so long from the beginning of a day.
pub(super) const OFFICE_HOURS: u32 = 10 * 3600;
/// With the time until its record is there no call takes longer: the desk looks back six hours.
const LONGEST: i64 = 5 * 3600 + 1800;

impl Happened {
    /// One of that day.
    pub(super) fn on(day: i64, nth: usize, switch: usize, lines: u32, dice: &mut Dice) -> Self {
        let second = i64::from(dice.throw(OFFICE_HOURS));
        let began = day * 86_400 + second;
        let line = dice.throw(lines) as usize;
        let kind = dice.pick(&[
            Kind::Missed,
            Kind::Missed,
            Kind::GotThrough,
            Kind::CalledBack,
            Kind::CalledInVain,
        ]);
        let is_answered = matches!(kind, Kind::GotThrough | Kind::CalledBack);
        let is_early = second < 4 * 3600;
        let length = match (is_answered, dice.percent(3) && is_early) {
            (true, true) => dice.within(3600, 5 * 3600),
            (true, false) => dice.within(20, 1200),
            (false, _) => dice.within(6, 90),
        };
        let length = i64::from(length);
        let late = i64::from(match dice.throw(100) {
            0..60 => dice.within(0, 60),
            60..85 => dice.within(60, 240),
            85..95 => dice.within(240, 299),
            95..98 => dice.within(300, 3000),
            _ if is_early => dice.within(3000, 3 * 3600),
            _ => dice.within(0, 290),
        });
        let ended = began + length;
        let is_outbound = matches!(kind, Kind::CalledBack | Kind::CalledInVain);
        let withholds = dice.percent(4) && !is_outbound && line == 0;
        let other = dice.throw(12) + 40 * line as u32;
        Self {
            nth,
            switch,
            line,
            began,
            ended,
            listed: ended + late.min(LONGEST - length),
            kind,
            other: (!withholds).then_some(other),
        }
    }

    pub(super) fn is_outbound(&self) -> bool {
        matches!(self.kind, Kind::CalledBack | Kind::CalledInVain)
    }

    pub(super) fn is_answered(&self) -> bool {
        matches!(self.kind, Kind::GotThrough | Kind::CalledBack)
    }

    pub(super) fn length(&self) -> u32 {
        (self.ended - self.began) as u32
    }

    /// How long its record took, in seconds.
    pub(super) fn late(&self) -> i64 {
        self.listed - self.ended
    }
}
