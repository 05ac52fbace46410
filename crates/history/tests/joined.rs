//! A missed caller is a person, not a number: whoever has several is one row, and any of them settles
//! it. What only looks like one person joins nothing.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{MarkKind, Timestamp};
use kimo_history::{ContactDraft, ContactId, Saved, SettledHow};
use support::{Desk, Verimor, call_id, contact, noon};

const MOBILE: &str = "05321234567";
const HOME: &str = "02121234567";
const OFFICE: &str = "02165550000";

async fn missed(desk: &Desk, call: &str, from: &str, minute: u32) {
    desk.verimor(&Verimor {
        call,
        from,
        minute,
        ..Verimor::default()
    })
    .await;
}

async fn save(desk: &Desk, id: Option<ContactId>, told: ContactDraft) -> ContactId {
    match desk.writer.save_contact(id, told).await.unwrap() {
        Saved::Kept(id) => id,
        taken @ Saved::Taken { .. } => panic!("{taken:?}"),
    }
}

/// A colleague of a company.
fn colleague(name: &str, numbers: &[&str]) -> ContactDraft {
    ContactDraft {
        company: Some("Delta".to_owned()),
        ..contact(name, numbers)
    }
}

fn unwanted(name: &str, numbers: &[&str]) -> ContactDraft {
    ContactDraft {
        unwanted: true,
        ..contact(name, numbers)
    }
}

/// Who is open, by national number.
fn open(desk: &Desk) -> Vec<(String, u32)> {
    let national = |(key, count): (String, u32)| (key.replacen("+90", "0", 1), count);
    desk.open().into_iter().map(national).collect()
}

fn rows(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
    rows.iter()
        .map(|(key, count)| ((*key).to_owned(), *count))
        .collect()
}

/// Nothing is another once all of it is made afresh.
fn is_as_remade(desk: &Desk, name: &str) {
    let before = desk.reader.open_missed(100).unwrap();
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(desk.reader.open_missed(100).unwrap(), before, "{name}");
}

#[tokio::test]
async fn reaching_a_caller_by_another_number_of_theirs_settles_them_and_says_so() {
    use SettledHow::{CalledBack, GotThrough};
    for (direction, from, to, how) in [
        ("inbound", HOME, "02129090909", GotThrough),
        ("outbound", "1001", HOME, CalledBack),
    ] {
        let desk = Desk::new();
        save(&desk, None, contact("Ayşe", &[MOBILE, HOME])).await;
        missed(&desk, "c1", MOBILE, 1).await;
        let other = Verimor {
            call: "other",
            direction,
            from,
            to,
            minute: 5,
            answered: true,
            ..Verimor::default()
        };
        desk.verimor(&Verimor {
            event: "ringing",
            ..other
        })
        .await;
        let row = desk.reader.open_missed(1).unwrap().remove(0);
        assert_eq!(row.going_on.unwrap().id, call_id("other"), "{direction}");
        desk.verimor(&Verimor {
            event: "answer",
            ..other
        })
        .await;
        assert_eq!(open(&desk), [], "{direction}");
        assert!(desk.touched().missed);
        desk.verimor(&other).await;
        let call = desk.call("c1").unwrap();
        let settled = desk
            .reader
            .settlements(std::slice::from_ref(&call))
            .unwrap();
        let settled = &settled[&call.id];
        assert_eq!((settled.how, &settled.call), (how, &call_id("other")));
        assert_eq!(settled.by.as_deref(), Some("1001"));
        let through = settled.through.as_ref().unwrap();
        assert_eq!(through.number.as_ref().unwrap().as_str(), "+902121234567");
        let handled = desk.reader.handled_since(noon(), 10).unwrap();
        assert_eq!(handled.len(), 1, "{direction}");
        assert_eq!(handled[0].settlement, *settled);
        is_as_remade(&desk, direction);
    }
}

#[tokio::test]
async fn a_talk_that_began_before_settles_nothing() {
    let desk = Desk::new();
    save(&desk, None, contact("Ayşe", &[MOBILE, HOME])).await;
    let talk = Verimor {
        call: "talk",
        from: HOME,
        minute: 1,
        answered: true,
        ..Verimor::default()
    };
    desk.verimor(&Verimor {
        event: "answer",
        ..talk
    })
    .await;
    missed(&desk, "c1", MOBILE, 2).await;
    desk.verimor(&talk).await;
    assert_eq!(open(&desk), rows(&[(MOBILE, 1)]), "it may be somebody else");
}

