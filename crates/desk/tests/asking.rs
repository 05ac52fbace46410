//! What may be asked of a desk, from inside it, over its control socket and without one running.

#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use std::path::{Path, PathBuf};

use kimo_desk::{
    Desk, DeskOptions, Secrets, TrayId, UserAction,
    api::{Account, AddHookParams, Asker, BasicParams, Nothing, PbxId},
    password_name,
};
use serde_json::{Value, json};

async fn open(dir: &tempfile::TempDir) -> Desk {
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    Desk::open(options).await.unwrap()
}

/// Asks as a program of its own does, which has no runtime.
async fn beside<T: Send + 'static>(
    dir: &Path,
    ask: impl FnOnce(&Asker) -> T + Send + 'static,
) -> T {
    let dir: PathBuf = dir.to_owned();
    tokio::task::spawn_blocking(move || ask(&Asker::of(&dir).unwrap()))
        .await
        .unwrap()
}

fn branch() -> AddHookParams {
    AddHookParams {
        pbx: PbxId::known("verimor"),
        account: Account::default(),
        name: "Branch".to_owned(),
        region: Some("RU".to_owned()),
        settings: None,
        basic: Some(BasicParams {
            user: "kimo".to_owned(),
            password: "p:ss".to_owned(),
        }),
    }
}

#[tokio::test]
async fn a_question_is_answered_alike_by_a_running_desk_and_without_one() {
    let dir = tempfile::tempdir().unwrap();
    let offline = beside(dir.path(), |asker| {
        assert!(asker.running().is_none());
        asker.add_hook(branch()).unwrap()
    })
    .await;
    assert_eq!(
        (offline.name.as_str(), offline.region.as_str()),
        ("Branch", "RU")
    );
    assert_eq!(offline.basic_user.as_deref(), Some("kimo"));

    let desk = open(&dir).await;
    let id = offline.id;
    let running = beside(dir.path(), move |asker| {
        assert_eq!(asker.running().unwrap().pid, std::process::id());
        let hooks = asker.hooks(Nothing).unwrap();
        hooks.into_iter().find(|hook| hook.id == id).unwrap()
    })
    .await;
    let token = |url: &str| url.rsplit_once('/').unwrap().1.to_owned();
    assert_eq!(token(&running.url), token(&offline.url));
    let refused = beside(dir.path(), |asker| {
        let nameless = AddHookParams {
            region: Some("Moscow".to_owned()),
            ..branch()
        };
        asker.add_hook(nameless).unwrap_err().to_string()
    });
    assert!(refused.await.contains("TR or RU"));
    desk.stop().await;
}

#[tokio::test]
async fn a_password_is_kept_only_once_its_change_is_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let added = serde_json::to_value(branch()).unwrap();
    let hook = desk.ask("add_hook", added).await.unwrap();
    // The very last thing fails.
    let refuse = "CREATE TRIGGER refuse BEFORE UPDATE ON hooks
                  BEGIN SELECT RAISE(ABORT, 'as the test wants it'); END";
    let history = rusqlite::Connection::open(dir.path().join("kimo.db")).unwrap();
    history.execute_batch(refuse).unwrap();
    let mut change = json!({
        "id": hook["id"], "name": "Branch", "region": "TR",
        "basic": {"user": "kimo", "password": "new"},
    });
    let refused = desk.ask("update_hook", change.clone()).await.unwrap_err();
    assert!(refused.detail.contains("as the test wants it"), "{refused}");
    change["basic"] = Value::Null;
    desk.ask("update_hook", change).await.unwrap_err();
    desk.stop().await;

    let id = kimo_history::Reader::open(dir.path())
        .unwrap()
        .desk_id()
        .unwrap();
    let secrets = Secrets::open(dir.path(), &id.0);
    let hook = kimo_calls::HookId(hook["id"].as_i64().unwrap());
    let kept = secrets.get(&password_name(hook)).unwrap();
    assert_eq!(
        kept.as_deref(),
        Some("p:ss"),
        "neither replaced nor removed"
    );
}

#[tokio::test]
async fn what_the_tray_sets_is_not_undone_by_a_window_that_sets_something_else() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let mut feed = desk.feed();
    // What a window shows that was opened before.
    let shown = desk.ask("settings", Value::Null).await.unwrap();
    assert_eq!(shown["do_not_disturb"], false);
    desk.user_action(UserAction::Tray(TrayId::DoNotDisturb));
    while feed.recv().await.unwrap() != kimo_desk::api::FeedItem::Settings {}
    let patch = json!({"extensions": [" 1001 ", "1001", ""], "retention_days": 30});
    let changed = desk.ask("change_settings", patch).await.unwrap();
    assert_eq!(changed["do_not_disturb"], true);
    assert_eq!(changed["extensions"], json!(["1001"]));
    assert_eq!(changed["retention_days"], 30);
    let again = json!({"retention_days": null});
    let changed = desk.ask("change_settings", again).await.unwrap();
    assert_eq!(changed["retention_days"], Value::Null);
    assert_eq!(changed["extensions"], json!(["1001"]));
    assert_eq!(desk.ask("settings", Value::Null).await.unwrap(), changed);
    desk.stop().await;
}
