//! Who is open: a missed caller who has neither been reached nor marked done.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::sync::{Arc, Mutex};

use kimo_calls::{CallerKey, MarkKind, Timestamp};
use kimo_history::{CallFilter, Change, History, Settings};
use support::{Desk, VERIMOR, Verimor, call_id, incoming, noon};

const AYSE: &str = "+905321234567";

fn open(key: &str, count: u32) -> Vec<(String, u32)> {
    vec![(key.to_owned(), count)]
}

async fn missed(desk: &Desk, call: &str, minute: u32) {
    desk.verimor(&Verimor {
        call,
        minute,
        ..Verimor::default()
    })
    .await;
}

async fn mark_done(desk: &Desk, call: &str, done: bool) {
    let now: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
    let mark = MarkKind::Done(done);
    desk.writer.mark(call_id(call), mark, now).await.unwrap();
}

#[tokio::test]
async fn one_row_for_a_caller_however_often_and_however_spelled() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    desk.verimor(&Verimor {
        call: "c2",
        from: "905321234567",
        minute: 2,
        ..Verimor::default()
    })
    .await;
    desk.verimor(&Verimor {
        call: "c3",
        from: "05330000000",
        minute: 3,
        ..Verimor::default()
    })
    .await;
    assert_eq!(
        desk.open(),
        [("+905330000000".to_owned(), 1), (AYSE.to_owned(), 2)]
    );
    let rows = desk.reader.open_missed(10).unwrap();
    assert_eq!(rows[1].last_call.id, call_id("c2"));
    assert_eq!(rows[1].last_at, rows[1].last_call.started_at);
    assert_eq!(rows[1].last_call.called.raw, "02129090909");
    assert!(desk.touched().missed);
}

#[tokio::test]
async fn reaching_them_either_way_closes_the_row() {
    for (direction, from, to) in [
        ("inbound", "05321234567", "02129090909"),
        ("outbound", "1001", "905321234567"),
    ] {
        let desk = Desk::new();
        missed(&desk, "c1", 1).await;
        missed(&desk, "c2", 2).await;
        let back = Verimor {
            call: "back",
            direction,
            from,
            to,
            minute: 5,
            answered: true,
            ..Verimor::default()
        };
        // It rings there: nobody has been reached yet.
        desk.verimor(&Verimor {
            event: "ringing",
            ..back
        })
        .await;
        assert_eq!(desk.open(), open(AYSE, 2), "{direction}");
        desk.verimor(&Verimor {
            event: "answer",
            ..back
        })
        .await;
        assert_eq!(desk.open(), [], "{direction}: as soon as they talk");
        desk.verimor(&back).await;
        assert_eq!(desk.open(), []);
        // A missed call from before that comes to light now opens nothing.
        missed(&desk, "late", 3).await;
        assert_eq!(desk.open(), []);
        missed(&desk, "again", 9).await;
        assert_eq!(desk.open(), open(AYSE, 1));
    }
}

#[tokio::test]
async fn not_reaching_them_does_not() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    let back = Verimor {
        call: "b",
        direction: "outbound",
        from: "1001",
        to: "05321234567",
        minute: 5,
        ..Verimor::default()
    };
    desk.verimor(&back).await;
    assert_eq!(desk.open(), open(AYSE, 1));
}

#[tokio::test]
async fn done_covers_that_call_and_the_earlier_ones_and_can_be_taken_back() {
    let desk = Desk::new();
    for (call, minute) in [("c1", 1), ("c2", 2), ("c3", 3)] {
        missed(&desk, call, minute).await;
    }
    mark_done(&desk, "c2", true).await;
    assert_eq!(desk.open(), open(AYSE, 1));
    mark_done(&desk, "c3", true).await;
    assert_eq!(desk.open(), []);
    mark_done(&desk, "c3", false).await;
    assert_eq!(desk.open(), open(AYSE, 1));
    mark_done(&desk, "c2", false).await;
    assert_eq!(desk.open(), open(AYSE, 3));
    assert!(desk.call("c2").unwrap().done.is_some());
}

#[tokio::test]
async fn what_turns_out_otherwise_later_is_counted_anew() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    missed(&desk, "c2", 2).await;
    // An extension had answered c2 after all: its word comes late.
    desk.verimor(&Verimor {
        event: "answer",
        call: "c2",
        minute: 2,
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.open(), []);
}

#[tokio::test]
async fn those_who_withhold_their_number_share_a_row_and_are_never_reached() {
    let desk = Desk::new();
    for (call, from, minute) in [("c1", "anonymous", 1), ("c2", "", 2), ("c3", "0", 3)] {
        desk.verimor(&Verimor {
            call,
            from,
            minute,
            ..Verimor::default()
        })
        .await;
    }
    assert_eq!(desk.open(), open("", 3));
    desk.verimor(&Verimor {
        call: "c4",
        from: "0",
        minute: 4,
        answered: true,
        ..Verimor::default()
    })
    .await;
    assert_eq!(
        desk.open(),
        open("", 3),
        "who knows whether it was one of them"
    );
    mark_done(&desk, "c2", true).await;
    assert_eq!(desk.open(), open("", 1));
    assert!(desk.reader.open_hidden().unwrap().unwrap().key.is_hidden());
    assert_eq!(
        desk.reader.open_missed_count().unwrap(),
        0,
        "nobody can call them back"
    );
}

