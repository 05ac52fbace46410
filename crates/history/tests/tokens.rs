//! The locks of hooks: tokens that are replaced and ended, and where deliveries may come from.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{HookId, Pbx, SourceHeader, Sources, Timestamp};
use kimo_history::{Change, History, KeepError};
use support::Desk;

fn tomorrow() -> Timestamp {
    "2026-11-21T09:00:00.123456Z".parse().unwrap()
}

#[tokio::test]
async fn a_replaced_token_is_kept_with_its_end_and_may_be_ended_before() {
    let desk = Desk::new();
    let was = desk.hook(Pbx::Verimor);
    let others = [desk.hook(Pbx::Bulutfon), desk.hook(Pbx::Mtt)];
    desk.changes();
    let end = Some(tomorrow());
    let rotated = desk.writer.rotate_token(was.id, end).await.unwrap();
    assert_ne!(rotated.token, was.token);
    let previous = rotated.previous.clone().unwrap();
    assert_eq!((previous.token, previous.until), (was.token, tomorrow()));
    assert_eq!(desk.hook(Pbx::Verimor), rotated, "and so it is on the disk");
    assert_eq!(desk.changes(), [Change::Hooks]);

    let again = desk.writer.rotate_token(was.id, end).await.unwrap();
    let previous = again.previous.clone().unwrap();
    assert_eq!(previous.token, rotated.token, "two at most");

    let revoked = desk.writer.revoke_previous(was.id).await.unwrap();
    assert_eq!((&revoked.token, &revoked.previous), (&again.token, &None));
    assert_eq!(desk.hook(Pbx::Verimor), revoked);
    assert_eq!([desk.hook(Pbx::Bulutfon), desk.hook(Pbx::Mtt)], others);
}

#[tokio::test]
async fn a_token_may_be_replaced_at_once() {
    let desk = Desk::new();
    let hook = desk.hook(Pbx::Mtt).id;
    let end = Some(tomorrow());
    desk.writer.rotate_token(hook, end).await.unwrap();
    let rotated = desk.writer.rotate_token(hook, None).await.unwrap();
    assert_eq!(rotated.previous, None);
    let nobody = desk.writer.rotate_token(HookId(99), None).await;
    assert_eq!(nobody.unwrap_err(), KeepError::NotFound);
}

#[tokio::test]
async fn a_history_of_the_first_format_is_brought_up_to_date_with_its_hooks() {
    let desk = Desk::new();
    let was = desk.hook(Pbx::Verimor);
    let dir = desk.stop();
    let db = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    db.execute_batch(
        "ALTER TABLE hooks DROP COLUMN previous_token;
         ALTER TABLE hooks DROP COLUMN previous_until;
         ALTER TABLE hooks DROP COLUMN allowed_sources;
         ALTER TABLE hooks DROP COLUMN source_header;
         PRAGMA user_version = 8;",
    )
    .unwrap();
    drop(db);
    History::open(dir.path()).unwrap();
    assert_eq!(Desk::at(dir).hook(Pbx::Verimor), was);
}

#[tokio::test]
async fn a_hook_may_be_limited_to_where_its_deliveries_come_from() {
    let desk = Desk::new();
    let was = desk.hook(Pbx::Mtt);
    assert!(was.sources.is_anywhere());
    let sources = Sources {
        allowed: ["203.0.113.0/24", "2001:db8::1"]
            .map(|text| text.parse().unwrap())
            .into(),
        header: SourceHeader::CfConnectingIp,
    };
    let limited = desk
        .writer
        .limit_sources(was.id, sources.clone())
        .await
        .unwrap();
    assert_eq!(limited.sources, sources);
    assert_eq!(desk.hook(Pbx::Mtt), limited);
    assert!(desk.hook(Pbx::Verimor).sources.is_anywhere());
    let freed = desk
        .writer
        .limit_sources(was.id, Sources::default())
        .await
        .unwrap();
    assert_eq!(freed, was);
}
