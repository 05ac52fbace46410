//! Several installations of one PBX, and lists of deliveries.
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
