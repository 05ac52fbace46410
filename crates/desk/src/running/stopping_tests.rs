//! Ending a desk, whatever runs.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use kimo_calls::Account;
use kimo_history::NewHook;
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::{runtime::Runtime, time::timeout};

use super::{
    options::DeskOptions,
    outside::{Outside, Upkeep},
    running_desk::Desk,
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
    stage.runtime.block_on(async {
        let pbx = kimo_pbx::adapters()[0].id();
        let hook = NewHook {
            pbx,
            account: Account::default(),
            name: "hook".to_owned(),
            basic_user: Some("user".to_owned()),
            meaning: kimo_pbx::meaning_of(pbx),
        };
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
        .runtime
        .block_on(async { timeout(PATIENCE / 1000, writer.reload()).await });
    assert!(written.is_err(), "nothing keeps the writer");
    drop(writer);
    stage.ends_in_time(desk);
    other.execute_batch("ROLLBACK").unwrap();
    stage.opens_again();
}

/// The longest that any of these tests waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a user puts up with.
const TWO_SECONDS: Duration = Duration::from_secs(2);

struct Stage {
    dir: TempDir,
    runtime: Runtime,
}

impl Stage {
    fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
            runtime: Runtime::new().unwrap(),
        }
    }

    fn data_dir(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    fn open(&self, outside: Outside) -> Desk {
        let mut options = DeskOptions::new(self.data_dir());
        options.listen = ([127, 0, 0, 1], 0).into();
        self.runtime
            .block_on(Desk::open_in(options, outside))
            .unwrap()
    }

    /// Ends the desk as a program does.
    #[track_caller]
    fn ends_in_time(&self, desk: Desk) {
        let begun = Instant::now();
        let ended = self
            .runtime
            .block_on(async { timeout(PATIENCE, desk.stop()).await });
        assert!(ended.is_ok(), "it hangs");
        assert!(begun.elapsed() < TWO_SECONDS, "{:?}", begun.elapsed());
    }

    /// The next start has the directory, and ends at once with nothing to do.
    fn opens_again(self) {
        let desk = self.open(Outside::real());
        self.ends_in_time(desk);
        // As the programs do: what never answers is not waited for.
        self.runtime.shutdown_background();
    }
}

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
