//! What a desk does by itself: daily backup, and deletion of what is too old.

use std::{sync::Arc, time::Duration};

use jiff::{Span, Timestamp, tz::TimeZone};
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
        if let Err(error) = prune(&desk).await {
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

const AGAIN: Duration = Duration::from_secs(3600);
