//! Which open callers need not be called back just now.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{CallEvent, EventKind, Mark, MarkKind, Timestamp};
use support::{Desk, VERIMOR, Verimor, call_id, noon};

/// Some minutes after noon.
fn minute(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

async fn snooze(desk: &Desk, call: &str, until: Option<i64>, now: i64) {
    let mark = MarkKind::Snoozed(until.map(minute));
    let marked = desk.writer.mark(call_id(call), mark, minute(now)).await;
    marked.unwrap();
}

/// Until which minute each open caller can wait, of those who can after a minute.
fn snoozed(desk: &Desk, after: i64) -> Vec<(String, i64)> {
    let snoozed = desk.reader.open_missed_snoozed(minute(after)).unwrap();
    let until = |until: Timestamp| until.duration_since(noon()).as_mins();
    let told = snoozed.iter().map(|open| {
        (
            open.last_call.id.pbx_call_id.clone(),
            until(open.snoozed_until.unwrap()),
        )
    });
    told.collect()
}

/// A missed call whose caller hung up after so many seconds.
async fn hung_up(desk: &Desk, call: &str, from: &str, minute: u32, after: u32, cause: &str) {
    let missed = Verimor {
        call,
        from,
        minute,
        ..Verimor::default()
    };
    let body = missed.body();
    let hung_up = body.replace("%3A30&", &format!("%3A{after:02}&"));
    assert!(after == 30 || hung_up != body, "no such end: {body}");
    let body = hung_up.replace("NO_ANSWER", cause);
    let at = noon() + SignedDuration::from_mins(i64::from(minute) + 1);
    desk.post(VERIMOR, body.as_bytes(), at).await.unwrap();
}

#[tokio::test]
async fn an_open_caller_tells_after_how_many_seconds_they_hung_up_every_time() {
    let (ayse, veli, busy) = ("05321234567", "05330000000", "05340000000");
    let desk = Desk::new();
    let short = |seconds| desk.reader.open_missed_short(seconds).unwrap();
    let after = || -> Vec<_> {
        let open = desk.reader.open_missed(10).unwrap();
        open.iter().map(|caller| caller.hung_up_after).collect()
    };
    hung_up(&desk, "c1", ayse, 1, 3, "ORIGINATOR_CANCEL").await;
    assert_eq!(after(), [Some(3)]);
    assert_eq!((short(0), short(2), short(3)), (0, 0, 1));
    hung_up(&desk, "c2", ayse, 2, 5, "ORIGINATOR_CANCEL").await;
    assert_eq!(after(), [Some(5)]);
    assert_eq!((short(4), short(5)), (0, 1));
    // Whoever found the line busy wanted something, and so did whoever waited.
    hung_up(&desk, "c3", busy, 3, 1, "USER_BUSY").await;
    hung_up(&desk, "c4", veli, 4, 4, "NO_ANSWER").await;
    assert_eq!(after(), [Some(4), None, Some(5)]);
    hung_up(&desk, "c5", ayse, 5, 31, "ORIGINATOR_CANCEL").await;
    assert_eq!(after(), [None, Some(4), None]);
    assert_eq!(short(30), 1);
    // Of a call that begins and ends in the same second nobody knows.
    hung_up(&desk, "c6", veli, 6, 0, "NO_ANSWER").await;
    assert_eq!(short(30), 0);
}

#[tokio::test]
async fn a_snoozed_caller_can_wait_until_then_or_until_they_call_again() {
    let (ayse, veli) = ("05321234567", "05330000000");
    let desk = Desk::new();
    hung_up(&desk, "c1", ayse, 1, 30, "NO_ANSWER").await;
    hung_up(&desk, "c2", veli, 2, 30, "NO_ANSWER").await;
    desk.touched();
    snooze(&desk, "c1", Some(60), 5).await;
    assert!(
        desk.touched().missed,
        "the number of those who wait is another"
    );
    assert_eq!(snoozed(&desk, 5), [("c1".to_owned(), 60)]);
    assert_eq!(snoozed(&desk, 60), [], "they are back by themselves");
    snooze(&desk, "c2", Some(30), 6).await;
    let both = [("c2".to_owned(), 30), ("c1".to_owned(), 60)];
    assert_eq!(
        snoozed(&desk, 6),
        both,
        "whoever comes back first at the top"
    );
    assert_eq!(desk.open().len(), 2, "they are open all the same");

    // What is said last counts, and it can be taken back.
    snooze(&desk, "c1", Some(20), 7).await;
    assert_eq!(snoozed(&desk, 7)[0], ("c1".to_owned(), 20));
    snooze(&desk, "c1", None, 8).await;
    assert_eq!(snoozed(&desk, 8), [("c2".to_owned(), 30)]);
    hung_up(&desk, "c3", veli, 9, 30, "NO_ANSWER").await;
    assert_eq!(snoozed(&desk, 9), []);
}

#[tokio::test]
async fn a_snooze_survives_a_restart_and_stands_among_what_happened_to_the_call() {
    let desk = Desk::new();
    hung_up(&desk, "c1", "05321234567", 1, 30, "NO_ANSWER").await;
    let before = desk.call("c1");
    snooze(&desk, "c1", Some(60), 5).await;
    assert_eq!(desk.call("c1"), before, "the call itself is as it was");
    let marks = |desk: &Desk| -> Vec<CallEvent> {
        let mut events = desk.reader.events(&call_id("c1")).unwrap();
        events.retain(|event| matches!(event.kind, EventKind::Marked(_)));
        events
    };
    let told = marks(&desk);
    let desk = Desk::at(desk.stop());
    assert_eq!(snoozed(&desk, 5), [("c1".to_owned(), 60)]);
    assert_eq!(marks(&desk), told);
    let kind = |event: &CallEvent| match &event.kind {
        EventKind::Marked(Mark { mark, .. }) => mark.clone(),
        other => panic!("{other:?}"),
    };
    let kinds: Vec<_> = told.iter().map(kind).collect();
    assert_eq!(kinds, [MarkKind::Snoozed(Some(minute(60)))]);
}

/// Two desks may say it at once; whichever hears of the other later, both come to the same.
#[tokio::test]
async fn of_two_who_snooze_at_once_the_greater_desk_counts_whoever_is_heard_first() {
    for order in [["a", "b"], ["b", "a"]] {
        let desk = Desk::new();
        hung_up(&desk, "c1", "05321234567", 1, 30, "NO_ANSWER").await;
        for name in order {
            let until = minute(if name == "b" { 60 } else { 30 });
            let sql = "INSERT INTO marks (pbx, pbx_call_id, marked_at, desk, snoozed)
                       SELECT pbx, pbx_call_id, 5, ?1, ?2 FROM calls";
            let rows = desk.sql().execute(sql, (name, until.as_microsecond()));
            assert_eq!(rows.unwrap(), 1);
        }
        assert_eq!(snoozed(&desk, 5), [("c1".to_owned(), 60)], "{order:?}");
    }
}
