//! Several installations of one PBX, and what a delivery may hold.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{CallId, Disposition, Hook, MarkKind, Status, Timestamp};
use kimo_history::{Change, NewHook};
use support::{BULUTFON, Desk, MTT, VERIMOR, Verimor, incoming};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

async fn hook_of(desk: &Desk, account: &str) -> Hook {
    let new = NewHook {
        pbx: VERIMOR,
        account: account.parse().unwrap(),
        name: format!("Office {account}"),
        basic_user: None,
        meaning: kimo_pbx::meaning_of(VERIMOR),
    };
    desk.writer.add_hook(new).await.unwrap()
}

/// Whoever knows the address of one account must not be able to end, or forge, a call of another.
#[tokio::test]
async fn a_hook_changes_calls_of_its_own_account_only() {
    let desk = Desk::new();
    let ankara = hook_of(&desk, "ankara").await;
    desk.verimor(&Verimor {
        event: "ringing",
        ..Verimor::default()
    })
    .await;
    let rings = desk.call("c1").unwrap();
    let end = Verimor::default().body();
    desk.writer
        .keep(incoming(&ankara, None, end.as_bytes(), now()))
        .await
        .unwrap();
    assert_eq!(desk.call("c1").unwrap(), rings, "the other account's call");
    let theirs: CallId = "verimor@ankara:c1".parse().unwrap();
    let other = desk.reader.call(&theirs).unwrap().unwrap();
    assert_eq!((other.status, other.missed), (Status::Ended, true));
    assert_eq!(desk.reader.deliveries(&theirs).unwrap().len(), 1);
    assert_eq!(desk.reader.deliveries(&rings.id).unwrap().len(), 1);
    // The very same body to each is two events.
    desk.verimor(&Verimor::default()).await;
    assert_eq!(desk.call("c1").unwrap().status, Status::Ended);
    // So are marks.
    let done = MarkKind::Done(true);
    desk.writer.mark(theirs.clone(), done, now()).await.unwrap();
    assert_eq!(desk.call("c1").unwrap().done, None);
    let desk = Desk::at(desk.stop());
    assert!(desk.reader.call(&theirs).unwrap().unwrap().done.is_some());
    assert_eq!(desk.call("c1").unwrap().done, None);
}

/// Nor may they where both hooks have the one account that there is.
#[tokio::test]
async fn a_call_is_changed_by_the_hook_alone_that_spoke_of_it_first() {
    let desk = Desk::new();
    let other = hook_of(&desk, "").await;
    desk.verimor(&Verimor::default()).await;
    let missed = desk.call("c1").unwrap();
    assert!(missed.missed);
    let answers = Verimor {
        event: "answer",
        ..Verimor::default()
    };
    let answers = answers.body();
    let forged = || incoming(&other, None, answers.as_bytes(), now());
    desk.writer.keep(forged()).await.unwrap();
    desk.writer.keep(forged()).await.unwrap();
    assert_eq!(desk.call("c1").unwrap(), missed);
    let kept = desk.reader.not_understood(other.id, 10).unwrap();
    assert_eq!(kept.total, 2, "kept all the same");
    let why = &kept.newest[0].what;
    assert!(why.contains("belongs to another connection"), "{why}");
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| {}).unwrap();
    let desk = Desk::at(dir);
    assert_eq!(desk.call("c1").unwrap(), missed);
}

#[tokio::test]
async fn several_deliveries_are_kept_together_or_not_at_all() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    let ringing = Verimor {
        event: "ringing",
        ..Verimor::default()
    };
    let other = Verimor {
        call: "c2",
        ..ringing
    };
    let bodies = [ringing.body(), other.body(), Verimor::default().body()];
    let all = |hook: &Hook| {
        let all = bodies.iter();
        all.map(|body| incoming(hook, None, body.as_bytes(), now()))
            .collect::<Vec<_>>()
    };
    let mut nobody = all(&hook);
    nobody[2].hook.id = kimo_calls::HookId(99);
    desk.writer.keep_all(nobody).await.unwrap_err();
    assert_eq!((desk.call("c1"), desk.call("c2")), (None, None));
    desk.changes();
    let kept = desk.writer.keep_all(all(&hook)).await.unwrap();
    assert!(kept.iter().all(|kept| !kept.repeated));
    assert_eq!(desk.call("c1").unwrap().status, Status::Ended);
    assert_eq!(desk.call("c2").unwrap().status, Status::Ringing);
    let told = desk.changes();
    let is_delivery = |change: &&Change| matches!(change, Change::Delivered { .. });
    assert_eq!(told.iter().filter(is_delivery).count(), 3);
    let kept = desk.writer.keep_all(all(&hook)).await.unwrap();
    assert!(kept.iter().all(|kept| kept.repeated));
}

async fn hook_of_example(desk: &Desk) -> Hook {
    let pbx = kimo_calls::PbxId::known("example");
    let new = NewHook {
        pbx,
        account: "ankara".parse().unwrap(),
        name: "Example".to_owned(),
        basic_user: None,
        meaning: kimo_pbx::meaning_of(pbx),
    };
    desk.writer.add_hook(new).await.unwrap()
}

