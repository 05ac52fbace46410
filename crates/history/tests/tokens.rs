//! The locks of hooks: tokens that are replaced and ended, and where deliveries may come from.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::fs;

use kimo_calls::{HookId, SourceHeader, Sources, Timestamp};
use kimo_history::{HookChange, KeepError};
use support::{BULUTFON, Desk, MTT, VERIMOR, Verimor, contents, hooks_touched, incoming};

fn tomorrow() -> Timestamp {
    "2026-11-21T09:00:00.123456Z".parse().unwrap()
}

#[tokio::test]
async fn a_replaced_token_is_kept_with_its_end_and_may_be_ended_before() {
    let desk = Desk::new();
    let was = desk.hook(VERIMOR);
    let others = [desk.hook(BULUTFON), desk.hook(MTT)];
    desk.changes();
    let end = Some(tomorrow());
    let rotated = desk.writer.rotate_token(was.id, end).await.unwrap();
    assert_ne!(rotated.token, was.token);
    let previous = rotated.previous.clone().unwrap();
    assert_eq!((previous.token, previous.until), (was.token, tomorrow()));
    assert_eq!(desk.hook(VERIMOR), rotated, "and so it is on the disk");
    assert_eq!(desk.changes(), [hooks_touched(&[was.id])]);

    let again = desk.writer.rotate_token(was.id, end).await.unwrap();
    let previous = again.previous.clone().unwrap();
    assert_eq!(previous.token, rotated.token, "two at most");

    let revoked = desk.writer.revoke_previous(was.id).await.unwrap();
    assert_eq!((&revoked.token, &revoked.previous), (&again.token, &None));
    assert_eq!(desk.hook(VERIMOR), revoked);
    assert_eq!([desk.hook(BULUTFON), desk.hook(MTT)], others);
}

#[tokio::test]
async fn a_hook_that_is_removed_takes_nothing_and_its_calls_are_read_by_it_still() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    desk.verimor(&Verimor::default()).await;
    let call = desk.call("c1").unwrap();
    desk.changes();

    desk.writer.remove_hook(hook.id).await.unwrap();
    assert!(desk.touched().hooks.contains(&hook.id));
    let there = |desk: &Desk| -> Vec<_> {
        let hooks = desk.reader.hooks().unwrap().into_iter();
        hooks.map(|there| there.hook.pbx).collect()
    };
    assert_eq!(there(&desk), [BULUTFON, MTT]);
    let delivery = incoming(
        &hook,
        None,
        Verimor::default().body().as_bytes(),
        tomorrow(),
    );
    for refused in [
        desk.writer.keep(delivery).await.map(|_| ()),
        desk.writer.remove_hook(hook.id).await,
        desk.writer.use_records(hook.id, None).await,
        desk.writer.rotate_token(hook.id, None).await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(KeepError::NotFound)), "{refused:?}");
    }
    desk.finished().await;
    let token = hook.token.expose().as_bytes();
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| {}).unwrap();
    let desk = Desk::at(dir);
    assert_eq!(
        desk.call("c1"),
        Some(call),
        "read by the hook that it came to"
    );
    assert_eq!(there(&desk), [BULUTFON, MTT]);
    let dir = desk.stop();
    for (path, bytes) in contents(dir.path()) {
        let has = bytes.windows(token.len()).any(|bytes| bytes == token);
        assert!(!has, "its token is in {}", path.display());
    }
}

#[tokio::test]
async fn a_token_may_be_replaced_at_once() {
    let desk = Desk::new();
    let hook = desk.hook(MTT).id;
    let end = Some(tomorrow());
    desk.writer.rotate_token(hook, end).await.unwrap();
    let rotated = desk.writer.rotate_token(hook, None).await.unwrap();
    assert_eq!(rotated.previous, None);
    let nobody = desk.writer.rotate_token(HookId(99), None).await;
    assert_eq!(nobody.unwrap_err(), KeepError::NotFound);
}

#[tokio::test]
async fn a_hook_may_be_limited_to_where_its_deliveries_come_from() {
    let desk = Desk::new();
    let was = desk.hook(MTT);
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
    assert_eq!(desk.hook(MTT), limited);
    assert!(desk.hook(VERIMOR).sources.is_anywhere());
    let freed = desk
        .writer
        .limit_sources(was.id, Sources::default())
        .await
        .unwrap();
    assert_eq!(freed, was);
}

#[tokio::test]
async fn a_password_of_the_first_format_is_given_until_it_is_taken_out() {
    let desk = Desk::new();
    let sql = "UPDATE hooks SET basic_user = 'santral', basic_password = 'old secret'
               WHERE pbx = 1";
    desk.sql().execute_batch(sql).unwrap();
    let was = desk.hook(BULUTFON);
    let basic = was.basic.clone().unwrap();
    assert_eq!(
        (basic.user.as_str(), basic.password.as_deref()),
        ("santral", Some("old secret"))
    );
    // The name of a hook has nothing to do with it.
    let named = HookChange {
        id: was.id,
        name: "Şube".to_owned(),
        basic_user: None,
        meaning: was.meaning.clone(),
    };
    desk.writer.update_hook(named).await.unwrap();
    assert_eq!(desk.hook(BULUTFON).basic, was.basic);

    // As much as a kill leaves of it: database and log, with the writer in between.
    let secret = b"old secret";
    let files_with_it = || {
        let files = contents(desk.dir.path());
        let with = files
            .iter()
            .filter(|(_, bytes)| bytes.windows(secret.len()).any(|part| part == secret));
        with.count()
    };
    assert!(files_with_it() > 0);
    desk.verimor(&Verimor::default()).await;
    let made = Timestamp::now();
    kimo_history::back_up(desk.dir.path(), made).unwrap();
    let backups = contents(&desk.dir.path().join("backups"));
    assert_eq!(backups.len(), 1);
    let copied = backups[0].1.windows(secret.len());
    assert!(!copied.into_iter().any(|part| part == secret));
    let restored = tempfile::tempdir().unwrap();
    fs::write(restored.path().join("kimo.db"), &backups[0].1).unwrap();
    let copy = Desk::at(restored);
    assert_eq!(copy.hook(BULUTFON).basic.unwrap().password, None);

    kimo_history::forget_passwords(desk.dir.path(), &[was.id]).unwrap();
    assert_eq!(files_with_it(), 0);
    desk.verimor(&Verimor {
        call: "c2",
        ..Verimor::default()
    })
    .await;
    let basic = desk.hook(BULUTFON).basic.unwrap();
    assert_eq!((basic.user.as_str(), basic.password), ("santral", None));
    assert_eq!(files_with_it(), 0);
    assert!(desk.touched().hooks.contains(&was.id));
}

/// They are read for every probe and every change; what came to them may be many and long.
#[tokio::test]
async fn hooks_are_read_without_a_look_at_what_came_to_them() {
    let desk = Desk::new();
    desk.post(BULUTFON, b"{", tomorrow()).await.unwrap();
    let hooks = desk.reader.hooks().unwrap();
    desk.sql()
        .execute_batch("DROP TABLE not_understood; DROP TABLE deliveries")
        .unwrap();
    assert_eq!(desk.reader.hooks().unwrap(), hooks);
}
