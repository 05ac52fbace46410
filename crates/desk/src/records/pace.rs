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
    /// Returns once another one may be sent by each of these, which then is.
    pub(super) async fn turn(&self, hook: HookId, limits: &[Limit]) {
        while let Some(wait) = self.wait(hook, limits) {
            sleep(wait).await;
        }
    }

    fn wait(&self, hook: HookId, limits: &[Limit]) -> Option<Duration> {
        let mut sent = locked(&self.0);
        let now = Instant::now();
        let wait = limits.iter().filter_map(|limit| {
            let sent = sent.entry((hook, limit.name)).or_default();
            // The other end counts by when they arrive, which may be nearer to each other.
            let within = limit.within + limit.within / 20;
            while sent.front().is_some_and(|at| *at + within <= now) {
                sent.pop_front();
            }
            let is_full = sent.len() >= usize::try_from(limit.most).unwrap_or(usize::MAX);
            let first = sent.front().filter(|_| is_full)?;
            Some(*first + within - now)
        });
        let longest = wait.max();
        if longest.is_none() {
            for limit in limits {
                sent.entry((hook, limit.name)).or_default().push_back(now);
            }
        }
        longest
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
            pace.turn(HookId(1), &[limit]).await;
            sent.push(Instant::now());
        }
        assert_eq!(sent[0], sent[5], "six at once");
        for (nth, at) in sent.iter().enumerate().skip(6) {
            assert!(*at - sent[nth - 6] > limit.within, "{nth}");
        }
        // Another hook has a limit of its own.
        let before = Instant::now();
        pace.turn(HookId(2), &[limit]).await;
        assert_eq!(Instant::now(), before);
    }

    /// A PBX may count one request in two ways.
    #[tokio::test(start_paused = true)]
    async fn what_two_limits_count_keeps_both() {
        let limit = |name, most, seconds| Limit {
            name,
            most,
            within: Duration::from_secs(seconds),
        };
        let (all, own) = (limit("", 2, 1), limit("queues", 3, 60));
        let pace = Pace::default();
        let mut sent = Vec::new();
        let mut of_own = Vec::new();
        for nth in 0..12 {
            match nth % 3 {
                0 => {
                    pace.turn(HookId(1), &[all, own]).await;
                    of_own.push(Instant::now());
                }
                _ => pace.turn(HookId(1), &[all]).await,
            }
            sent.push(Instant::now());
        }
        assert!(
            sent.windows(3)
                .all(|three| three[2] - three[0] > all.within)
        );
        assert!(of_own.windows(4).all(|four| four[3] - four[0] > own.within));
    }
}
