//! How often a PBX's interface may be asked, kept for every request of a desk.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use kimo_history::Asking;
use kimo_pbx::{ApiKey, Limit};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep};

use crate::locked::locked;

/// When the last requests of each kind were sent, for each who is counted by itself.
#[derive(Debug, Default)]
pub(super) struct Pace {
    sent: Mutex<HashMap<(Counted, String), Sent>>,
}

/// Whose requests a PBX counts together: all that come with one key, whichever hook they are for. A
/// sum of the key that is kept with the history, and so short that nobody finds the key by it: of two
/// that come to the same, each waits for the other, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Counted(pub(super) u16);

/// What was sent of one kind.
#[derive(Debug, Default)]
struct Sent {
    at: VecDeque<Instant>,
    /// The PBX wants to hear nothing of the kind before.
    not_before: Option<Instant>,
}

impl Pace {
    /// Who is counted together with all that ask there by this key.
    pub(super) fn counted(base: &str, key: &ApiKey) -> Counted {
        let sum = Sha256::new_with_prefix(base).chain_update([0]);
        let sum = sum.chain_update(key.expose()).finalize();
        Counted(u16::from_be_bytes([sum[0], sum[1]]))
    }

    /// Takes in what was sent before this start. What is told of as if it were still to come, for the
    /// clock was set back, has just been: nobody waits for longer than a limit counts.
    pub(super) fn recall(&self, askings: &[Asking], now: Timestamp) {
        let mut sent = locked(&self.sent);
        let tick = Instant::now();
        for asking in askings {
            let of_kind = sent.entry((Counted(asking.who), asking.kind.clone()));
            let of_kind = of_kind.or_default();
            let ago = Duration::try_from(now.duration_since(asking.at)).unwrap_or_default();
            // A computer that runs for less long counts no further back.
            of_kind.at.extend(tick.checked_sub(ago));
            // From when it was told to: as long as it was told to, and no longer.
            let since = now.max(asking.at);
            let rests = asking.rests_until.map(|until| until.duration_since(since));
            let rests = rests.map(|rests| rests.clamp(SignedDuration::ZERO, LONGEST_REST));
            let rests = rests.and_then(|rests| Duration::try_from(rests).ok());
            of_kind.not_before = of_kind.not_before.max(rests.map(|rests| tick + rests));
        }
        for of_kind in sent.values_mut() {
            of_kind.at.make_contiguous().sort_unstable();
        }
    }

    /// Returns once another one may be sent by each of these, which then is. False where the PBX does
    /// not want to hear any for so long that nobody should wait for it: nothing is sent then.
    #[must_use]
    pub(super) async fn turn(&self, who: Counted, limits: &[Limit]) -> bool {
        if self.rests(who, limits) > LONGEST_WAIT {
            return false;
        }
        while let Some(wait) = self.wait(who, limits) {
            sleep(wait).await;
        }
        true
    }

    /// Sends nothing of these kinds for so long.
    pub(super) fn rest(&self, who: Counted, limits: &[Limit], rest: Duration) {
        let mut sent = locked(&self.sent);
        let until = Instant::now() + rest;
        for limit in limits {
            let not_before = &mut sent.entry(of(who, limit)).or_default().not_before;
            *not_before = Some(not_before.map_or(until, |before| before.max(until)));
        }
    }

    fn rests(&self, who: Counted, limits: &[Limit]) -> Duration {
        let sent = locked(&self.sent);
        let now = Instant::now();
        let rests = limits.iter().filter_map(|limit| {
            let not_before = sent.get(&of(who, limit))?.not_before?;
            Some(not_before.saturating_duration_since(now))
        });
        rests.max().unwrap_or_default()
    }

    fn wait(&self, who: Counted, limits: &[Limit]) -> Option<Duration> {
        let mut sent = locked(&self.sent);
        let now = Instant::now();
        let wait = limits.iter().filter_map(|limit| {
            let Sent {
                at: sent,
                not_before,
            } = sent.entry(of(who, limit)).or_default();
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
                let sent = sent.entry(of(who, limit)).or_default();
                sent.at.push_back(now);
            }
        }
        longest
    }
}

