//! Ending a desk, whatever runs.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use kimo_calls::{Account, Timestamp};
use kimo_history::{DeliverySource, Incoming, NewHook, SettingsChange};
use kimo_pbx::{Delivery, StoryId};
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
        .runtime
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
    stage.runtime.block_on(keep_old_calls(&desk));
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

/// Calls of long ago, which are to be deleted.
async fn keep_old_calls(desk: &Desk) {
    let adapter = kimo_pbx::adapters()[0];
    let began: Timestamp = "2020-01-01T09:00:00Z".parse().unwrap();
    let writer = desk.writer().unwrap();
    let hook = writer.add_hook(hook(None)).await.unwrap();
    let story = kimo_pbx::story(adapter.id(), "missed").unwrap();
    let incoming = (0..OLD_CALLS).map(|n| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&n.to_be_bytes());
        let step = story.steps(began, StoryId(id)).pop().unwrap();
        let delivery = Delivery {
            pbx: hook.pbx,
            account: &hook.account,
            content_type: Some(step.content_type),
            body: step.body.as_bytes(),
            received_at: began,
        };
        let reading = kimo_pbx::read(&delivery, &hook.meaning);
        Incoming {
            hook: hook.clone(),
            source: DeliverySource::Hook,
            content_type: Some(step.content_type.to_owned()),
            body: step.body.clone().into_bytes(),
            received_at: began,
            reading,
        }
    });
    writer.keep_all(incoming.collect()).await.unwrap();
    let change = SettingsChange {
        retention_days: Some(Some(1)),
        ..SettingsChange::default()
    };
    writer.change_settings(change).await.unwrap();
}

fn hook(basic_user: Option<String>) -> NewHook {
    let pbx = kimo_pbx::adapters()[0].id();
    NewHook {
        pbx,
        account: Account::default(),
        name: "hook".to_owned(),
        basic_user,
        meaning: kimo_pbx::meaning_of(pbx),
    }
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

    /// Waits until so many calls are left.
    fn until_calls(&self, desk: &Desk, is_so: impl Fn(u64) -> bool) {
        let mut feed = desk.feed();
        let waiting = async {
            while !is_so(desk.read(|reader| reader.total_calls()).await.unwrap()) {
                feed.recv().await.unwrap();
            }
        };
        self.runtime
            .block_on(async { timeout(PATIENCE, waiting).await })
            .expect("nothing is deleted");
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
