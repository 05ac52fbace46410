//! How numbers are written for people: for reading aloud, so in groups of two to four digits, and in
//! one style for each country.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

use crate::Region;

const TURKEY: i32 = 90;
/// Russia and Kazakhstan.
const RUSSIA: i32 = 7;

/// A number in E.164 form: national within `home`, international elsewhere.
pub(crate) fn number(e164: &str, home: Region) -> String {
    let Ok(number) = PHONE_NUMBER_UTIL.parse(e164, None) else {
        return e164.to_owned();
    };
    let country = number.country_code;
    let is_home = PHONE_NUMBER_UTIL.get_country_code_for_region(home.code()) == Some(country);
    let digits = e164
        .strip_prefix(&format!("+{country}"))
        .unwrap_or_default();
    match (country, digits.len(), is_home) {
        // The library has brackets for lines in a town, none for others, and two ways to group.
        (TURKEY, 10, true) => format!("0{}", grouped(digits, " ")),
        (TURKEY, _, true) => grouped(digits, " "),
        (TURKEY, _, false) => format!("+{country} {}", grouped(digits, " ")),
        // The library tells areas of three, four and five digits apart. Nobody dials by area.
        (RUSSIA, 10, true) => format!("8 ({}) {}", &digits[..3], grouped(&digits[3..], "-")),
        (RUSSIA, 10, false) => format!("+7 {} {}", &digits[..3], grouped(&digits[3..], "-")),
        (_, _, true) => in_groups(&number.format_as(PhoneNumberFormat::National)),
        (_, _, false) => {
            let written = number.format_as(PhoneNumberFormat::International);
            match written.split_once(' ') {
                Some((code, rest)) => format!("{code} {}", in_groups(rest)),
                None => in_groups(&written),
            }
        }
    }
}

/// What no country's rules make a number of: digits are grouped all the same, all else is left.
pub(crate) fn unread(text: &str) -> String {
    const NUMBERS: std::ops::RangeInclusive<usize> = 7..=20;
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_number = NUMBERS.contains(&digits.len()) && is_digits(digits);
    match is_number {
        true => format!(
            "{}{}",
            &text[..text.len() - digits.len()],
            grouped(digits, " ")
        ),
        false => text.to_owned(),
    }
}

/// As the library writes it, but for groups that are too long or too short to be read aloud.
fn in_groups(written: &str) -> String {
    let parts = written.split(|letter: char| !letter.is_ascii_digit());
    let groups: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if groups.iter().all(|group| (2..=4).contains(&group.len())) {
        return written.to_owned();
    }
    let between = if written.contains('-') { "-" } else { " " };
    let mut whole = String::new();
    let mut carried = String::new();
    for (at, group) in groups.iter().enumerate() {
        carried.push_str(group);
        if carried.len() == 1 && at + 1 < groups.len() {
            continue;
        }
        if !whole.is_empty() {
            whole.push_str(between);
        }
        whole.push_str(&grouped(&carried, between));
        carried.clear();
    }
    whole
}

/// Threes from the front, and twos where these do not come out even: `532 123 45 67`.
fn grouped(digits: &str, between: &str) -> String {
    if !is_digits(digits) {
        return digits.to_owned();
    }
    let mut groups = Vec::new();
    let mut rest = digits;
    while !rest.is_empty() {
        let size = match rest.len() {
            // What the library has as one group of four stays one.
            4 if groups.is_empty() => 4,
            4 => 2,
            short @ 1..=3 => short,
            _ => 3,
        };
        let (group, more) = rest.split_at(size);
        groups.push(group);
        rest = more;
    }
    groups.join(between)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