fn of(who: Counted, limit: &Limit) -> (Counted, String) {
    (who, limit.name.to_owned())
}

/// Whoever wanted to be left alone for longer than any PBX does was told of by a clock that was wrong.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(1);
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
            assert!(pace.turn(Counted(1), &[limit]).await);
            sent.push(Instant::now());
        }
        assert_eq!(sent[0], sent[5], "six at once");
        for (nth, at) in sent.iter().enumerate().skip(6) {
            assert!(*at - sent[nth - 6] > limit.within, "{nth}");
        }
        // Another key has a limit of its own.
        let before = Instant::now();
        assert!(pace.turn(Counted(2), &[limit]).await);
        assert_eq!(Instant::now(), before);
    }

    #[test]
    fn one_key_at_one_place_is_counted_together() {
        let key = |text| ApiKey::read(text).unwrap();
        let (here, there) = ("https://api.example.com", "https://api.example.org");
        let first = Pace::counted(here, &key("K1"));
        assert_eq!(Pace::counted(here, &key(" K1 ")), first);
        assert_ne!(Pace::counted(here, &key("K2")), first);
        assert_ne!(Pace::counted(there, &key("K1")), first);
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_sent_before_a_start_counts_after_it() {
        let limit = Limit {
            name: "cdrs",
            most: 2,
            within: Duration::from_secs(60),
        };
        // As if the computer ran for longer.
        tokio::time::advance(Duration::from_secs(7200)).await;
        let now: Timestamp = "2026-11-27T12:00:00Z".parse().unwrap();
        let asking = |seconds_ago: i64, rests: Option<i64>| Asking {
            who: 1,
            kind: "cdrs".to_owned(),
            at: now - SignedDuration::from_secs(seconds_ago),
            rests_until: rests.map(|rests| now + SignedDuration::from_secs(rests)),
        };
        let waits = async |askings: &[Asking]| {
            let pace = Pace::default();
            pace.recall(askings, now);
            let begun = Instant::now();
            let sent = pace.turn(Counted(1), &[limit]).await;
            sent.then(|| (Instant::now() - begun).as_secs())
        };
        assert_eq!(waits(&[]).await, Some(0));
        assert_eq!(waits(&[asking(40, None)]).await, Some(0));
        let both = [asking(40, None), asking(10, None)];
        assert_eq!(waits(&both).await, Some(23), "and a little more");
        assert_eq!(waits(&[asking(90, None), asking(80, None)]).await, Some(0));
        assert_eq!(waits(&[asking(5, Some(30))]).await, Some(30));
        assert_eq!(waits(&[asking(5, Some(600))]).await, None);
        assert_eq!(waits(&[asking(700, Some(-100))]).await, Some(0));
        // The clock was set back by a year, or ahead.
        let ahead = -365 * 24 * 3600;
        assert_eq!(
            waits(&[asking(ahead, None), asking(ahead, None)]).await,
            Some(63)
        );
        let told_to_rest = asking(ahead, Some(-ahead + 30));
        assert_eq!(waits(&[told_to_rest]).await, Some(30));
        let other = Pace::default();
        other.recall(&both, now);
        let begun = Instant::now();
        assert!(other.turn(Counted(2), &[limit]).await);
        assert_eq!(Instant::now(), begun);
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
                    assert!(pace.turn(Counted(1), &[all, own]).await);
                    of_own.push(Instant::now());
                }
                _ => assert!(pace.turn(Counted(1), &[all]).await),
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
        pace.rest(Counted(1), &records, Duration::from_secs(30));
        pace.rest(Counted(1), &records, Duration::from_secs(5));
        assert!(pace.turn(Counted(1), &all).await && pace.turn(Counted(2), &records).await);
        assert_eq!(Instant::now(), begun, "others are not held up");
        assert!(pace.turn(Counted(1), &records).await);
        assert!(Instant::now() - begun >= Duration::from_secs(30));
        pace.rest(Counted(1), &records, Duration::from_secs(600));
        let begun = Instant::now();
        assert!(!pace.turn(Counted(1), &records).await);
        assert_eq!(Instant::now(), begun, "and nobody waits for it");
    }
}
