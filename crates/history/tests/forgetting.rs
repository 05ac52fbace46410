//! Forgetting a person, and never a number of ours.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::path::Path;

use kimo_calls::{CallerKey, Timestamp};
use kimo_history::{KeepError, SettingsChange, TouchedCalls};
use support::{Desk, MTT, VERIMOR, Verimor, call_id};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

async fn forget(desk: &Desk, key: &str) -> Result<(), KeepError> {
    desk.writer.forget_person(CallerKey::from(key), now()).await
}

/// Two customers call, one of them is called back, and two of ours call each other.
async fn an_office(desk: &Desk) {
    for call in [
        Verimor {
            call: "missed",
            to: "1001",
            ..Verimor::default()
        },
        Verimor {
            call: "other",
            from: "05331112233",
            minute: 1,
            ..Verimor::default()
        },
        Verimor {
            call: "back",
            direction: "outbound",
            from: "1001",
            to: "05321234567",
            minute: 2,
            answered: true,
            ..Verimor::default()
        },
        Verimor {
            call: "line",
            direction: "outbound",
            from: "02129090909",
            to: "05331112233",
            minute: 3,
            ..Verimor::default()
        },
        Verimor {
            call: "inside",
            direction: "internal",
            from: "02165556677",
            to: "1001",
            minute: 4,
            ..Verimor::default()
        },
    ] {
        desk.verimor(&call).await;
    }
}

#[tokio::test]
async fn a_number_of_ours_is_never_forgotten() {
    let desk = Desk::new();
    an_office(&desk).await;
    let queue = "event_type=hangup&direction=inbound&caller_id_number=sip:guest@example\
                 &destination_number=02129090909&call_uuid=queued&queue=Sales\
                 &start_stamp=2026-11-20 12:09:00&end_stamp=2026-11-20 12:09:30&answered=false";
    desk.post(VERIMOR, queue.as_bytes(), now()).await.unwrap();
    let own = SettingsChange {
        extensions: Some(vec!["7001002".to_owned()]),
        ..SettingsChange::default()
    };
    desk.writer.change_settings(own).await.unwrap();
    let before = desk.found("");
    assert_eq!(before.len(), 6);
    desk.changes();
    for ours in [
        "1001",
        "1099",
        "verimor:1001",
        "verimor@ankara:1099",
        "+902129090909",
        "+902165556677",
        "Sales",
        "verimor:Sales",
        "7001002",
    ] {
        assert_eq!(forget(&desk, ours).await, Err(KeepError::Ours), "{ours}");
        assert_eq!(desk.reader.forgotten_at(&ours.into()).unwrap(), None);
    }
    assert_eq!(desk.found(""), before);
    assert_eq!(desk.changes(), []);
    let hidden = desk.writer.forget_person(CallerKey::hidden(), now()).await;
    assert_eq!(hidden, Err(KeepError::NotFound), "nobody is told apart");
    // Who is no number of ours, but none of the world's either, is a person.
    assert_eq!(forget(&desk, "verimor:sip:guest@example").await, Ok(()));
    assert_eq!(desk.found("guest"), [""; 0]);
    assert_eq!(desk.found("").len(), 5);
}

#[tokio::test]
async fn a_person_is_forgotten_whatever_their_part_was() {
    let desk = Desk::new();
    an_office(&desk).await;
    // A call that was redirected to them, by a PBX that writes numbers in its own way.
    for kind in ["o", "h"] {
        let body = format!(
            r#"{{"date_time": 1795176000, "event": {{"type": "{kind}", "cause": 16}},
                "redirect_number": "905321234567",
                "h323_conf_id": "AAAA BBBB", "numberA": "79161112233", "sip_id": "74957776655"}}"#
        );
        let kept = desk.post(MTT, body.as_bytes(), now()).await;
        assert!(!kept.unwrap().repeated);
    }
    let redirected = desk.found("79161112233");
    assert_eq!(redirected.len(), 1);
    desk.changes();
    forget(&desk, "+905321234567").await.unwrap();
    assert_eq!(desk.found(""), ["inside", "line", "other"]);
    assert_eq!(desk.found("5321234567"), [""; 0]);
    let TouchedCalls::These(told) = desk.touched().calls else {
        panic!("so few are named");
    };
    assert_eq!(told.len(), 3);
    assert!(told.contains(&call_id("missed")) && told.contains(&call_id("back")));
    assert!(!holds(desk.dir.path(), "5321234567"), "while the desk runs");
    assert!(holds(desk.dir.path(), "5331112233"), "but the other stays");
    let dir = desk.stop();
    assert!(!holds(dir.path(), "5321234567"));
}