#[tokio::test]
async fn internal_calls_count_only_for_own_extensions() {
    let desk = Desk::new();
    let internal = Verimor {
        direction: "internal",
        from: "1003",
        to: "1001",
        ..Verimor::default()
    };
    desk.verimor(&internal).await;
    assert_eq!(desk.open(), []);
    let everywhere = desk.call("c1").unwrap();
    assert_eq!(missed_calls(&desk), [""; 0]);
    let own = |extensions: &[&str]| Settings {
        extensions: extensions.iter().map(|&number| number.to_owned()).collect(),
        ..Settings::default()
    };
    desk.writer
        .change_settings(own(&["1001"]).into())
        .await
        .unwrap();
    assert_eq!(desk.open(), open("verimor:1003", 1));
    assert_eq!(missed_calls(&desk), ["c1"]);
    assert_eq!(
        desk.call("c1").unwrap(),
        everywhere,
        "a call is the same on every desk"
    );
    desk.verimor(&Verimor {
        call: "c2",
        minute: 1,
        ..internal
    })
    .await;
    assert_eq!(desk.open(), open("verimor:1003", 2));
    assert_eq!(missed_calls(&desk), ["c2", "c1"]);
    mark_done(&desk, "c1", true).await;
    let calls = [desk.call("c1").unwrap(), desk.call("c2").unwrap()];
    let settled = desk.reader.settlements(&calls).unwrap();
    assert_eq!(settled.keys().collect::<Vec<_>>(), [&call_id("c1")]);
    assert_eq!(desk.open(), open("verimor:1003", 1));
    desk.writer
        .change_settings(own(&["1002"]).into())
        .await
        .unwrap();
    assert_eq!(desk.open(), []);
    assert_eq!(missed_calls(&desk), [""; 0]);
    assert_eq!(desk.reader.settings().unwrap(), own(&["1002"]));
    // What the desk knew by heart is judged anew as well.
    desk.verimor(&Verimor {
        call: "c2",
        minute: 1,
        ..internal
    })
    .await;
    assert_eq!(desk.open(), []);
    assert_eq!(missed_calls(&desk), [""; 0]);
}

fn missed_calls(desk: &Desk) -> Vec<String> {
    desk.list(CallFilter::Missed, "")
}

#[tokio::test]
async fn a_popup_says_how_often_they_called_and_what_was_noted() {
    let desk = Desk::new();
    missed(&desk, "c1", 0).await;
    missed(&desk, "c2", 10).await;
    desk.verimor(&Verimor {
        call: "c3",
        minute: 20,
        answered: true,
        ..Verimor::default()
    })
    .await;
    let now: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
    let note = |text: &str| MarkKind::Note(text.to_owned());
    desk.writer
        .mark(call_id("c1"), note("first"), now)
        .await
        .unwrap();
    desk.writer
        .mark(call_id("c2"), note("wants an offer"), now)
        .await
        .unwrap();
    let today = desk.call("c2").unwrap().started_at;
    let week = desk.call("c1").unwrap().started_at;
    let key = CallerKey::from(AYSE);
    let context = desk.reader.caller_context(&key, today, week).unwrap();
    assert_eq!((context.calls_today, context.missed_this_week), (2, 2));
    assert_eq!(context.note.as_deref(), Some("wants an offer"));
    // The newer word counts, even if the clock was set back in between.
    desk.writer
        .mark(call_id("c2"), note(""), Timestamp::UNIX_EPOCH)
        .await
        .unwrap();
    let context = desk.reader.caller_context(&key, today, week).unwrap();
    assert_eq!(
        context.note.as_deref(),
        Some("first"),
        "an empty note takes one back"
    );
    let with = desk.reader.calls_with(&key, Some(today), 5).unwrap();
    assert_eq!(with.len(), 1);
    let nobody = desk
        .reader
        .caller_context(&CallerKey::hidden(), today, week)
        .unwrap();
    assert_eq!(nobody, kimo_history::CallerContext::default());
}

/// Or whoever shows both would show for a moment, and where nothing follows for good, a missed call
/// as open whose caller has been reached.
#[tokio::test]
async fn a_call_and_whom_it_settles_are_told_in_one() {
    let desk = Desk::new();
    missed(&desk, "c1", 1).await;
    let hook = desk.hook(VERIMOR);
    let dir = desk.stop();
    let told = Arc::<Mutex<Vec<Vec<Change>>>>::default();
    let tell = told.clone();
    let history = History::open(dir.path()).unwrap().history;
    let writer = history
        .writer(move |changes| tell.lock().unwrap().push(changes))
        .unwrap();
    let reached = Verimor {
        call: "c2",
        minute: 2,
        answered: true,
        ..Verimor::default()
    };
    let delivery = incoming(&hook, None, reached.body().as_bytes(), noon());
    writer.keep(delivery).await.unwrap();
    let told = told.lock().unwrap();
    let [changes] = &told[..] else {
        panic!("{told:?}");
    };
    let speaks_of_call =
        |change: &Change| matches!(change, Change::Delivered { call, .. } if call.is_some());
    assert!(changes.iter().any(speaks_of_call), "{changes:?}");
    assert!(support::touched(changes.clone()).missed, "{changes:?}");
}
