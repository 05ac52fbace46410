//! Which missed callers are this desk's own: all of them, or where extensions or queues are set
//! those who rang one of these. A caller who never got as far as a telephone or a queue is
//! everybody's, or nobody would call them back. And which of them wait to be called back: not those
//! who hung up at once, and not those of whom somebody said that they can.

use jiff::{SignedDuration, civil::Date, tz::TimeZone};
use kimo_attention::{Preferences, concerns};
use kimo_calls::{Call, Direction, Timestamp};
use kimo_history::{OpenCaller, OpenQuery, ReadError, Reader};

use crate::{Desk, preferences::preferences};

/// Judges by the settings as they were read.
pub(crate) struct Mine<'d> {
    desk: &'d Desk,
    preferences: Preferences,
    zone: TimeZone,
    now: Timestamp,
}

impl<'d> Mine<'d> {
    /// Reads the settings.
    pub(crate) fn read(desk: &'d Desk, reader: &Reader) -> Result<Self, ReadError> {
        Ok(Self {
            desk,
            preferences: preferences(reader.settings()?),
            zone: TimeZone::system(),
            now: Timestamp::now(),
        })
    }

    /// The desk that judges.
    pub(crate) fn desk(&self) -> &'d Desk {
        self.desk
    }

    /// Whether some missed callers may be others' business.
    pub(crate) fn is_narrowed(&self) -> bool {
        !(self.preferences.extensions.is_empty() && self.preferences.queues.is_empty())
    }

    /// What of the settings they are shown by.
    pub(crate) fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// Whether missed callers shall be called back within some time.
    pub(crate) fn promises(&self) -> bool {
        self.preferences.promise_minutes.is_some()
    }

    /// Whether they hung up so soon each time that nobody need call them back.
    pub(crate) fn is_short(&self, open: &OpenCaller) -> bool {
        let within = self.preferences.short_call_seconds;
        open.hung_up_after.is_some_and(|seconds| seconds <= within)
    }

    /// Whether somebody said that they can wait, and they have not called again. Who rings or talks
    /// right now does not.
    pub(crate) fn is_snoozed(&self, open: &OpenCaller) -> bool {
        let calls_us = open
            .going_on
            .as_ref()
            .is_some_and(|call| call.direction == Direction::Inbound);
        !calls_us && open.snoozed_until.is_some_and(|until| until > self.now)
    }

    /// Those who are snoozed now, whoever comes back first at the top.
    pub(crate) fn snoozed(&self, reader: &Reader) -> Result<Vec<OpenCaller>, ReadError> {
        let mut snoozed = reader.open_missed_snoozed(self.now)?;
        snoozed.retain(|caller| self.is_snoozed(caller));
        Ok(snoozed)
    }

    /// A day before now.
    pub(crate) fn yesterday(&self) -> Timestamp {
        let day = SignedDuration::from_hours(24);
        self.now.checked_sub(day).unwrap_or(Timestamp::MIN)
    }

    /// When snoozed callers may come back: this afternoon, as long as that is ahead, and on the next
    /// morning that the office is open, not before eight.
    pub(crate) fn snooze_until(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        let today = self.now.to_zoned(self.zone.clone());
        let at = |day: Date, hour| {
            let wall = day.at(hour, 0, 0, 0).to_zoned(self.zone.clone());
            wall.ok().map(|at| at.timestamp())
        };
        let soon = self.now + SignedDuration::from_mins(45);
        let afternoon = at(today.date(), 15).filter(|at| *at > soon);
        let tomorrow = today.date().tomorrow().ok();
        let morning = match &self.preferences.business_hours {
            Some(hours) => tomorrow
                .and_then(|day| at(day, 8))
                .and_then(|at| hours.next_open(at, &self.zone)),
            None => tomorrow.and_then(|day| at(day, 9)),
        };
        (afternoon, morning)
    }

    /// Until when they shall be called back, where that is promised.
    pub(crate) fn due_at(&self, open: &OpenCaller) -> Option<Timestamp> {
        self.preferences.due_at(open.first_at, &self.zone)
    }

    /// Whether their last call came while the office was closed.
    pub(crate) fn is_outside_hours(&self, open: &OpenCaller) -> bool {
        !self.preferences.is_open(open.last_at, &self.zone)
    }

    /// How many open missed callers wait, whosever they are.
    pub(crate) fn count_everybody(&self, reader: &Reader) -> Result<u32, ReadError> {
        let snoozed = self.snoozed(reader)?;
        let aside = self.count_short(reader)? + snoozed.len() as u64;
        let count = reader.open_missed_count()?.saturating_sub(aside);
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// How many hung up at once, and nobody said besides that they can wait.
    pub(crate) fn count_short(&self, reader: &Reader) -> Result<u64, ReadError> {
        let short = reader.open_missed_short(self.preferences.short_call_seconds)?;
        let snoozed = self.snoozed(reader)?;
        let both = snoozed.iter().filter(|caller| self.is_short(caller));
        Ok(short.saturating_sub(both.count() as u64))
    }

    /// Those of the callers who are this desk's own.
    pub(crate) fn of(
        &self,
        open: Vec<OpenCaller>,
        reader: &Reader,
    ) -> Result<Vec<OpenCaller>, ReadError> {
        let mut mine = Vec::new();
        for caller in open {
            if self.concerns(&caller, reader)? {
                mine.push(caller);
            }
        }
        Ok(mine)
    }

    /// The open missed callers who are this desk's own and wait, at most `limit`, the one who called
    /// last first; and their [count](Self::count).
    pub(crate) fn newest(
        &self,
        limit: usize,
        reader: &Reader,
    ) -> Result<(Vec<OpenCaller>, u32), ReadError> {
        if self.is_narrowed() {
            let mut mine = self.of(self.waiting(MOST, false, reader)?, reader)?;
            let count = u32::try_from(mine.len()).unwrap_or(u32::MAX);
            mine.truncate(limit);
            return Ok((mine, count));
        }
        Ok((self.waiting(limit, false, reader)?, self.count(reader)?))
    }

    /// The first of those who wait, whosever they are.
    pub(crate) fn waiting(
        &self,
        limit: usize,
        oldest_first: bool,
        reader: &Reader,
    ) -> Result<Vec<OpenCaller>, ReadError> {
        self.first(limit, oldest_first, reader, Reader::open_missed_waiting)
    }

    /// The first of those who hung up at once, whosever they are.
    pub(crate) fn hung_up(
        &self,
        limit: usize,
        oldest_first: bool,
        reader: &Reader,
    ) -> Result<Vec<OpenCaller>, ReadError> {
        self.first(limit, oldest_first, reader, Reader::open_missed_hung_up)
    }

    /// Without those who are snoozed, of whom there are few.
    fn first(
        &self,
        limit: usize,
        oldest_first: bool,
        reader: &Reader,
        read: impl Fn(&Reader, OpenQuery) -> Result<Vec<OpenCaller>, ReadError>,
    ) -> Result<Vec<OpenCaller>, ReadError> {
        let query = OpenQuery {
            short: self.preferences.short_call_seconds,
            oldest_first,
            limit: limit.saturating_add(self.snoozed(reader)?.len()),
        };
        let mut open = read(reader, query)?;
        open.retain(|caller| !self.is_snoozed(caller));
        open.truncate(limit);
        Ok(open)
    }

    /// How many open missed callers are this desk's own and wait; of very many, those among the
    /// newest.
    pub(crate) fn count(&self, reader: &Reader) -> Result<u32, ReadError> {
        if !self.is_narrowed() {
            return self.count_everybody(reader);
        }
        let mine = self.of(self.waiting(MOST, false, reader)?, reader)?;
        Ok(u32::try_from(mine.len()).unwrap_or(u32::MAX))
    }

    /// Whether any of their open calls does.
    fn concerns(&self, caller: &OpenCaller, reader: &Reader) -> Result<bool, ReadError> {
        if self.is_mine(&caller.last_call) {
            return Ok(true);
        }
        let earlier = match usize::try_from(caller.count) {
            Ok(count) if count > 1 => reader.missed_of(&caller.key, count.min(MOST_CALLS))?,
            _ => Vec::new(),
        };
        Ok(earlier.iter().any(|call| self.is_mine(call)))
    }

    fn is_mine(&self, call: &Call) -> bool {
        let got_nowhere = call.extensions.is_empty() && call.queue.is_none();
        got_nowhere || concerns(call, &self.preferences, self.desk.home(call.id.pbx))
    }
}

/// So many callers are looked through for this desk's own.
pub(crate) const MOST: usize = 500;
const MOST_CALLS: usize = 20;
