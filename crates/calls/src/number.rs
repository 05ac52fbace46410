//! Telephone numbers, by a port of libphonenumber: one number, however it is spelled.

use std::{borrow::Cow, fmt, ops::RangeInclusive, sync::Arc};

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumber as ParsedNumber, PhoneNumberFormat,
};
use serde::{Deserialize, Serialize};

use crate::{Region, known_numbers::KnownNumbers, written};

/// More of what a PBX sends as a number is not kept.
const LONGEST_RAW: usize = 250;

/// What texts were read as. Reading and writing a number runs dozens of regular expressions, and
/// an office has the same callers, lines and extensions all day.
static READ: KnownNumbers<Option<PhoneNumber>> = KnownNumbers::new();

/// How numbers are written.
static DISPLAYED: KnownNumbers<Arc<str>> = KnownNumbers::new();

/// One end of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The number as the PBX sent it, outer spaces removed; empty if it sent none.
    pub raw: String,
    /// The number, if it can be read as one.
    #[serde(rename = "e164")]
    pub number: Option<PhoneNumber>,
    /// Who that is, if known.
    pub name: Option<String>,
}

impl Party {
    /// Reads what a PBX sent. Extensions and what is no number keep only their raw text, of which
    /// no more than 250 characters are kept.
    pub fn read_leniently(raw: &str, region: Region) -> Self {
        let raw: String = raw.trim().chars().take(LONGEST_RAW).collect();
        // Where it was cut there may stand a space: what is kept must read as itself.
        let raw = raw.trim_end();
        Self {
            number: PhoneNumber::read_leniently(raw, region),
            raw: raw.to_owned(),
            name: None,
        }
    }

    /// True where the caller withheld the number: nothing, zeros, `anonymous` and the like.
    pub fn is_hidden(&self) -> bool {
        self.number.is_none() && is_word_for_hidden(&self.raw)
    }

    /// The number for reading aloud: grouped, national within `home`, international elsewhere;
    /// the raw text where it has other than digits. Empty for a hidden one.
    pub fn display(&self, home: Region) -> String {
        match &self.number {
            Some(number) => number.display(home),
            None if self.is_hidden() => String::new(),
            None => written::unread(&self.raw),
        }
    }
}

/// A leg for reading aloud: an extension as it is, a redirect number like any number.
pub fn display_leg(leg: &str, home: Region) -> String {
    match PhoneNumber::read_leniently(leg, home) {
        Some(number) => number.display(home),
        None => written::unread(leg),
    }
}

/// A number in E.164 form: `+`, country code, national number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a number in any usual spelling of `region`: national with or without the trunk
    /// prefix, international with `+`, `00`, the region's own prefix, or nothing before the
    /// country code. `None` for extensions and for what is no number there.
    pub fn read_leniently(text: &str, region: Region) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text);
        if is_extension(text) || !has_only_what_numbers_have(text) {
            return None;
        }
        READ.get_or_make(text, region, || Self::read_anew(text, region))
    }

    fn read_anew(text: &str, region: Region) -> Option<Self> {
        let as_dialled = PHONE_NUMBER_UTIL.parse(text, Some(region.code())).ok();
        let as_international = || {
            let digits = text.strip_prefix("00").unwrap_or(text);
            PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None).ok()
        };
        // Numbering plans grow faster than libraries, so a number that is only possible counts
        // too, once no reading makes a valid one.
        as_dialled
            .clone()
            .filter(|number| number.is_valid())
            .or_else(|| as_international().filter(|number| number.is_valid()))
            .or_else(|| {
                as_dialled.filter(|number| {
                    let possible = number.is_possible_with_reason();
                    !text.starts_with("00") && matches!(possible, Ok(NumberLengthType::IsPossible))
                })
            })
            .map(|number| (number.is_valid(), e164(&number)))
            // What is only possible may stand for another number once it is written down, such as
            // one with zeros to begin with.
            .filter(|(is_valid, written)| {
                let again = || PHONE_NUMBER_UTIL.parse(written, None).ok();
                *is_valid || again().is_some_and(|again| e164(&again) == *written)
            })
            .and_then(|(_, written)| Self::try_from(written).ok())
    }

    /// The E.164 text, with its plus.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country code, and the number within the country without any trunk prefix.
    pub fn parts(&self) -> (&str, &str) {
        let digits = self.0.trim_start_matches('+');
        let country = PHONE_NUMBER_UTIL.parse(&self.0, None);
        let length = country.map_or(0, |number| number.country_code.to_string().len());
        digits.split_at_checked(length).unwrap_or(("", digits))
    }

    /// Grouped for reading aloud: national within `home`, international elsewhere.
    pub fn display(&self, home: Region) -> String {
        let displayed =
            DISPLAYED.get_or_make(&self.0, home, || written::number(&self.0, home).into());
        displayed.as_ref().to_owned()
    }

    /// The digits of the national spelling, with the trunk prefix (`05321234567`), as people type
    /// them when they search.
    pub fn national_digits(&self) -> Cow<'_, str> {
        if let Some(digits) = written::national_digits(&self.0) {
            return digits.into();
        }
        match PHONE_NUMBER_UTIL.parse(&self.0, None) {
            Ok(number) => number
                .format_as(PhoneNumberFormat::National)
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .into(),
            Err(_) => self.0.trim_start_matches('+').into(),
        }
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix('+').unwrap_or_default();
        if LENGTHS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(NotANumber(text))
        }
    }
}

/// How many digits a number has that was read: German ones may have six, or seventeen. What is read
/// must be taken back when it was stored, so this is what the library takes (a country code of one
/// to three digits, and up to seventeen), and not the fifteen of E.164.
const LENGTHS: RangeInclusive<usize> = 3..=20;

/// The text is not in E.164 form.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a number in E.164 form (+905321234567)")]
pub struct NotANumber(pub String);

/// A number has digits, and nothing but what people put between them. Longer texts are refused
/// unread: reading takes the square of the length.
fn has_only_what_numbers_have(text: &str) -> bool {
    const LONGEST: usize = 40;
    let between =
        |letter: char| letter.is_whitespace() || "+-()./\u{2010}\u{2011}".contains(letter);
    text.len() <= LONGEST
        && text.chars().any(|letter| letter.is_ascii_digit())
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || between(letter))
}

/// What PBXs and networks write for a number that they were told not to show.
fn is_word_for_hidden(raw: &str) -> bool {
    const WORDS: [&str; 18] = [
        "anonymous",
        "blocked",
        "hidden",
        "private",
        "private number",
        "restricted",
        "unavailable",
        "unknown",
        "withheld",
        "bilinmeyen",
        "bilinmeyen numara",
        "bilinmiyor",
        "gizli",
        "gizli numara",
        "аноним",
        "неизвестно",
        "скрыт",
        "скрытый номер",
    ];
    // A capital İ becomes an i and a combining dot.
    let word = raw.to_lowercase().replace('\u{307}', "");
    // Of a SIP address, `anonymous@anonymous.invalid`, the user tells.
    let word = word.split('@').next().unwrap_or_default();
    word.chars().all(|letter| letter == '0') || WORDS.contains(&word)
}

fn e164(number: &ParsedNumber) -> String {
    number.format_as(PhoneNumberFormat::E164).into_owned()
}

/// The digits of a text, of whatever script, as 0 to 9.
pub fn digits_of(text: &str) -> String {
    PHONE_NUMBER_UTIL.normalize_digits_only(text)
}

/// Up to six digits: a number inside the PBX.
pub fn is_extension(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
