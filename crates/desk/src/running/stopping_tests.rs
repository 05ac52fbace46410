//! Ending a desk, whatever runs.

use std::{
    fs,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use kimo_history::SettingsChange;
use rusqlite::Connection;
use tokio::time::timeout;

use super::{
    outside::{Outside, Upkeep},
    stage::{PATIENCE, Stage, hook, keep_old_calls},
};
use crate::locked::locked;

#[test]
fn a_keyring_that_never_answers_does_not_keep_the_desk_from_ending() {
    let stage = Stage::new();
    let (never, asked) = never();
    let outside = Outside {
        open_secrets: Arc::new(move |_, _| never.answer()),
        ..Outside::real()
    };
    // The tunnel wants its token, and a hook its password.
    let tunnel = r#"{"tunnel": {"kind": "ngrok", "domain": null}}"#;
    fs::write(stage.data_dir().join("tunnel.json"), tunnel).unwrap();
    let desk = stage.open(outside);
    asked.recv_timeout(PATIENCE).unwrap();
    stage.runtime().block_on(async {
        let hook = hook(Some("user".to_owned()));
        desk.writer().unwrap().add_hook(hook).await.unwrap();
        desk.gather_passwords(PATIENCE / 100).await;
    });
    asked.recv_timeout(PATIENCE).unwrap();
    stage.ends_in_time(desk);
    stage.opens_again();
}

#[test]
fn a_backup_that_hangs_does_not_keep_the_desk_from_ending() {
    let stage = Stage::new();
    let (never, asked) = never();
    let desk = stage.open(Outside {
        upkeep: Upkeep {
            back_up: Arc::new(move |_, _| never.answer()),
            first_after: Duration::ZERO,
        },
        ..Outside::real()
    });
    asked.recv_timeout(PATIENCE).unwrap();
    stage.ends_in_time(desk);
    stage.opens_again();
}

#[test]
fn what_cannot_be_written_at_once_does_not_keep_the_desk_from_ending() {
    let stage = Stage::new();
    let desk = stage.open(Outside::real());
    // Another program writes, and does not come to an end.
    let other = Connection::open(stage.data_dir().join("kimo.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let writer = desk.writer().unwrap();
    let written = stage
        .runtime()
        .block_on(async { timeout(PATIENCE / 1000, writer.reload()).await });
    assert!(written.is_err(), "nothing keeps the writer");
    drop(writer);
    stage.ends_in_time(desk);
    other.execute_batch("ROLLBACK").unwrap();
    stage.opens_again();
}

#[test]
fn a_long_deletion_does_not_keep_the_desk_from_ending_and_goes_on_at_the_next_start() {
    let stage = Stage::new();
    let desk = stage.open(Outside::real());
    stage.runtime().block_on(async {
        keep_old_calls(&desk, OLD_CALLS).await;
        let change = SettingsChange {
            retention_days: Some(Some(1)),
            ..SettingsChange::default()
        };
        let writer = desk.writer().unwrap();
        writer.change_settings(change).await.unwrap();
    });
    stage.ends_in_time(desk);

    let real = Outside::real();
    let desk = stage.open(Outside {
        upkeep: Upkeep {
            first_after: Duration::ZERO,
            ..real.upkeep
        },
        ..real
    });
    stage.until_calls(&desk, |left| left < OLD_CALLS);
    stage.ends_in_time(desk);

    // Nothing but what was begun: a first look at what is too old comes much later.
    let desk = stage.open(Outside::real());
    stage.until_calls(&desk, |left| left == 0);
    stage.ends_in_time(desk);
}

/// More than are deleted at once.
const OLD_CALLS: u64 = 600;

/// Something that never answers, and word of its being asked.
fn never() -> (Never, mpsc::Receiver<()>) {
    let (tell, asked) = mpsc::channel();
    (Never(Mutex::new(tell)), asked)
}

struct Never(Mutex<mpsc::Sender<()>>);

impl Never {
    fn answer<T>(&self) -> T {
        locked(&self.0).send(()).ok();
        loop {
            thread::park();
        }
    }
}
