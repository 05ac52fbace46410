//! A number as texts may have it: grouped in any way, with or without what is dialled before it,
//! percent-encoded or escaped, in the digits of whatever script.

use std::borrow::Cow;

use kimo_calls::{CallerKey, PhoneNumber, digits_of};

/// The ways in which a number may be written.
pub(crate) struct Spelled {
    /// What every spelling ends in; empty where there is nothing to look for.
    significant: String,
    /// What may stand before that without anything between.
    before: Vec<String>,
    country: String,
}

/// What is shorter is in everybody's texts.
const SHORTEST: usize = 7;

/// How often a text may have been encoded, one time over the other.
const DEEPEST: usize = 4;

/// How much people put between two digits: `(0212) - 555`.
const MOST_BETWEEN: usize = 4;

impl Spelled {
    /// In what spellings a caller's number may stand. Of those who have none, nothing is found: a
    /// word may mean anything.
    pub(crate) fn of(key: &CallerKey) -> Self {
        let number = PhoneNumber::try_from(key.as_str().to_owned()).ok();
        let (significant, country, national) = match (&number, key.local()) {
            (Some(number), _) => {
                let (country, significant) = number.parts();
                let national = number.national_digits().into_owned();
                (significant.to_owned(), country.to_owned(), national)
            }
            (None, Some((_, _, text))) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                (text.to_owned(), String::new(), text.to_owned())
            }
            (None, _) => (String::new(), String::new(), String::new()),
        };
        let trunk = national.strip_suffix(&*significant).unwrap_or_default();
        let mut before = vec![String::new(), trunk.to_owned()];
        if !country.is_empty() {
            // Prefixes of the world, of Russia and of America, and of an outside line.
            before.extend(["", "0", "00", "810", "011"].map(|prefix| format!("{prefix}{country}")));
            before.extend(["0", "9"].map(|prefix| format!("{prefix}{trunk}")));
        }
        Self {
            significant: match significant.len() {
                SHORTEST.. => significant,
                _ => String::new(),
            },
            before,
            country,
        }
    }

    /// Whether a text has the number.
    pub(crate) fn is_in(&self, text: &[u8]) -> bool {
        if self.significant.is_empty() {
            return false;
        }
        let text = in_plain_digits(decoded(text));
        (0..text.len()).any(|at| {
            self.end_at(&text, at).is_some_and(|end| {
                !text.get(end).is_some_and(u8::is_ascii_digit) && self.may_begin_at(&text, at)
            })
        })
    }

    /// Where the digits end that begin here, if they are the number's.
    fn end_at(&self, text: &[u8], at: usize) -> Option<usize> {
        let mut end = at;
        for (nth, digit) in self.significant.bytes().enumerate() {
            if nth > 0 {
                let between = text.get(end..)?.iter().take(MOST_BETWEEN);
                end += between.take_while(|byte| is_between(**byte)).count();
            }
            if text.get(end) != Some(&digit) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether what stands before the digits here makes no other number of them.
    fn may_begin_at(&self, text: &[u8], at: usize) -> bool {
        let (rest, prefix) = split_digits(text.get(..at).unwrap_or_default());
        if !self.before.iter().any(|before| before.as_bytes() == prefix) {
            return false;
        }
        if !prefix.is_empty() {
            return true;
        }
        let between = rest.iter().rev().take(MOST_BETWEEN);
        let between = between.take_while(|byte| is_between(**byte)).count();
        let (rest, country) = split_digits(rest.get(..rest.len() - between).unwrap_or_default());
        // `+7 532 …` is another country's.
        country.is_empty() || rest.last() != Some(&b'+') || country == self.country.as_bytes()
    }
}

/// A text without the digits at its end, and these.
fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit());
    text.split_at(text.len() - digits.count())
}

/// Whether it may stand between the digits of one number.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"+()-./".contains(&byte)
}

/// A text without percent-encoding and JSON's escapes.
fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..DEEPEST {
        match decoded_once(&text) {
            Some(next) => text = Cow::Owned(next),
            None => break,
        }
    }
    text
}

