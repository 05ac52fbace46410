//! What a missed call says of how it was settled, and an open caller of what goes on since.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{MarkKind, Timestamp};
use kimo_history::{OpenQuery, SettledHow, Settlement};
use support::{Desk, Verimor, call_id};

async fn missed(desk: &Desk, call: &str, minute: u32) {
    desk.verimor(&Verimor {
        call,
        minute,
        ..Verimor::default()
    })
    .await;
}

async fn mark_done(desk: &Desk, call: &str, done: bool) {
    let now: Timestamp = MARKED_AT.parse().unwrap();
    let mark = MarkKind::Done(done);
    desk.writer.mark(call_id(call), mark, now).await.unwrap();
}

const MARKED_AT: &str = "2026-11-20T15:00:00Z";
const ANSWERED_AFTER: jiff::SignedDuration = jiff::SignedDuration::from_secs(5);

/// How each call was settled.
fn settled(desk: &Desk, calls: &[&str]) -> Vec<Option<Settlement>> {
    let calls: Vec<_> = calls.iter().map(|call| desk.call(call).unwrap()).collect();
    let settled = desk.reader.settlements(&calls).unwrap();
    let how = |call: &kimo_calls::Call| settled.get(&call.id).cloned();
    calls.iter().map(how).collect()
}

