//! Records that are there late, or say more later, and gaps that are longer than what is read at once.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{Hook, SettingValue};
use kimo_history::{GapCause, HookChange};
use support::{
    Desk, MTT, VERIMOR, Verimor,
    fetched::{fetched, minute, record},
};

/// Whether somebody was reached by the call that the PBX takes for its return is not said.
#[tokio::test]
async fn a_return_that_only_the_pbx_knows_of_lets_nobody_off_the_board() {
    let desk = Desk::new();
    let body = record("returned", "05321234567", 0, true);
    let returned = body.replace("\"return_uuid\":null", "\"return_uuid\":\"38359b70-0000\"");
    assert_ne!(body, returned);
    for (nth, body) in (0..).zip([body, returned]) {
        fetched(&desk, &[body], minute(60 + nth)).await;
        assert_eq!(desk.open(), [("+905321234567".to_owned(), 1)]);
    }
}

/// A night is longer than what is read again every quarter of an hour.
#[tokio::test]
async fn a_long_gap_is_closed_once_all_of_it_was_read_however_little_is_read_again() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR).id;
    let gap = || {
        let gaps = desk.reader.gaps(50).unwrap().into_iter();
        gaps.filter(|gap| gap.hook == hook)
            .map(|gap| gap.closed_at)
            .next()
            .unwrap()
    };
    let prove = async |from, until, at| {
        let (from, until, at) = (minute(from), minute(until), minute(at));
        let proved = desk
            .writer
            .note_proof(&desk.hook(VERIMOR), None, from, until, at)
            .await;
        proved.unwrap();
    };
    desk.writer.use_records(hook, None).await.unwrap();
    prove(-600, 0, 5).await;
    let night = desk
        .writer
        .note_gap(minute(5), Some(minute(785)), GapCause::Asleep);
    night.await.unwrap();
    prove(-360, 780, 785).await;
    assert_eq!(gap(), None, "its end is not proved yet");
    prove(420, 795, 800).await;
    assert_eq!(gap(), Some(minute(800)));

    // What was not read lies between: nothing is closed by what was read on both sides of it.
    let month = desk
        .writer
        .note_gap(minute(800), Some(minute(50_000)), GapCause::Off);
    month.await.unwrap();
    prove(9_000, 50_010, 50_015).await;
    prove(49_650, 50_025, 50_030).await;
    assert_eq!(gap(), None);
}

/// Of a number that is entered later nothing was read: neither what was proved of the others, nor a
/// reading of those that ends after it was entered, says anything of it.
#[tokio::test]
async fn of_a_number_that_is_entered_nothing_is_proved_by_a_reading_that_had_begun_before() {
    let desk = Desk::new();
    let before = desk.hook(MTT);
    let proof = || desk.reader.proofs().unwrap().remove(0);
    let is_closed = || {
        let gaps = desk.reader.gaps(50).unwrap();
        let gap = gaps.iter().find(|gap| gap.hook == before.id);
        gap.unwrap().closed_at.is_some()
    };
    let enter = async |name: &str, value: &str| {
        let was = desk.hook(MTT);
        let mut meaning = was.meaning.clone();
        let value = SettingValue::Text(value.to_owned());
        meaning.settings.insert(name.to_owned(), value);
        let change = HookChange {
            id: was.id,
            name: was.name.clone(),
            basic_user: None,
            meaning,
        };
        desk.writer.update_hook(change).await.unwrap();
    };
    let prove = async |hook: &Hook| {
        let (from, until) = (minute(0), minute(50));
        let proved = desk.writer.note_proof(hook, None, from, until, minute(55));
        proved.await.unwrap()
    };
    desk.writer.use_records(before.id, None).await.unwrap();
    let off = desk
        .writer
        .note_gap(minute(10), Some(minute(20)), GapCause::Off);
    off.await.unwrap();
    assert!(prove(&before).await);
    assert!(is_closed());

    // What is asked for stays the same.
    enter("own_number", "74950000001").await;
    assert_eq!(proof().complete_until, Some(minute(50)));
    assert!(prove(&before).await);

    enter("history_numbers", "74950000001").await;
    assert_eq!((proof().complete_until, is_closed()), (None, false));
    assert_eq!(
        proof().news_from,
        Some(minute(50)),
        "what came after that is news"
    );
    assert!(!prove(&before).await, "it had read something else");
    assert_eq!((proof().complete_until, is_closed()), (None, false));
    let one = desk.hook(MTT);
    assert!(prove(&one).await);
    assert!(is_closed());
    enter("history_numbers", "74950000001, 74950000002").await;
    assert!(!prove(&one).await);
    assert_eq!(proof().complete_until, None);
    assert!(prove(&desk.hook(MTT)).await);
    assert_eq!(proof().complete_until, Some(minute(50)));

    // What was before the first reading is no news, however little of it is proved so far.
    let first = minute(3 * 24 * 60);
    let noted = desk.writer.note_first_reading(before.id, first);
    noted.await.unwrap();
    enter("history_numbers", "74950000001").await;
    assert_eq!(
        (proof().complete_until, proof().news_from),
        (None, Some(first))
    );
}

