//! What a desk does by itself: daily backup, deletion of what is too old, and test calls.

use std::time::Duration;

use jiff::{Span, Timestamp, tz::TimeZone};
use kimo_calls::{Hook, HookId};
use kimo_history::SetAside;
use kimo_pbx::Step;
use tokio::{sync::oneshot, time::timeout};

use super::{Desk, hook_url};
use crate::{
    Problem,
    send::{self, Pace, story_id},
};

/// Backs up and deletes what is too old, soon after the start and then every hour: a computer
/// that sleeps at night gets its backup when it wakes. Backing up twice a day does nothing.
pub(super) async fn daily(desk: Desk) {
    tokio::select! {
        // A backup under way is left unfinished; nothing counts on half a one.
        () = desk.stopping() => {}
        () = keep_up(&desk) => {}
    }
}

async fn keep_up(desk: &Desk) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        wait = AGAIN;
        let dir = desk.0.options.data_dir.clone();
        let backed_up =
            tokio::task::spawn_blocking(move || kimo_history::back_up(&dir, Timestamp::now()));
        match backed_up.await {
            Ok(Ok(_)) => desk.set_problem("backup-failed", None),
            Ok(Err(error)) => desk.set_problem("backup-failed", Some(error.to_string())),
            Err(error) => tracing::error!(%error, "the backup stopped short"),
        }
        if let Err(error) = prune(desk).await {
            tracing::error!(%error, "what is too old cannot be deleted");
        }
    }
}

async fn prune(desk: &Desk) -> anyhow::Result<()> {
    let settings = desk.read(|reader| reader.settings()).await?;
    let Some(days) = settings.retention_days else {
        return Ok(());
    };
    let oldest = Timestamp::now()
        .to_zoned(TimeZone::system())
        .checked_sub(Span::new().try_days(days)?)?
        .timestamp();
    let calls = desk.writer()?.prune(oldest).await?;
    if calls > 0 {
        tracing::info!(calls, days, "deleted what is too old");
    }
    Ok(())
}

/// What the UI says of a damaged history that was moved out of the way.
pub(super) fn set_aside(found: &SetAside) -> Problem {
    let (path, why) = (found.path.display(), &found.why);
    let (code, detail) = match &found.last_backup {
        Some(backup) => (
            "history-set-aside",
            format!("{path} ({why}); last backup: {}", backup.display()),
        ),
        // Then nothing is as the PBXs know it.
        None => ("history-begun-anew", format!("{path} ({why})")),
    };
    Problem {
        code: code.to_owned(),
        detail,
    }
}

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
    /// The hooks cannot be read.
    #[error(transparent)]
    Read(#[from] kimo_history::ReadError),
    /// The system has no random bytes.
    #[error(transparent)]
    Random(#[from] getrandom::Error),
}

pub(super) async fn send_test_call(desk: &Desk, hook: HookId) -> Result<(), TestCallError> {
    let asking = desk.clone();
    let hooks = desk.read(move |_| asking.hooks()).await?;
    let hook = hooks
        .into_iter()
        .map(|summary| summary.hook)
        .find(|known| known.id == hook)
        .ok_or(TestCallError::NoSuchHook)?;
    let listen = desk.listen_addr().ok_or(TestCallError::NotListening)?;
    let url = hook_url(listen, &hook).url;
    let story = kimo_pbx::story(hook.pbx, TEST_CALL).ok_or(TestCallError::NoStory)?;
    let steps = story.steps(Timestamp::now(), story_id()?);
    let (first, answered) = oneshot::channel();
    let playing = desk.clone();
    desk.spawn(async move {
        tokio::select! {
            () = tell_first_answer(&url, &hook, &steps, first) => {}
            () = playing.stopping() => {}
        }
    });
    match timeout(PATIENCE, answered).await {
        Ok(Ok(answer)) => answer.map_err(TestCallError::NotDelivered),
        Ok(Err(_)) | Err(_) => Err(TestCallError::NotDelivered("no answer".to_owned())),
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
const FIRST: Duration = Duration::from_secs(60);
const AGAIN: Duration = Duration::from_secs(3600);
const PATIENCE: Duration = Duration::from_secs(35);
