//! Finding calls by what people noted, and those that the words of a search mean.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::MarkKind;
use kimo_history::{AlsoFind, CallFilter, CallQuery};
use support::{BULUTFON, Desk, Verimor, call_id, noon};

async fn note(desk: &Desk, call: &str, text: &str) {
    let mark = MarkKind::Note(text.to_owned());
    desk.writer.mark(call_id(call), mark, noon()).await.unwrap();
}

/// Five calls, of which some were answered; the second was by somebody who withholds the number,
/// and before them all there was a fax.
async fn office() -> Desk {
    let desk = Desk::new();
    let fax = b"event_type=fax_init&uuid=fax&direction=IN&caller=905320000000&callee=902129090909";
    desk.post(BULUTFON, fax, noon()).await.unwrap();
    for (call, from, minute, answered) in [
        ("c1", "05321234567", 1, false),
        ("c2", "anonymous", 2, false),
        ("c3", "05330000000", 3, true),
        ("c4", "05321234567", 4, true),
        ("c5", "05340000000", 5, false),
    ] {
        desk.verimor(&Verimor {
            call,
            from,
            minute,
            answered,
            ..Verimor::default()
        })
        .await;
    }
    desk
}

#[tokio::test]
async fn a_note_is_found_by_its_words_and_by_the_digits_in_it() {
    let desk = office().await;
    note(&desk, "c1", "IŞIK Hanım: cuma günü arayın").await;
    note(&desk, "c3", "dosya 4711-22, cuma").await;
    for (typed, expected) in [
        ("cuma", vec!["c3", "c1"]),
        ("ISIK", vec!["c1"]),
        ("günü ara", vec!["c1"]),
        ("cu", vec!["c3", "c1"]),
        ("471122", vec!["c3"]),
        ("4711 22", vec!["c3"]),
        ("pazar", vec![]),
        // In a note and in a number: each call once, the newest first.
        ("0533", vec!["c3"]),
    ] {
        assert_eq!(desk.found(typed), expected, "{typed}");
    }
    assert_eq!(desk.list(CallFilter::Missed, "cuma"), ["c1"]);
    // Taken back, it is found no more.
    note(&desk, "c3", "").await;
    assert_eq!(desk.found("cuma"), ["c1"]);
}

#[tokio::test]
async fn hidden_callers_and_faxes_are_found_where_the_words_mean_them() {
    let desk = office().await;
    note(&desk, "c5", "gizli bir konu").await;
    let found = |hidden, faxes| -> Vec<String> {
        let query = CallQuery {
            search: "gizli".to_owned(),
            also: AlsoFind { hidden, faxes },
            limit: 10,
            ..CallQuery::default()
        };
        let calls = desk.reader.calls(&query).unwrap().calls;
        calls.into_iter().map(|call| call.id.pbx_call_id).collect()
    };
    assert_eq!(found(false, false), ["c5"]);
    assert_eq!(found(true, false), ["c5", "c2"]);
    assert_eq!(found(false, true), ["c5", "fax"]);
    assert_eq!(found(true, true), ["c5", "c2", "fax"]);
}

#[tokio::test]
async fn what_is_found_in_several_ways_comes_in_pages_each_call_once() {
    let desk = office().await;
    for call in ["c1", "c3", "c4"] {
        note(&desk, call, "05321234567 bekliyor").await;
    }
    let mut query = CallQuery {
        search: "532".to_owned(),
        limit: 1,
        ..CallQuery::default()
    };
    let mut found = Vec::new();
    loop {
        let page = desk.reader.calls(&query).unwrap();
        found.extend(page.calls.into_iter().map(|call| call.id.pbx_call_id));
        query.before = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(found, ["c4", "c3", "c1", "fax"]);
}
