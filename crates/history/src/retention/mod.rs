//! How long calls are kept: counted from when each was kept, by the desk's clock, whatever it says
//! of its own time. That clock may jump: what is deleted is gone, so a jump deletes nothing, and
//! without being asked no day deletes more than two days' share.

pub(crate) mod retention_reader;
pub(crate) mod retention_writer;

use jiff::SignedDuration;
use kimo_calls::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result};

use crate::{
    db::time::{micros, optional_time},
    deliveries::unread_bound::UNREAD_DAYS,
};

pub(crate) const CREATE: &str = "
-- When the first delivery of the call was received: retention counts from then.
ALTER TABLE calls ADD COLUMN kept_at INTEGER NOT NULL DEFAULT 0;
UPDATE calls SET kept_at = coalesce(
    (SELECT min(received_at) FROM deliveries WHERE call = calls.id), started_at);
-- What is to be deleted next.
CREATE INDEX calls_by_kept ON calls (kept_at);
CREATE TABLE retention (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- What was kept before this is deleted, or being deleted.
    horizon INTEGER,
    -- When it was last looked what is too old.
    looked_at INTEGER,
    -- When the clock was last found to have jumped, or the desk to have been off for long.
    jumped_at INTEGER,
    -- When the clock was last found to have been set back.
    set_back_at INTEGER,
    -- The user has set a shorter time since: what is older goes at once.
    asked INTEGER NOT NULL
) STRICT;
INSERT INTO retention (id, asked) VALUES (1, 0);
";

/// How far the deletion of what is old has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Retention {
    /// What was kept before this may go.
    pub(crate) horizon: Option<Timestamp>,
    pub(crate) looked_at: Option<Timestamp>,
    pub(crate) jumped_at: Option<Timestamp>,
    pub(crate) set_back_at: Option<Timestamp>,
    pub(crate) asked: bool,
    /// What was not understood and came before this may go.
    pub(crate) unread_horizon: Option<Timestamp>,
}

/// The desk looks every hour while it is on, and mostly every day: after longer than this it was
/// a holiday, or the clock has jumped.
const LONGEST_OFF: SignedDuration = SignedDuration::from_hours(4 * 24);
/// More than so much is not due at once, unless it was asked for.
const MOST_AT_ONCE: SignedDuration = SignedDuration::from_hours(2 * 24);
/// How long a clock that has jumped must go on steadily before anything is deleted by it: on a desk
/// that is younger than calls are kept, an hour's share would be of today's.
const STEADY: SignedDuration = SignedDuration::from_hours(24);
/// Clocks are set by seconds all the time.
const SET_BY_LITTLE: SignedDuration = SignedDuration::from_mins(5);

impl Retention {
    /// It is looked what is older than so many days, `None` where everything is kept; the oldest
    /// call was kept at `oldest`. Moves the horizon as far as the clock can be believed: by twice
    /// the time since the last look, so that an office catches up after a weekend.
    pub(crate) fn look(self, days: Option<u32>, oldest: Option<Timestamp>, now: Timestamp) -> Self {
        let off = self
            .looked_at
            .map_or(SignedDuration::ZERO, |at| now.duration_since(at));
        let mut seen = Self {
            looked_at: Some(now),
            horizon: self.horizon.or(oldest),
            ..self
        };
        if off < -SET_BY_LITTLE {
            seen.set_back_at = Some(now);
        }
        if off < -SET_BY_LITTLE || off > LONGEST_OFF {
            seen.jumped_at = Some(now);
            return seen;
        }
        let (Some(wanted), Some(horizon), true) =
            (wanted(days, now), seen.horizon, seen.is_steady(now))
        else {
            return seen;
        };
        let due = if seen.asked {
            seen.asked = false;
            wanted
        } else {
            let share = (off.max(SignedDuration::ZERO) * 2).min(MOST_AT_ONCE);
            wanted.min(horizon.checked_add(share).unwrap_or(horizon))
        };
        seen.horizon = Some(horizon.max(due));
        seen
    }

