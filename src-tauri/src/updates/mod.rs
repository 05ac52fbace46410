//! Newer versions: looked for once a day, fetched and put in place on the user's word.
//!
//! What is fetched is run only with our signature for that very version. Its installer ends this
//! Kimo in order once everything is unpacked, and starts the new one, or this one where it failed.

mod fetching;
mod kept;
mod last_version;
mod source;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kimo_desk::{
    Desk, UpdateFailure, UpdateStage, UpdateWay, UpdateWish, UpdateWishes, UserAction,
};
use tauri::AppHandle;
use tauri_plugin_updater::Update;
use tokio::time::{Instant, sleep_until};

use fetching::Found;
use kept::{Installer, Kept};
use source::Source;

/// Does what is wished about newer versions, and looks for one each day, until the program ends.
pub(crate) async fn look_after(app: AppHandle, desk: Desk) {
    let own = &app.package_info().version;
    if last_version::is_newly_here(desk.data_dir(), own) {
        desk.user_action(UserAction::Updated(own.to_string()));
    }
    let kept = Kept::beside(desk.data_dir());
    let failure = kept.what_became_of_it();
    let Some(source) = Source::known() else {
        return;
    };
    let way = source::way();
    desk.tell_of_update(|news| {
        news.way = way;
        news.failure = failure;
    });
    let mut wishes = desk.update_wishes();
    let mut updating = Updating {
        app,
        desk,
        source,
        kept,
        way,
        found: None,
    };
    let mut wakes = Instant::now() + AFTER_THE_START;
    loop {
        let wish = tokio::select! {
            wish = wishes.next() => wish,
            () = sleep_until(wakes) => {
                // Short, for a computer that sleeps counts no time meanwhile.
                wakes = Instant::now() + Duration::from_secs(60 * 60);
                match updating.is_due().await {
                    true => Some(UpdateWish::Look),
                    false => continue,
                }
            }
        };
        match wish {
            Some(UpdateWish::Look) => updating.look().await,
            Some(UpdateWish::Take) => updating.take(&mut wishes).await,
            // It came to nothing by itself meanwhile.
            Some(UpdateWish::Leave) => continue,
            None => return,
        }
        updating.desk.tell_of_update(|news| {
            news.stage = UpdateStage::Idle;
            news.fetched = None;
        });
    }
}

/// Whether a day has passed, or the clock was set back and nobody knows.
fn is_long_ago(at: Timestamp, now: Timestamp) -> bool {
    at > now || now.duration_since(at) >= A_DAY
}

/// Right after the start there is enough to do.
const AFTER_THE_START: Duration = Duration::from_secs(10);

/// Between two looks that nobody asked for.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

struct Updating {
    app: AppHandle,
    desk: Desk,
    source: Source,
    kept: Kept,
    way: UpdateWay,
    found: Option<Update>,
}

impl Updating {
    /// Whether nobody has looked for a day, and somebody may.
    async fn is_due(&self) -> bool {
        let looked_at = self.desk.update_news().looked_at;
        let is_due = looked_at.is_none_or(|at| is_long_ago(at, Timestamp::now()));
        is_due && self.desk.looks_for_updates().await
    }

    async fn look(&mut self) {
        self.desk.tell_of_update(|news| {
            news.stage = UpdateStage::Looking;
            // What became of the last one stays until the next is taken.
            let stays = UpdateFailure::NotReplaced;
            news.failure = news.failure.filter(|failure| *failure == stays);
        });
        let looked = fetching::look(&self.app, &self.source, self.way).await;
        self.found = None;
        let at = Timestamp::now();
        self.desk.tell_of_update(|news| match &looked {
            Ok(found) => {
                news.looked_at = Some(at);
                news.newer = found.as_ref().map(|found| found.version.clone());
            }
            Err(failure) => news.failure = Some(*failure),
        });
        if let Ok(Some(Found { update, .. })) = looked {
            self.found = update;
        }
    }

    async fn take(&mut self, wishes: &mut UpdateWishes) {
        if self.found.is_none() {
            self.look().await;
        }
        let Some(update) = self.found.clone() else {
            return;
        };
        let failure = self.put_in_place(&update, wishes).await;
        self.desk.tell_of_update(|news| news.failure = failure);
    }

    /// Why this is still the old Kimo: nothing where the user took their word back. Where it
    /// succeeds, this Kimo is ended from outside.
    async fn put_in_place(
        &self,
        update: &Update,
        wishes: &mut UpdateWishes,
    ) -> Option<UpdateFailure> {
        let ready = tokio::select! {
            ready = self.make_ready(update) => ready,
            () = wishes.left() => {
                self.kept.forget();
                return None;
            }
        };
        let installer = match ready {
            Ok(installer) => installer,
            Err(failure) => return Some(failure),
        };
        self.stage(UpdateStage::Installing);
        if wishes.has_left() {
            self.kept.forget();
            return None;
        }
        let ended = tokio::task::spawn_blocking(move || installer.run()).await;
        self.kept.forget();
        Some(ended.unwrap_or(UpdateFailure::NotStarted))
    }

    /// Fetches it, and waits until nobody is on the phone.
    async fn make_ready(&self, update: &Update) -> Result<Installer, UpdateFailure> {
        self.stage(UpdateStage::Fetching);
        let tell = |percent| self.desk.tell_of_update(|news| news.fetched = percent);
        let content = fetching::fetch(update, tell).await?;
        let installer = self.kept.keep(&update.version, &content)?;
        // A call may take long, and it is on the disk now.
        drop(content);
        self.stage(UpdateStage::Waiting);
        self.desk.until_no_call_is_on().await;
        Ok(installer)
    }

    fn stage(&self, stage: UpdateStage) {
        self.desk.tell_of_update(|news| {
            news.stage = stage;
            news.fetched = None;
            news.failure = None;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_after_the_last_look_the_next_one_is_due_whatever_the_clock_does() {
        let at: Timestamp = "2026-11-27T09:00:00Z".parse().unwrap();
        let after = |seconds| is_long_ago(at, at + SignedDuration::from_secs(seconds));
        assert!(!after(0) && !after(24 * 60 * 60 - 1));
        assert!(after(24 * 60 * 60));
        assert!(after(-1), "it was set back");
    }
}
