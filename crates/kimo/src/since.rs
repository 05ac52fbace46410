//! Since when: a point in time, as people type it.

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Reads a point in time as people type it.
pub(crate) fn since(text: &str) -> Result<Timestamp, &'static str> {
    since_at(text, &Zoned::now())
}

/// A point in time (`2026-11-20T09:00:00Z`), a local date with or without a time, or how long ago
/// (`2h`, `7d`).
fn since_at(text: &str, now: &Zoned) -> Result<Timestamp, &'static str> {
    const WRONG: &str = "write a time like 2026-11-20, 2026-11-20T09:00, 2026-11-20T09:00:00Z, \
                         or how long ago, like 2h or 7d";
    let zone: TimeZone = now.time_zone().clone();
    let instant = text.parse::<Timestamp>().ok();
    // A date and time with a zone but no such instant would be read as local otherwise.
    let local = || {
        let civil = text
            .parse::<DateTime>()
            .or_else(|_| text.parse::<Date>().map(Date::into))
            .ok()?;
        Some(civil.to_zoned(zone).ok()?.timestamp())
    };
    let ago = || {
        let span: jiff::Span = text.parse().ok()?;
        Some(now.checked_sub(span.abs()).ok()?.timestamp())
    };
    instant.or_else(local).or_else(ago).ok_or(WRONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let now: Zoned = "2026-11-22T12:00:00+03:00[Europe/Istanbul]"
            .parse()
            .unwrap();
        for (text, expected) in [
            ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"),
            ("2026-11-20T09:00:00+03:00", "2026-11-20T06:00:00Z"),
            ("2026-11-20T09:00", "2026-11-20T06:00:00Z"),
            ("2026-11-20 09:00", "2026-11-20T06:00:00Z"),
            ("2026-11-20", "2026-11-19T21:00:00Z"),
            ("2h", "2026-11-22T07:00:00Z"),
            ("7d", "2026-11-15T09:00:00Z"),
        ] {
            let read = since_at(text, &now).unwrap();
            assert_eq!(read.to_string(), expected, "{text}");
        }
        for text in ["", "yesterday", "12", "2026-13-01"] {
            since_at(text, &now).unwrap_err();
        }
    }
}
