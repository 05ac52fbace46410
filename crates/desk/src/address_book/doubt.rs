//! Whether to believe a server that most of its cards are gone. A server that is being moved, or has
//! lost its disk, lists little or nothing for a while; with the contacts their flags would go too.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use crate::locked::locked;

/// What a listing says of the cards that are known here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// How many are known here.
    pub(crate) known: usize,
    /// How many of these it no longer has.
    pub(crate) gone: usize,
    /// How many it has that are not known here.
    pub(crate) new: usize,
}

impl Told {
    /// Whether nothing would be left, or most would go that are more than somebody tidies up.
    fn is_doubtful(self) -> bool {
        let Self { known, gone, new } = self;
        gone > 0 && (gone >= known && new == 0 || gone > FEW && gone > known / 2)
    }
}

/// When a server first said that most is gone, of each book.
#[derive(Debug, Default)]
pub(crate) struct Doubt(Mutex<HashMap<String, Instant>>);

impl Doubt {
    /// Whether to do as a listing says. What is doubtful is believed when it is said again: an hour
    /// later, or where a person asks for it.
    pub(crate) fn believes(&self, book: &str, told: Told, asked: bool, now: Instant) -> bool {
        let mut since = locked(&self.0);
        let said_before = since.remove(book);
        if !told.is_doubtful() {
            return true;
        }
        match said_before {
            Some(before) if asked || now.duration_since(before) >= LONG_ENOUGH => true,
            before => {
                since.insert(book.to_owned(), before.unwrap_or(now));
                false
            }
        }
    }
}

const FEW: usize = 10;
/// A sync by the hour may be a little early.
const LONG_ENOUGH: Duration = Duration::from_secs(59 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    fn told(known: usize, gone: usize, new: usize) -> Told {
        Told { known, gone, new }
    }

    #[test]
    fn what_somebody_may_have_tidied_up_is_believed_and_a_loss_is_not() {
        let cases = [
            (told(0, 0, 0), false),
            (told(300, 0, 5), false),
            (told(300, 150, 0), false),
            (told(300, 151, 0), true),
            (told(300, 300, 300), true),
            (told(12, 10, 0), false),
            (told(12, 11, 0), true),
            (told(1, 1, 0), true),
            (told(2, 2, 1), false),
        ];
        for (told, expected) in cases {
            assert_eq!(told.is_doubtful(), expected, "{told:?}");
        }
    }

    #[test]
    fn a_loss_is_believed_when_it_is_said_again_an_hour_later_or_to_a_person() {
        let hour = Duration::from_secs(3600);
        let begin = Instant::now();
        let lost = told(300, 300, 0);
        let doubt = Doubt::default();
        let says = |told, asked, at| doubt.believes("a", told, asked, at);
        // Also where a person asks: they do not know yet.
        assert!(!says(lost, true, begin));
        assert!(!says(lost, false, begin + hour / 2));
        assert!(says(lost, false, begin + hour));
        assert!(!says(lost, false, begin + hour), "it begins afresh");
        assert!(says(lost, true, begin + hour), "a person insists");
        assert!(!says(lost, false, begin));
        assert!(
            says(told(300, 0, 0), false, begin),
            "it was a passing fault"
        );
        assert!(!says(lost, false, begin + 2 * hour));
        let another = |at| doubt.believes("b", lost, true, at);
        assert!(!another(begin + 2 * hour), "another book says it first");
    }
}
