//! Starting and ending.

use std::process::{Command, Stdio};

use crate::{
    kimo::{self, Kimo},
    phone::Call,
    session::Session,
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
