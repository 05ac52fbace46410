//! Messages for colleagues, which wait until they are passed on.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::{
    Call, CallEvent, CallId, CallerKey, CallerWants, DeskId, EventId, LeftMessage, Mark, MarkKind,
    Message, Timestamp,
};
use kimo_history::History;
use proptest::prelude::*;
use support::{Desk, Verimor, call_id, noon};

fn minute(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

fn message(recipient: &str, text: &str) -> Message {
    Message {
        recipient: recipient.to_owned(),
        wants: Some(CallerWants::CallBack),
        text: text.to_owned(),
    }
}

async fn leave(desk: &Desk, call: &str, recipient: &str, text: &str, at: i64) -> EventId {
    let mark = MarkKind::Message(message(recipient, text));
    desk.writer
        .mark(call_id(call), mark, minute(at))
        .await
        .unwrap();
    left(desk, call).last().unwrap().id
}

async fn pass_on(desk: &Desk, call: &str, message: EventId, done: bool, at: i64) {
    let mark = MarkKind::PassedOn { message, done };
    desk.writer
        .mark(call_id(call), mark, minute(at))
        .await
        .unwrap();
}

fn left(desk: &Desk, call: &str) -> Vec<LeftMessage> {
    LeftMessage::all_of(&desk.reader.events(&call_id(call)).unwrap())
}

/// For whom those messages are that wait, each with its call.
fn waiting(desk: &Desk) -> Vec<(String, String)> {
    let waiting = desk.reader.waiting_messages(100).unwrap();
    let count = desk.reader.waiting_message_count().unwrap();
    assert_eq!(count, waiting.len() as u64);
    let told = |one: kimo_history::WaitingMessage| {
        assert_eq!(one.left.passed_on_at, None);
        (one.left.message.recipient, one.call.id.pbx_call_id)
    };
    waiting.into_iter().map(told).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(one, other): &(&str, &str)| ((*one).to_owned(), (*other).to_owned());
    expected.iter().map(owned).collect()
}

async fn two_calls() -> Desk {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    desk.verimor(&Verimor {
        call: "c2",
        from: "05330000000",
        minute: 1,
        ..Verimor::default()
    })
    .await;
    desk.changes();
    desk
}

#[tokio::test]
async fn messages_wait_in_one_list_until_they_are_passed_on() {
    let desk = two_calls().await;
    let before = desk.call("c1");
    let ali = leave(&desk, "c1", "Ali", "Yarın", 5).await;
    assert!(desk.touched().messages);
    let ayse = leave(&desk, "c1", "Ayşe", "", 6).await;
    leave(&desk, "c2", "1002", "", 7).await;
    assert_ne!(ali, ayse, "each has an id of its own");
    let all = [("1002", "c2"), ("Ayşe", "c1"), ("Ali", "c1")];
    assert_eq!(waiting(&desk), pairs(&all));
    assert_eq!(desk.call("c1"), before, "the call itself is as it was");

    desk.changes();
    pass_on(&desk, "c1", ali, true, 8).await;
    assert!(desk.touched().messages);
    assert_eq!(waiting(&desk), pairs(&all[..2]));
    assert_eq!(left(&desk, "c1")[0].passed_on_at, Some(minute(8)));
    pass_on(&desk, "c1", ali, false, 9).await;
    assert_eq!(waiting(&desk), pairs(&all));
    pass_on(&desk, "c1", ayse, true, 10).await;
    let desk = Desk::at(desk.stop());
    let without = [all[0], all[2]];
    assert_eq!(waiting(&desk), pairs(&without), "after a restart");
    let told: Vec<_> = left(&desk, "c1")
        .into_iter()
        .map(|left| left.message)
        .collect();
    assert_eq!(told, [message("Ali", "Yarın"), message("Ayşe", "")]);
}

#[tokio::test]
async fn messages_outlive_a_rebuild_and_are_in_a_backup() {
    let desk = two_calls().await;
    let ali = leave(&desk, "c1", "Ali", "Yarın", 5).await;
    leave(&desk, "c2", "Veli", "", 6).await;
    pass_on(&desk, "c1", ali, true, 7).await;
    let (told, open) = (left(&desk, "c1"), waiting(&desk));
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| ()).unwrap();
    kimo_history::back_up(dir.path(), minute(60))
        .unwrap()
        .unwrap();
    let desk = Desk::at(dir);
    assert_eq!((left(&desk, "c1"), waiting(&desk)), (told, open.clone()));
    let backup = &kimo_history::backups(desk.dir.path(), minute(61)).unwrap()[0];
    let copy = rusqlite::Connection::open(&backup.path).unwrap();
    let sql = "SELECT recipient, pbx_call_id FROM messages WHERE waits";
    let kept = copy.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    assert_eq!([kept.unwrap()], *open);
}

