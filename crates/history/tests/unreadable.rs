//! One call that cannot be read takes no list with it.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::MarkKind;
use kimo_history::{CallFilter, CallQuery};
use support::{Desk, Verimor, call_id, noon};

#[tokio::test]
async fn a_call_that_cannot_be_read_is_left_out_and_the_others_are_shown() {
    let desk = Desk::new();
    let numbers = ["05321234567", "05330000000", "05340000000"];
    for (nth, (call, from)) in ["c1", "c2", "c3"].into_iter().zip(numbers).enumerate() {
        let minute = u32::try_from(nth).unwrap();
        desk.verimor(&Verimor {
            call,
            from,
            minute,
            ..Verimor::default()
        })
        .await;
        let note = MarkKind::Note(format!("noted {call}"));
        desk.writer.mark(call_id(call), note, noon()).await.unwrap();
    }
    for (column, damage) in [("legs", "{"), ("note", "[1]"), ("extensions", "no list")] {
        let sql = format!("UPDATE calls SET {column} = ?1 WHERE pbx_call_id = 'c2'");
        assert_eq!(desk.sql().execute(&sql, [damage]).unwrap(), 1);
        assert_eq!(desk.found(""), ["c3", "c1"], "{column}");
        assert_eq!(desk.found("5330000000"), [""; 0], "{column}");
        assert_eq!(desk.found("noted"), ["c3", "c1"], "{column}");
        assert_eq!(desk.list(CallFilter::Missed, ""), ["c3", "c1"], "{column}");
        let query = CallQuery {
            limit: 10,
            ..CallQuery::default()
        };
        let page = desk.reader.calls(&query).unwrap();
        assert_eq!((page.calls.len(), page.unreadable), (2, 1), "{column}");
        let open = desk.reader.open_missed(10).unwrap();
        assert_eq!(open.len(), 2, "{column}");
        assert_eq!(desk.reader.open_missed_count().unwrap(), 3, "and one more");
    }
}