#[tokio::test]
async fn a_caller_with_several_numbers_is_one_row_of_them_all() {
    let desk = Desk::new();
    let id = save(&desk, None, contact("Ayşe", &[MOBILE, HOME, OFFICE])).await;
    missed(&desk, "c1", MOBILE, 1).await;
    missed(&desk, "c2", HOME, 2).await;
    missed(&desk, "c3", MOBILE, 3).await;
    missed(&desk, "c4", HOME, 4).await;
    assert_eq!(open(&desk), rows(&[(HOME, 4)]));
    let row = desk.reader.open_missed(1).unwrap().remove(0);
    assert_eq!(row.first_at, desk.call("c1").unwrap().started_at);
    assert_eq!(row.last_at, desk.call("c4").unwrap().started_at);
    assert_eq!(row.contact, Some(id));
    let numbers: Vec<_> = row.numbers.iter().map(|one| one.raw.as_str()).collect();
    assert_eq!(numbers, [HOME, MOBILE], "the last one first");
    let keys: Vec<_> = row.keys.iter().map(|key| key.as_str()).collect();
    assert_eq!(keys, ["+905321234567", "+902121234567", "+902165550000"]);
    for key in &row.keys[..2] {
        assert_eq!(
            desk.reader.open_missed_by(key).unwrap().as_ref(),
            Some(&row)
        );
    }
    // Somebody tries the third number, in vain.
    desk.verimor(&Verimor {
        call: "try",
        direction: "outbound",
        from: "1001",
        to: OFFICE,
        minute: 6,
        ..Verimor::default()
    })
    .await;
    let row = desk.reader.open_missed(1).unwrap().remove(0);
    assert_eq!(row.tried.unwrap().id, call_id("try"));
    let theirs = desk.reader.missed_of(&row.key, 3).unwrap();
    let theirs: Vec<_> = theirs.iter().map(|call| &call.id.pbx_call_id).collect();
    assert_eq!(theirs, ["c4", "c3", "c2"]);
    // One mark on the last call covers the earlier ones from whichever number.
    let now: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
    let mark = |done| desk.writer.mark(call_id("c3"), MarkKind::Done(done), now);
    mark(true).await.unwrap();
    assert_eq!(open(&desk), rows(&[(HOME, 1)]), "what came after stands");
    assert_eq!(desk.reader.handled_since(noon(), 10).unwrap()[0].count, 3);
    mark(false).await.unwrap();
    assert_eq!(open(&desk), rows(&[(HOME, 4)]));
    is_as_remade(&desk, "marked and taken back");
}

/// What says which numbers are one caller's: whoever is taken off the list wrongly waits for ever.
#[tokio::test]
async fn what_only_looks_like_one_caller_is_not_joined() {
    let many: Vec<String> = (0..19).map(|last| format!("02123334{last:03}")).collect();
    let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
    many.extend([MOBILE, HOME]);
    let cases: [(&str, Vec<ContactDraft>, &str); 5] = [
        (
            "a company's number that several have",
            vec![
                colleague("Ayşe", &[MOBILE, HOME]),
                colleague("Bora", &["05330000000", HOME]),
            ],
            HOME,
        ),
        (
            "two contacts",
            vec![contact("Ayşe", &[MOBILE]), contact("Bora", &[HOME])],
            HOME,
        ),
        (
            "an extension, which is somebody else at another PBX",
            vec![contact("Ayşe", &[MOBILE, "1005"])],
            "1005",
        ),
        (
            "so many numbers that it is no person",
            vec![contact("Rehber", &many)],
            HOME,
        ),
        (
            "those who withhold theirs",
            vec![contact("Ayşe", &[MOBILE, HOME])],
            "anonymous",
        ),
    ];
    for (name, contacts, other) in cases {
        let desk = Desk::new();
        for told in contacts {
            save(&desk, None, told).await;
        }
        missed(&desk, "c1", MOBILE, 1).await;
        desk.verimor(&Verimor {
            call: "talk",
            from: other,
            minute: 5,
            answered: true,
            ..Verimor::default()
        })
        .await;
        assert_eq!(open(&desk), rows(&[(MOBILE, 1)]), "{name}");
        let call = desk.call("c1").unwrap();
        assert!(
            desk.reader.settlements(&[call]).unwrap().is_empty(),
            "{name}"
        );
    }
}

