//! The window: what it shows, and that it comes and goes without the program.

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
async fn a_call_appears_in_the_window_without_being_asked_for() {
    let session = Session::start();
    let _screen = Recorder::start(&session).await;
    let window = Window::open(&session, &[]).await;
    let call = Call::from(window.desk(), "05321234567");
    call.ring("1001").await;
    window.until_text("0532 123 45 67").await;
    call.give_up().await;
    window.until_text("no answer").await;

    let status = window.question("status", json!({})).await;
    assert_eq!(status["desktop"], true);
    assert_eq!(status["open_missed"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_has_no_way_to_anything_but_the_desk() {
    let session = Session::start();
    let window = Window::open(&session, &[]).await;
    let allowed = window
        .run("try { return new Function('return 1')() } catch { return 'refused' }")
        .await;
    assert_eq!(allowed, "refused", "no code from texts");
    let script = "const done = arguments[arguments.length - 1]; \
                  fetch('http://127.0.0.1:1/').then(() => done('sent'), () => {}); \
                  addEventListener('securitypolicyviolation', (it) => done(it.effectiveDirective));";
    assert_eq!(window.run_until_done(script).await, "connect-src");
    let script = "const done = arguments[arguments.length - 1]; \
                  window.__TAURI_INTERNALS__.invoke('plugin:window|close', {}) \
                  .then(() => done('allowed'), () => done('refused'));";
    assert_eq!(window.run_until_done(script).await, "refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_window_leaves_the_tray_and_a_click_brings_it_back() {
    let mut session = Session::start();
    session.panel().await;
    let mut kimo = Kimo::start(&session, |_| {}).await;
    opened(&session).await;
    until("a web process", async || kimo.desk().has_web_process()).await;

    close(&session).await;
    until("no web process", async || !kimo.desk().has_web_process()).await;
    assert!(kimo.is_running());
    assert!(kimo.desk().answers().await);

    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    tray.click().await;
    opened(&session).await;
    tray.click().await;
    until("a web process", async || kimo.desk().has_web_process()).await;
    assert_eq!(session.windows("Kimo").len(), 1, "never a second window");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_shows_the_first_ones_window_and_ends() {
    let session = Session::start();
    let mut kimo = Kimo::start(&session, |_| {}).await;
    opened(&session).await;
    close(&session).await;

    let second = kimo::command(&session).status().expect("it starts");
    assert!(second.success());
    opened(&session).await;
    assert!(kimo.is_running());

    let third = kimo::command(&session).status().expect("it starts");
    assert!(third.success());
    assert_eq!(session.windows("Kimo").len(), 1, "never a second window");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_popup_opens_the_window() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    let kimo = Kimo::start_hidden(&session).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    assert_eq!(session.windows("Kimo").len(), 0);
    dunst.until_shown(1).await;
    dunst.click(&session);
    opened(&session).await;
}

/// Waits until there is one window.
async fn opened(session: &Session) {
    until("a window", async || session.windows("Kimo").len() == 1).await;
}

/// Closes the window as its user does, and waits until it is gone.
async fn close(session: &Session) {
    until("the window has the focus", async || {
        session.active_window().as_deref() == Some("Kimo")
    })
    .await;
    session.press("alt+F4");
    until("no window", async || session.windows("Kimo").is_empty()).await;
}
