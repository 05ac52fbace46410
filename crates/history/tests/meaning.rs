//! Reading again: a hook's meaning changes, or everything is made afresh.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{MarkKind, SettingValue, Settings, Status, Timestamp};
use kimo_history::{Change, History, HookChange, KeepError, TouchedCalls};
use support::{Desk, VERIMOR, Verimor, call_id, incoming, touched};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn settings(flag: &str) -> Settings {
    let flag = SettingValue::Text(flag.to_owned());
    let hooks = kimo_pbx::adapter(VERIMOR).unwrap();
    hooks
        .checked([("answered_flag".to_owned(), flag)].into())
        .unwrap()
}

async fn set_flag(desk: &Desk, flag: &str) {
    let hook = desk.hook(VERIMOR);
    let change = HookChange {
        id: hook.id,
        name: "Office".to_owned(),
        basic_user: None,
        meaning: kimo_calls::Meaning {
            settings: settings(flag),
            ..hook.meaning
        },
    };
    let changed = desk.writer.update_hook(change).await.unwrap();
    assert_eq!(changed.token, hook.token);
    assert_eq!(changed.name, "Office");
}

/// Everything that is made from the deliveries, but for row numbers.
fn everything(desk: &Desk) -> Vec<String> {
    let db = desk.sql();
    let mut all = Vec::new();
    for sql in [
        "SELECT quote(pbx_call_id) || quote(hex(e.id)) || quote(e.kind) || quote(e.delivery)
         FROM events e JOIN calls c ON c.id = e.call",
        "SELECT quote(pbx_call_id) || quote(class) || quote(started_at) || quote(disposition)
             || quote(is_done) || quote(note) FROM calls",
        "SELECT quote(key) || quote(settled_at) || quote(missed) || quote(last_at)
         FROM open_missed JOIN numbers n ON n.id = number",
        "SELECT 'calls ' || calls FROM desk",
    ] {
        let mut rows = db.prepare(sql).unwrap();
        let rows = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all.sort();
    all
}

fn not_understood(desk: &Desk) -> u64 {
    let hook = desk.hook(VERIMOR).id;
    desk.reader.not_understood(hook, 0).unwrap().total
}

async fn some_calls(desk: &Desk, calls: u32) {
    for minute in 0..calls {
        let call = format!("c{minute}");
        let from = format!("0532000{:04}", minute % 7);
        let event = Verimor {
            call: &call,
            from: &from,
            minute,
            answered: minute % 2 == 0,
            ..Verimor::default()
        };
        desk.verimor(&Verimor {
            event: "ringing",
            ..event
        })
        .await;
        desk.verimor(&event).await;
    }
}

#[tokio::test]
async fn deliveries_are_read_again_when_their_meaning_changes() {
    let desk = Desk::new();
    some_calls(&desk, 300).await;
    let before = everything(&desk);
    assert!(desk.call("c1").unwrap().missed && !desk.call("c2").unwrap().missed);
    desk.changes();
    set_flag(&desk, "missed").await;
    assert!(!desk.call("c1").unwrap().missed && desk.call("c2").unwrap().missed);
    let told = desk.changes();
    assert!(told.len() < 10, "once a step: {}", told.len());
    let TouchedCalls::These(told) = touched(told).calls else {
        panic!("so few calls are named");
    };
    assert_eq!(told.len(), 300);
    assert_eq!(
        desk.reader.events(&call_id("c2")).unwrap().len(),
        2,
        "no event is there twice"
    );
    // A delivery that was read just before the change is kept as it is meant now.
    let mut late = desk.hook(VERIMOR);
    late.meaning.settings = Settings::new();
    let body = Verimor {
        call: "late",
        answered: true,
        minute: 400,
        ..Verimor::default()
    }
    .body();
    desk.writer
        .keep(incoming(&late, None, body.as_bytes(), now()))
        .await
        .unwrap();
    assert!(desk.call("late").unwrap().missed);
    // And back.
    set_flag(&desk, "accepted").await;
    assert!(!desk.call("late").unwrap().missed);
    desk.writer
        .forget_person("+905321234567".into(), now())
        .await
        .unwrap();
    assert_eq!(everything(&desk), before);
}

#[tokio::test]
async fn a_rereading_that_was_cut_short_goes_on_at_the_next_start() {
    let desk = Desk::new();
    some_calls(&desk, 10).await;
    let dir = desk.stop();
    // As a kill between the change and its first step leaves it.
    let db = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    db.execute_batch(
        "UPDATE hooks SET settings = '{\"answered_flag\":\"missed\"}' WHERE pbx = 0;
         INSERT INTO unfinished (name, work)
         SELECT 'reread ' || id, json_object('work', 'reread', 'hook', id, 'after', 0)
         FROM hooks WHERE pbx = 0;",
    )
    .unwrap();
    drop(db);
    let desk = Desk::at(dir);
    desk.finished().await;
    assert!(desk.call("c2").unwrap().missed);
}

/// The desk is told to end while the first step's news is being told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_that_ends_does_not_wait_for_a_long_rereading() {
    let desk = Desk::new();
    some_calls(&desk, 300).await;
    let hook = desk.hook(VERIMOR);
    let dir = desk.stop();
    let (stepped, first_step) = std::sync::mpsc::channel();
    let (go_on, told_to_end) = std::sync::mpsc::channel::<()>();
    let history = History::open(dir.path()).unwrap().history;
    let writer = history
        .writer(move |changes| {
            let touches = |change: &Change| matches!(change, Change::Touched(touched) if !touched.calls.is_empty());
            if changes.iter().any(touches) {
                stepped.send(()).unwrap();
                told_to_end.recv().unwrap();
            }
        })
        .unwrap();
    let change = HookChange {
        id: hook.id,
        name: hook.name,
        basic_user: None,
        meaning: kimo_calls::Meaning {
            settings: settings("missed"),
            ..hook.meaning
        },
    };
    let rereading = tokio::spawn({
        let writer = writer.clone();
        async move { writer.update_hook(change).await }
    });
    tokio::task::spawn_blocking(move || first_step.recv().unwrap())
        .await
        .unwrap();
    {
        let mut closing = std::pin::pin!(writer.close());
        // Once asked, it is on its way.
        let asked = std::future::poll_fn(|context| {
            std::task::Poll::Ready(closing.as_mut().poll(context).is_pending())
        });
        assert!(asked.await);
        go_on.send(()).unwrap();
        closing.await.unwrap();
    }
    assert_eq!(rereading.await.unwrap(), Err(KeepError::Closed));
    let late = writer.reload().await;
    assert_eq!(late, Err(KeepError::Closed), "nothing more is taken");
    drop(writer);
    let left = |dir: &std::path::Path| -> i64 {
        let db = rusqlite::Connection::open(dir.join("kimo.db")).unwrap();
        let sql = "SELECT count(*) FROM unfinished";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(left(dir.path()), 1, "it ended in the middle");
    // And goes on from there.
    let desk = Desk::at(dir);
    desk.finished().await;
    assert_eq!(left(desk.dir.path()), 0);
    assert!((0..300).all(|call| desk.call(&format!("c{call}")).unwrap().missed == (call % 2 == 0)));
}

#[tokio::test]
async fn a_rebuild_makes_the_same_again() {
    let desk = Desk::new();
    some_calls(&desk, 300).await;
    desk.verimor(&Verimor {
        call: "c9",
        event: "ringing",
        minute: 9,
        from: "05320000002",
        ..Verimor::default()
    })
    .await;
    desk.writer
        .mark(call_id("c3"), MarkKind::Done(true), now())
        .await
        .unwrap();
    let note = MarkKind::Note("kept".to_owned());
    desk.writer.mark(call_id("c4"), note, now()).await.unwrap();
    let before = everything(&desk);
    // What an older Kimo, or a fault, may have left.
    desk.sql()
        .execute_batch(
            "DELETE FROM events WHERE call % 3 = 0;
             UPDATE events SET kind = '{\"kind\":\"arrived\"}' WHERE call % 5 = 0;
             UPDATE calls SET class = 0, missed = 0, reached = 0, disposition = 6 WHERE id % 2 = 0;
             UPDATE open_missed SET missed = missed + 1;",
        )
        .unwrap();
    assert_ne!(everything(&desk), before);
    let mut heard = Vec::new();
    kimo_history::rebuild(desk.dir.path(), |done, all| heard.push((done, all))).unwrap();
    assert_eq!(heard.first(), Some(&(0, 601)));
    assert_eq!(heard.last(), Some(&(601, 601)));
    assert_eq!(everything(&desk), before);
    // The desk that runs beside goes on from there.
    desk.verimor(&Verimor {
        event: "answer",
        call: "c3",
        minute: 3,
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.reader.events(&call_id("c3")).unwrap().len(), 4);
    assert_eq!(desk.touched().calls, TouchedCalls::Many);
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(desk.reader.health().unwrap().problems, [""; 0]);
}

#[tokio::test]
async fn what_was_not_understood_may_be_later() {
    let desk = Desk::new();
    let event = Verimor::default();
    desk.verimor(&event).await;
    // As if an older Kimo had not known this event.
    desk.sql()
        .execute_batch(
            "DELETE FROM events; DELETE FROM open_missed;
             UPDATE deliveries SET call = NULL; DELETE FROM calls; UPDATE desk SET calls = 0;
             INSERT INTO not_understood (delivery, hook, digest, event_type)
             SELECT id, hook, x'00', 'hangup' FROM deliveries;",
        )
        .unwrap();
    assert_eq!(not_understood(&desk), 1);
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(not_understood(&desk), 0);
    assert!(desk.call("c1").unwrap().missed);
    assert_eq!(desk.open().len(), 1);
    assert_eq!(desk.reader.total_calls().unwrap(), 1);
    // And the other way round: a body that is no event any more takes its call with it.
    desk.sql()
        .execute_batch("UPDATE deliveries SET sum = NULL, body = CAST('{' AS BLOB)")
        .unwrap();
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(desk.call("c1"), None);
    assert_eq!(
        (desk.open().len(), desk.reader.total_calls().unwrap()),
        (0, 0)
    );
    assert_eq!(not_understood(&desk), 1);
    assert!(History::open(desk.dir.path()).is_ok());
}

#[tokio::test]
async fn a_rebuild_that_was_cut_short_can_be_run_again_beside_a_running_desk() {
    let desk = Desk::new();
    some_calls(&desk, 300).await;
    let before = everything(&desk);
    let spoil = "UPDATE events SET kind = '{\"kind\":\"arrived\"}';
         UPDATE calls SET class = 0, missed = 0, reached = 0, disposition = 6;
         DELETE FROM open_missed;";
    desk.sql().execute_batch(spoil).unwrap();
    let dir = desk.dir.path().to_owned();
    let cut_short = std::thread::spawn({
        let dir = dir.clone();
        move || kimo_history::rebuild(&dir, |done, _| assert!(done < 200, "cut short"))
    });
    cut_short.join().unwrap_err();
    assert_eq!(desk.reader.health().unwrap().problems, [""; 0]);
    // The desk takes deliveries all the while.
    let again = std::thread::spawn(move || kimo_history::rebuild(&dir, |_, _| {}).unwrap());
    for minute in 300..340 {
        let call = format!("c{minute}");
        desk.verimor(&Verimor {
            call: &call,
            minute,
            ..Verimor::default()
        })
        .await;
    }
    again.join().unwrap();
    assert!(desk.call("c339").unwrap().missed);
    desk.writer
        .forget_person("+905321234567".into(), now())
        .await
        .unwrap();
    assert_eq!(everything(&desk), before);
}

/// Nobody would give it up once more: the desk watches what it hears of, and it hears nothing.
#[tokio::test]
async fn a_call_that_was_given_up_does_not_ring_again_by_being_read_afresh() {
    let desk = Desk::new();
    desk.verimor(&Verimor {
        event: "ringing",
        ..Verimor::default()
    })
    .await;
    let given_up = desk.writer.expire(call_id("c1"), now()).await.unwrap();
    assert_eq!(given_up.status, Status::Ended);
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(desk.call("c1"), Some(given_up));
    // What the desk knows by heart is the same.
    let rings = Verimor {
        event: "ringing",
        ..Verimor::default()
    };
    desk.verimor(&rings).await;
    assert_eq!(desk.call("c1").unwrap().status, Status::Ringing);
}
