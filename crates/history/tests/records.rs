//! The PBX's own records: merged into the same calls, marked where nothing else told of them, and
//! never a way back for who was forgotten.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{CallerKey, Disposition};
use kimo_history::{BroughtIn, Change, DeliverySource, GapCause, KeepError, RecordingsAt};
use support::{
    Desk, VERIMOR, Verimor, call_id,
    fetched::{fetched, minute, record},
};

fn calls_of(brought_in: &[BroughtIn]) -> Vec<&str> {
    let calls = brought_in.iter().map(|one| one.call.pbx_call_id.as_str());
    calls.collect()
}

fn deliveries(desk: &Desk) -> i64 {
    let count = "SELECT count(*) FROM deliveries";
    desk.sql().query_row(count, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_record_merges_into_its_call_and_what_it_alone_tells_of_is_brought_in() {
    let desk = Desk::new();
    desk.verimor(&Verimor {
        call: "posted",
        ..Verimor::default()
    })
    .await;
    let posted = desk.call("posted");
    desk.changes();
    let records = [
        record("posted", "05321234567", 0, true),
        record("lost", "05331112233", 10, true),
        record("talked", "05331112244", 20, false),
    ];
    let brought_in = fetched(&desk, &records, minute(60)).await;
    assert_eq!(calls_of(&brought_in), ["lost", "talked"]);
    assert_eq!(desk.call("posted"), posted, "the record says nothing else");
    let lost = desk.call("lost").unwrap();
    assert_eq!((lost.started_at, lost.missed), (minute(10), true));
    let talked = desk.call("talked").unwrap();
    assert_eq!(talked.disposition, Disposition::Answered);
    let open: Vec<_> = desk.open().into_iter().map(|(key, _)| key).collect();
    assert_eq!(open, ["+905331112233", "+905321234567"], "at its true time");
    let ids = ["posted", "lost", "talked"].map(call_id);
    let marked = desk.reader.brought_in(&ids).unwrap();
    assert!(!marked.contains(&ids[0]) && marked.contains(&ids[1]) && marked.contains(&ids[2]));
    let of_records = |change: &Change| {
        matches!(
            change,
            Change::Delivered {
                source: DeliverySource::Record,
                repeated: false,
                ..
            }
        )
    };
    assert_eq!(
        desk.changes()
            .iter()
            .filter(|change| of_records(change))
            .count(),
        3
    );
    assert_eq!(
        desk.reader.hooks().unwrap()[0].deliveries,
        1,
        "only what was posted counts"
    );

    // Fetched again, as overlapping windows are, nothing is kept again; a delivery that was late
    // makes no second call.
    let kept = deliveries(&desk);
    assert_eq!(fetched(&desk, &records, minute(61)).await, []);
    assert_eq!(deliveries(&desk), kept);
    desk.verimor(&Verimor {
        call: "lost",
        from: "05331112233",
        minute: 10,
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.found("").len(), 3);
    assert!(desk.reader.brought_in(&ids).unwrap().contains(&ids[1]));
}

#[tokio::test]
async fn calls_come_out_the_same_when_made_afresh_from_deliveries_and_records() {
    let desk = Desk::new();
    desk.verimor(&Verimor {
        call: "posted",
        answered: true,
        ..Verimor::default()
    })
    .await;
    let records = [
        record("posted", "05321234567", 0, false),
        record("lost", "05331112233", 10, true),
    ];
    fetched(&desk, &records, minute(60)).await;
    let before = ["posted", "lost"].map(|call| desk.call(call).unwrap());
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| {}).unwrap();
    let desk = Desk::at(dir);
    assert_eq!(
        ["posted", "lost"].map(|call| desk.call(call).unwrap()),
        before
    );
}

#[tokio::test]
async fn who_was_forgotten_does_not_come_back_with_the_records() {
    let desk = Desk::new();
    desk.verimor(&Verimor {
        call: "before",
        ..Verimor::default()
    })
    .await;
    let key = CallerKey::from("+905321234567");
    desk.writer.forget_person(key, minute(30)).await.unwrap();
    let kept = deliveries(&desk);
    let records = [
        record("before", "05321234567", 0, true),
        record("unheard", "0090 532 123 45 67", 10, true),
        record("since", "05321234567", 40, true),
        record("other", "05331112233", 10, true),
    ];
    let brought_in = fetched(&desk, &records, minute(60)).await;
    assert_eq!(
        calls_of(&brought_in),
        ["since", "other"],
        "who calls again has called again"
    );
    assert_eq!(desk.call("before"), None);
    assert_eq!(deliveries(&desk), kept + 2);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_kept_once_and_told() {
    let desk = Desk::new();
    let broken = [r#"{"call_uuid":"","start_stamp":"x"}"#.to_owned()];
    for at in [60, 75] {
        assert_eq!(fetched(&desk, &broken, minute(at)).await, []);
    }
    let hook = desk.hook(VERIMOR).id;
    assert_eq!(desk.reader.not_understood(hook, 10).unwrap().total, 1);
    assert_eq!(deliveries(&desk), 1);
}

#[tokio::test]
async fn what_was_proved_stays_so_and_gaps_are_closed_by_it() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR).id;
    let proof = || desk.reader.proofs().unwrap().remove(0);
    let gaps = || {
        let gaps = desk.reader.gaps(50).unwrap().into_iter();
        let gaps = gaps.filter(|gap| gap.hook == hook);
        gaps.map(|gap| (gap.why, gap.from, gap.to, gap.closed_at, gap.brought_in))
            .collect::<Vec<_>>()
    };
    desk.writer.use_records(hook, None).await.unwrap();
    assert_eq!(proof().complete_until, None);

    // What was so before anything was proved is no gap.
    fetched(&desk, &[record("old", "05331112233", 1, true)], minute(5)).await;
    desk.writer
        .note_proof(&desk.hook(VERIMOR), None, minute(0), minute(4), minute(5))
        .await
        .unwrap();
    desk.writer
        .note_proof(&desk.hook(VERIMOR), None, minute(0), minute(3), minute(6))
        .await
        .unwrap();
    assert_eq!(proof().complete_until, Some(minute(4)));
    assert_eq!(gaps(), []);

    // The PBX does not tell of this one any more when its records are read: it stays open.
    desk.writer
        .note_gap(minute(6), Some(minute(8)), GapCause::Off)
        .await
        .unwrap();
    desk.writer
        .note_gap(minute(10), Some(minute(30)), GapCause::Asleep)
        .await
        .unwrap();
    desk.writer
        .note_gap(minute(40), None, GapCause::Unreachable)
        .await
        .unwrap();
    desk.writer
        .note_gap(minute(41), None, GapCause::Unreachable)
        .await
        .unwrap();
    desk.writer
        .end_gap(GapCause::Unreachable, minute(50))
        .await
        .unwrap();
    let records = [
        record("asleep", "05331112233", 12, true),
        record("unheard", "05331112244", 35, true),
        record("unheard too", "05331112244", 37, true),
    ];
    fetched(&desk, &records, minute(55)).await;
    desk.writer
        .note_proof(&desk.hook(VERIMOR), None, minute(9), minute(45), minute(55))
        .await
        .unwrap();
    let half = SignedDuration::from_secs(30);
    let closed = Some(minute(55));
    assert_eq!(
        gaps(),
        [
            (GapCause::Unreachable, minute(40), Some(minute(50)), None, 0),
            (
                GapCause::NotDelivered,
                minute(35),
                Some(minute(37) + half),
                closed,
                2
            ),
            (GapCause::Asleep, minute(10), Some(minute(30)), closed, 1),
            (GapCause::Off, minute(6), Some(minute(8)), None, 0),
        ]
    );
    assert_eq!(proof().settles, 0);

    // A record that was not there when it was taken for granted that it would be: from then on it
    // is waited for longer.
    fetched(
        &desk,
        &[record("late", "05331112255", 44, true)],
        minute(60),
    )
    .await;
    assert_eq!(proof().settles, 60 * 16 - 30);

    desk.writer
        .note_records_failure(hook, "key".to_owned(), minute(61))
        .await
        .unwrap();
    assert_eq!(proof().failure, Some((minute(61), "key".to_owned())));
    desk.writer.note_alive(minute(62)).await.unwrap();
    assert_eq!(desk.reader.alive_at().unwrap(), Some(minute(62)));
    desk.writer.give_up_records(hook).await.unwrap();
    assert_eq!(desk.reader.proofs().unwrap(), []);
    desk.writer
        .note_proof(
            &desk.hook(VERIMOR),
            None,
            minute(39),
            minute(70),
            minute(70),
        )
        .await
        .unwrap_err();
}

#[tokio::test]
async fn where_recordings_are_asked_for_goes_with_the_records() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR).id;
    let proof = || desk.reader.proofs().unwrap().remove(0);
    let at = |base: Option<&str>| {
        let base = base.map(str::to_owned);
        Some(RecordingsAt { base })
    };
    let early = desk.writer.use_recordings(hook, at(None)).await;
    assert_eq!(
        early,
        Err(KeepError::NotFound),
        "there is no key of the records"
    );
    desk.writer.use_records(hook, None).await.unwrap();
    assert_eq!(proof().recordings, None);
    for place in [at(None), at(Some("https://pbx.example")), None, at(None)] {
        desk.writer
            .use_recordings(hook, place.clone())
            .await
            .unwrap();
        assert_eq!(proof().recordings, place);
    }
    // Another key of the records is no other one of the recordings.
    let base = Some("https://pbx.example".to_owned());
    desk.writer.use_records(hook, base).await.unwrap();
    assert_eq!(proof().recordings, at(None));
    desk.writer.give_up_records(hook).await.unwrap();
    desk.writer.use_records(hook, None).await.unwrap();
    assert_eq!(proof().recordings, None);
}

#[tokio::test]
async fn the_times_that_a_hook_was_told_are_its_own_posts_and_the_newest_of_them() {
    let desk = Desk::new();
    for minute in 0..5 {
        let called = Verimor {
            call: &format!("call{minute}"),
            minute,
            ..Verimor::default()
        };
        desk.verimor(&called).await;
    }
    let body = record("only the PBX knows", "05321234567", 0, true);
    fetched(&desk, &[body], minute(60)).await;
    let times = |deliveries| {
        let hook = desk.hook(VERIMOR).id;
        desk.reader.times_told(hook, deliveries).unwrap()
    };
    let all = times(100);
    assert_eq!(all.len(), 5);
    for (minute, (at, received_at)) in (0..).zip(&all) {
        let expected =
            support::noon() + SignedDuration::from_mins(minute) + SignedDuration::from_secs(40);
        assert_eq!(*received_at, expected, "the oldest first");
        assert!(at < received_at);
    }
    assert_eq!(times(2), all[3..]);
    let other = desk
        .reader
        .hooks()
        .unwrap()
        .into_iter()
        .find(|known| known.hook.pbx != VERIMOR);
    assert_eq!(
        desk.reader.times_told(other.unwrap().hook.id, 100).unwrap(),
        []
    );
}
