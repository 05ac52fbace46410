//! What the user has set, as far as it bears on what asks for attention.

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{
    BusinessHours, Call, CardUse, PhoneNumber, Region, ScreenPop, Sounds, Timestamp, is_extension,
};

use crate::{do_not_disturb::DoNotDisturb, texts::Lang};

/// What the user has set, as far as it bears on what asks for attention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language to speak; `None` follows the system.
    pub language: Option<Lang>,
    /// My extensions; empty for all.
    pub extensions: Vec<String>,
    /// My queues and groups; empty for all.
    pub queues: Vec<String>,
    /// Whether internal calls pop up.
    pub internal_calls: bool,
    /// When nobody is to be disturbed.
    pub do_not_disturb: DoNotDisturb,
    /// Numbers of our own that have a name or a greeting.
    pub own_numbers: Vec<OwnNumber>,
    /// When the office is open; `None` is always.
    pub business_hours: Option<BusinessHours>,
    /// Minutes of these hours within which missed callers shall be called back; `None` promises
    /// nothing.
    pub promise_minutes: Option<u32>,
    /// Whoever hangs up within so many seconds need not be called back; with 0 everybody does.
    pub short_call_seconds: u32,
    /// How the call card is used.
    pub card: CardUse,
    /// Minutes after which a missed popup goes by itself; `None` keeps it until it was seen.
    pub missed_stay_minutes: Option<u32>,
    /// Which sounds are made.
    pub sounds: Sounds,
    /// What is opened for a call.
    pub screen_pop: ScreenPop,
}

impl Preferences {
    /// Whether the office is open then.
    pub fn is_open(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let hours = self.business_hours.as_ref();
        hours.is_none_or(|hours| hours.is_open(at, zone))
    }

    /// Until when somebody who called then shall be called back; `None` where nothing is promised.
    pub fn due_at(&self, called_at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let promise = SignedDuration::from_mins(i64::from(self.promise_minutes?));
        match &self.business_hours {
            Some(hours) => hours.after(called_at, promise, zone),
            None => called_at.checked_add(promise).ok(),
        }
    }

    /// Whether the caller hung up so soon that they need not be called back for this.
    pub fn is_short(&self, call: &Call) -> bool {
        let after = call.hung_up_after();
        after.is_some_and(|seconds| seconds <= self.short_call_seconds)
    }
}

/// A number of our own, and what people here call it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnNumber {
    /// A line, an extension or a queue, in whatever spelling.
    pub number: String,
    /// Its name; empty for none.
    pub name: String,
    /// What is said first to whoever calls it; empty for nothing.
    pub greeting: String,
}

impl OwnNumber {
    /// Whether it is this number, whatever the spelling of either.
    pub(crate) fn is(&self, number: &str, region: Region) -> bool {
        let (own, number) = (self.number.trim(), number.trim());
        if own == number {
            return !own.is_empty();
        }
        if is_extension(own) || is_extension(number) {
            return false;
        }
        let read = |text| PhoneNumber::read_leniently(text, region);
        read(own).is_some_and(|own| Some(own) == read(number))
    }
}
