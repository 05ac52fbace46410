//! Times as the PBXs write them.

use jiff::{
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use crate::Timestamp;

/// Reads a time in any spelling that a PBX uses: seconds, milliseconds or microseconds since the
/// epoch, told apart by their size; or date and time with an offset, `UTC` or `Z`, else as the
/// wall clock of `zone`. `None` for what is no time, or none of this century.
pub(super) fn read_leniently(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let time = if is_number {
        since_epoch(text)
    } else {
        date_and_time(text, zone)
    }?;
    (2000..2100)
        .contains(&time.to_zoned(TimeZone::UTC).year())
        .then_some(time)
}

fn since_epoch(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().ok()?;
    let micros = match whole.len() {
        ..=11 => {
            let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
            number
                .checked_mul(1_000_000)?
                .checked_add(fraction.parse().ok()?)?
        }
        12..=14 => number.checked_mul(1_000)?,
        15..=17 => number,
        _ => number / 1_000,
    };
    Timestamp::from_microsecond(micros).ok()
}

fn date_and_time(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    // The zone begins after the time of day, and the time of day after the date.
    let clock = text.find(':')?;
    let is_clock = |letter: char| letter.is_ascii_digit() || ":.,".contains(letter);
    let end = text[clock..]
        .find(|letter| !is_clock(letter))
        .map_or(text.len(), |length| clock + length);
    let (wall_clock, named) = text.split_at(end);
    let wall_clock: DateTime = wall_clock.replace(',', ".").parse().ok()?;
    let zone = named_zone(named.trim()).unwrap_or_else(|| zone.clone());
    zone.to_ambiguous_timestamp(wall_clock).compatible().ok()
}

/// `UTC`, `Z`, `+0300`, `+03:00`, `+03`; and `03:00` or ` 0300`, whose plus a form turned into
/// a space.
fn named_zone(name: &str) -> Option<TimeZone> {
    if ["z", "utc", "gmt"].contains(&name.to_ascii_lowercase().as_str()) {
        return Some(TimeZone::UTC);
    }
    let (sign, digits) = match name.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, name.strip_prefix('+').unwrap_or(name)),
    };
    let digits = digits.replace(':', "");
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..).unwrap_or_default().parse().unwrap_or(0);
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
    Some(TimeZone::fixed(offset))
}