#[tokio::test]
async fn who_was_forgotten_is_known_but_by_nobody_who_looks() {
    let desk = Desk::new();
    an_office(&desk).await;
    let (ayse, other) = (
        CallerKey::from("+905321234567"),
        CallerKey::from("+905331112233"),
    );
    assert_eq!(desk.reader.forgotten_at(&ayse).unwrap(), None);
    forget(&desk, ayse.as_str()).await.unwrap();
    // Somebody who never called may have called elsewhere.
    let nobody = CallerKey::from("+905399999999");
    forget(&desk, nobody.as_str()).await.unwrap();
    for forgotten in [&ayse, &nobody] {
        assert_eq!(desk.reader.forgotten_at(forgotten).unwrap(), Some(now()));
    }
    assert_eq!(desk.reader.forgotten_at(&other).unwrap(), None);
    assert!(!holds(desk.dir.path(), "5399999999"));
    // The same person has another mark at another desk.
    let marks = |desk: &Desk| -> Vec<Vec<u8>> {
        let db = desk.sql();
        let mut find = db.prepare("SELECT mark FROM forgotten").unwrap();
        let marks = find.query_map([], |row| row.get(0)).unwrap();
        marks.map(Result::unwrap).collect()
    };
    let elsewhere = Desk::new();
    forget(&elsewhere, ayse.as_str()).await.unwrap();
    assert!(!marks(&desk).contains(&marks(&elsewhere)[0]));
    // They may call again, which is another matter.
    desk.verimor(&Verimor::default()).await;
    assert_eq!(desk.found("5321234567"), ["c1"]);
    let later: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
    desk.writer
        .forget_person(ayse.clone(), later)
        .await
        .unwrap();
    assert_eq!(desk.reader.forgotten_at(&ayse).unwrap(), Some(later));
    assert_eq!(marks(&desk).len(), 2);
}

#[tokio::test]
async fn forgetting_goes_on_after_a_kill_and_waits_for_who_looks() {
    let desk = Desk::new();
    for call in 0..150 {
        desk.verimor(&Verimor {
            call: &format!("c{call}"),
            minute: call,
            ..Verimor::default()
        })
        .await;
    }
    let dir = desk.stop();
    // As a kill after the first step leaves it.
    let db = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    db.execute_batch(
        r#"INSERT INTO unfinished (name, work) VALUES ('forget aa',
           '{"work":"forget","mark":"aa","key":"+905321234567","stage":"calls"}')"#,
    )
    .unwrap();
    drop(db);
    let desk = Desk::at(dir);
    // Somebody looks at what is being forgotten: as long as they do, the log has it.
    let db = desk.sql();
    let look = db.unchecked_transaction().unwrap();
    look.query_row("SELECT 1 FROM calls", [], |_| Ok(()))
        .unwrap();
    while !desk.found("").is_empty() {
        desk.writer.reload().await.unwrap();
    }
    desk.verimor(&Verimor {
        call: "meanwhile",
        from: "05331112233",
        ..Verimor::default()
    })
    .await;
    drop(look);
    desk.finished().await;
    assert!(!holds(desk.dir.path(), "5321234567"));
    assert_eq!(desk.found(""), ["meanwhile"]);
}

/// Whether any file of a directory has these digits in it.
fn holds(dir: &Path, digits: &str) -> bool {
    support::contents(dir).iter().any(|(_, bytes)| {
        let mut parts = bytes.windows(digits.len());
        parts.any(|part| part == digits.as_bytes())
    })
}
