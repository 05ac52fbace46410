//! Times as the PBXs write them.

use jiff::{
    civil::DateTime,
    tz::{Offset, TimeZone},
};
use kimo_calls::Timestamp;

/// Reads a duration in whole seconds: `65`, `65.4`, `01:05` or `00:01:05`. `None` for what is none.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    let whole = text.split_once(['.', ',']).map_or(text, |(whole, _)| whole);
    let mut parts = whole.rsplit(':').map(str::parse);
    let mut part = || {
        parts
            .next()
            .map_or(Some(0), |part: Result<u32, _>| part.ok())
    };
    let (seconds, minutes, hours) = (part()?, part()?, part()?);
    let is_clock = whole.contains(':');
    if parts.next().is_some() || (is_clock && (seconds > 59 || minutes > 59)) {
        return None;
    }
    hours
        .checked_mul(3600)?
        .checked_add(minutes * 60)?
        .checked_add(seconds)
}

/// Reads a time in any spelling that a PBX uses: seconds, milliseconds or microseconds since the
/// epoch, told apart by their size; or date and time with an offset, `UTC` or `Z`, else as the
/// wall clock of `zone`. `None` for what is no time, or none of this century.
pub(crate) fn read_leniently(text: &str, zone: &TimeZone) -> Option<Timestamp> {
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

#[cfg(test)]
mod tests {
    use super::*;

    static ISTANBUL: TimeZone = jiff::tz::get!("Europe/Istanbul");

    #[test]
    fn a_time_is_read_in_any_spelling() {
        for (text, utc) in [
            ("2016-01-01 00:00:00", "2015-12-31T22:00:00Z"),
            ("2016-07-01 00:00:00", "2016-06-30T21:00:00Z"),
            ("2023-05-04 10:15:00", "2023-05-04T07:15:00Z"),
            ("2023-05-04T10:15:00", "2023-05-04T07:15:00Z"),
            ("2023-05-04 10:15", "2023-05-04T07:15:00Z"),
            ("2023-05-04 10:15:00.250", "2023-05-04T07:15:00.25Z"),
            ("2023-05-04 10:15:00 +0200", "2023-05-04T08:15:00Z"),
            ("2023-05-04 10:15:00+02", "2023-05-04T08:15:00Z"),
            ("2023-05-04 10:15:00 -03:30", "2023-05-04T13:45:00Z"),
            ("2023-05-04 10:15:00 UTC", "2023-05-04T10:15:00Z"),
            ("2023-05-04T10:15:00Z", "2023-05-04T10:15:00Z"),
            ("2015-07-01T18:00:51+03:00", "2015-07-01T15:00:51Z"),
            // A form makes a space of a plus that is not escaped.
            ("2015-07-01T18:00:51 03:00", "2015-07-01T15:00:51Z"),
            ("2023-05-04 10:15:00  0300", "2023-05-04T07:15:00Z"),
            ("1435762851", "2015-07-01T15:00:51Z"),
            ("1435762851.5", "2015-07-01T15:00:51.5Z"),
            ("1435762851086", "2015-07-01T15:00:51.086Z"),
            ("1435762851086820", "2015-07-01T15:00:51.08682Z"),
            ("1435762851086820000", "2015-07-01T15:00:51.08682Z"),
        ] {
            let read = read_leniently(text, &ISTANBUL).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn a_duration_is_read_in_any_spelling() {
        for (text, read) in [
            ("65", Some(65)),
            ("0", Some(0)),
            (" 65.9 ", Some(65)),
            ("00:01:05", Some(65)),
            ("01:05", Some(65)),
            ("0:00:07", Some(7)),
            ("26:00:01", Some(93_601)),
            ("00:01:05.250", Some(65)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("4294967295:00:00", None),
            ("00:61:00", None),
            ("00:00:60", None),
            ("1:00:00:00", None),
            ("", None),
            (":", None),
            ("-5", None),
            ("-1:05", None),
            ("NaN", None),
            ("65 s", None),
        ] {
            assert_eq!(seconds(text), read, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "0",
            ".",
            "1.2.3",
            "35",
            "null",
            "NaN",
            "0000-00-00 00:00:00",
            "1970-01-01 00:00:00",
            "2023-02-30 10:15:00",
            "2023-05-04 25:15:00",
            "2023-05-04",
            "10:15:00",
            ":",
            "99999999999999999999999999",
            "4102444800000",
        ] {
            assert_eq!(read_leniently(text, &ISTANBUL), None, "{text}");
        }
    }
}
