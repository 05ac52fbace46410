//! When an office is open: weekly hours by the wall clock, and how much of them lies between two
//! times.

use std::{fmt, str::FromStr};

use jiff::{
    SignedDuration,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Timestamp;

/// The hours of each weekday, Monday first; `None` on a day that is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BusinessHours(
    #[cfg_attr(feature = "typescript", ts(as = "Vec<Option<DayHours>>"))] pub [Option<DayHours>; 7],
);

/// From when until when a day is open. What ends no later than it begins ends on the next day:
/// from 00:00 to 00:00 is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DayHours {
    /// When it opens.
    pub from: TimeOfDay,
    /// When it closes.
    pub to: TimeOfDay,
}

/// A time of the wall clock to the minute, written `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(type = "string"))]
pub struct TimeOfDay(Time);

/// The text is no time of day.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no time of day; write it as 09:30")]
pub struct NotATimeOfDay(pub String);

/// More openings than lie within a week.
const A_WEEK_AND_MORE: usize = 9;

/// One time that the office is open, without a gap: opening and closing.
type Open = (Timestamp, Timestamp);

impl BusinessHours {
    /// Whether the office is open then.
    pub fn is_open(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let mut openings = self.openings_from(at, zone);
        openings.next().is_some_and(|(opens, _)| opens <= at)
    }

    /// When it opens next, `at` itself where it is open; `None` where it never does.
    pub fn next_open(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut openings = self.openings_from(at, zone);
        openings.next().map(|(opens, _)| opens.max(at))
    }

    /// When it closes; `None` where it is not open.
    pub fn closes_at(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut openings = self.openings_from(at, zone);
        let now = openings.next().filter(|(opens, _)| *opens <= at);
        now.map(|(_, closes)| closes)
    }

    /// When it opens next after it was closed; `None` where it never opens, or never closes.
    pub fn opens_after(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut closed_at = at;
        let openings = self.openings_from(at, zone).take(A_WEEK_AND_MORE);
        for (opens, closes) in openings {
            if opens > closed_at {
                return Some(opens);
            }
            closed_at = closes;
        }
        None
    }

    /// How long it is open between two times; nothing where the second is not the later one.
    pub fn open_between(&self, from: Timestamp, to: Timestamp, zone: &TimeZone) -> SignedDuration {
        let openings = self.openings_from(from, zone);
        openings
            .take_while(|(opens, _)| *opens < to)
            .map(|(opens, closes)| closes.min(to).duration_since(opens.max(from)))
            .fold(SignedDuration::ZERO, SignedDuration::saturating_add)
    }

    /// When it has been open for so long since a time; `None` where that never comes.
    pub fn after(
        &self,
        from: Timestamp,
        open_for: SignedDuration,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        let mut left = open_for;
        for (opens, closes) in self.openings_from(from, zone) {
            let begins = opens.max(from);
            let lasts = closes.duration_since(begins);
            if lasts >= left {
                return begins.checked_add(left).ok();
            }
            left -= lasts;
        }
        None
    }

    /// The openings that are not over at a time, in their order. They do not overlap. They go on
    /// for as long as anybody asks, where there are any.
    fn openings_from(&self, at: Timestamp, zone: &TimeZone) -> impl Iterator<Item = Open> {
        let is_ever_open = self.0.iter().any(Option::is_some);
        // What opened the day before may still be open.
        let first = at.to_zoned(zone.clone()).date().yesterday().ok();
        let days = std::iter::successors(first.filter(|_| is_ever_open), |day| day.tomorrow().ok());
        let mut closed_at = Timestamp::MIN;
        days.filter_map(move |day| self.opening_on(day, zone))
            .filter_map(move |(opens, closes)| {
                // An evening's hours may reach into the next day's.
                let opens = opens.max(closed_at);
                closed_at = closed_at.max(closes);
                (opens < closes).then_some((opens, closes))
            })
            .filter(move |(_, closes)| *closes > at)
    }

    /// Where the clocks are put forward over an opening time, that is when it opens; where they are
    /// put back, it opens at the first of the two.
    fn opening_on(&self, day: Date, zone: &TimeZone) -> Option<Open> {
        let hours = self.0[usize::try_from(day.weekday().to_monday_zero_offset()).ok()?]?;
        let closes_on = match hours.to > hours.from {
            true => day,
            false => day.tomorrow().ok()?,
        };
        let moment = |day: Date, time: TimeOfDay| {
            let zoned = day.to_datetime(time.0).to_zoned(zone.clone()).ok()?;
            Some(zoned.timestamp())
        };
        Some((moment(day, hours.from)?, moment(closes_on, hours.to)?))
    }
}

impl TimeOfDay {
    /// `None` where there is no such hour or minute.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
        Time::new(hour, minute, 0, 0).ok().map(Self)
    }

    /// The same for calendars.
    pub fn time(self) -> Time {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATimeOfDay;

    fn from_str(text: &str) -> Result<Self, NotATimeOfDay> {
        let parts = text.split_once(':');
        parts
            .filter(|(hour, minute)| two_digits(hour) && two_digits(minute))
            .and_then(|(hour, minute)| Self::new(hour.parse().ok()?, minute.parse().ok()?))
            .ok_or_else(|| NotATimeOfDay(text.to_owned()))
    }
}

fn two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
