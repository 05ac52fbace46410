//! What may be asked of a desk, from inside it, over its control socket and without one running.

#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use kimo_desk::{
    Desk, DeskOptions, FakeDesktop, MakeHooks, QuietChoice, Secrets, TrayId, UserAction,
    api::{
        Account, AddHookParams, AskErrorCode, Asker, BasicParams, FeedItem, Nothing, PbxId, Sound,
    },
    password_name,
    send::{Pace, play},
};
use kimo_pbx::{Step, VerimorCall, VerimorEnd};
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
    desk.user_action(UserAction::Tray(TrayId::Quiet(QuietChoice::On)));
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

#[tokio::test]
async fn what_is_chosen_for_a_time_is_told_and_survives_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    assert_eq!(status(&desk).await["quiet"], Value::Null);
    let mut feed = desk.feed();
    let choose = |choice| json!({ "choice": choice });
    let chosen = desk.ask("do_not_disturb", choose("an-hour")).await.unwrap();
    assert_eq!(chosen["do_not_disturb"], true);
    while feed.recv().await.unwrap() != (FeedItem::Status {}) {}
    let quiet = status(&desk).await["quiet"].clone();
    let until: Timestamp = quiet["until"].as_str().unwrap().parse().unwrap();
    let left = until.duration_since(Timestamp::now());
    assert!(left.as_mins() <= 60, "{left:?}");
    assert_eq!(quiet["outside_hours"], false);
    desk.stop().await;

    let desk = open(&dir).await;
    let mut feed = desk.feed();
    while status(&desk).await["quiet"] != quiet {
        feed.recv().await.unwrap();
    }
    // A window that knows a switch only.
    let off = json!({"do_not_disturb": false});
    let chosen = desk.ask("change_settings", off).await.unwrap();
    assert_eq!(chosen["do_not_disturb"], false);
    while status(&desk).await["quiet"] != Value::Null {
        feed.recv().await.unwrap();
    }
    desk.stop().await;
}

#[tokio::test]
async fn a_sound_is_tried_where_there_is_a_desktop_and_no_louder_than_can_be() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    let ask = json!({"sound": "missed", "volume": 40});
    let desk = Desk::open(options.clone()).await.unwrap();
    let tried = desk.ask("try_sound", ask.clone()).await.unwrap();
    assert_eq!(tried, "no_desktop");
    desk.stop().await;

    options.desktop = true;
    let desk = Desk::open(options).await.unwrap();
    let (desktop, screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let tried = desk.ask("try_sound", ask).await.unwrap();
    assert_eq!(tried, "played");
    assert_eq!(screen.borrow().played, [(Sound::Missed, 40)]);
    let louder = json!({"sound": "missed", "volume": 101});
    let refused = desk.ask("try_sound", louder).await.unwrap_err();
    assert_eq!(refused.code, AskErrorCode::BadParams);
    let loud = json!({"sounds": {"call": true, "volume": 101}});
    let refused = desk.ask("change_settings", loud).await.unwrap_err();
    assert_eq!(refused.code, AskErrorCode::BadParams);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_hang_up_at_once_whoever_waited_is_on_the_page_and_in_the_tray() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    let desk = Desk::open(options).await.unwrap();
    let (desktop, mut screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let hooks = desk.hook_urls().await.unwrap();
    let hook = hooks.iter().find(|hook| hook.pbx.as_str() == "verimor");
    // Sixty waited, and all of the six hundred who called after them hung up at once.
    let calls: Vec<Step> = (0..660)
        .map(|n| gave_up(n, if n < 60 { 30 } else { 2 }))
        .collect();
    let kept = |_: &Step, answer: &kimo_desk::send::Answer| assert_eq!(answer.status, 200);
    let url = &hook.unwrap().url;
    play(url, None, &calls, Pace::Fast, kept).await.unwrap();

    let numbers = |page: &Value, of: &str| -> Vec<String> {
        let rows = page[of].as_array().unwrap().iter();
        let caller = |row: &Value| row["caller"]["raw"].as_str().unwrap().to_owned();
        rows.map(caller).collect()
    };
    for extensions in [json!([]), json!(["1001"])] {
        let mine = json!({"extensions": extensions});
        desk.ask("change_settings", mine).await.unwrap();
        for (oldest_first, first) in [(false, 59), (true, 0)] {
            let asked = json!({"oldest_first": oldest_first});
            let page = desk.ask("missed", asked).await.unwrap();
            let rows = numbers(&page, "rows");
            assert_eq!((rows.len(), &rows[0]), (50, &caller(first)), "{extensions}");
            assert_eq!(page["total"], 60, "{extensions}");
            assert_eq!(numbers(&page, "hung_up").len(), 50);
        }
        let tray = screen.wait_for(|screen| {
            let tray = screen.tray.as_ref();
            tray.is_some_and(|tray| tray.icon.missed == 60)
        });
        tokio::time::timeout(Duration::from_secs(20), tray)
            .await
            .unwrap_or_else(|_| panic!("never in the tray, for {extensions}"))
            .unwrap();
    }
    let everybody = json!({"everybody": true, "limit": 100});
    let page = desk.ask("missed", everybody.clone()).await.unwrap();
    assert_eq!(numbers(&page, "rows").len(), 60);
    assert_eq!(numbers(&page, "hung_up").len(), 100);
    assert_eq!(page["hung_up_total"], 600);
    let until = Timestamp::now() + Duration::from_secs(600);
    let later = json!({"call": page["hung_up"][0]["last_call"], "until": until});
    desk.ask("snooze", later).await.unwrap();
    let page = desk.ask("missed", everybody).await.unwrap();
    assert_eq!(page["hung_up_total"], 599, "who is snoozed stands there");
    assert_eq!(numbers(&page, "hung_up").len(), 100);
    assert_eq!(numbers(&page, "snoozed").len(), 1);
    desk.stop().await;
}

fn caller(n: u32) -> String {
    format!("0532{n:07}")
}

/// The end of a call whose caller gave up after so many seconds.
fn gave_up(n: u32, seconds: u32) -> Step {
    let call = VerimorCall {
        id: format!("call{n}"),
        started_at: Timestamp::now() - Duration::from_secs(3600 - u64::from(n)),
        direction: "inbound",
        caller: &caller(n),
        shows: "",
        called: "02129630000",
        queue: "",
    };
    Step {
        sent_after: Duration::ZERO,
        path: "",
        content_type: "application/x-www-form-urlencoded",
        body: call.hangup(&VerimorEnd {
            leg: "1001",
            answered: false,
            answered_at: None,
            at: seconds,
            cause: "ORIGINATOR_CANCEL",
        }),
    }
}

async fn status(desk: &Desk) -> Value {
    desk.ask("status", Value::Null).await.unwrap()
}
