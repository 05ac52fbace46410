//! Removing calls: by age, and everything about one person.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{CallerKey, MarkKind, Timestamp};
use kimo_history::{SettingsChange, TouchedCalls};
use support::{BULUTFON, Desk, VERIMOR, Verimor, call_id, noon};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// Every table's rows, and every word of the full-text index with the numbers that have it.
fn rows(desk: &Desk) -> Vec<(String, i64)> {
    let db = desk.sql();
    db.execute_batch(
        "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'number_text', 'instance');
         CREATE VIRTUAL TABLE temp.names USING fts5vocab('main', 'name_text', 'instance')",
    )
    .unwrap();
    [
        "calls",
        "events",
        "deliveries",
        "not_understood",
        "marks",
        "numbers",
        "spellings",
        "open_missed",
        "words",
        "names",
    ]
    .into_iter()
    .map(|table| {
        let sql = format!("SELECT count(*) FROM {table}");
        (
            table.to_owned(),
            db.query_row(&sql, [], |row| row.get(0)).unwrap(),
        )
    })
    .filter(|(_, count)| *count > 0)
    .collect()
}

async fn two_people(desk: &Desk) {
    for (call, from, minute) in [
        ("a1", "05321111111", 1),
        ("b1", "05322222222", 2),
        ("a2", "905321111111", 3),
    ] {
        let event = Verimor {
            call,
            from,
            minute,
            ..Verimor::default()
        };
        desk.verimor(&Verimor {
            event: "ringing",
            ..event
        })
        .await;
        desk.verimor(&Verimor {
            event: "ringing",
            ..event
        })
        .await;
        desk.verimor(&event).await;
        desk.verimor(&Verimor {
            event: "teleport",
            ..event
        })
        .await;
    }
    let note = MarkKind::Note("private".to_owned());
    desk.writer.mark(call_id("a1"), note, now()).await.unwrap();
    desk.verimor(&Verimor {
        call: "a3",
        direction: "outbound",
        from: "1001",
        to: "05321111111",
        minute: 9,
        ..Verimor::default()
    })
    .await;
    desk.post(VERIMOR, b"event_type=&caller=+90 5321111111", now())
        .await
        .unwrap();
    desk.post(BULUTFON, b"{\"from\": \"05321111111\"", now())
        .await
        .unwrap();
    desk.post(BULUTFON, b"{\"from\": \"05322222222\"", now())
        .await
        .unwrap();
}

#[tokio::test]
async fn nothing_is_left_of_a_person_who_is_forgotten() {
    let desk = Desk::new();
    two_people(&desk).await;
    desk.changes();
    desk.writer
        .forget_person(CallerKey::from("+905321111111"), now())
        .await
        .unwrap();
    assert_eq!(desk.found("5321111111"), [""; 0]);
    assert_eq!(desk.found(""), ["b1"]);
    assert_eq!(desk.open(), [("+905322222222".to_owned(), 1)]);
    assert_eq!(desk.reader.total_calls().unwrap(), 1);
    let gone = ["a1", "a2", "a3"].map(call_id);
    assert_eq!(desk.touched().calls, TouchedCalls::These(gone.into()));
    // Only the other one's rows are left, as if there had never been anybody else.
    let alone = Desk::new();
    let event = Verimor {
        call: "b1",
        from: "05322222222",
        minute: 2,
        ..Verimor::default()
    };
    for kind in ["ringing", "ringing", "hangup", "teleport"] {
        alone
            .verimor(&Verimor {
                event: kind,
                ..event
            })
            .await;
    }
    alone
        .post(BULUTFON, b"{\"from\": \"05322222222\"", now())
        .await
        .unwrap();
    assert_eq!(rows(&desk), rows(&alone));
    // Nor in what the file still holds of removed rows.
    let path = desk.path();
    let dir = desk.stop();
    let bytes = std::fs::read(path).unwrap();
    let has = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(!has(b"5321111111") && !has(b"private"));
    assert!(has(b"5322222222"));
    drop(dir);
}

#[tokio::test]
async fn what_is_older_than_the_user_wants_goes_completely() {
    let desk = Desk::new();
    two_people(&desk).await;
    for call in 0..250 {
        desk.verimor(&Verimor {
            call: &format!("x{call}"),
            minute: 4,
            ..Verimor::default()
        })
        .await;
    }
    let cut = desk.call("a3").unwrap().started_at;
    assert_eq!(desk.writer.prune(cut).await.unwrap(), 253);
    assert_eq!(desk.found(""), ["a3"]);
    assert!(desk.open().is_empty());
    // The deliveries that nothing was made of are of that morning, before the calls.
    let hook = desk.hook(BULUTFON).id;
    assert_eq!(desk.reader.not_understood(hook, 9).unwrap().total, 0);
    assert_eq!(desk.writer.prune(Timestamp::MAX).await.unwrap(), 1);
    assert_eq!(rows(&desk), []);
    assert_eq!(
        desk.reader.hooks().unwrap()[1].deliveries,
        2,
        "what came is still counted"
    );
    // And it starts over.
    two_people(&desk).await;
    assert_eq!(desk.found("0532 111").len(), 3);
}

