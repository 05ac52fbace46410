//! How numbers are written for people: for reading aloud, so in groups of two to four digits, and in
//! one style for each country.

use std::ops::RangeInclusive;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

use crate::Region;

const TURKEY: i32 = 90;
/// Russia and Kazakhstan.
const RUSSIA: i32 = 7;
/// How many digits may follow a country's code.
const WITHIN_A_COUNTRY: RangeInclusive<usize> = 2..=17;

/// A number in E.164 form: national within `home`, international elsewhere.
pub(crate) fn number(e164: &str, home: Region) -> String {
    by_our_rules(e164, home).unwrap_or_else(|| as_the_library_does(e164, home))
}

/// Of countries with a style of our own. No other country's code begins with theirs, so nothing has
/// to be asked of the library, which would take longer than to load the call.
fn by_our_rules(e164: &str, home: Region) -> Option<String> {
    let rest = |country: i32| e164.strip_prefix('+')?.strip_prefix(&country.to_string());
    if let Some(digits) = rest(TURKEY).filter(|digits| WITHIN_A_COUNTRY.contains(&digits.len())) {
        // The library has brackets for lines in a town, none for others, and two ways to group.
        return Some(match (is_home(TURKEY, home), digits.len()) {
            (true, 10) => format!("0{}", grouped(digits, " ")),
            (true, _) => grouped(digits, " "),
            (false, _) => format!("+{TURKEY} {}", grouped(digits, " ")),
        });
    }
    // The library tells areas of three, four and five digits apart. Nobody dials by area.
    let (area, line) = rest(RUSSIA)
        .filter(|digits| digits.len() == 10)?
        .split_at(3);
    let line = grouped(line, "-");
    Some(match is_home(RUSSIA, home) {
        true => format!("8 ({area}) {line}"),
        false => format!("+{RUSSIA} {area} {line}"),
    })
}

/// The digits that are dialled within the country, where no library is needed to know them: of most
/// Turkish and Russian numbers.
pub(crate) fn national_digits(e164: &str) -> Option<String> {
    let within = |country: &str| Some(e164.strip_prefix(country)?).filter(|rest| rest.len() == 10);
    if let Some(digits) = within("+90") {
        return match digits.as_bytes() {
            [b'5', ..] | [b'2'..=b'4', b'1'..=b'8', ..] => Some(format!("0{digits}")),
            _ => None,
        };
    }
    within("+7")
        .filter(|digits| digits.starts_with(['3', '4', '9']))
        .map(|digits| format!("8{digits}"))
}

fn as_the_library_does(e164: &str, home: Region) -> String {
    let Ok(number) = PHONE_NUMBER_UTIL.parse(e164, None) else {
        return e164.to_owned();
    };
    if is_home(number.country_code, home) {
        return in_groups(&number.format_as(PhoneNumberFormat::National));
    }
    let written = number.format_as(PhoneNumberFormat::International);
    match written.split_once(' ') {
        Some((code, rest)) => format!("{code} {}", in_groups(rest)),
        None => in_groups(&written),
    }
}

fn is_home(country: i32, home: Region) -> bool {
    PHONE_NUMBER_UTIL.get_country_code_for_region(home.code()) == Some(country)
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
