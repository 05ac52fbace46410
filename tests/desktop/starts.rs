//! Starting and ending.

use std::{
    fs,
    process::{Command, Stdio},
};

use serde_json::json;

use crate::{
    eventually::until,
    kimo::{self, Kimo},
    phone::Call,
    recorder::Recorder,
    session::Session,
    webdriver::Window,
};

#[test]
fn without_a_display_the_program_says_so_and_names_the_one_that_needs_none() {
    let home = tempfile::tempdir().expect("a place for its history");
    let output = Command::new(kimo::BINARY)
        .args(["--listen", "127.0.0.1:0"])
        .env("KIMO_DATA_DIR", home.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no display"), "{said}");
    assert!(said.contains("kimo serve"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_it_ends_in_order_and_keeps_what_it_answered() {
    let session = Session::start();
    let mut kimo = Kimo::start_hidden(&session).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    session.run("kill", &["-TERM", &kimo.pid().to_string()]);
    let ended = kimo.ended().await;
    assert!(ended.success(), "{ended}");

    let again = Kimo::start_hidden(&session).await;
    assert_eq!(again.desk().calls().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_taken_is_refused_where_it_was_asked_for() {
    let session = Session::start();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("it is bound").to_string();
    let output = session
        .command(kimo::BINARY)
        .args([
            "--data-dir",
            &session.home().join("other").display().to_string(),
        ])
        .args(["--listen", &address])
        .output()
        .expect("it starts");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&address), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_that_is_switched_on_it_starts_with_the_session_and_without_its_window() {
    let session = Session::start();
    let window = Window::open(&session, &[]).await;
    window.until_text("Start with the computer").await;
    let switch = "[...document.querySelectorAll('label')] \
                  .find((label) => label.textContent === 'Start with the computer').control";
    let is_on = format!("return {switch}.checked");
    assert_eq!(window.run(&is_on).await, false);
    window.run(&format!("{switch}.click()")).await;

    let entry = session.home().join(".config/autostart/Kimo.desktop");
    until("an entry of the session", async || entry.exists()).await;
    let told = window.question("starts_with_session", json!({})).await;
    assert_eq!(told, true);
    let entry_says = fs::read_to_string(&entry).expect("it can be read");
    let exec = entry_says
        .lines()
        .find_map(|line| line.strip_prefix("Exec="));
    let exec = exec.expect("it says what is started");
    let words = Command::new("sh")
        .args(["-c", &format!("printf '%s|' {exec}")])
        .output()
        .expect("a shell");
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    let program = fs::canonicalize(kimo::BINARY).expect("it is there");
    assert_eq!(words, format!("{}|--hidden|", program.display()));

    window.run(&format!("{switch}.click()")).await;
    until("no entry", async || !entry.exists()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_by_the_session_asks_for_no_window() {
    let session = Session::start();
    let kimo = Kimo::start_hidden(&session).await;
    // Whoever asks it for anything now waits in vain.
    let pid = kimo.pid().to_string();
    session.run("kill", &["-STOP", &pid]);
    let second = kimo::command(&session).arg("--hidden").output();
    session.run("kill", &["-CONT", &pid]);
    let second = second.expect("it starts");
    assert!(second.status.success(), "{second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn that_kimo_is_newer_is_told_at_its_first_start_and_never_again() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let last = kimo::data_dir(&session).join("last-version.txt");
    let newer = concat!("Kimo is now ", env!("CARGO_PKG_VERSION"));
    // Nobody knows of another, it is newer, the same, and older.
    for before in ["", "0.0.9", env!("CARGO_PKG_VERSION"), "99.0.0"] {
        if !before.is_empty() {
            fs::write(&last, before).expect("another ran before");
        }
        let kimo = Kimo::start_hidden(&session).await;
        until("it is noted which one runs", async || {
            fs::read_to_string(&last).is_ok_and(|last| last == env!("CARGO_PKG_VERSION"))
        })
        .await;
        if before == "0.0.9" {
            let told = screen.popup(newer).await;
            screen.close(told.id).await;
        }
        let call = Call::from(kimo.desk(), "05321234567");
        call.ring("1001").await;
        screen.popup("0532 123 45 67").await;
        call.answer("1001").await;
        screen
            .screen("nothing rings", |screen| {
                screen.iter().all(|note| note.title != "0532 123 45 67")
            })
            .await;
    }
    let told = screen.book().told.into_iter();
    assert_eq!(told.filter(|note| note.title == newer).count(), 1);
}