    /// As [`Self::look`] for what was not understood, of which the oldest came at `oldest`; this
    /// was so at the last look.
    pub(crate) fn look_at_unread(
        self,
        was: Self,
        oldest: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        let unread = Self {
            horizon: was.unread_horizon,
            asked: false,
            ..was
        };
        Self {
            unread_horizon: unread.look(Some(UNREAD_DAYS), oldest, now).horizon,
            ..self
        }
    }

    /// What was not understood and came before this goes now.
    pub(crate) fn unread_too_old(&self, now: Timestamp) -> Option<Timestamp> {
        let wanted = wanted(Some(UNREAD_DAYS), now)?;
        let horizon = self.unread_horizon.filter(|_| self.is_steady(now))?;
        Some(horizon.min(wanted))
    }

    /// What was kept before this is deleted now. The horizon alone does not tell: until something
    /// is old enough it is the oldest call, and what came before that, or came with the clock set
    /// back, is younger than the user has asked for.
    pub(crate) fn too_old(&self, days: Option<u32>, now: Timestamp) -> Option<Timestamp> {
        Some(self.horizon?.min(wanted(days, now)?))
    }

    /// Whether the clock has gone on for a day since it last jumped: until then nothing is deleted.
    pub(crate) fn is_steady(&self, now: Timestamp) -> bool {
        self.jumped_at
            .is_none_or(|at| now.duration_since(at).abs() >= STEADY)
    }

    /// When the clock was set back, for a day from then on.
    pub(crate) fn lately_set_back(&self, now: Timestamp) -> Option<Timestamp> {
        let lately = |at: &Timestamp| now.duration_since(*at).abs() < STEADY;
        self.set_back_at.filter(lately)
    }
}

/// What the user wants deleted, as far as the clock can be believed: what was kept before this.
fn wanted(days: Option<u32>, now: Timestamp) -> Option<Timestamp> {
    let kept_for = SignedDuration::from_hours(24 * i64::from(days?));
    now.checked_sub(kept_for).ok()
}

pub(crate) fn load(db: &Connection) -> Result<Retention> {
    db.prepare_cached(
        "SELECT horizon, looked_at, jumped_at, set_back_at, asked, unread_horizon FROM retention",
    )?
    .query_row([], |row| {
        Ok(Retention {
            horizon: optional_time(row.get(0)?)?,
            looked_at: optional_time(row.get(1)?)?,
            jumped_at: optional_time(row.get(2)?)?,
            set_back_at: optional_time(row.get(3)?)?,
            asked: row.get(4)?,
            unread_horizon: optional_time(row.get(5)?)?,
        })
    })
}

pub(crate) fn save(db: &Connection, at: &Retention) -> Result<()> {
    db.prepare_cached(
        "UPDATE retention SET horizon = ?1, looked_at = ?2, jumped_at = ?3, set_back_at = ?4,
             asked = ?5, unread_horizon = ?6",
    )?
    .execute((
        at.horizon.map(micros),
        at.looked_at.map(micros),
        at.jumped_at.map(micros),
        at.set_back_at.map(micros),
        at.asked,
        at.unread_horizon.map(micros),
    ))?;
    Ok(())
}

/// The user wants calls kept for a shorter time than until now. Recorded with that change, and by
/// no clock.
pub(crate) fn ask(db: &Connection) -> Result<()> {
    db.execute("UPDATE retention SET asked = 1", [])?;
    Ok(())
}

