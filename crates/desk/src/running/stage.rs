//! A desk in a directory of its own, for the tests that look into it.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use kimo_calls::{Account, Timestamp};
use kimo_history::{DeliverySource, Incoming, NewHook};
use kimo_pbx::{Delivery, StoryId};
use tempfile::TempDir;
use tokio::{runtime::Runtime, time::timeout};

use super::{options::DeskOptions, outside::Outside, running_desk::Desk};

/// The longest that any of these tests waits for what must happen.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// What a user puts up with.
const TWO_SECONDS: Duration = Duration::from_secs(2);

pub(super) struct Stage {
    dir: TempDir,
    /// Taken where it is dropped.
    runtime: Option<Runtime>,
}

impl Drop for Stage {
    /// As the programs do: what never answers is not waited for. A test that has failed would hang.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Stage {
    pub(super) fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
            runtime: Some(Runtime::new().unwrap()),
        }
    }

    pub(super) fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().unwrap()
    }

    pub(super) fn data_dir(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    pub(super) fn open(&self, outside: Outside) -> Desk {
        let mut options = DeskOptions::new(self.data_dir());
        options.listen = ([127, 0, 0, 1], 0).into();
        self.runtime()
            .block_on(Desk::open_in(options, outside))
            .unwrap()
    }

    /// Waits until so many calls are left.
    pub(super) fn until_calls(&self, desk: &Desk, is_so: impl Fn(u64) -> bool) {
        let mut feed = desk.feed();
        let waiting = async {
            while !is_so(desk.read(|reader| reader.total_calls()).await.unwrap()) {
                feed.recv().await.unwrap();
            }
        };
        self.runtime()
            .block_on(async { timeout(PATIENCE, waiting).await })
            .expect("nothing is deleted");
    }

    /// Ends the desk as a program does.
    #[track_caller]
    pub(super) fn ends_in_time(&self, desk: Desk) {
        let begun = Instant::now();
        let ended = self
            .runtime()
            .block_on(async { timeout(PATIENCE, desk.stop()).await });
        assert!(ended.is_ok(), "it hangs");
        assert!(begun.elapsed() < TWO_SECONDS, "{:?}", begun.elapsed());
    }

    /// The next start has the directory, and ends at once with nothing to do.
    pub(super) fn opens_again(self) {
        let desk = self.open(Outside::real());
        self.ends_in_time(desk);
    }
}

/// So many calls of long ago.
pub(super) async fn keep_old_calls(desk: &Desk, calls: u64) {
    let adapter = kimo_pbx::adapters()[0];
    let began: Timestamp = "2020-01-01T09:00:00Z".parse().unwrap();
    let writer = desk.writer().unwrap();
    let hook = writer.add_hook(hook(None)).await.unwrap();
    let story = kimo_pbx::story(adapter.id(), "missed").unwrap();
    let incoming = (0..calls).map(|n| {
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
}

pub(super) fn hook(basic_user: Option<String>) -> NewHook {
    let pbx = kimo_pbx::adapters()[0].id();
    NewHook {
        pbx,
        account: Account::default(),
        name: "hook".to_owned(),
        basic_user,
        meaning: kimo_pbx::meaning_of(pbx),
    }
}
