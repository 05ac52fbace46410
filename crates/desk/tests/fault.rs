//! A panic of the program: logged with the way there, and told at the next start until somebody has
//! heard of it.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::{fs, path::Path, thread};

use kimo_desk::{Desk, DeskOptions, doctor};
use serde_json::{Value, json};

async fn open(dir: &Path) -> Desk {
    let mut options = DeskOptions::new(dir.to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    Desk::open(options).await.unwrap()
}

fn codes(desk: &Desk) -> Vec<String> {
    let problems = desk.problems().into_iter();
    problems.map(|problem| problem.code).collect()
}

async fn report(desk: &Desk) -> String {
    let made = desk.ask("report", json!({})).await.unwrap();
    made["text"].as_str().unwrap().to_owned()
}

/// One test: a program has one log.
#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_logged_and_told_at_the_next_start_until_it_was_seen() {
    kimo_desk::log::install(tracing::Level::ERROR);
    let dir = tempfile::tempdir().unwrap();
    let crashed = tempfile::tempdir().unwrap();
    let desk = open(dir.path()).await;
    assert_eq!(codes(&desk), [""; 0]);
    tracing::warn!(error = "Ayşe | code=05321234567\nof 1001", "nobody answers");

    let panicked = thread::Builder::new()
        .name("of-a-test".to_owned())
        .spawn(|| panic!("no row for Ayşe Yılmaz 0532 123 45 67"))
        .unwrap()
        .join();
    panicked.unwrap_err();
    // What a crash would leave: nobody says any more that it went on.
    let kept = fs::read(dir.path().join("fault.json")).unwrap();
    let mut kept: Value = serde_json::from_slice(&kept).unwrap();
    assert_eq!(kept["pid"], std::process::id());
    kept["pid"] = json!(1);
    fs::write(crashed.path().join("fault.json"), kept.to_string()).unwrap();

    let log = fs::read_to_string(dir.path().join("kimo.log")).unwrap();
    let line = log
        .lines()
        .find(|line| line.contains("a fault inside Kimo"))
        .unwrap();
    assert!(line.contains("at=crates/desk/tests/fault.rs:"), "{line}");
    assert!(line.contains("thread=of-a-test"), "{line}");
    assert!(line.contains("said=no row for ***"), "{line}");
    // It outlives whatever is deleted.
    for hidden in ["Ayşe", "0532", "05321234567", "1001"] {
        assert!(!log.contains(hidden), "{hidden} in {log}");
    }
    assert!(
        line.contains("a_panic_is_logged_and_told"),
        "no back trace: {line}"
    );
    // Not before the next start; whoever looks is told that it went on.
    assert_eq!(codes(&desk), [""; 0]);
    let told = report(&desk).await;
    assert!(
        told.contains("place = crates/desk/tests/fault.rs:"),
        "{told}"
    );
    assert!(told.contains("said = no row for ***\n"), "{told}");
    assert!(told.contains("thread = of-a-test"), "{told}");
    assert!(told.contains("error=*** ¦ code=*** of ***\n"), "{told}");
    for hidden in ["Ayşe", "Yılmaz", "0532", "1234567", "1001"] {
        assert!(!told.contains(hidden), "{hidden} in {told}");
    }
    desk.stop().await;

    for (dir, code) in [
        (dir.path(), "fault-inside"),
        (crashed.path(), "ended-unexpectedly"),
    ] {
        let desk = open(dir).await;
        assert_eq!(codes(&desk), [code]);
        assert_eq!(desk.blind(), None);
        let found = doctor::examine(dir, jiff::Timestamp::now()).await;
        assert!(format!("{found:?}").contains(code), "{found:?}");
        let seen = desk.ask("incidents_seen", Value::Null).await.unwrap();
        assert_eq!(seen, Value::Null);
        assert_eq!(codes(&desk), [""; 0]);
        desk.stop().await;
        let again = open(dir).await;
        assert_eq!(codes(&again), [""; 0]);
        again.stop().await;
    }
    let log = fs::read_to_string(dir.path().join("kimo.log")).unwrap();
    assert_eq!(log.matches("Kimo begins").count(), 3);
    assert_eq!(log.matches("Kimo has ended in order").count(), 3);
}
