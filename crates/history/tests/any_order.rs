//! Whatever order the deliveries of a scenario arrive in, and however often they are repeated,
//! the same call is stored and the same callers are open.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{Meaning, Timestamp};
use kimo_history::{CallQuery, HookChange};
use kimo_pbx::{Reading, payloads::Payload};
use proptest::{
    prelude::*,
    sample,
    test_runner::{Config, TestRunner},
};
use support::{Desk, Verimor, call_id, incoming};

/// What is shown after deliveries that arrive in this order: the calls and the open callers.
async fn shown(payload: &Payload, order: &[usize]) -> String {
    let desk = Desk::new();
    desk.writer
        .add_usual_hooks(vec![payload.pbx])
        .await
        .unwrap();
    let hook = desk.hook(payload.pbx);
    if !payload.settings.is_empty() {
        let meaning = Meaning {
            settings: payload.settings.clone(),
            ..hook.meaning
        };
        let change = HookChange {
            id: hook.id,
            name: hook.name,
            basic_user: None,
            meaning,
        };
        desk.writer.update_hook(change).await.unwrap();
    }
    let hook = desk.hook(payload.pbx);
    for (place, at) in order.iter().enumerate() {
        let at = &payload.bodies[*at].bytes;
        let received_at = Timestamp::from_second(1_795_334_400 + 17 * place as i64).unwrap();
        let incoming = incoming(&hook, None, at, received_at);
        assert!(
            !matches!(incoming.reading, Err(_) | Ok(Reading::Empty)),
            "{}",
            payload.name
        );
        desk.writer.keep(incoming).await.unwrap();
    }
    let query = CallQuery {
        limit: 9,
        ..CallQuery::default()
    };
    let calls = desk.reader.calls(&query).unwrap().calls;
    for call in &calls {
        let events = desk.reader.events(&call.id).unwrap();
        assert_eq!(
            kimo_calls::Call::from_events(&events).as_ref(),
            Some(call),
            "stored as folded"
        );
    }
    format!("{calls:#?} {:?}", desk.open())
}

