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
pub(super) struct Pace(Mutex<HashMap<(HookId, &'static str), Sent>>);

/// What was sent of one kind.
#[derive(Debug, Default)]
struct Sent {
    at: VecDeque<Instant>,
    /// The PBX wants to hear nothing of the kind before.
    not_before: Option<Instant>,
}

impl Pace {
    /// Returns once another one may be sent by each of these, which then is. False where the PBX does
    /// not want to hear any for so long that nobody should wait for it: nothing is sent then.
    #[must_use]
    pub(super) async fn turn(&self, hook: HookId, limits: &[Limit]) -> bool {
        if self.rests(hook, limits) > LONGEST_WAIT {
            return false;
        }
        while let Some(wait) = self.wait(hook, limits) {
            sleep(wait).await;
        }
        true
    }

    /// Sends nothing of these kinds for so long.
    pub(super) fn rest(&self, hook: HookId, limits: &[Limit], rest: Duration) {
        let mut sent = locked(&self.0);
        let until = Instant::now() + rest;
        for limit in limits {
            let not_before = &mut sent.entry((hook, limit.name)).or_default().not_before;
            *not_before = Some(not_before.map_or(until, |before| before.max(until)));
        }
    }

    fn rests(&self, hook: HookId, limits: &[Limit]) -> Duration {
        let sent = locked(&self.0);
        let now = Instant::now();
        let rests = limits.iter().filter_map(|limit| {
            let not_before = sent.get(&(hook, limit.name))?.not_before?;
            Some(not_before.saturating_duration_since(now))
        });
        rests.max().unwrap_or_default()
    }

    fn wait(&self, hook: HookId, limits: &[Limit]) -> Option<Duration> {
        let mut sent = locked(&self.0);
        let now = Instant::now();
        let wait = limits.iter().filter_map(|limit| {
            let Sent {
                at: sent,
                not_before,
            } = sent.entry((hook, limit.name)).or_default();
            if let Some(rests) = not_before.filter(|not_before| *not_before > now) {
                return Some(rests - now);
            }
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
                let sent = sent.entry((hook, limit.name)).or_default();
                sent.at.push_back(now);
            }
        }
        longest
    }
}

/// Nobody waits for longer until a PBX wants to be asked again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

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
            assert!(pace.turn(HookId(1), &[limit]).await);
            sent.push(Instant::now());
        }
        assert_eq!(sent[0], sent[5], "six at once");
        for (nth, at) in sent.iter().enumerate().skip(6) {
            assert!(*at - sent[nth - 6] > limit.within, "{nth}");
        }
        // Another hook has a limit of its own.
        let before = Instant::now();
        assert!(pace.turn(HookId(2), &[limit]).await);
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
                    assert!(pace.turn(HookId(1), &[all, own]).await);
                    of_own.push(Instant::now());
                }
                _ => assert!(pace.turn(HookId(1), &[all]).await),
            }
            sent.push(Instant::now());
        }
        assert!(
            sent.windows(3)
                .all(|three| three[2] - three[0] > all.within)
        );
        assert!(of_own.windows(4).all(|four| four[3] - four[0] > own.within));
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_sent_before_the_pbx_wants_to_be_asked_again() {
        let limit = |name| Limit {
            name,
            most: 6,
            within: Duration::from_secs(60),
        };
        let (records, all) = ([limit("cdrs")], [limit("")]);
        let pace = Pace::default();
        let begun = Instant::now();
        pace.rest(HookId(1), &records, Duration::from_secs(30));
        pace.rest(HookId(1), &records, Duration::from_secs(5));
        assert!(pace.turn(HookId(1), &all).await && pace.turn(HookId(2), &records).await);
        assert_eq!(Instant::now(), begun, "others are not held up");
        assert!(pace.turn(HookId(1), &records).await);
        assert!(Instant::now() - begun >= Duration::from_secs(30));
        pace.rest(HookId(1), &records, Duration::from_secs(600));
        let begun = Instant::now();
        assert!(!pace.turn(HookId(1), &records).await);
        assert_eq!(Instant::now(), begun, "and nobody waits for it");
    }
}
