//! When it is told that the system hides popups.

use jiff::civil::Date;

use super::Hidden;

/// What was told of popups that the system hides: once a day at most, for most often that is meant.
#[derive(Debug, Default)]
pub(super) struct Telling {
    told: Option<Hidden>,
    /// When it was told last that they are.
    on: Option<Date>,
}

impl Telling {
    /// What is to be told today, where that has changed.
    pub(super) fn news(&mut self, hidden: Option<Hidden>, today: Date) -> Option<Option<Hidden>> {
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
        let quiet = Some(Hidden::DoNotDisturb);
        let mut telling = Telling::default();
        let steps = [
            (None, today, None, "nothing is hidden"),
            (quiet, today, Some(quiet), "hidden"),
            (quiet, today, None, "still hidden"),
            (
                Some(Hidden::Paused),
                today,
                Some(Some(Hidden::Paused)),
                "another way",
            ),
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
