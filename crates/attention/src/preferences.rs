//! What the user has set, as far as it bears on what asks for attention.

use kimo_calls::{PhoneNumber, Region, is_extension};

use crate::texts::Lang;

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
    /// No popups for now.
    pub do_not_disturb: bool,
    /// Numbers of our own that have a name or a greeting.
    pub own_numbers: Vec<OwnNumber>,
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
