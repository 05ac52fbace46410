//! What the desk reads and tells again while much happens to its history.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kimo_history::{DeliverySource, Incoming, SettingsChange};
use kimo_pbx::Delivery;
use tokio::time::timeout;

use super::{
    feed::{Listening, Unheard},
    outside::Outside,
    running_desk::Desk,
    stage::{PATIENCE, Stage, keep_old_calls},
};
use crate::api::FeedItem;

/// More than are deleted at once.
const CALLS: u64 = 350;

/// A window takes off what is gone, and asks for no page again, whatever the number of steps.
#[test]
fn calls_that_are_deleted_are_named_once_and_nothing_is_asked_for_again() {
    let stage = Stage::new();
    let desk = stage.open(Outside::real());
    let told = stage.runtime().block_on(async {
        let mut feed = desk.feed();
        keep_old_calls(&desk, CALLS).await;
        all_is_told(&desk, &mut feed, "before").await;
        let writer = desk.writer().unwrap();
        let pruned = writer.prune("2021-01-01T00:00:00Z".parse().unwrap()).await;
        assert_eq!(pruned, Ok(CALLS));
        all_is_told(&desk, &mut feed, "after").await
    });
    let mut gone = BTreeSet::new();
    for item in told {
        match item {
            FeedItem::Gone { calls } => {
                for call in calls {
                    assert!(gone.insert(call.clone()), "{call} twice");
                }
            }
            FeedItem::Missed | FeedItem::Status => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(gone.len() as u64, CALLS);
    stage.ends_in_time(desk);
}

/// Else each delivery would cost as much as everything that its hook has ever brought.
#[test]
fn no_delivery_has_the_hooks_read_again() {
    let stage = Stage::new();
    let desk = stage.open(Outside::real());
    stage.runtime().block_on(async {
        let mut feed = desk.feed();
        keep_old_calls(&desk, 0).await;
        all_is_told(&desk, &mut feed, "before").await;
        let before = desk.0.hooks.reads();
        let hook = desk.known_hooks()[0].clone();
        let delivery = |body: &str| {
            let delivery = Delivery::to(&hook, None, body.as_bytes(), Timestamp::now());
            Incoming {
                source: DeliverySource::Hook,
                hook: (*hook).clone(),
                content_type: None,
                body: body.as_bytes().to_vec(),
                received_at: delivery.received_at,
                reading: kimo_pbx::read(&delivery, &hook.meaning),
            }
        };
        let writer = desk.writer().unwrap();
        writer
            .keep(delivery("event_type=moon&call_uuid=1"))
            .await
            .unwrap();
        writer
            .keep(delivery("event_type=ringing&call_uuid=1"))
            .await
            .unwrap();
        let told = all_is_told(&desk, &mut feed, "after").await;
        assert!(told.contains(&FeedItem::Hooks), "{told:?}");
        assert_eq!(desk.0.hooks.reads(), before);
    });
    stage.ends_in_time(desk);
}

/// What was told of everything that is in the history up to now: the news of a setting comes last.
async fn all_is_told(desk: &Desk, feed: &mut Listening, setting: &str) -> Vec<FeedItem> {
    let change = SettingsChange {
        queues: Some(vec![setting.to_owned()]),
        ..SettingsChange::default()
    };
    desk.writer()
        .unwrap()
        .change_settings(change)
        .await
        .unwrap();
    let mut told = Vec::new();
    let telling = async {
        loop {
            match feed.recv().await {
                Ok(FeedItem::Settings) => return,
                Ok(item) => told.push(item),
                Err(Unheard::Lagged) => {}
                Err(Unheard::Closed) => panic!("the desk has ended"),
            }
        }
    };
    timeout(PATIENCE, telling).await.expect("nothing is told");
    told
}
