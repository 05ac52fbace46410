//! Desktops that lack something. Calls are kept all the same, and the status says what is missing.

use std::fs;

use serde_json::json;

use crate::{
    dunst::Dunst,
    eventually::until,
    kimo::{self, Kimo},
    phone::Call,
    recorder::Recorder,
    session::Session,
    tray::Item,
    webdriver::Window,
};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_notification_server_the_popup_waits_for_one() {
    let session = Session::start();
    let window = Window::open(&session, &[]).await;
    let has = async |code| problems(&window).await.iter().any(|it| it == code);
    until("the status says so", async || {
        has("no-notification-server").await
    })
    .await;

    Call::from(window.desk(), "05321234567").ring("1001").await;
    window.until_text("0532 123 45 67").await;

    let screen = Recorder::start(&session).await;
    screen.popup("0532 123 45 67").await;
    until("the status is clear", async || {
        !has("no-notification-server").await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_server_that_restarts_shows_what_still_stands() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    let kimo = Kimo::start_hidden(&session).await;
    for caller in ["05321234567", "05321234568"] {
        Call::from(kimo.desk(), caller).ring("1001").await;
    }
    dunst.until_shown(2).await;

    dunst.end(&mut session).await;
    let again = Dunst::start(&mut session).await;
    again.until_shown(2).await;
    Call::from(kimo.desk(), "05321234569").ring("1001").await;
    again.until_shown(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_server_that_hangs_holds_up_nobody() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    let window = Window::open(&session, &[]).await;
    let has = async |code| problems(&window).await.iter().any(|it| it == code);
    Call::from(window.desk(), "05321234560").ring("1001").await;
    dunst.until_shown(1).await;

    dunst.hang(&session);
    let over = Call::from(window.desk(), "05321234561");
    over.ring("1001").await;
    for n in 2..6 {
        Call::from(window.desk(), &format!("0532123456{n}"))
            .ring("1001")
            .await;
    }
    over.answer("1002").await;
    window.until_text("0532 123 45 65").await;
    until("the status says so", async || {
        has("notifications-hang").await
    })
    .await;

    dunst.recover(&session);
    until("the status is clear", async || {
        !has("notifications-hang").await
    })
    .await;
    // All but the one that was answered in the meantime.
    dunst.until_shown(5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_the_window_opens_though_it_was_to_be_hidden() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;
    until("the window", async || session.windows("Kimo").len() == 1).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    screen.popup("0532 123 45 67").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_the_status_says_so_until_one_comes() {
    let mut session = Session::start();
    let window = Window::open(&session, &[]).await;
    let has = async |code| problems(&window).await.iter().any(|it| it == code);
    until("the status says so", async || has("no-tray").await).await;
    session.panel().await;
    until("the status is clear", async || !has("no-tray").await).await;
}

/// Nothing is left of a session by then; the toolkit itself has the program ended.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_whose_bus_dies_has_kimo_end_in_order() {
    let mut session = Session::start();
    session.panel().await;
    let screen = Recorder::start(&session).await;
    let said = session.home().join("said");
    let mut kimo = Kimo::start(&session, |kimo| {
        let said = fs::File::create(&said).expect("a place for what it says");
        kimo.arg("--hidden").stderr(said);
    })
    .await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    until("a menu", async || !tray.menu().await.is_empty()).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    screen.popup("0532 123 45 67").await;
    session.end_bus();
    assert!(kimo.ended().await.success());
    assert_eq!(kimo.desk().calls().len(), 1, "nothing is lost");
    let said = fs::read_to_string(said).expect("it said something");
    assert!(said.contains("Kimo has ended in order"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    let fault = kimo::data_dir(&session).join("fault.json");
    assert!(!fault.exists(), "nor is the next start told of any");
}

/// The codes of what the status says is wrong.
async fn problems(window: &Window) -> Vec<String> {
    let status = window.question("status", json!({})).await;
    let problems = status["problems"].as_array().expect("a list");
    let code = |problem: &serde_json::Value| problem["code"].as_str().map(str::to_owned);
    problems.iter().filter_map(code).collect()
}