/// Whatever a call says of its time, it is kept for as long as any other.
#[tokio::test]
async fn how_long_a_call_is_kept_counts_from_when_it_was_kept() {
    let desk = Desk::new();
    let day = |day: i64| noon() + SignedDuration::from_hours(24 * day);
    for (call, dated, kept) in [
        ("a", 2010, 0),
        ("b", 2090, 0),
        ("c", 2010, 20),
        ("d", 2090, 20),
    ] {
        let body = format!(
            "event_type=hangup&direction=inbound&caller_id_number=05321234567&call_uuid={call}\
             &destination_number=02129090909&answered=false&start_stamp={dated}-01-01 00:00:00"
        );
        desk.post(VERIMOR, body.as_bytes(), day(kept))
            .await
            .unwrap();
    }
    let keep = |days| SettingsChange {
        retention_days: Some(days),
        ..SettingsChange::default()
    };
    desk.writer.change_settings(keep(Some(30))).await.unwrap();
    assert_eq!(desk.writer.keep_up(day(25)).await.unwrap(), 0);
    assert_eq!(desk.writer.keep_up(day(25)).await.unwrap(), 0);
    for hour in 0..=24 * 6 {
        let now = day(25) + SignedDuration::from_hours(hour);
        desk.writer.keep_up(now).await.unwrap();
    }
    let mut left = desk.found("");
    left.sort();
    assert_eq!(left, ["c", "d"]);
    // A start a thousand days ahead.
    for hour in 0..3 {
        let ahead = day(1031) + SignedDuration::from_hours(hour);
        assert_eq!(desk.writer.keep_up(ahead).await.unwrap(), 0, "{hour}");
    }
    let back = day(32);
    assert_eq!(desk.writer.keep_up(back).await.unwrap(), 0);
    assert_eq!(desk.reader.clock_set_back_at(back).unwrap(), Some(back));
    let days_later = day(34);
    assert_eq!(desk.writer.keep_up(days_later).await.unwrap(), 0);
    assert_eq!(desk.reader.clock_set_back_at(days_later).unwrap(), None);
    // A shorter time is asked for, and deletes at once what is older.
    desk.writer.change_settings(keep(Some(7))).await.unwrap();
    let now = days_later + SignedDuration::from_hours(1);
    assert_eq!(desk.writer.keep_up(now).await.unwrap(), 2);
}

#[tokio::test]
async fn what_is_younger_than_it_is_kept_stays_though_no_call_was_kept_before_it() {
    let desk = Desk::new();
    let keep = SettingsChange {
        retention_days: Some(Some(30)),
        ..SettingsChange::default()
    };
    desk.writer.change_settings(keep).await.unwrap();
    let hour = |hour: i64| noon() + SignedDuration::from_hours(hour);
    // Not understood, before the first call.
    desk.post(VERIMOR, b"event_type=later", hour(0))
        .await
        .unwrap();
    let body = |call| {
        let hangup = Verimor {
            call,
            ..Verimor::default()
        };
        hangup.body()
    };
    desk.post(VERIMOR, body("first").as_bytes(), hour(1))
        .await
        .unwrap();
    desk.writer.keep_up(hour(2)).await.unwrap();
    // And with the clock set back.
    desk.post(VERIMOR, body("back").as_bytes(), hour(-24))
        .await
        .unwrap();
    for at in [-24, -23, 3, 4, 5] {
        assert_eq!(desk.writer.keep_up(hour(at)).await.unwrap(), 0, "{at}");
    }
    assert_eq!(desk.found("").len(), 2);
    let hook = desk.hook(VERIMOR).id;
    assert_eq!(desk.reader.not_understood(hook, 9).unwrap().total, 1);
}

#[tokio::test]
async fn a_body_outlives_the_delivery_that_brought_it_first() {
    let desk = Desk::new();
    let body = b"{\"a\": ";
    for day in 20..24 {
        let at = format!("2026-11-{day}T09:00:00Z").parse().unwrap();
        desk.post(BULUTFON, body, at).await.unwrap();
    }
    let cut = "2026-11-22T00:00:00Z".parse().unwrap();
    desk.writer.prune(cut).await.unwrap();
    let hook = desk.hook(BULUTFON).id;
    let left = desk.reader.not_understood(hook, 9).unwrap();
    assert_eq!((left.total, left.newest.len()), (2, 2));
    assert!(left.newest.iter().all(|one| one.body == body));
}