/// Whatever is done to contacts, the list is that of their numbers as they are then.
#[tokio::test]
async fn the_list_follows_the_contacts() {
    let desk = Desk::new();
    missed(&desk, "c1", MOBILE, 1).await;
    missed(&desk, "c2", OFFICE, 2).await;
    desk.verimor(&Verimor {
        call: "talk",
        from: HOME,
        minute: 5,
        answered: true,
        ..Verimor::default()
    })
    .await;
    missed(&desk, "c3", HOME, 6).await;
    let apart = rows(&[(HOME, 1), (OFFICE, 1), (MOBILE, 1)]);
    let mobile_joined = rows(&[(HOME, 1), (OFFICE, 1)]);
    let check = |step: &str, expected: &[(String, u32)]| {
        assert!(desk.touched().missed || step == "nothing", "{step}");
        assert_eq!(open(&desk), expected, "{step}");
        is_as_remade(&desk, step);
    };
    check("nothing", &apart);
    let ayse = save(&desk, None, contact("Ayşe", &[MOBILE, HOME])).await;
    check("made", &mobile_joined);
    save(&desk, Some(ayse), contact("Ayşe", &[MOBILE, HOME, OFFICE])).await;
    check("given a number", &rows(&[(HOME, 1)]));
    save(&desk, Some(ayse), contact("Ayşe", &[MOBILE, OFFICE])).await;
    check("a number taken", &rows(&[(HOME, 1), (OFFICE, 2)]));
    let home = save(&desk, None, contact("Ayşe", &[HOME])).await;
    desk.touched();
    desk.writer.merge_contacts(ayse, home).await.unwrap();
    check("merged", &rows(&[(HOME, 1)]));
    desk.writer.remove_contact(ayse).await.unwrap();
    check("removed", &apart);

    let import = desk.writer.begin_import("a.csv".to_owned(), noon());
    let import = import.await.unwrap();
    let kept = save(&desk, None, colleague("Ayşe", &[MOBILE])).await;
    desk.touched();
    // To the one who is there it brings a number; the other one is new.
    let drafts = vec![
        colleague("Ayşe", &[MOBILE, HOME]),
        colleague("Bora", &[OFFICE]),
    ];
    desk.writer.import_contacts(import, drafts).await.unwrap();
    check("imported", &mobile_joined);
    // Her home is the company's number now.
    let shared = save(&desk, None, colleague("Cem", &[HOME])).await;
    check("shared", &apart);
    desk.writer.remove_contact(shared).await.unwrap();
    check("shared no more", &mobile_joined);
    while desk.writer.undo_import(import).await.unwrap() {}
    check("undone", &apart);
    assert!(desk.reader.contact(kept).unwrap().is_some());
}

