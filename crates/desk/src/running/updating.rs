//! What the desk knows of newer versions, and what it has done about them.

use kimo_attention::{NEWER_VERSION, Problem};
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
        let newer = {
            let mut news = locked(&self.0.updates.news);
            let was = news.clone();
            change(&mut news);
            if *news == was {
                return;
            }
            news.newer.clone()
        };
        self.set_health(
            Part::Newer,
            newer.map(|version| Problem {
                code: NEWER_VERSION.to_owned(),
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

    /// Has a wish heard, unless one is being fulfilled; false where nobody hears it.
    pub(crate) fn wish_for_update(&self, wish: UpdateWish) -> bool {
        let heard = locked(&self.0.updates.wishes);
        let Some(heard) = heard.as_ref().filter(|heard| !heard.is_closed()) else {
            return false;
        };
        let stage = match wish {
            UpdateWish::Look => UpdateStage::Looking,
            UpdateWish::Take => UpdateStage::Fetching,
        };
        let mut is_new = false;
        self.tell_of_update(|news| {
            is_new = news.stage == UpdateStage::Idle;
            if is_new {
                news.stage = stage;
            }
        });
        !is_new || heard.send(wish).is_ok()
    }
}
