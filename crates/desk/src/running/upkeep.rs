//! What a desk does by itself: daily backup, and deletion of what is too old.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use kimo_attention::Problem;
use kimo_history::{BackupError, ReadError};

use super::{outside::Upkeep, running_desk::Desk};
use crate::health::Part;

/// Backs up and deletes what is too old, soon after the start and then every hour: a computer
/// that sleeps at night gets its backup when it wakes. Backing up twice a day does nothing, and
/// half a backup, or half of what is to be deleted, is nothing that anything counts on.
pub(super) async fn keep_up(desk: Desk, upkeep: Upkeep) {
    let mut wait = upkeep.first_after;
    loop {
        tokio::time::sleep(wait).await;
        wait = AGAIN;
        let dir = desk.data_dir().to_owned();
        let back_up = Arc::clone(&upkeep.back_up);
        let backing_up = move || back_up(&dir, Timestamp::now());
        match tokio::task::spawn_blocking(backing_up).await {
            Ok(backed_up) => {
                let error = backed_up.err();
                if let Some(BackupError::Unsound(why)) = &error {
                    give_up_if_damaged(&desk, why).await;
                }
                let problem = error.map(|error| Problem {
                    code: "backup-failed".to_owned(),
                    detail: error.to_string(),
                });
                desk.set_health(Part::Backup, problem);
            }
            Err(error) => tracing::error!(%error, "the backup stopped short"),
        }
        if let Err(error) = delete_the_old(&desk, Timestamp::now()).await {
            tracing::error!(%error, "what is too old cannot be deleted");
        }
    }
}

/// A copy that is not sound is so because the history is not, or the copying failed.
async fn give_up_if_damaged(desk: &Desk, why: &str) {
    let is_damaged = match desk.read(|reader| reader.health()).await {
        Ok(health) => !health.problems.is_empty(),
        Err(ReadError::Damaged(_)) => true,
        Err(_) => false,
    };
    if is_damaged
        && let Ok(writer) = desk.writer()
        && let Err(error) = writer.found_damaged(why.to_owned()).await
    {
        tracing::error!(%error, "a damaged history cannot be given up");
    }
}

/// Deletes what was kept for long enough, as far as the clock can be believed, and says where it
/// was set back.
async fn delete_the_old(desk: &Desk, now: Timestamp) -> anyhow::Result<()> {
    let calls = desk.writer()?.keep_up(now).await?;
    if calls > 0 {
        tracing::info!(calls, "deleted what is too old");
    }
    let dropped = desk.writer()?.drop_old_unread(now).await?;
    if dropped > 0 {
        tracing::info!(dropped, "dropped what was not understood and is old");
    }
    desk.unread_changed(now);
    let set_back = desk
        .read(move |reader| reader.clock_set_back_at(now))
        .await?;
    desk.set_health(
        Part::Clock,
        set_back.map(|at| Problem {
            code: "clock-set-back".to_owned(),
            detail: at.to_string(),
        }),
    );
    Ok(())
}

const AGAIN: Duration = Duration::from_secs(3600);
