//! A newer version that somebody wanted, and wants no more.

use kimo_calls::Status;
use kimo_desk::{UpdateStage, api::Nothing};

use crate::{
    eventually::until,
    kimo,
    phone::Call,
    recorder::Recorder,
    releases::{Offer, Releases},
    session::Session,
    tray::Item,
    updates::{asked, looked, until_stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wanted_a_newer_version_may_leave_it_while_it_waits() {
    let mut session = Session::start();
    session.panel().await;
    let screen = Recorder::start(&session).await;
    let releases = Releases::none(&session);
    let mut kimo = releases.start(&session, &kimo::installed(&session)).await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    let ran = session.home().join("ran");
    let ends = "kill -TERM $PPID; while kill -0 $PPID; do sleep 0.02; done";
    let installer = format!("#!/bin/sh\ntouch {}\n{ends}\n", ran.display());
    releases.offer(&session, &Offer::of("99.0.0", &installer));
    looked(kimo.desk()).await;
    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    screen.popup("0532 123 45 67").await;
    let fetched = kimo::data_dir(&session).join("update");
    for by_menu in [true, false] {
        asked(kimo.desk(), |desk| desk.take_update(Nothing))
            .await
            .expect("it is begun");
        until_stage(kimo.desk(), UpdateStage::Waiting).await;
        assert!(fetched.exists());
        if by_menu {
            let leave = "Do not update now".to_owned();
            until("it can be left", async || {
                tray.menu().await.contains(&leave)
            })
            .await;
            tray.choose(&leave).await;
        } else {
            // As whoever presses twice.
            for _ in 0..2 {
                asked(kimo.desk(), |desk| desk.leave_update(Nothing))
                    .await
                    .expect("it is heard");
            }
        }
        let known = until_stage(kimo.desk(), UpdateStage::Idle).await;
        assert_eq!(
            (known.failure, known.newer.as_deref()),
            (None, Some("99.0.0"))
        );
        assert!(!fetched.exists(), "nothing of it stays");
    }
    call.give_up().await;
    until("the call is over", async || {
        let calls = kimo.desk().calls();
        calls.iter().all(|call| call.status == Status::Ended)
    })
    .await;
    // Whoever takes it after all has it: nothing of what was left is in the way.
    assert!(kimo.is_running() && !ran.exists());
    asked(kimo.desk(), |desk| desk.take_update(Nothing))
        .await
        .expect("it is begun");
    assert!(kimo.ended().await.success());
    assert!(ran.exists());
}