/// Of what was posted too, a record tells how long it takes to be there.
#[tokio::test]
async fn every_late_record_tells_how_long_records_take_and_what_was_said_is_taken_back() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR).id;
    let proof = || desk.reader.proofs().unwrap().remove(0);
    desk.verimor(&Verimor {
        call: "posted",
        ..Verimor::default()
    })
    .await;
    desk.writer.use_records(hook, None).await.unwrap();
    desk.writer
        .note_proof(
            &desk.hook(VERIMOR),
            None,
            minute(-60),
            minute(15),
            minute(20),
        )
        .await
        .unwrap();
    let mut late = record("posted", "05321234567", 0, true);
    fetched(&desk, &[late.clone()], minute(30)).await;
    let half = SignedDuration::from_secs(30);
    assert_eq!(proof().settles, 30 * 60 - 30);
    assert_eq!(proof().complete_until, Some(minute(0) + half));

    // That it says something else later is no delay.
    desk.writer
        .note_proof(
            &desk.hook(VERIMOR),
            None,
            minute(-60),
            minute(40),
            minute(80),
        )
        .await
        .unwrap();
    late = late.replace(
        "\"recording_present\":\"false\"",
        "\"recording_present\":\"true\"",
    );
    fetched(&desk, &[late], minute(90)).await;
    assert_eq!(proof().settles, 30 * 60 - 30);
    assert_eq!(proof().complete_until, Some(minute(40)));
}

/// The PBX tells of a call of which nothing was known, long after all records of then had been read.
#[tokio::test]
async fn a_gap_that_a_record_of_long_ago_shows_is_closed_once_it_was_read_from_there() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    let proof = || desk.reader.proofs().unwrap().remove(0);
    let is_closed = || desk.reader.gaps(50).unwrap()[0].closed_at.is_some();
    // From six hours before what was proved.
    let read = async |went_on_from: i64, until, at| {
        let (is, from) = (minute(went_on_from), minute(went_on_from - 360));
        let proved = desk
            .writer
            .note_proof(&hook, Some(is), from, minute(until), minute(at));
        proved.await.unwrap()
    };
    desk.writer.use_records(hook.id, None).await.unwrap();
    assert!(read(0, 995, 1000).await);
    fetched(
        &desk,
        &[record("old", "05331112233", 100, true)],
        minute(1015),
    )
    .await;
    let line = proof().complete_until.unwrap();
    assert_eq!(line, minute(100) + SignedDuration::from_secs(30));
    assert!(!read(995, 1010, 1015).await, "from 635 on");
    assert_eq!(proof().complete_until, Some(line));
    assert!(!is_closed());
    assert!(read(100, 1010, 1016).await);
    assert_eq!(proof().complete_until, Some(minute(1010)));
    assert!(is_closed());
}

/// One that was odd is waited for until a week has shown that they come sooner; what they were seen to
/// take meanwhile is waited for on, also where it was shorter than what was waited for.
#[tokio::test]
async fn one_odd_late_record_is_not_waited_for_for_ever() {
    const DAY: i64 = 24 * 60;
    const AN_HOUR: i64 = 3600;
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    let proof = || desk.reader.proofs().unwrap().remove(0);
    let read = async |at: i64| {
        let until = minute(at) - proof().waits();
        let proved = desk
            .writer
            .note_proof(&hook, None, minute(at - 600), until, minute(at));
        assert!(proved.await.unwrap());
    };
    // The call is over half a minute after it began; the records had been read ten minutes later.
    let comes = async |name: &str, at: i64, after: i64| {
        read(at + after.min(10)).await;
        let record = record(name, "05321234567", at, true);
        fetched(&desk, &[record], minute(at + after)).await;
        read(at + after).await;
    };
    desk.writer.use_records(hook.id, None).await.unwrap();
    read(0).await;
    comes("odd", 10, 90).await;
    assert_eq!(proof().settles, AN_HOUR);
    assert_eq!(proof().waits(), SignedDuration::from_mins(61));
    // An office that is closed shows nothing.
    comes("after a holiday", 30 * DAY, 2).await;
    assert_eq!(proof().settles, AN_HOUR);

    let odd = 30 * DAY + 100;
    comes("odd again", odd, 90).await;
    for nth in 1..=25 {
        comes(&format!("soon {nth}"), odd + nth * 200, 2).await;
    }
    comes("a little late", odd + 6 * DAY, 20).await;
    assert_eq!(proof().settles, AN_HOUR);
    let until = proof().complete_until;
    fetched(
        &desk,
        &[record("next week", "05321234567", odd + 8 * DAY, true)],
        minute(odd + 8 * DAY + 2),
    )
    .await;
    assert_eq!(proof().settles, 20 * 60 - 30);
    assert_eq!(proof().complete_until, until, "no line moves by that");

    comes("later after all", odd + 9 * DAY, 50).await;
    assert_eq!(proof().settles, 50 * 60 - 30);
    for nth in 10..31 {
        comes(&format!("soon again {nth}"), odd + nth * DAY, 2).await;
    }
    assert_eq!(proof().settles, 0);
    // And the next odd one takes back what was said.
    let next = odd + 40 * DAY;
    read(next + 30).await;
    assert_eq!(proof().complete_until, Some(minute(next + 25)));
    let late = record("the next odd one", "05321234567", next, true);
    fetched(&desk, &[late], minute(next + 40)).await;
    let half = SignedDuration::from_secs(30);
    assert_eq!(proof().complete_until, Some(minute(next) + half));
    assert_eq!(proof().settles, 40 * 60 - 30);
}