#[tokio::test]
async fn a_missed_call_tells_what_first_settled_it() {
    use SettledHow::{CalledBack, GotThrough, Handled};
    let talk = |call, direction, from, to, minute| Verimor {
        call,
        direction,
        from,
        to,
        minute,
        answered: true,
        ..Verimor::default()
    };
    let out = |call, minute| talk(call, "outbound", "1001", "905321234567", minute);
    let r#in = |call, minute| talk(call, "inbound", "05321234567", "02129090909", minute);
    let cases = [
        ("nothing since", vec![], false, None),
        (
            "called back",
            vec![out("back", 5)],
            false,
            Some((CalledBack, Some("1001"), "back")),
        ),
        (
            "got through",
            vec![r#in("again", 5)],
            false,
            Some((GotThrough, Some("1001"), "again")),
        ),
        ("marked", vec![], true, Some((Handled, None, "c1"))),
        (
            "the first of several",
            vec![r#in("again", 7), out("back", 5)],
            true,
            Some((CalledBack, Some("1001"), "back")),
        ),
        (
            "tried in vain",
            vec![Verimor {
                answered: false,
                ..out("back", 5)
            }],
            false,
            None,
        ),
        ("reached before", vec![r#in("before", 0)], false, None),
    ];
    for (name, others, mark, expected) in cases {
        let desk = Desk::new();
        missed(&desk, "c1", 1).await;
        for other in &others {
            if other.answered {
                let event = "answer";
                desk.verimor(&Verimor { event, ..*other }).await;
            }
            desk.verimor(other).await;
        }
        if mark {
            mark_done(&desk, "c1", true).await;
        }
        let is = settled(&desk, &["c1"]).remove(0);
        let at = |how, call: &str| match how {
            Handled => MARKED_AT.parse().unwrap(),
            CalledBack | GotThrough | SettledHow::Unwanted => {
                desk.call(call).unwrap().started_at + ANSWERED_AFTER
            }
        };
        let should = expected.map(|(how, by, call): (_, Option<&str>, _)| Settlement {
            how,
            at: at(how, call),
            by: by.map(str::to_owned),
            call: call_id(call),
            through: None,
        });
        assert_eq!(is, should, "{name}");
        let open = desk.reader.open_missed_count().unwrap();
        assert_eq!(open == 0, expected.is_some(), "{name}: as the list has it");
    }
}

#[tokio::test]
async fn a_mark_taken_back_settles_nothing_and_one_on_a_later_call_covers_the_earlier() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    missed(&desk, "c2", 2).await;
    mark_done(&desk, "c2", true).await;
    let both = settled(&desk, &["c1", "c2"]);
    assert!(both.iter().flatten().all(|how| how.call == call_id("c2")));
    assert_eq!(both.iter().flatten().count(), 2);
    mark_done(&desk, "c2", false).await;
    assert_eq!(settled(&desk, &["c1", "c2"]), [None, None]);
}

#[tokio::test]
async fn reaching_a_hidden_caller_settles_no_other() {
    let desk = Desk::new();
    for (call, minute, answered) in [("c1", 1, false), ("c2", 2, true)] {
        desk.verimor(&Verimor {
            call,
            from: "anonymous",
            minute,
            answered,
            ..Verimor::default()
        })
        .await;
    }
    assert_eq!(settled(&desk, &["c1"]), [None]);
    mark_done(&desk, "c1", true).await;
    assert!(settled(&desk, &["c1"])[0].is_some());
}

#[tokio::test]
async fn an_open_caller_has_a_first_call_and_what_was_tried_and_goes_on_since() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    missed(&desk, "c2", 4).await;
    let row = || desk.reader.open_missed(1).unwrap().remove(0);
    assert_eq!(row().first_at, desk.call("c1").unwrap().started_at);
    assert_eq!(row().last_at, desk.call("c2").unwrap().started_at);
    assert_eq!((row().tried, row().going_on), (None, None));
    let back = Verimor {
        call: "back",
        direction: "outbound",
        from: "1001",
        to: "05321234567",
        minute: 6,
        ..Verimor::default()
    };
    desk.verimor(&Verimor {
        event: "ringing",
        ..back
    })
    .await;
    assert_eq!(row().tried, None, "it rings there yet");
    assert_eq!(row().going_on.unwrap().id, call_id("back"));
    desk.verimor(&back).await;
    assert_eq!(row().tried.unwrap().id, call_id("back"));
    assert_eq!(row().going_on, None);
    // Somebody else's call is none of theirs.
    desk.verimor(&Verimor {
        event: "ringing",
        call: "other",
        from: "05330000000",
        minute: 7,
        ..Verimor::default()
    })
    .await;
    assert_eq!(row().going_on, None);
}

#[tokio::test]
async fn the_handled_are_listed_from_a_time_on_with_how_and_how_many_calls() {
    let desk = Desk::new();
    let since = |minute: i64| support::noon() + jiff::SignedDuration::from_mins(minute);
    let handled = |minute| -> Vec<(String, u32, SettledHow)> {
        let handled = desk.reader.handled_since(since(minute), 10).unwrap();
        let row = |one: kimo_history::HandledCaller| {
            (one.last_call.id.pbx_call_id, one.count, one.settlement.how)
        };
        handled.into_iter().map(row).collect()
    };
    for (call, minute) in [("c1", 1), ("c2", 2)] {
        missed(&desk, call, minute).await;
    }
    assert_eq!(handled(0), []);
    desk.verimor(&Verimor {
        call: "back",
        direction: "outbound",
        from: "1001",
        to: "05321234567",
        minute: 5,
        answered: true,
        ..Verimor::default()
    })
    .await;
    let first = ("c2".to_owned(), 2, SettledHow::CalledBack);
    assert_eq!(handled(0), std::slice::from_ref(&first));
    assert_eq!(handled(30), [], "that was before");
    // Missed again, and marked: another time.
    missed(&desk, "c3", 9).await;
    assert_eq!(handled(0), std::slice::from_ref(&first), "open again");
    mark_done(&desk, "c3", true).await;
    let second = ("c3".to_owned(), 1, SettledHow::Handled);
    assert_eq!(handled(0), [second.clone(), first]);
    assert_eq!(handled(30), [second]);
    mark_done(&desk, "c3", false).await;
    assert_eq!(handled(30), [], "taken back");
}

#[tokio::test]
async fn the_open_are_listed_newest_or_oldest_first() {
    let desk = Desk::new();
    for (call, from, minute) in [
        ("c1", "05321234567", 1),
        ("c2", "05330000000", 2),
        ("c3", "anonymous", 3),
        ("c4", "05340000000", 4),
    ] {
        desk.verimor(&Verimor {
            call,
            from,
            minute,
            ..Verimor::default()
        })
        .await;
    }
    let calls = |open: Vec<kimo_history::OpenCaller>| -> Vec<String> {
        let id = |one: kimo_history::OpenCaller| one.last_call.id.pbx_call_id;
        open.into_iter().map(id).collect()
    };
    assert_eq!(calls(desk.reader.open_missed(2).unwrap()), ["c4", "c2"]);
    let oldest = OpenQuery {
        short: 0,
        oldest_first: true,
        limit: 2,
    };
    let oldest = desk.reader.open_missed_waiting(oldest).unwrap();
    assert_eq!(calls(oldest), ["c1", "c2"]);
}

#[tokio::test]
async fn that_somebody_is_calling_back_is_said_until_a_call_to_them_begins() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    let row = || desk.reader.open_missed(1).unwrap().remove(0);
    let at = |minute: i64| support::noon() + jiff::SignedDuration::from_mins(minute);
    let mark = async |calling, minute| {
        let mark = MarkKind::Calling(calling);
        desk.writer
            .mark(call_id("c1"), mark, at(minute))
            .await
            .unwrap();
    };
    let before = desk.call("c1");
    assert_eq!(row().calling_since, None);
    mark(true, 3).await;
    assert_eq!(row().calling_since, Some(at(3)));
    assert_eq!(desk.call("c1"), before, "nothing of the call is another");
    mark(false, 4).await;
    assert_eq!(row().calling_since, None, "taken back");
    mark(true, 5).await;
    desk.verimor(&Verimor {
        event: "ringing",
        call: "back",
        direction: "outbound",
        from: "1001",
        to: "05321234567",
        minute: 6,
        ..Verimor::default()
    })
    .await;
    assert_eq!(row().calling_since, None, "they are being called");
    assert!(row().going_on.is_some());
    // What was said is kept with the call, and outlives that it is read again.
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    let events = desk.reader.events(&call_id("c1")).unwrap();
    let said = events.iter().filter(|event| !event.is_news()).count();
    assert_eq!(said, 3);
}
