//! Do not disturb for a time, as it is kept.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

mod support;

use kimo_calls::{TimeLimit, Timestamp};
use kimo_history::SettingsChange;
use support::Desk;

fn limit(since: &str, until: &str) -> TimeLimit {
    let at = |time: &str| -> Timestamp { format!("2026-11-26T{time}:00Z").parse().unwrap() };
    TimeLimit {
        since: at(since),
        until: at(until),
    }
}

#[tokio::test]
async fn a_time_that_is_over_ends_what_was_chosen_and_nothing_that_was_chosen_since() {
    let desk = Desk::new();
    let (first, second) = (limit("10:00", "11:00"), limit("10:30", "11:30"));
    let chosen = |limit| SettingsChange {
        do_not_disturb: Some(true),
        do_not_disturb_limit: Some(limit),
        ..SettingsChange::default()
    };
    let is = async || {
        let settings = desk.reader.settings().unwrap();
        (settings.do_not_disturb, settings.do_not_disturb_limit)
    };
    desk.writer
        .change_settings(chosen(Some(first)))
        .await
        .unwrap();
    // Somebody chooses again just as it ends.
    for since in [Some(second), None] {
        desk.writer.change_settings(chosen(since)).await.unwrap();
        desk.writer.move_time_limit(first, None).await.unwrap();
        assert_eq!(is().await, (true, since));
    }
    desk.writer
        .change_settings(chosen(Some(first)))
        .await
        .unwrap();
    let moved = limit("05:20", "06:00");
    desk.writer
        .move_time_limit(first, Some(moved))
        .await
        .unwrap();
    assert_eq!(is().await, (true, Some(moved)));
    desk.writer.move_time_limit(moved, None).await.unwrap();
    assert_eq!(is().await, (false, None));
}