#[tokio::test]
async fn whoever_is_forgotten_is_in_no_message() {
    let desk = two_calls().await;
    leave(&desk, "c1", "Ali", "Ayşe Hanım", 5).await;
    let ali = leave(&desk, "c2", "Ali", "Ayşe'yi ara: 0532 123 45 67", 6).await;
    leave(&desk, "c2", "Veli", "0533 000 00 00", 7).await;
    pass_on(&desk, "c2", ali, true, 8).await;
    desk.changes();
    let key = CallerKey::from("+905321234567");
    desk.writer.forget_person(key, noon()).await.unwrap();
    assert!(desk.touched().messages);
    assert_eq!(waiting(&desk), pairs(&[("Veli", "c2")]));
    let others = left(&desk, "c2");
    assert_eq!(others[0].message, message("Ali", ""));
    assert_eq!(
        (others[0].id, others[0].passed_on_at),
        (ali, Some(minute(8)))
    );
    assert_eq!(others[1].message, message("Veli", "0533 000 00 00"));
    let dir = desk.stop();
    for file in support::contents(dir.path()) {
        for gone in ["123 45 67", "Hanım"] {
            let holds = file
                .1
                .windows(gone.len())
                .any(|some| some == gone.as_bytes());
            assert!(!holds, "{gone} in {}", file.0.display());
        }
    }
}

/// A tick may come from another desk, before the message that it is of.
#[tokio::test]
async fn a_tick_that_comes_before_its_message_counts_all_the_same() {
    let desk = two_calls().await;
    let sql = "INSERT INTO ticks (message, pbx, pbx_call_id, marked_at, desk, done)
               SELECT ?1, pbx, pbx_call_id, ?2, 'z', 1 FROM calls WHERE pbx_call_id = 'c1'";
    let this = DeskId(desk_id(&desk));
    let mark = Mark {
        desk: this,
        marked_at: minute(5),
        mark: MarkKind::Message(message("Ali", "")),
    };
    let id = CallEvent::marked(call_id("c1"), mark).id;
    desk.sql()
        .execute(sql, (id.0, minute(4).as_microsecond()))
        .unwrap();
    assert_eq!(leave(&desk, "c1", "Ali", "", 5).await, id);
    assert_eq!(waiting(&desk), []);
}

fn desk_id(desk: &Desk) -> String {
    let sql = "SELECT desk_id FROM desk";
    desk.sql().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// One of few messages or ticks of few desks at few times.
fn event(call: &CallId, (desk, at, what, done): (u8, i64, u8, bool)) -> CallEvent {
    let marked = |desk: &str, at, mark| {
        let mark = Mark {
            desk: DeskId(desk.to_owned()),
            marked_at: minute(at),
            mark,
        };
        CallEvent::marked(call.clone(), mark)
    };
    let of = |what: u8| {
        let mark = MarkKind::Message(message(&format!("colleague {what}"), ""));
        marked("a", i64::from(what), mark)
    };
    match what {
        0..3 => of(what),
        what => {
            let message = of(what % 3).id;
            marked(
                ["a", "b"][usize::from(desk)],
                at,
                MarkKind::PassedOn { message, done },
            )
        }
    }
}

proptest! {
    #[test]
    fn messages_are_the_same_in_any_order_and_with_any_repetition(
        marks in prop::collection::vec((0..2_u8, 0..4_i64, 0..9_u8, any::<bool>()), 1..20)
            .prop_flat_map(|marks| {
                let more = prop::collection::vec(0..marks.len(), 0..10);
                let all = Just((0..marks.len()).collect::<Vec<_>>());
                let order = (all, more).prop_map(|(all, more)| [all, more].concat());
                (Just(marks), order.prop_shuffle())
            }),
    ) {
        let (marks, order) = marks;
        let call = call_id("c1");
        let events: Vec<_> = marks.into_iter().map(|mark| event(&call, mark)).collect();
        let shuffled: Vec<_> = order.into_iter().map(|at| events[at].clone()).collect();
        prop_assert_eq!(LeftMessage::all_of(&shuffled), LeftMessage::all_of(&events));
        prop_assert_eq!(Call::from_events(&shuffled), Call::from_events(&events));
    }
}

#[tokio::test]
async fn messages_are_saved_from_a_damaged_history() {
    let desk = Desk::new();
    for call in ["c1", "c2"] {
        desk.verimor(&Verimor {
            call,
            ..Verimor::default()
        })
        .await;
    }
    let for_ayse = leave(&desk, "c1", "Ayşe", "wants a room", 1).await;
    leave(&desk, "c2", "Mehmet", "asks for the bill", 2).await;
    pass_on(&desk, "c1", for_ayse, true, 3).await;
    let was = ["c1", "c2"].map(|call| left(&desk, call));
    // An index that is another's: every row is still there.
    desk.sql()
        .execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage = (
                 SELECT min(rootpage) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'calls'
             ) WHERE rootpage = (
                 SELECT max(rootpage) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'calls'
             )",
        )
        .unwrap();
    let dir = desk.stop();
    let opened = History::open(dir.path()).unwrap();
    assert!(opened.set_aside.is_some());
    drop(opened);

    let desk = Desk::at(dir);
    desk.finished().await;
    assert_eq!(["c1", "c2"].map(|call| left(&desk, call)), was);
    assert_eq!(waiting(&desk), pairs(&[("Mehmet", "c2")]));
}
