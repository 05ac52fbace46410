//! Those who do not know an address, or bring wrong credentials to one: counted, and kept waiting
//! a little.
//!
//! Everything comes through the tunnel, from one address, and what `X-Forwarded-For` says anybody
//! can write: so nobody is told apart, and nobody is locked out. A few a second are answered at
//! once, for somebody may have mistyped one; more than these wait, a few at a time and
//! only on connections that nobody else needs; the rest of a flood is turned away at once, for
//! waiting would cost us more than them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use kimo_calls::Timestamp;

use crate::progress::Progress;

/// What is known of those who know no address or no password; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Strangers(Arc<Mutex<State>>);

/// How many requests had a wrong address or wrong credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefusedRequests {
    /// Since the desk was started.
    pub total: u64,
    /// In the last sixty seconds.
    pub last_minute: u64,
    /// When the last one came, by the desk's clock.
    pub last_at: Option<Timestamp>,
}

#[derive(Debug, Default)]
struct State {
    total: u64,
    last_at: Option<Timestamp>,
    /// Seconds of the last minute in which somebody came, with how many, the newest last.
    seconds: VecDeque<(i64, u64)>,
    waiting: usize,
}

impl Strangers {
    /// How many are answered at once in each second.
    const AT_ONCE: u64 = 10;
    /// How many wait at the same time at most.
    const MOST_WAITING: usize = 32;
    /// How long they wait.
    const WAIT: Duration = Duration::from_secs(1);
    const MINUTE: i64 = 60;

    /// Those of whom it is known by `now`.
    pub fn refused(&self, now: Timestamp) -> RefusedRequests {
        let state = self.lock();
        let minute = now.as_second() - Self::MINUTE + 1..=now.as_second();
        let recent = state.seconds.iter();
        RefusedRequests {
            total: state.total,
            last_minute: recent
                .filter(|(second, _)| minute.contains(second))
                .map(|(_, count)| count)
                .sum(),
            last_at: state.last_at,
        }
    }

    /// Counts a request of `at` that is not let in, and resolves when it may be answered.
    /// Its connection may be closed meanwhile.
    pub(crate) async fn turn_away(&self, at: Timestamp, progress: Option<&Progress>) {
        if let Some(_place) = self.count(at) {
            if let Some(progress) = progress {
                progress.delayed();
            }
            tokio::time::sleep(Self::WAIT).await;
        }
    }

    /// A place in the queue for those who have to wait.
    fn count(&self, at: Timestamp) -> Option<Place> {
        let mut state = self.lock();
        state.total += 1;
        state.last_at = Some(at);
        let second = at.as_second();
        let in_this_second = match state.seconds.back_mut() {
            Some((same, count)) if *same == second => {
                *count += 1;
                *count
            }
            _ => {
                // A clock that was set back leaves seconds behind that are still to come.
                let minute = second - Self::MINUTE..second;
                state.seconds.retain(|(known, _)| minute.contains(known));
                state.seconds.push_back((second, 1));
                1
            }
        };
        if in_this_second <= Self::AT_ONCE || state.waiting >= Self::MOST_WAITING {
            return None;
        }
        state.waiting += 1;
        Some(Place(self.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who waits; free again when dropped.
struct Place(Strangers);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn they_are_counted_by_the_minute() {
        let strangers = Strangers::default();
        assert_eq!(strangers.refused(at(0)), RefusedRequests::default());
        for second in [100, 100, 159, 160] {
            drop(strangers.count(at(second)));
        }
        let refused = |now| strangers.refused(at(now)).last_minute;
        assert_eq!(
            [refused(159), refused(160), refused(219), refused(220)],
            [3, 2, 1, 0]
        );
        assert_eq!(strangers.refused(at(220)).total, 4);
        assert_eq!(strangers.refused(at(220)).last_at, Some(at(160)));
    }

    #[test]
    fn a_clock_that_jumps_does_not_make_them_more() {
        let strangers = Strangers::default();
        drop(strangers.count(at(1_000_000)));
        drop(strangers.count(at(100)));
        assert_eq!(strangers.refused(at(100)).last_minute, 1);
        assert_eq!(strangers.lock().seconds.len(), 1);
        for second in 0..10_000 {
            drop(strangers.count(at(second * 3)));
        }
        assert!(strangers.lock().seconds.len() <= 60);
    }

    #[test]
    fn a_few_are_answered_at_once_then_some_wait_and_the_rest_is_turned_away() {
        let strangers = Strangers::default();
        let places: Vec<_> = (0..100).map(|_| strangers.count(at(5))).collect();
        let waits: Vec<_> = places.iter().map(Option::is_some).collect();
        let expected: Vec<_> = (0..100).map(|nth| (10..42).contains(&nth)).collect();
        assert_eq!(waits, expected);
        drop(places);
        assert!(strangers.count(at(5)).is_some(), "there are places again");
        assert!(strangers.count(at(6)).is_none(), "a new second begins");
    }
}