/// `None` where there is nothing to decode.
fn decoded_once(text: &[u8]) -> Option<Vec<u8>> {
    if !text.iter().any(|byte| matches!(byte, b'%' | b'\\')) {
        return None;
    }
    let mut plain = Vec::new();
    let mut rest = text;
    let mut found = false;
    while let Some((first, behind)) = rest.split_first() {
        if let Some((bytes, behind)) = escaped(rest) {
            plain.extend_from_slice(&bytes);
            rest = behind;
            found = true;
        } else {
            plain.push(*first);
            rest = behind;
        }
    }
    found.then_some(plain)
}

/// What an escape at the start of a text stands for, and what follows it.
fn escaped(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let hex = |digits: &[u8]| {
        let digits = str::from_utf8(digits).ok()?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then_some(())?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text {
        [b'%', a, b, rest @ ..] => {
            let byte = u8::try_from(hex(&[*a, *b])?).ok()?;
            Some((vec![byte], rest))
        }
        [b'\\', b'u', a, b, c, d, rest @ ..] => {
            // Half of a letter outside the first plane is no digit.
            let letter = char::from_u32(hex(&[*a, *b, *c, *d])?).unwrap_or(' ');
            Some((letter.to_string().into_bytes(), rest))
        }
        _ => None,
    }
}

/// A text in ASCII: digits of every script are digits, all that nobody sees and all dashes and
/// spaces are spaces. Of UTF-16, what has no letter is left out.
fn in_plain_digits(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if text.is_ascii() && !text.contains(&0) {
        return text;
    }
    let mut plain = Vec::with_capacity(text.len());
    for letter in String::from_utf8_lossy(&text).chars() {
        match letter {
            '\0' => {}
            _ if letter.is_ascii() => plain.extend(u8::try_from(letter)),
            _ if letter.is_numeric() => plain.extend(digits_of(&letter.to_string()).bytes()),
            _ if letter.is_whitespace() || is_unseen_or_dash(letter) => plain.push(b' '),
            _ => plain.push(b'?'),
        }
    }
    Cow::Owned(plain)
}

fn is_unseen_or_dash(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{2212}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(key: &str, text: impl AsRef<[u8]>) -> bool {
        Spelled::of(&CallerKey::from(key)).is_in(text.as_ref())
    }

    #[test]
    fn a_number_is_found_however_it_is_spelled() {
        for text in [
            "02125551234",
            "2125551234",
            "+902125551234",
            "00902125551234",
            "caller=%2B902125551234&x=1",
            "caller=%2B90%20212%20555%2012%2034",
            "caller=%2B90+212+555+12+34",
            "%252B902125551234",
            "0 212 555 12 34",
            "(0212) 555-12-34",
            "(0212) - 555 12 34",
            "0212/555.12.34",
            r#"{"from":"\u002b902125551234"}"#,
            r#"{"from":902125551234}"#,
            r"\u0030\u0032\u0031\u0032\u0035\u0035\u00351234",
            "%30%32%31%32%35%35%35%31%32%33%34",
            "o_902125551234_2019-05-23-15-15-19",
            "200 02125551234 300",
            "0212\u{a0}555\u{2011}12\u{2013}34",
            "\u{202a}0212 555 12 34\u{202c}",
            "٠٢١٢ ٥٥٥ ١٢ ٣٤",
            "%D9%A0%D9%A2%D9%A1%D9%A25551234",
            "tel:+90-212-555-12-34",
        ] {
            assert!(is_in("+902125551234", text), "{text}");
        }
        let utf_16: Vec<u8> = "a 02125551234"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(is_in("+902125551234", utf_16));
        assert!(is_in("+79161234567", "8 (916) 123-45-67 и 810 7 ..."));
        assert!(is_in("+79161234567", "8107916 1234567"));
        assert!(is_in("+12015550123", "1-201-555-0123"));
        assert!(is_in("verimor:12345678", "x=12345678"));
    }

    #[test]
    fn another_number_is_not() {
        for text in [
            "",
            "0212555123",
            "021255512345",
            "12125551234",
            "1592125551234567",
            "+7 212 555 12 34",
            "+72125551234",
            "212, 555, 12, 34",
            "212:555:12:34",
            "0212 5551 5551234",
        ] {
            assert!(!is_in("+902125551234", text), "{text}");
        }
        assert!(!is_in("+12015550123", "015550123"));
        for key in ["", "verimor:1001", "verimor:inbound", "sales", "1001"] {
            assert!(!is_in(key, "inbound 1001 sales"), "{key}");
        }
    }
}