/// Of most contacts in a file only a name comes: who waits is counted anew only where it may be another.
#[tokio::test]
async fn the_list_is_that_of_whatever_an_import_brings() {
    type Contacts = Vec<ContactDraft>;
    type Open<'a> = &'a [(&'a str, u32)];
    let cases: [(&str, Contacts, Contacts, Open<'_>); 8] = [
        (
            "a name for one number",
            vec![],
            vec![contact("Ayşe", &[MOBILE])],
            &[(OFFICE, 1), (MOBILE, 1)],
        ),
        (
            "a number beside the one that was reached",
            vec![],
            vec![contact("Ayşe", &[MOBILE, HOME])],
            &[(OFFICE, 1)],
        ),
        (
            "two numbers that wait",
            vec![],
            vec![contact("Ayşe", &[MOBILE, OFFICE])],
            &[(OFFICE, 2)],
        ),
        (
            "somebody unwanted",
            vec![],
            vec![unwanted("Reklam", &[MOBILE])],
            &[(OFFICE, 1)],
        ),
        (
            "a number for somebody who is there",
            vec![colleague("Ayşe", &[MOBILE])],
            vec![colleague("Ayşe", &[MOBILE, HOME])],
            &[(OFFICE, 1)],
        ),
        (
            "somebody else with a number that was one person's",
            vec![colleague("Ayşe", &[MOBILE, HOME])],
            vec![colleague("Bora", &[HOME])],
            &[(OFFICE, 1), (MOBILE, 1)],
        ),
        (
            "somebody else with it in the same file",
            vec![],
            vec![
                colleague("Bora", &[HOME]),
                colleague("Ayşe", &[MOBILE, HOME]),
            ],
            &[(OFFICE, 1), (MOBILE, 1)],
        ),
        (
            "somebody wanted with an unwanted one's number",
            vec![ContactDraft {
                unwanted: true,
                ..colleague("Ayşe", &[OFFICE])
            }],
            vec![colleague("Bora", &[OFFICE])],
            &[(OFFICE, 1), (MOBILE, 1)],
        ),
    ];
    for (name, there, drafts, expected) in cases {
        let desk = Desk::new();
        for told in there {
            save(&desk, None, told).await;
        }
        missed(&desk, "c1", MOBILE, 1).await;
        missed(&desk, "c2", OFFICE, 2).await;
        desk.verimor(&Verimor {
            call: "talk",
            from: HOME,
            minute: 5,
            answered: true,
            ..Verimor::default()
        })
        .await;
        let import = desk.writer.begin_import("a.csv".to_owned(), noon());
        let import = import.await.unwrap();
        desk.writer.import_contacts(import, drafts).await.unwrap();
        assert_eq!(open(&desk), rows(expected), "{name}");
        is_as_remade(&desk, name);
        while desk.writer.undo_import(import).await.unwrap() {}
        is_as_remade(&desk, name);
    }
}

#[tokio::test]
async fn whoever_is_unwanted_is_on_no_list_until_they_are_wanted_again() {
    let desk = Desk::new();
    missed(&desk, "c1", MOBILE, 1).await;
    let id = save(&desk, None, unwanted("Reklam", &[MOBILE, HOME])).await;
    assert_eq!(open(&desk), []);
    missed(&desk, "c2", HOME, 2).await;
    assert_eq!(open(&desk), []);
    assert_eq!(
        desk.list(kimo_history::CallFilter::Missed, ""),
        ["c2", "c1"]
    );
    let call = desk.call("c1").unwrap();
    let settled = desk
        .reader
        .settlements(std::slice::from_ref(&call))
        .unwrap();
    assert_eq!(settled[&call.id].how, SettledHow::Unwanted);
    desk.verimor(&Verimor {
        call: "talk",
        from: MOBILE,
        minute: 3,
        answered: true,
        ..Verimor::default()
    })
    .await;
    let nobody = desk.reader.handled_since(noon(), 10).unwrap();
    assert_eq!(nobody, [], "nobody waited");
    missed(&desk, "c3", HOME, 4).await;
    is_as_remade(&desk, "unwanted");
    save(&desk, Some(id), contact("Reklam", &[MOBILE, HOME])).await;
    assert_eq!(open(&desk), rows(&[(HOME, 1)]));
    // A company's number is unwanted where everybody who has it is.
    let desk = Desk::new();
    let told = |name| ContactDraft {
        unwanted: true,
        ..colleague(name, &[OFFICE])
    };
    save(&desk, None, told("Ayşe")).await;
    missed(&desk, "c1", OFFICE, 1).await;
    assert_eq!(open(&desk), []);
    let bora = save(&desk, None, colleague("Bora", &[OFFICE])).await;
    assert_eq!(open(&desk), rows(&[(OFFICE, 1)]));
    save(&desk, Some(bora), told("Bora")).await;
    assert_eq!(open(&desk), []);
}

#[tokio::test]
async fn a_history_from_before_is_counted_anew() {
    let desk = Desk::new();
    save(&desk, None, contact("Ayşe", &[MOBILE, HOME])).await;
    missed(&desk, "c1", MOBILE, 1).await;
    missed(&desk, "c2", HOME, 2).await;
    desk.sql()
        .execute_batch(
            "INSERT INTO open_missed (number, settled_at, missed, last_call, last_at)
                 SELECT other, (SELECT settled_at FROM open_missed), 1, id, started_at
                 FROM calls WHERE pbx_call_id = 'c1';
             UPDATE open_missed SET missed = 1;
             INSERT INTO unfinished (name, work)
                 VALUES ('recount missed', json_object('work', 'recount_missed', 'after', 0))",
        )
        .unwrap();
    assert_eq!(open(&desk).len(), 2);
    let desk = Desk::at(desk.stop());
    desk.finished().await;
    assert_eq!(open(&desk), rows(&[(HOME, 2)]));
    assert!(desk.touched().missed);
}
