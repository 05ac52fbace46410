//! How often a PBX's interface may be asked, kept for every request of a desk.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
    time::Duration,
};

use kimo_calls::HookId;
use kimo_pbx::Limit;
use tokio::time::{Instant, sleep};

use crate::locked::locked;

/// When the last requests of each kind were sent, for each hook.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<(HookId, &'static str), VecDeque<Instant>>>);

impl Pace {
    /// Returns once another one may be sent, which then is.
    pub(super) async fn turn(&self, hook: HookId, limit: Limit) {
        while let Some(wait) = self.wait(hook, limit) {
            sleep(wait).await;
        }
    }

    fn wait(&self, hook: HookId, limit: Limit) -> Option<Duration> {
        let mut sent = locked(&self.0);
        let sent = sent.entry((hook, limit.name)).or_default();
        let now = Instant::now();
        // The other end counts by when they arrive, which may be nearer to each other.
        let within = limit.within + limit.within / 20;
        while sent.front().is_some_and(|at| *at + within <= now) {
            sent.pop_front();
        }
        let is_full = sent.len() >= usize::try_from(limit.most).unwrap_or(usize::MAX);
        match sent.front() {
            Some(first) if is_full => Some(*first + within - now),
            _ => {
                sent.push_back(now);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn in_no_minute_more_are_sent_than_are_let_through() {
        let limit = Limit {
            name: "cdrs",
            most: 6,
            within: Duration::from_secs(60),
        };
        let pace = Pace::default();
        let mut sent = Vec::new();
        for _ in 0..20 {
            pace.turn(HookId(1), limit).await;
            sent.push(Instant::now());
        }
        assert_eq!(sent[0], sent[5], "six at once");
        for (nth, at) in sent.iter().enumerate().skip(6) {
            assert!(*at - sent[nth - 6] > limit.within, "{nth}");
        }
        // Another hook has a limit of its own.
        let before = Instant::now();
        pace.turn(HookId(2), limit).await;
        assert_eq!(Instant::now(), before);
    }
}
