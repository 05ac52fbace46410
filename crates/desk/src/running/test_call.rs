//! A made-up call that the desk sends to itself over real HTTP.

use std::time::Duration;

use jiff::Timestamp;
use kimo_calls::{Hook, HookId};
use kimo_pbx::Step;
use tokio::{sync::oneshot, time::timeout};

use super::{hook_url::hook_url, running_desk::Desk};
use crate::send::{self, Pace, story_id};

/// A test call could not be sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TestCallError {
    /// There is no such hook.
    #[error("there is no such hook")]
    NoSuchHook,
    /// Its PBX is none that this Kimo knows.
    #[error("this Kimo does not know how that PBX would tell of a call")]
    NoStory,
    /// The desk takes no deliveries.
    #[error("the desk takes no deliveries")]
    NotListening,
    /// It did not answer, or not with 200.
    #[error("{0}")]
    NotDelivered(String),
    /// The system has no random bytes.
    #[error(transparent)]
    Random(#[from] getrandom::Error),
}

impl Desk {
    /// Sends a test call to a hook over real HTTP; returns once the first delivery was answered.
    pub(crate) async fn send_test_call(&self, hook: HookId) -> Result<(), TestCallError> {
        let hooks = self.known_hooks();
        let hook = hooks.into_iter().find(|known| known.id == hook);
        let hook = hook.ok_or(TestCallError::NoSuchHook)?;
        let listen = self.listen_addr().ok_or(TestCallError::NotListening)?;
        let url = hook_url(listen, &hook).url;
        let story = kimo_pbx::story(hook.pbx, TEST_CALL).ok_or(TestCallError::NoStory)?;
        let steps = story.steps(Timestamp::now(), story_id()?.of_test_call());
        let (first, answered) = oneshot::channel();
        self.spawn(async move { tell_first_answer(&url, &hook, &steps, first).await });
        match timeout(PATIENCE, answered).await {
            Ok(Ok(answer)) => answer.map_err(TestCallError::NotDelivered),
            Ok(Err(_)) | Err(_) => Err(TestCallError::NotDelivered("no answer".to_owned())),
        }
    }
}

/// Plays the steps, and tells how the first was answered.
async fn tell_first_answer(
    url: &str,
    hook: &Hook,
    steps: &[Step],
    first: oneshot::Sender<Result<(), String>>,
) {
    let mut first = Some(first);
    let mut tell = |outcome: Result<(), String>| {
        if let Some(first) = first.take() {
            // An error says only that the asker is gone.
            first.send(outcome).ok();
        }
    };
    let played = send::play(url, Some(hook), steps, Pace::Believable, |_, answer| {
        tell(match answer.status.is_success() {
            true => Ok(()),
            false => Err(format!("{} {}", answer.status, answer.body.trim_end())),
        });
    });
    let played = played.await;
    if let Err(error) = played {
        tracing::warn!(%error, "the test call broke off");
        tell(Err(error.to_string()));
    }
}

/// The short story that every PBX can tell.
const TEST_CALL: &str = "missed";
const PATIENCE: Duration = Duration::from_secs(35);
