//! Dates, times and durations, as each language writes them.

use std::time::Duration;

use jiff::{Zoned, civil::Date, tz::TimeZone};
use kimo_calls::Timestamp;

use crate::texts::Lang;

/// Writes points in time for a reader in one place and one language.
#[derive(Clone, Debug)]
pub struct Formats {
    language: Lang,
    zone: TimeZone,
}

/// A day, as one says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// The day it is.
    Today,
    /// The day before.
    Yesterday,
    /// The day after.
    Tomorrow,
    /// Another day, as a date.
    Date(String),
}

impl Formats {
    /// For a reader of this language in this zone.
    pub fn new(language: Lang, zone: TimeZone) -> Self {
        Self { language, zone }
    }

    /// The same place in another language.
    pub fn in_language(&self, language: Lang) -> Self {
        Self::new(language, self.zone.clone())
    }

    /// Where the reader is.
    pub(crate) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// `14:05`. All three languages' offices count to 24.
    pub fn time(&self, at: Timestamp) -> String {
        self.local(at).strftime("%H:%M").to_string()
    }

    /// `31.12.2015`, in English `31 Dec 2015`.
    pub fn date(&self, at: Timestamp) -> String {
        self.write_date(self.local(at).date())
    }

    /// `31.12.2015 14:05:09`: the whole truth, for tables.
    pub fn date_time(&self, at: Timestamp) -> String {
        let time = self.local(at).strftime("%H:%M:%S").to_string();
        format!("{} {time}", self.date(at))
    }

    /// Which day that was, as one says it at `now`.
    pub fn day(&self, at: Timestamp, now: Timestamp) -> Day {
        let (day, today) = (self.local(at).date(), self.local(now).date());
        if day == today {
            Day::Today
        } else if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
            Day::Yesterday
        } else if today.tomorrow().is_ok_and(|tomorrow| day == tomorrow) {
            Day::Tomorrow
        } else {
            Day::Date(self.write_date(day))
        }
    }

    /// `35 s`, `12 min 7 s`, `1 h 2 min`: with its units, for without them it looks like a clock
    /// time. The spaces do not break.
    pub fn duration(&self, seconds: u32) -> String {
        let [hour, minute, second] = match self.language {
            Lang::Tr => ["sa", "dk", "sn"],
            Lang::En => ["h", "min", "s"],
            Lang::Ru => ["ч", "мин", "с"],
        };
        let counts = [
            (seconds / 3600, hour),
            (seconds / 60 % 60, minute),
            (seconds % 60, second),
        ];
        let parts = counts
            .into_iter()
            .skip_while(|(count, _)| *count == 0)
            .take(2)
            .filter(|(count, _)| *count > 0)
            .map(|(count, unit)| format!("{count}\u{a0}{unit}"));
        let parts: Vec<String> = parts.collect();
        match parts.is_empty() {
            true => format!("0\u{a0}{second}"),
            false => parts.join("\u{a0}"),
        }
    }

    /// When the day and the week began in which `at` lies: for counting a caller's calls.
    pub fn today_and_week(&self, at: Timestamp) -> (Timestamp, Timestamp) {
        let now = self.local(at);
        let today = now.start_of_day().unwrap_or_else(|_| now.clone());
        let week = today
            .checked_sub(jiff::Span::new().days(now.weekday().to_monday_zero_offset()))
            .unwrap_or_else(|_| today.clone());
        (today.timestamp(), week.timestamp())
    }

    /// How long the day still lasts; `None` at the end of all times.
    pub(crate) fn until_midnight(&self, at: Timestamp) -> Option<Duration> {
        let now = self.local(at);
        let midnight = now.tomorrow().ok()?.start_of_day().ok()?;
        midnight.timestamp().duration_since(at).try_into().ok()
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    fn write_date(&self, date: Date) -> String {
        let format = match self.language {
            Lang::Tr | Lang::Ru => "%d.%m.%Y",
            Lang::En => "%-d %b %Y",
        };
        date.strftime(format).to_string()
    }
}
