//! Forgetting a person, and never a number of ours.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::path::Path;

use kimo_calls::{CallerKey, MarkKind, Timestamp};
use kimo_history::{KeepError, SettingsChange, TouchedCalls};
use support::{Desk, MTT, VERIMOR, Verimor, call_id, incoming};

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

/// How people, PBXs and programs may write Ayşe's number.
const SPELLINGS: [&str; 13] = [
    "0212 555 12 34",
    "(0212) 555-12-34",
    "02125551234",
    "2125551234",
    "902125551234",
    "00902125551234",
    "+902125551234",
    "0212.555.12.34",
    "%2B902125551234",
    "%2B90%20212%20555%2012%2034",
    "%2B90+212+555+12+34",
    "%252B90212%25205551234",
    r"\u002b90212\u0035551234",
];

/// In whatever spelling, of whatever part: understood or not, redirected, noted, named.
#[tokio::test]
async fn no_spelling_of_a_forgotten_number_is_left() {
    let desk = Desk::new();
    a_busy_year(&desk).await;
    for (nth, spelling) in SPELLINGS.iter().enumerate() {
        let bodies = [
            (VERIMOR, format!("event_type=unheard_of&caller={spelling}")),
            (VERIMOR, format!("what is this? {spelling} called")),
            (
                MTT,
                format!(r#"{{"event":{{"type":"new"}},"who":"{spelling}"}}"#),
            ),
            // Understood, and somebody else's but for what nobody reads.
            (
                VERIMOR,
                format!(
                    "event_type=hangup&direction=inbound&caller_id_number=05331112233\
                     &destination_number=02129090909&call_uuid=via{nth}&answered=false\
                     &start_stamp=2026-11-20 12:09:00&forwarded={spelling}"
                ),
            ),
        ];
        for (pbx, body) in bodies {
            drop(desk.post(pbx, body.as_bytes(), now()).await);
        }
    }
    // A number that is another's, and a time that has its digits.
    let others = "event_type=unheard_of&caller=+72125551234&at=1592125551234567";
    desk.post(VERIMOR, others.as_bytes(), now()).await.unwrap();
    for (call, note) in [
        ("customer7", "back to 0212 555 12 34"),
        ("customer9", "calls at noon"),
    ] {
        let note = MarkKind::Note(note.to_owned());
        desk.writer.mark(call_id(call), note, now()).await.unwrap();
    }
    for (call, name) in [
        ("customer11", "Ayşe's son (0212 5551234)"),
        ("customer13", "Mehmet"),
    ] {
        let number = desk.call(call).unwrap().caller.raw;
        desk.name(&number, name).await;
    }
    let vias = SPELLINGS.len() as u64;
    assert_eq!(desk.reader.total_calls().unwrap(), 1200 + vias);
    assert!(stands_in(desk.dir.path()).len() > 1);
    desk.changes();

    forget(&desk, "+902125551234").await.unwrap();
    assert_eq!(stands_in(desk.dir.path()), [""; 0], "while the desk runs");
    assert_eq!(desk.reader.total_calls().unwrap(), 1170, "nobody else's");
    assert_eq!(desk.call("customer7").unwrap().note_text(), None);
    let noted = desk.call("customer9").unwrap();
    assert_eq!(noted.note_text(), Some("calls at noon"));
    let name = |call: &str| desk.call(call).unwrap().caller.name;
    assert_eq!(name("customer11").as_deref(), Some("Ayşe's son"));
    assert_eq!(name("customer13").as_deref(), Some("Mehmet"));
    let hook = desk.hook(VERIMOR).id;
    let not_understood = desk.reader.not_understood(hook, 10).unwrap();
    assert_eq!(not_understood.total, 1, "{not_understood:?}");
    let dir = desk.stop();
    assert_eq!(stands_in(dir.path()), [""; 0], "nor afterwards");
}

/// So many calls that tables and indexes have long been moved about, Ayşe's among them.
async fn a_busy_year(desk: &Desk) {
    let hook = desk.hook(VERIMOR);
    let calls: Vec<_> = (0..1200_u32)
        .map(|nth| {
            let from = match nth % 40 {
                3 => "02125551234".to_owned(),
                _ => format!("0533{:07}", u64::from(nth) * 7_919 % 1_000_000),
            };
            let call = format!("customer{nth}");
            let body = Verimor {
                call: &call,
                from: &from,
                minute: nth % 600,
                answered: nth % 3 == 0,
                ..Verimor::default()
            }
            .body();
            incoming(&hook, None, body.as_bytes(), now())
        })
        .collect();
    for some in calls.chunks(400) {
        desk.writer.keep_all(some.to_vec()).await.unwrap();
    }
}

/// The files of a directory in which Ayşe's number stands, and how.
fn stands_in(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for (file, bytes) in support::contents(dir) {
        let plain: Vec<u8> = bytes
            .iter()
            .copied()
            .filter(|byte| !b" ()-.+".contains(byte))
            .collect();
        // The fastest search there is, for these are megabytes.
        let has = |text: &[u8], part: &str| String::from_utf8_lossy(text).contains(part);
        for spelling in SPELLINGS {
            // Others have these digits with more around them.
            let is_others = spelling == "2125551234";
            if !is_others && has(&bytes, spelling) {
                found.push(format!("{}: {spelling}", file.display()));
            }
        }
        if has(&plain, "02125551234") {
            found.push(format!("{}: in some spelling", file.display()));
        }
    }
    found
}

/// Whether any file of a directory has these digits in it.
fn holds(dir: &Path, digits: &str) -> bool {
    support::contents(dir).iter().any(|(_, bytes)| {
        let mut parts = bytes.windows(digits.len());
        parts.any(|part| part == digits.as_bytes())
    })
}
