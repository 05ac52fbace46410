//! Whether an office is open, and how much of its hours lies between two times.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{BusinessHours, DayHours, Timestamp};

/// Monday to Friday from nine to six.
const OFFICE: &str = "09:00-18:00";

fn hours(days: [&str; 7]) -> BusinessHours {
    BusinessHours(days.map(|day| {
        let (from, to) = day.split_once('-')?;
        Some(DayHours {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        })
    }))
}

fn office() -> BusinessHours {
    hours([OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, "", ""])
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

/// A moment by the wall clock of a zone.
fn at(text: &str, zone: &TimeZone) -> Timestamp {
    let wall: jiff::civil::DateTime = text.parse().unwrap();
    wall.to_zoned(zone.clone()).unwrap().timestamp()
}

#[test]
fn an_office_is_open_within_its_hours() {
    let zone = zone("Europe/Istanbul");
    let bar = hours(["", "", "", "", "18:00-02:00", "18:00-02:00", ""]);
    let hotel = hours(["00:00-00:00"; 7]);
    // 2026-11-23 is a Monday.
    for (hours, when, open) in [
        (office(), "2026-11-23T08:59:59", false),
        (office(), "2026-11-23T09:00:00", true),
        (office(), "2026-11-23T17:59:59", true),
        (office(), "2026-11-23T18:00:00", false),
        (office(), "2026-11-28T12:00:00", false),
        (bar.clone(), "2026-11-28T01:59:00", true),
        (bar.clone(), "2026-11-29T01:59:00", true),
        (bar.clone(), "2026-11-29T02:00:00", false),
        (bar, "2026-11-29T19:00:00", false),
        (hotel.clone(), "2026-11-29T00:00:00", true),
        (hotel, "2026-11-29T23:59:59", true),
        (hours([""; 7]), "2026-11-23T12:00:00", false),
    ] {
        assert_eq!(hours.is_open(at(when, &zone), &zone), open, "{when}");
    }
}

#[test]
fn nights_weekends_and_changed_clocks_count_as_they_are() {
    let berlin = "Europe/Berlin";
    let night = hours(["00:00-06:00"; 7]);
    let bar = hours(["18:00-02:00"; 7]);
    let overlapping = hours(["00:00-12:00", "20:00-10:00", "08:00-12:00", "", "", "", ""]);
    for (hours, zone_name, from, to, minutes) in [
        // Within a day, and before and after its hours.
        (office(), berlin, "2026-11-23T10:00", "2026-11-23T10:20", 20),
        (office(), berlin, "2026-11-23T07:00", "2026-11-23T09:05", 5),
        (office(), berlin, "2026-11-23T17:50", "2026-11-23T23:00", 10),
        // Over a night, over a weekend, over a week.
        (office(), berlin, "2026-11-23T17:50", "2026-11-24T09:05", 15),
        (office(), berlin, "2026-11-27T17:50", "2026-11-30T09:05", 15),
        (
            office(),
            berlin,
            "2026-11-23T09:00",
            "2026-11-30T09:00",
            5 * 540,
        ),
        // Nothing on a Sunday, nothing backwards.
        (office(), berlin, "2026-11-29T09:00", "2026-11-29T18:00", 0),
        (office(), berlin, "2026-11-24T12:00", "2026-11-23T12:00", 0),
        // The clocks are put forward on 29 March 2026, and back on 25 October.
        (
            night.clone(),
            berlin,
            "2026-03-29T00:00",
            "2026-03-29T12:00",
            5 * 60,
        ),
        (
            night.clone(),
            berlin,
            "2026-10-25T00:00",
            "2026-10-25T12:00",
            7 * 60,
        ),
        (
            night,
            "Europe/Istanbul",
            "2026-03-29T00:00",
            "2026-03-29T12:00",
            6 * 60,
        ),
        // Past midnight, also from within.
        (
            bar.clone(),
            berlin,
            "2026-11-23T23:00",
            "2026-11-24T12:00",
            3 * 60,
        ),
        (bar, berlin, "2026-11-24T01:00", "2026-11-24T19:00", 2 * 60),
        // What overlaps counts once: from 20:00 on Tuesday to noon on Wednesday.
        (
            overlapping,
            berlin,
            "2026-11-24T12:00",
            "2026-11-26T00:00",
            16 * 60,
        ),
        (
            hours([""; 7]),
            berlin,
            "2026-11-23T09:00",
            "2026-11-30T09:00",
            0,
        ),
    ] {
        let zone = zone(zone_name);
        let between = hours.open_between(at(from, &zone), at(to, &zone), &zone);
        assert_eq!(
            between,
            SignedDuration::from_mins(minutes),
            "{from} to {to}"
        );
    }
}

#[test]
fn a_promise_ends_when_the_office_has_been_open_for_as_long() {
    let berlin = zone("Europe/Berlin");
    let night = hours(["00:00-06:00"; 7]);
    for (hours, from, minutes, ends) in [
        (office(), "2026-11-23T10:00", 20, "2026-11-23T10:20"),
        (office(), "2026-11-23T03:00", 20, "2026-11-23T09:20"),
        (office(), "2026-11-23T17:50", 20, "2026-11-24T09:10"),
        (office(), "2026-11-27T17:40", 20, "2026-11-27T18:00"),
        (office(), "2026-11-27T19:00", 20, "2026-11-30T09:20"),
        (office(), "2026-11-27T12:00", 900, "2026-11-30T18:00"),
        (night, "2026-03-29T01:50", 20, "2026-03-29T03:10"),
    ] {
        let for_so_long = SignedDuration::from_mins(minutes);
        let end = hours.after(at(from, &berlin), for_so_long, &berlin);
        assert_eq!(
            end,
            Some(at(ends, &berlin)),
            "{minutes} minutes from {from}"
        );
    }
    let closed = hours([""; 7]);
    let now = at("2026-11-23T10:00", &berlin);
    assert_eq!(
        closed.after(now, SignedDuration::from_mins(20), &berlin),
        None
    );
}

#[test]
fn the_next_opening_is_now_where_it_is_open() {
    let zone = zone("Europe/Istanbul");
    for (from, opens) in [
        ("2026-11-23T10:00", "2026-11-23T10:00"),
        ("2026-11-23T18:00", "2026-11-24T09:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
    ] {
        let next = office().next_open(at(from, &zone), &zone);
        assert_eq!(next, Some(at(opens, &zone)), "{from}");
    }
    assert_eq!(hours([""; 7]).next_open(Timestamp::UNIX_EPOCH, &zone), None);
}

#[test]
fn when_it_closes_and_when_it_opens_after_that() {
    let zone = zone("Europe/Istanbul");
    let hotel = || hours(["00:00-00:00"; 7]);
    let rests = || {
        hours([
            "00:00-00:00",
            "00:00-00:00",
            "00:00-00:00",
            "00:00-00:00",
            "00:00-00:00",
            "",
            "",
        ])
    };
    for (hours, from, closes, opens) in [
        (office(), "2026-11-23T08:00", None, Some("2026-11-23T09:00")),
        (
            office(),
            "2026-11-23T10:00",
            Some("2026-11-23T18:00"),
            Some("2026-11-24T09:00"),
        ),
        (office(), "2026-11-23T18:00", None, Some("2026-11-24T09:00")),
        (office(), "2026-11-27T20:00", None, Some("2026-11-30T09:00")),
        (
            rests(),
            "2026-11-24T10:00",
            Some("2026-11-25T00:00"),
            Some("2026-11-30T00:00"),
        ),
        (hotel(), "2026-11-23T10:00", Some("2026-11-24T00:00"), None),
        (hours([""; 7]), "2026-11-23T10:00", None, None),
    ] {
        let now = at(from, &zone);
        let moment = |text: Option<&str>| text.map(|text| at(text, &zone));
        assert_eq!(hours.closes_at(now, &zone), moment(closes), "{from}");
        assert_eq!(hours.opens_after(now, &zone), moment(opens), "{from}");
    }
}

#[test]
fn hours_are_written_as_people_write_them() {
    let json = r#"[{"from":"09:00","to":"18:30"},null,null,null,null,null,null]"#;
    let hours: BusinessHours = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&hours).unwrap(), json);
    for wrong in ["24:00", "9:00", "09:60", "", "-1:00", "09:00:00", "+9:+1"] {
        let json = json.replace("09:00", wrong);
        assert!(
            serde_json::from_str::<BusinessHours>(&json).is_err(),
            "{wrong}"
        );
    }
}
