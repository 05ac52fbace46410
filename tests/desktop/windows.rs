//! The window: what it shows, and that it comes and goes without the program.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, time::Duration};

use kimo_desk::api::{Asker, PopWhat, PopWhen, ScreenPop, SettingsPatch};
use serde_json::json;
use tokio::task::spawn_blocking;

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
                  addEventListener('securitypolicyviolation', (it) => \
                  it.effectiveDirective === 'connect-src' && done('refused'));";
    assert_eq!(window.run_until_done(script).await, "refused");
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
async fn closing_the_window_for_the_first_time_says_that_kimo_goes_on() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start(&session, |_| {}).await;
    opened(&session).await;
    close(&session).await;
    let told = screen.popup("Kimo goes on").await;
    screen.press(told.id, "default").await;
    opened(&session).await;
    close(&session).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    screen.popup("0532 123 45 67").await;
    let told = screen.book().told.into_iter();
    assert_eq!(told.filter(|it| it.title == "Kimo goes on").count(), 1);
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
async fn a_number_that_another_program_hands_over_is_shown_in_the_window_and_called_by_nobody() {
    let session = Session::start();
    let window = Window::open(&session, &[]).await;
    window.until_text("No calls yet").await;
    let second = kimo::command(&session)
        .arg("tel:+90-532-123-45-67;phone-context=a")
        .status();
    assert!(second.expect("it starts").success());
    window.until_text("Call this number").await;
    window.until_text("0532 123 45 67").await;
    assert_eq!(window.desk().calls().len(), 0);
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

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_the_missed_callers_in_the_window_is_seeing_their_popup() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let window = Window::open(&session, &[]).await;
    focused(&session).await;
    for caller in ["05321234567", "05321234568"] {
        let call = Call::from(window.desk(), caller);
        call.ring("1001").await;
        call.give_up().await;
    }
    screen.popup("2 people called").await;
    window.run("location.hash = '#/missed'").await;
    screen.screen("no popup", |popups| popups.is_empty()).await;
    let missed = window.question("missed", json!({})).await;
    assert_eq!(missed["total"], 2, "seen is not handled");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_copied_can_be_pasted_elsewhere() {
    let session = Session::start();
    let window = Window::open(&session, &[]).await;
    window
        .question("copy", json!({"text": "+905321234567"}))
        .await;
    let field = "document.querySelector('input')";
    until("a field to paste into", async || {
        window
            .run(&format!("{field}?.focus(); return {field} !== null"))
            .await
            == true
    })
    .await;
    focused(&session).await;
    session.press("ctrl+v");
    until("the number in the field", async || {
        window.run(&format!("return {field}.value")).await == "+905321234567"
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calling_back_hands_a_number_and_nothing_else_to_the_system() {
    let session = Session::start();
    let dialled = session.home().join("dialled");
    let handlers = handler_that_writes_to(&session, &dialled);
    let window = Window::open(&session, &[("PATH", handlers.as_str())]).await;
    window
        .question("call_back", json!({"number": "file:///etc/passwd"}))
        .await;
    window
        .question("call_back", json!({"number": "+905321234567"}))
        .await;
    until("the handler was called", async || {
        fs::read_to_string(&dialled).is_ok_and(|text| text == "tel:+905321234567\n")
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_for_calls_is_opened_with_the_callers_number_and_nothing_else() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let opened = session.home().join("opened");
    let handlers = handler_that_writes_to(&session, &opened);
    let kimo = Kimo::start(&session, |command| {
        command.env("PATH", &handlers);
    })
    .await;
    // Before its desktop is there nothing can be opened.
    let first = Call::from(kimo.desk(), "05321234560");
    first.ring("1001").await;
    screen.popup("0532 123 45 60").await;
    first.give_up().await;
    let set = |what, opens: &str| ScreenPop {
        when: PopWhen::Ringing,
        what,
        opens: opens.to_owned(),
        scheme: String::new(),
    };
    let address = "https://crm.example.com/?phone={e164}";
    // Its own first argument only.
    let program = "xdg-open {national} \"{name} {call}\"";
    let runs = [
        (set(PopWhat::Address, address), "05321234567"),
        (set(PopWhat::Program, program), "05321234568"),
    ];
    for (pop, caller) in runs {
        let patch = SettingsPatch {
            screen_pop: Some(pop),
            ..SettingsPatch::default()
        };
        let desk = Asker::at(kimo.desk().holder());
        let changed = spawn_blocking(move || desk.change_settings(patch));
        changed.await.expect("it ends").expect("it is set");
        Call::from(kimo.desk(), caller).ring("1001").await;
    }
    screen.popup("0532 123 45 68").await;
    until("both were opened", async || {
        let both = "https://crm.example.com/?phone=%2B905321234567\n05321234568\n";
        fs::read_to_string(&opened).is_ok_and(|told| told == both)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_from_the_window_lies_among_the_downloads() {
    let session = Session::start();
    let downloads = session.home().join("Downloads");
    fs::create_dir(&downloads).expect("a place for downloads");
    let config = session.home().join("config");
    fs::create_dir_all(&config).expect("a place for settings");
    let place = "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n";
    fs::write(config.join("user-dirs.dirs"), place).expect("it is said where");
    let window = Window::open(&session, &[]).await;
    window.run("location.hash = '#/settings'").await;
    window.until_text("Report a problem").await;
    let press = "[...document.querySelectorAll('button')]\
                 .find((it) => it.textContent.includes(WORD)).click()";
    window
        .run(&press.replace("WORD", "'Show the report'"))
        .await;
    window.until_text("Save the report").await;
    // And saved again, it does not take the place of the first.
    for count in 1..=2 {
        window
            .run(&press.replace("WORD", "'Save the report'"))
            .await;
        until("files with the report", async || {
            let files = fs::read_dir(&downloads).expect("it is there").flatten();
            let texts = files.map(|file| fs::read_to_string(file.path()).unwrap_or_default());
            texts.filter(|text| text.contains("Kimo")).count() == count
        })
        .await;
    }
}

/// A path on which the system's handler of addresses writes them down.
fn handler_that_writes_to(session: &Session, file: &Path) -> String {
    let dir = session.home().join("bin");
    let handler = dir.join("xdg-open");
    fs::create_dir(&dir).expect("a place for the handler");
    let script = format!("#!/bin/sh\necho \"$1\" >> {}\n", file.display());
    fs::write(&handler, script).expect("a handler");
    fs::set_permissions(&handler, fs::Permissions::from_mode(0o700)).expect("it can be run");
    format!(
        "{}:{}",
        dir.display(),
        std::env::var("PATH").unwrap_or_default()
    )
}

/// Waits until there is one window.
async fn opened(session: &Session) {
    until("a window", async || session.windows("Kimo").len() == 1).await;
}

/// Waits until the window takes what is typed.
async fn focused(session: &Session) {
    until("the window has the focus", async || {
        session.active_window().as_deref() == Some("Kimo")
    })
    .await;
}

/// Closes the window as its user does, and waits until it is gone. A panel that comes up may take
/// the focus, and the key with it: then once more, as its user would.
async fn close(session: &Session) {
    let gone = async || session.windows("Kimo").is_empty();
    focused(session).await;
    session.press("alt+F4");
    let went = tokio::time::timeout(Duration::from_secs(10), until("no window", gone));
    if went.await.is_err() {
        let had = session.active_window();
        eprintln!("alt+F4 closed nothing; the focus has {had:?}");
        session.activate("Kimo");
        focused(session).await;
        session.press("alt+F4");
        until("no window", gone).await;
    }
}
