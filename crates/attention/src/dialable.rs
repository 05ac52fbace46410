//! A number that can be dialled.

use std::{fmt, str::FromStr};

/// Digits, for an international number after a plus: nothing that could mean anything else to whoever
/// dials it, because a caller, or a page of the web, chooses what it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dialable(String);

/// The text is no number to dial.
#[derive(Debug, thiserror::Error)]
#[error("not a number to dial")]
pub struct NotDialable;

impl FromStr for Dialable {
    type Err = NotDialable;

    fn from_str(text: &str) -> Result<Self, NotDialable> {
        const LONGEST: usize = 32;
        let digits = text.strip_prefix('+').unwrap_or(text);
        let dialable = !digits.is_empty()
            && digits.len() <= LONGEST
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        dialable.then(|| Self(text.to_owned())).ok_or(NotDialable)
    }
}

impl fmt::Display for Dialable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
