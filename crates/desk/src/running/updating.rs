//! What the desk knows of newer versions, and what it has done about them.

use kimo_attention::{NEWER_VERSION, Problem, UPDATE_WAITS};
use tokio::sync::mpsc;

use super::running_desk::Desk;
use crate::{
    api::FeedItem,
    health::Part,
    locked::locked,
    updates::{UpdateNews, UpdateStage, UpdateWish, UpdateWishes},
};

impl Desk {
    /// What the user wants done about newer versions, for whoever can do it.
    pub fn update_wishes(&self) -> UpdateWishes {
        let (wishes, heard) = mpsc::unbounded_channel();
        *locked(&self.0.updates.wishes) = Some(wishes);
        UpdateWishes(heard)
    }

    /// What is known of newer versions.
    pub fn update_news(&self) -> UpdateNews {
        locked(&self.0.updates.news).clone()
    }

    /// Takes down what is known now. The tray tells of a newer version.
    pub fn tell_of_update(&self, change: impl FnOnce(&mut UpdateNews)) {
        let news = {
            let mut news = locked(&self.0.updates.news);
            let was = news.clone();
            change(&mut news);
            if *news == was {
                return;
            }
            news.clone()
        };
        let code = match news.stage {
            UpdateStage::Waiting => UPDATE_WAITS,
            _ => NEWER_VERSION,
        };
        self.set_health(
            Part::Newer,
            news.newer.map(|version| Problem {
                code: code.to_owned(),
                detail: version,
            }),
        );
        self.tell(FeedItem::Update);
    }

    /// Whether newer versions are to be looked for without being asked.
    pub async fn looks_for_updates(&self) -> bool {
        let settings = self.read(|reader| reader.settings()).await;
        settings.is_ok_and(|settings| settings.looks_for_updates)
    }

    /// Resolves as soon as no call is on. A call whose end nobody told of is given up after some
    /// time like everywhere.
    pub async fn until_no_call_is_on(&self) {
        let mut feed = self.feed();
        loop {
            let running = self.read(|reader| reader.running()).await;
            if running.is_ok_and(|running| running.is_empty()) {
                return;
            }
            // It is not closed as long as there is a handle to the desk.
            feed.recv().await.ok();
        }
    }

    /// Has a wish heard, unless one is being fulfilled, or there is nothing to be left; false
    /// where nobody hears it.
    pub(crate) fn wish_for_update(&self, wish: UpdateWish) -> bool {
        let heard = locked(&self.0.updates.wishes);
        let Some(heard) = heard.as_ref().filter(|heard| !heard.is_closed()) else {
            return false;
        };
        let mut is_heard = true;
        // Said under the lock: whoever installs has heard by then what was left before.
        self.tell_of_update(|news| {
            let (is_for_now, stage) = match wish {
                UpdateWish::Look => (news.stage == UpdateStage::Idle, UpdateStage::Looking),
                UpdateWish::Take => (news.stage == UpdateStage::Idle, UpdateStage::Fetching),
                UpdateWish::Leave => (
                    matches!(news.stage, UpdateStage::Fetching | UpdateStage::Waiting),
                    news.stage,
                ),
            };
            if is_for_now {
                is_heard = heard.send(wish).is_ok();
                news.stage = stage;
            }
        });
        is_heard
    }
}
