//! The feed: what changes, told to whoever looks on.
//!
//! A listener that does not keep up holds of each call what it is now, once, however often it
//! changed meanwhile; the same of everything that says "ask again". One that falls too far behind
//! holds nothing: it is told to ask everything anew.

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, Weak},
};

use tokio::sync::Notify;

use crate::{api::FeedItem, locked::locked};

/// So much waits for one listener.
const MOST_WAITING: usize = 256;

/// Tells what changes.
#[derive(Debug, Default)]
pub(crate) struct Feed(Mutex<Vec<Weak<Waiting>>>);

/// Hears what changes from the moment on at which it was made.
#[derive(Debug)]
pub struct Listening(Arc<Waiting>);

/// Why there is nothing to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unheard {
    /// It came faster than it was heard: ask everything anew, and go on listening.
    #[error("news came faster than they were heard")]
    Lagged,
    /// The desk has ended.
    #[error("the desk has ended")]
    Closed,
}

#[derive(Debug, Default)]
struct Waiting {
    news: Mutex<News>,
    came: Notify,
}

#[derive(Debug, Default)]
struct News {
    items: VecDeque<Arc<FeedItem>>,
    lagged: bool,
    closed: bool,
}

impl Feed {
    /// Hears of everything from now on.
    pub(super) fn listen(&self) -> Listening {
        let waiting = Arc::new(Waiting::default());
        locked(&self.0).push(Arc::downgrade(&waiting));
        Listening(waiting)
    }

    /// Whether anybody looks on.
    pub(super) fn is_heard(&self) -> bool {
        locked(&self.0).iter().any(|one| one.strong_count() > 0)
    }

    /// Tells everybody who looks on.
    pub(super) fn tell(&self, item: FeedItem) {
        let item = Arc::new(item);
        locked(&self.0).retain(|one| {
            let Some(one) = one.upgrade() else {
                return false;
            };
            locked(&one.news).put(&item);
            one.came.notify_one();
            true
        });
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        for one in mem::take(&mut *locked(&self.0))
            .iter()
            .filter_map(Weak::upgrade)
        {
            locked(&one.news).closed = true;
            one.came.notify_one();
        }
    }
}

impl Listening {
    /// What comes next.
    pub async fn recv(&mut self) -> Result<FeedItem, Unheard> {
        loop {
            if let Some(next) = locked(&self.0.news).take() {
                return next.map(Arc::unwrap_or_clone);
            }
            self.0.came.notified().await;
        }
    }
}

impl News {
    fn put(&mut self, item: &Arc<FeedItem>) {
        self.items.retain(|waiting| !is_overtaken(waiting, item));
        self.items.push_back(Arc::clone(item));
        if self.items.len() > MOST_WAITING {
            self.items = VecDeque::new();
            self.lagged = true;
        }
    }

    fn take(&mut self) -> Option<Result<Arc<FeedItem>, Unheard>> {
        if mem::take(&mut self.lagged) {
            return Some(Err(Unheard::Lagged));
        }
        match self.items.pop_front() {
            Some(item) => Some(Ok(item)),
            None => self.closed.then_some(Err(Unheard::Closed)),
        }
    }
}

/// Whether what waits need not be heard any more once this is.
fn is_overtaken(waiting: &FeedItem, by: &FeedItem) -> bool {
    match (waiting, by) {
        (FeedItem::Call { call: was, .. }, FeedItem::Call { call: is, .. }) => was.id == is.id,
        (FeedItem::Card { .. }, FeedItem::Card { .. }) => true,
        (FeedItem::Gone { .. } | FeedItem::Show { .. }, _) => false,
        (waiting, by) => waiting == by,
    }
}

#[cfg(test)]
mod tests {
    use kimo_attention::Preferences;
    use kimo_calls::{Call, CallEvent, Region};

    use super::*;
    use crate::api::CallRow;

    /// A call with so many legs.
    fn call(id: &str, legs: usize) -> FeedItem {
        let body = format!("event_type=ringing&call_uuid={id}&dialed_user=1001");
        let adapter = kimo_pbx::adapters()[0];
        let delivery = kimo_pbx::Delivery {
            pbx: adapter.id(),
            account: &kimo_calls::Account::default(),
            content_type: None,
            body: body.as_bytes(),
            received_at: jiff::Timestamp::UNIX_EPOCH,
        };
        let meaning = kimo_pbx::meaning_of(adapter.id());
        let events: Vec<CallEvent> = kimo_pbx::read(&delivery, &meaning).unwrap().into_events();
        let mut row = CallRow::of(
            &Call::from_events(&events).unwrap(),
            None,
            Region::TR,
            &Preferences::default(),
        );
        row.extensions = (0..legs).map(|leg| leg.to_string()).collect();
        FeedItem::Call {
            call: Box::new(row),
            open_missed: 0,
        }
    }

    fn waiting(listening: &Listening) -> usize {
        locked(&listening.0.news).items.len()
    }

    #[tokio::test]
    async fn a_call_that_changes_a_thousand_times_waits_once_for_whoever_does_not_listen() {
        let feed = Feed::default();
        let mut listening = feed.listen();
        for legs in 0..1000 {
            feed.tell(call("one", legs));
            feed.tell(FeedItem::Hooks);
            feed.tell(call("other", 1));
        }
        assert_eq!(waiting(&listening), 3);
        assert_eq!(listening.recv().await, Ok(call("one", 999)));
        assert_eq!(listening.recv().await, Ok(FeedItem::Hooks));
        assert_eq!(listening.recv().await, Ok(call("other", 1)));
    }

    #[tokio::test]
    async fn who_falls_too_far_behind_holds_nothing_and_is_told_so_once() {
        let feed = Feed::default();
        let (mut slow, mut quick) = (feed.listen(), feed.listen());
        for n in 0..5000 {
            feed.tell(call(&n.to_string(), 1));
            assert!(quick.recv().await.is_ok());
            assert!(waiting(&slow) <= MOST_WAITING);
        }
        assert_eq!(slow.recv().await, Err(Unheard::Lagged));
        feed.tell(FeedItem::Settings);
        while slow.recv().await.unwrap() != FeedItem::Settings {}
        drop(feed);
        assert_eq!(slow.recv().await, Err(Unheard::Closed));
    }

    #[tokio::test]
    async fn whoever_waits_hears_at_once_and_whoever_is_gone_is_forgotten() {
        let feed = Arc::new(Feed::default());
        assert!(!feed.is_heard());
        let mut listening = feed.listen();
        let heard = tokio::spawn(async move { listening.recv().await });
        tokio::task::yield_now().await;
        feed.tell(FeedItem::Missed);
        assert_eq!(heard.await.unwrap(), Ok(FeedItem::Missed));
        assert!(!feed.is_heard());
        feed.tell(FeedItem::Missed);
        assert_eq!(locked(&feed.0).len(), 0);
    }
}