#[tokio::test]
async fn one_delivery_may_tell_several_things() {
    let desk = Desk::new();
    let hook = hook_of_example(&desk).await;
    let body = br#"{"event":"arrived","id":"7"}"#;
    let id: CallId = "example@ankara:7".parse().unwrap();
    for repeated in [false, true] {
        let incoming = incoming(&hook, None, body, now());
        let kept = desk.writer.keep(incoming).await.unwrap();
        assert_eq!(kept.repeated, repeated);
        assert_eq!(desk.reader.events(&id).unwrap().len(), 2);
    }
    assert_eq!(desk.reader.deliveries(&id).unwrap().len(), 2);
    let call = desk.reader.call(&id).unwrap().unwrap();
    assert_eq!(call.queue.as_deref(), Some("200"));
    let events = desk.reader.events(&id).unwrap();
    // One of the two is lost, and the delivery tells it again.
    desk.sql()
        .execute_batch("DELETE FROM events WHERE kind LIKE '%routed%'")
        .unwrap();
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(desk.reader.events(&id).unwrap(), events);
    assert_eq!(desk.reader.call(&id).unwrap().unwrap(), call);
}

#[tokio::test]
async fn what_is_of_no_call_is_kept_and_is_no_riddle() {
    let desk = Desk::new();
    let hook = hook_of_example(&desk).await;
    for body in [&br#"{"event":"rest"}"#[..], br#"{"event":"moon"}"#] {
        let incoming = incoming(&hook, None, body, now());
        desk.writer.keep(incoming).await.unwrap();
    }
    let riddles = desk.reader.not_understood(hook.id, 10).unwrap();
    assert_eq!(riddles.total, 1);
    assert_eq!(riddles.newest.len(), 1);
    assert_eq!(riddles.newest[0].what, "moon");
    let deliveries = || -> i64 {
        let count = "SELECT count(*) FROM deliveries";
        desk.sql().query_row(count, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(deliveries(), 2);
    // Being of no call keeps nothing from its end.
    let later = "2026-11-21T09:00:00Z".parse().unwrap();
    desk.writer.prune(later).await.unwrap();
    assert_eq!(deliveries(), 0);
}

/// A newer Kimo made the hook; this one neither loses nor misreads it.
#[tokio::test]
async fn a_pbx_that_this_build_does_not_know_stays() {
    let desk = Desk::new();
    let hook = hook_of(&desk, "izmir").await;
    desk.verimor(&Verimor::default()).await;
    desk.sql()
        .execute_batch("UPDATE accounts SET pbx = 'newer' WHERE pbx = 'verimor'")
        .unwrap();
    let desk = Desk::at(desk.stop());
    let hooks = desk.reader.hooks().unwrap();
    let newer = hooks.iter().find(|known| known.hook.id == hook.id).unwrap();
    assert_eq!(newer.hook.pbx.as_str(), "newer");
    let call: CallId = "newer:c1".parse().unwrap();
    let done = MarkKind::Done(true);
    let marked = desk.writer.mark(call, done, now()).await.unwrap();
    assert!(marked.missed && marked.done.is_some());
    let late = incoming(&newer.hook, None, b"<call/>", now());
    desk.writer.keep(late).await.unwrap();
    assert_eq!(desk.reader.not_understood(hook.id, 10).unwrap().total, 1);
}

/// What the version before wrote lacks how a call came out that nobody answered, and how far ahead
/// a clock may be.
#[tokio::test]
async fn events_of_the_version_before_go_on_to_be_read() {
    let desk = Desk::new();
    let busy = format!("{}&hangup_cause=USER_BUSY", {
        let end = Verimor::default().body();
        end.replace("&hangup_cause=NO_ANSWER", "")
    });
    desk.post(VERIMOR, busy.as_bytes(), now()).await.unwrap();
    let examples = kimo_pbx::payloads::Payload::of(MTT).unwrap();
    let ahead = examples
        .iter()
        .find(|payload| payload.name == "mtt/date-time-ahead-in-one-event")
        .unwrap();
    for body in &ahead.bodies {
        desk.post(MTT, &body.bytes, now()).await.unwrap();
    }
    let missed = r#"{"event_type":"missing_call","uuid":"m1","caller":"905321234567"}"#;
    desk.post(BULUTFON, missed.as_bytes(), now()).await.unwrap();
    let ids = [
        "verimor:c1",
        ahead.expect["id"].as_str().unwrap(),
        "bulutfon:m1",
    ];
    let ids = ids.map(|id| id.parse::<CallId>().unwrap());
    let read = |desk: &Desk| {
        ids.clone()
            .map(|id| desk.reader.call(&id).unwrap().unwrap())
    };
    let before = read(&desk);
    assert_eq!(before[0].disposition, Disposition::Busy);
    let events = ids.clone().map(|id| desk.reader.events(&id).unwrap());
    let changed = desk
        .sql()
        .execute_batch(
            "UPDATE events SET may_run_ahead = may_run_ahead > 0,
                    kind = json_remove(kind, '$.unanswered')",
        )
        .is_ok();
    assert!(changed);
    let desk = Desk::at(desk.stop());
    assert_eq!(
        ids.clone().map(|id| desk.reader.events(&id).unwrap()),
        events
    );
    for (id, before) in ids.iter().zip(before) {
        let done = MarkKind::Done(true);
        let call = desk.writer.mark(id.clone(), done, now()).await.unwrap();
        let unmarked = kimo_calls::Call { done: None, ..call };
        assert_eq!(unmarked, before, "folded anew");
    }
}