/// When the oldest call was kept.
pub(crate) fn oldest(db: &Connection) -> Result<Option<Timestamp>> {
    let oldest = db
        .prepare_cached("SELECT kept_at FROM calls ORDER BY kept_at LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    optional_time(oldest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2026-11-25T06:00:00Z".parse().unwrap()
    }

    fn hours(hours: i64) -> SignedDuration {
        SignedDuration::from_hours(hours)
    }

    /// A desk that keeps 90 days, and has kept up.
    fn kept_up() -> Retention {
        Retention {
            horizon: Some(start() - hours(90 * 24)),
            looked_at: Some(start()),
            ..Retention::default()
        }
    }

    #[test]
    fn a_start_a_thousand_days_ahead_deletes_nothing_for_a_day_and_a_days_share_in_the_next() {
        let mut at = kept_up();
        let ahead = start() + hours(1000 * 24);
        for hour in 0..=48 {
            at = at.look(Some(90), None, ahead + hours(hour));
            let moved = at
                .horizon
                .unwrap()
                .duration_since(kept_up().horizon.unwrap());
            assert!(moved <= hours(2 * (hour - 23).max(0)), "{hour}: {moved}");
        }
        // Set right again, which is noticed, it waits.
        let before = at.horizon;
        let at = at.look(Some(90), None, start() + hours(54));
        assert_eq!(at.horizon, before);
        assert!(
            !at.is_steady(start() + hours(55)) && at.lately_set_back(start() + hours(55)).is_some()
        );
        let after = at.look(Some(90), None, start() + hours(55));
        assert_eq!(after.horizon, before);
    }

    #[test]
    fn starting_again_and_again_deletes_no_more() {
        let mut at = kept_up();
        for n in 0..1000 {
            at = at.look(
                Some(90),
                None,
                start() + hours(1000 * 24) + SignedDuration::from_secs(n),
            );
        }
        let moved = at
            .horizon
            .unwrap()
            .duration_since(kept_up().horizon.unwrap());
        assert!(moved <= hours(1), "{moved}");
    }

    /// When an office of some kind is on, hour by hour for a year: never does it delete what is
    /// younger than it keeps, and how far behind it may be.
    #[test]
    fn every_office_keeps_up() {
        type On = fn(i64) -> bool;
        let by_day: On = |hour| hour % 24 < 8;
        let by_week: On = |hour| hour % 24 < 8 && hour / 24 % 7 < 5;
        let holiday: On =
            |hour| hour % 24 < 8 && hour / 24 % 7 < 5 && !(100..114).contains(&(hour / 24));
        for (name, on, behind_by, at_the_end) in [
            ("always on", (|_| true) as On, 1, 1),
            ("off at night", by_day, 17, 17),
            ("off on weekends", by_week, 66, 17),
            ("a fortnight's holiday", holiday, 18 * 24, 17),
        ] {
            let mut at = kept_up();
            let mut most = SignedDuration::ZERO;
            for hour in 1..=364 * 24 - 65 {
                let now = start() + hours(hour);
                if !on(hour) {
                    continue;
                }
                at = at.look(Some(90), None, now);
                let behind = (now - hours(90 * 24)).duration_since(at.horizon.unwrap());
                assert!(behind >= SignedDuration::ZERO, "{name}: {hour}");
                most = most.max(behind);
            }
            assert!(most <= hours(behind_by), "{name}: {most}");
            let last = at.looked_at.unwrap() - hours(90 * 24);
            let behind = last.duration_since(at.horizon.unwrap());
            assert!(behind <= hours(at_the_end), "{name}: {behind}");
        }
    }

    #[test]
    fn what_was_asked_for_goes_at_once_but_not_after_a_jump() {
        let mut at = Retention {
            asked: true,
            ..kept_up()
        };
        let done = at.look(Some(7), None, start() + hours(1));
        assert_eq!(done.horizon, Some(start() + hours(1) - hours(7 * 24)));
        assert!(!done.asked);
        for hour in [0, 1, 12] {
            at = at.look(Some(7), None, start() + hours(1000 * 24 + hour));
            assert!(at.asked, "{hour}");
        }
        assert!(at.horizon < Some(start()));
        // Somebody has seen to the clock by then.
        at = at.look(Some(7), None, start() + hours(1000 * 24 + 25));
        assert!(!at.asked);
    }
}
