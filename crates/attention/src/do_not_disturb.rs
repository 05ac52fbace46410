//! When nobody is to be disturbed: by what somebody has chosen, for a time or until they choose
//! otherwise, and by the week.

use jiff::{SignedDuration, civil::Date, tz::TimeZone};
use kimo_calls::{BusinessHours, TimeLimit, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When nobody is to be disturbed, as it was set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoNotDisturb {
    /// Chosen by hand.
    pub on: bool,
    /// How long that holds, be it on or off; `None` until it is chosen otherwise.
    pub limit: Option<TimeLimit>,
    /// Outside business hours as well, unless somebody has chosen otherwise for a time.
    pub outside_hours: bool,
}

/// Nobody is disturbed right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Until when; `None` until somebody chooses otherwise.
    pub until: Option<Timestamp>,
    /// Because the office is closed.
    pub outside_hours: bool,
}

/// What somebody can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum QuietChoice {
    /// Nobody is disturbed for half an hour.
    HalfAnHour,
    /// For an hour.
    AnHour,
    /// Until the office opens next, or the next morning.
    Morning,
    /// Until somebody chooses otherwise.
    On,
    /// Everybody is disturbed; outside business hours until the office opens.
    Off,
}

impl DoNotDisturb {
    /// The same with another choice.
    #[must_use]
    pub fn choosing(
        self,
        choice: QuietChoice,
        at: Timestamp,
        hours: Option<&BusinessHours>,
        zone: &TimeZone,
    ) -> Self {
        let until = match choice {
            QuietChoice::HalfAnHour => at.checked_add(SignedDuration::from_mins(30)).ok(),
            QuietChoice::AnHour => at.checked_add(SignedDuration::from_hours(1)).ok(),
            QuietChoice::Morning => hours
                .and_then(|hours| hours.opens_after(at, zone))
                .or_else(|| next_morning(at, zone)),
            QuietChoice::On => None,
            QuietChoice::Off => self.by_hours(at, hours, zone),
        };
        Self {
            on: choice != QuietChoice::Off,
            limit: until.map(|until| TimeLimit { since: at, until }),
            ..self
        }
    }

    /// Whether it is quiet then, and until when. Whether what was chosen is over already is not asked.
    pub(crate) fn quiet(
        &self,
        at: Timestamp,
        hours: Option<&BusinessHours>,
        zone: &TimeZone,
    ) -> Option<Quiet> {
        match (self.on, self.limit) {
            (true, limit) => Some(Quiet {
                // Where the office is closed by then, it goes on.
                until: limit.map(|limit| {
                    let opens = self.by_hours(limit.until, hours, zone);
                    opens.unwrap_or(limit.until)
                }),
                outside_hours: false,
            }),
            (false, Some(_)) => None,
            (false, None) => self.by_hours(at, hours, zone).map(|opens| Quiet {
                until: Some(opens),
                outside_hours: true,
            }),
        }
    }

    /// When the office opens, where it is closed and that is to be quiet. One that never opens is
    /// never closed either: nobody is silenced for ever by a slip.
    fn by_hours(
        &self,
        at: Timestamp,
        hours: Option<&BusinessHours>,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        let hours = hours.filter(|_| self.outside_hours)?;
        let opens = hours.next_open(at, zone);
        opens.filter(|opens| *opens > at)
    }
}

/// Eight o'clock, where no business hours are set. Deep in the night that is today.
fn next_morning(at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    const NIGHT: SignedDuration = SignedDuration::from_hours(4);
    let morning = |day: Date| {
        let wall = day.at(8, 0, 0, 0).to_zoned(zone.clone());
        wall.ok().map(|morning| morning.timestamp())
    };
    let today = at.to_zoned(zone.clone()).date();
    let mornings = [Some(today), today.tomorrow().ok()].into_iter().flatten();
    let mut mornings = mornings.filter_map(morning);
    mornings.find(|morning| morning.duration_since(at) >= NIGHT)
}

impl QuietChoice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::HalfAnHour,
        Self::AnHour,
        Self::Morning,
        Self::On,
        Self::Off,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HalfAnHour => "half-an-hour",
            Self::AnHour => "an-hour",
            Self::Morning => "morning",
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// The choice of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == name)
    }
}
