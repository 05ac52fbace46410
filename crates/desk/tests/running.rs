//! A running desk, from inside one process.

use std::net::TcpListener;

use kimo_desk::{Desk, DeskError, DeskOptions, MakeHooks, WhenTaken, lock::LockError};

fn options(dir: &tempfile::TempDir) -> DeskOptions {
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    options
}

#[tokio::test]
async fn a_desk_whose_address_is_taken_says_that_it_is_blind_and_takes_it_once_it_is_free() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut options = options(&dir);
    options.listen = taken.local_addr().unwrap();
    options.when_taken = WhenTaken::TryAgain;
    let desk = Desk::open(options.clone()).await.unwrap();
    assert_eq!(desk.listen_addr(), None);
    let blind = desk.blind().unwrap();
    assert_eq!(blind.code, "cannot-listen");
    assert!(
        blind.detail.contains(&options.listen.to_string()),
        "{}",
        blind.detail
    );
    let mut feed = desk.feed();
    drop(taken);
    while desk.blind().is_some() {
        feed.recv().await.unwrap();
    }
    assert_eq!(desk.listen_addr(), Some(options.listen));
    let hook = &desk.hook_urls().await.unwrap()[0];
    let answer = kimo_desk::send::probe(&hook.url, None).await.unwrap();
    assert_eq!(answer.status.as_u16(), 200);
    desk.stop().await;
}

#[tokio::test]
async fn a_stopped_desk_gives_its_directory_and_address_back() {
    let dir = tempfile::tempdir().unwrap();
    let first = Desk::open(options(&dir)).await.unwrap();
    let mut second = options(&dir);
    second.listen = first.listen_addr().unwrap();
    let held = Desk::open(second.clone()).await.map(|_| ()).unwrap_err();
    assert!(
        matches!(held, DeskError::Lock(LockError::Held { .. })),
        "{held}"
    );
    first.stop().await;
    // A handle that somebody still has keeps nothing.
    let again = Desk::open(second).await.unwrap();
    assert!(
        first
            .ask(
                "mark_done",
                serde_json::json!({"call": "mtt:1", "done": true})
            )
            .await
            .is_err()
    );
    again.stop().await;
}

#[tokio::test]
async fn a_second_start_shows_the_first_ones_window() {
    use kimo_desk::{
        api::{Asker, FeedItem, ShowParams},
        lock::Holder,
    };
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::open(options(&dir)).await.unwrap();
    let mut feed = desk.feed();
    let holder = Holder::read(dir.path()).unwrap();
    assert_eq!(holder.listen, desk.listen_addr());
    let calls = ShowParams {
        view: "calls".to_owned(),
    };
    tokio::task::spawn_blocking(move || Asker::at(holder).show(calls))
        .await
        .unwrap()
        .unwrap();
    let shown = loop {
        if let FeedItem::Show { view } = feed.recv().await.unwrap() {
            break view;
        }
    };
    assert_eq!(shown, "calls");
    desk.stop().await;
}
