//! What a desk does by itself: daily backup, and deletion of what is too old.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use kimo_attention::Problem;
use kimo_history::SetAside;

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
            Ok(backed_up) => desk.set_health(
                Part::Backup,
                backed_up.err().map(|error| Problem {
                    code: "backup-failed".to_owned(),
                    detail: error.to_string(),
                }),
            ),
            Err(error) => tracing::error!(%error, "the backup stopped short"),
        }
        if let Err(error) = delete_the_old(&desk, Timestamp::now()).await {
            tracing::error!(%error, "what is too old cannot be deleted");
        }
    }
}

/// Deletes what was kept for long enough, as far as the clock can be believed, and says where it
/// was set back.
async fn delete_the_old(desk: &Desk, now: Timestamp) -> anyhow::Result<()> {
    let calls = desk.writer()?.keep_up(now).await?;
    if calls > 0 {
        tracing::info!(calls, "deleted what is too old");
    }
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

const AGAIN: Duration = Duration::from_secs(3600);