#[test]
fn the_same_is_shown() {
    let mut runner = TestRunner::new(Config::with_cases(60));
    let payload = sample::select(Payload::all().unwrap());
    let arrivals = payload.prop_flat_map(|payload| {
        let count = payload.bodies.len();
        let more = prop::collection::vec(0..count, 0..=count);
        let order = more
            .prop_map(move |more| (0..count).chain(more).collect::<Vec<_>>())
            .prop_shuffle();
        (Just(payload), order)
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runner
        .run(&arrivals, |(payload, order)| {
            let in_order: Vec<_> = (0..payload.bodies.len()).collect();
            let expected = runtime.block_on(shown(&payload, &in_order));
            let got = runtime.block_on(shown(&payload, &order));
            prop_assert_eq!(got, expected, "{}", &payload.name);
            Ok(())
        })
        .unwrap();
}

/// Calls of few people at few times, with marks between them: after each step the open callers
/// are those of the rules, which are put here as plainly as they are said.
#[test]
fn the_open_callers_are_those_of_the_rules() {
    let mut runner = TestRunner::new(Config::with_cases(25));
    let step = (0..3_usize, 0..6_u32, 0..5_u8);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runner
        .run(&prop::collection::vec(step, 1..40), |steps| {
            runtime.block_on(async {
                let desk = Desk::new();
                for (person, minute, what) in steps {
                    let number = ["05321111111", "05322222222", "anonymous"][person];
                    let call = format!("{person}-{minute}");
                    let inbound = Verimor {
                        call: &call,
                        from: number,
                        minute,
                        ..Verimor::default()
                    };
                    match what {
                        0 => {
                            desk.verimor(&inbound).await;
                        }
                        1 => {
                            desk.verimor(&Verimor {
                                event: "answer",
                                ..inbound
                            })
                            .await;
                        }
                        2 if person < 2 => {
                            let call = format!("out-{call}");
                            let back = Verimor {
                                call: &call,
                                direction: "outbound",
                                from: "1001",
                                to: number,
                                answered: true,
                                ..inbound
                            };
                            desk.verimor(&back).await;
                        }
                        _ => {
                            let done = kimo_calls::MarkKind::Done(what == 3);
                            let now = Timestamp::UNIX_EPOCH;
                            // There may be no such call.
                            desk.writer.mark(call_id(&call), done, now).await.ok();
                        }
                    }
                    let mut open = desk.open();
                    open.sort();
                    assert_eq!(open, by_the_rules(&desk));
                }
            });
            Ok(())
        })
        .unwrap();
}

fn by_the_rules(desk: &Desk) -> Vec<(String, u32)> {
    use kimo_calls::{Direction, Disposition, MarkKind, Status};
    let query = CallQuery {
        limit: 1000,
        ..CallQuery::default()
    };
    let calls = desk.reader.calls(&query).unwrap().calls;
    let mut open = Vec::new();
    for key in ["", "+905321111111", "+905322222222"] {
        let theirs = || calls.iter().filter(|call| call.other_key().as_str() == key);
        let settled = theirs()
            .filter(|call| {
                let reached =
                    call.status == Status::InProgress || call.disposition == Disposition::Answered;
                let done = call
                    .done
                    .as_ref()
                    .is_some_and(|mark| mark.mark == MarkKind::Done(true));
                done || (reached && !key.is_empty() && call.direction != Direction::Internal)
            })
            .map(|call| call.started_at)
            .max();
        let missed = theirs()
            .filter(|call| call.missed && Some(call.started_at) > settled)
            .count();
        if missed > 0 {
            open.push((key.to_owned(), u32::try_from(missed).unwrap()));
        }
    }
    open
}

/// What follows from the calls, kept step by step, is what is made of them from the start: over
/// calls that change their parties, are marked, removed and forgotten.
#[test]
fn what_is_remade_is_what_was_kept() {
    let mut runner = TestRunner::new(Config::with_cases(12));
    let step = (0..4_usize, 0..5_u32, 0..11_u8);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runner
        .run(&prop::collection::vec(step, 1..40), |steps| {
            runtime.block_on(async {
                let desk = Desk::new();
                for step in steps {
                    take_step(&desk, step).await;
                }
                let kept = what_follows(&desk);
                // Nothing of it is left, and some is wrong.
                desk.sql()
                    .execute_batch(
                        "DELETE FROM open_missed WHERE number % 2;
                         UPDATE open_missed SET missed = missed + 3, settled_at = 5;
                         UPDATE numbers SET own = NOT own;
                         INSERT INTO number_text (number_text) VALUES ('delete-all');
                         INSERT INTO name_text (name_text) VALUES ('delete-all');
                         UPDATE desk SET calls = 77;",
                    )
                    .unwrap();
                kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
                prop_assert_eq!(what_follows(&desk), kept);
                Ok(())
            })
        })
        .unwrap();
}

async fn take_step(desk: &Desk, (person, minute, what): (usize, u32, u8)) {
    let number = ["05321111111", "05322222222", "anonymous", "1003"][person];
    let call = format!("{person}-{minute}");
    let inbound = Verimor {
        call: &call,
        from: number,
        minute,
        ..Verimor::default()
    };
    match what {
        0 | 1 => {
            desk.verimor(&inbound).await;
        }
        2 => {
            let event = "answer";
            desk.verimor(&Verimor { event, ..inbound }).await;
        }
        3 => {
            // The same call is said to be between others.
            let (from, to) = ("1001", number);
            let direction = "outbound";
            desk.verimor(&Verimor {
                direction,
                from,
                to,
                answered: minute % 2 == 0,
                ..inbound
            })
            .await;
        }
        4 => {
            let done = kimo_calls::MarkKind::Done(minute % 2 == 0);
            let now = Timestamp::UNIX_EPOCH;
            // There may be no such call.
            desk.writer.mark(call_id(&call), done, now).await.ok();
        }
        5 => {
            let before = "2026-11-20T09:02:30Z".parse().unwrap();
            desk.writer.prune(before).await.unwrap();
        }
        6 => {
            let key = ["+905321111111", "+905322222222", "", "1003"][person];
            let now = Timestamp::UNIX_EPOCH;
            // Some may not be forgotten.
            desk.writer.forget_person(key.into(), now).await.ok();
        }
        7 | 8 => {
            // Whoever has both numbers is one caller; with the third it is a company's.
            let name = ["Ayşe", "Bora"][person % 2];
            let numbers = [
                &["05321111111", "05322222222"][..],
                &["05321111111"],
                &["05322222222", "05323333333"],
                &["05321111111", "1003"],
                &["05323333333", "05322222222", "05321111111"],
            ];
            let told = kimo_history::ContactDraft {
                company: Some("Delta".to_owned()),
                unwanted: what == 8 && person == 3,
                ..support::contact(name, numbers[minute as usize])
            };
            let named = desk.reader.contacts(None, None, 10).unwrap().contacts;
            let same = named.iter().find(|one| one.told.name == name);
            let id = same.map(|one| one.id);
            desk.writer.save_contact(id, told).await.unwrap();
        }
        9 => {
            let all = desk.reader.contacts(None, None, 10).unwrap().contacts;
            if let Some(one) = all.get(person) {
                desk.writer.remove_contact(one.id).await.unwrap();
            }
        }
        _ => {
            let from = "05323333333";
            desk.verimor(&Verimor { from, ..inbound }).await;
        }
    }
}

/// Every row of what follows from the calls, and every word of the index.
fn what_follows(desk: &Desk) -> Vec<String> {
    let db = desk.sql();
    db.execute_batch(
        "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'number_text', 'instance');
         CREATE VIRTUAL TABLE temp.names USING fts5vocab('main', 'name_text', 'instance')",
    )
    .unwrap();
    let mut all = Vec::new();
    for sql in [
        "SELECT 'open ' || number || ' ' || settled_at || ' ' || missed || ' ' || last_call || ' '
             || last_at FROM open_missed",
        "SELECT 'number ' || id || ' ' || key || ' ' || own FROM numbers",
        "SELECT 'word ' || term || ' ' || doc || ' ' || col || ' ' || offset FROM words",
        "SELECT 'name ' || term || ' ' || doc || ' ' || col || ' ' || offset FROM names",
        "SELECT 'calls ' || calls FROM desk",
    ] {
        let mut rows = db.prepare(sql).unwrap();
        let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all.sort();
    all
}
