//! When it is told that the system hides popups.

use jiff::civil::Date;

/// What was told of popups that the system hides, in one of the ways `H`: once a day at most, for
/// most often that is meant.
#[derive(Debug)]
pub(super) struct Telling<H> {
    told: Option<H>,
    /// When it was told last that they are.
    on: Option<Date>,
}

impl<H> Default for Telling<H> {
    fn default() -> Self {
        Self {
            told: None,
            on: None,
        }
    }
}

impl<H: Copy + PartialEq> Telling<H> {
    /// What is to be told today, where that has changed.
    pub(super) fn news(&mut self, hidden: Option<H>, today: Date) -> Option<Option<H>> {
        if hidden == self.told || (self.told.is_none() && self.on == Some(today)) {
            return None;
        }
        if hidden.is_some() {
            self.on = Some(today);
        }
        self.told = hidden;
        Some(hidden)
    }

    /// Whether the last word was that they are hidden.
    pub(super) fn is_told(&self) -> bool {
        self.told.is_some()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn hidden_popups_are_told_once_a_day_until_they_are_seen_again() {
        let today = Date::constant(2026, 11, 26);
        let tomorrow = today + 1.day();
        let quiet = Some("do not disturb");
        let mut telling = Telling::default();
        let steps = [
            (None, today, None, "nothing is hidden"),
            (quiet, today, Some(quiet), "hidden"),
            (quiet, today, None, "still hidden"),
            (Some("paused"), today, Some(Some("paused")), "another way"),
            (quiet, tomorrow, Some(quiet), "and back, the next day"),
            (None, tomorrow, Some(None), "seen again"),
            (
                quiet,
                tomorrow,
                None,
                "hidden again, which was told that day",
            ),
            (None, tomorrow, None, "and seen"),
            (quiet, tomorrow + 1.day(), Some(quiet), "the day after"),
        ];
        for (hidden, day, news, step) in steps {
            assert_eq!(telling.news(hidden, day), news, "{step}");
        }
        assert!(telling.is_told());
    }
}
