//! What the controller remembers of one call.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use kimo_calls::{
    Account, Call, CallEvent, CallId, Disposition, EventKind, HookId, Leg, LegState, PbxId,
    PhoneNumber, Region, Status,
};

use super::relevance;
use crate::{known::CallerContext, popup::PopupKind, preferences::Preferences};

/// "Answered by 1002" has been read by then.
pub(super) const ANSWERED_STAYS: Duration = Duration::from_secs(4);
/// A ringing call of which nothing more is heard is given up after this long.
pub(super) const RINGING_EXPIRES: Duration = Duration::from_secs(3 * 60);
/// A conversation of which nothing more is heard is given up after this long.
pub(super) const TALKING_EXPIRES: Duration = Duration::from_secs(4 * 60 * 60);
/// If the history could not take down that a call was given up, it is asked again.
const EXPIRE_AGAIN: Duration = Duration::from_secs(60);

/// One call, and what of it the user has been shown.
#[derive(Debug)]
pub(super) struct Watch {
    pub(super) call: Call,
    pub(super) region: Region,
    /// The hook that spoke of it last, where that is known.
    pub(super) hook: Option<HookId>,
    pub(super) context: Option<CallerContext>,
    pub(super) notice: Notice,
    /// Since when.
    pub(super) noticed_at: Instant,
    /// The user has seen this notice, or was not to be disturbed by it.
    pub(super) is_dismissed: bool,
    /// When to look at it again.
    pub(super) deadline: Option<Instant>,
    /// What is opened for it has been.
    pub(super) has_popped: bool,
    pub(super) was_heard: Heard,
    /// It is over and queued to be forgotten.
    pub(super) is_filed: bool,
    /// Something of it arrived in time, so a ringing that is known now is heard in the room now.
    is_live: bool,
    /// Legs whose ringing was heard.
    rung: BTreeSet<String>,
    /// Of these, the legs that ring once more where the PBX does not say when: the fold, which
    /// knows a set of events and no order, takes such a leg for ended.
    rings_again: BTreeSet<String>,
    /// Everything that is known of it came repeated: told before, perhaps before a restart.
    is_old_news: bool,
    heard: Instant,
    /// How long before `heard` the last news was, for a call that the desk found at its start.
    silent_before: Duration,
    expire_asked: Option<Instant>,
    missed_since: Option<Instant>,
}

/// What of a call there was a sound for, or was not to be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    pub(super) ringing: bool,
    pub(super) missed: bool,
}

/// Who is at the other end, as far as anybody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Person<'a> {
    /// Whose number is one contact's alone.
    Contact(i64),
    /// Whoever has this number.
    Number(&'a PhoneNumber),
    /// Whom a PBX's account knows by this.
    Local(PbxId, &'a Account, &'a str),
}

/// What the popup of a call says, whether it is on the screen or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// There is nothing to say.
    Nothing,
    /// It rings.
    Ringing,
    /// Somebody else answered what rang here, to be read until then.
    Answered { until: Instant },
    /// Nobody answered.
    Missed,
}

impl Notice {
    /// What a popup with this notice says.
    pub(super) fn kind(self) -> Option<PopupKind> {
        match self {
            Self::Nothing => None,
            Self::Ringing => Some(PopupKind::Ringing),
            Self::Answered { .. } => Some(PopupKind::Answered),
            Self::Missed => Some(PopupKind::Missed),
        }
    }
}

/// How a delivery came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub(super) repeated: bool,
    pub(super) late: bool,
}

impl Watch {
    pub(super) fn new(call: Call, region: Region, heard: Instant) -> Self {
        Self {
            call,
            region,
            hook: None,
            context: None,
            notice: Notice::Nothing,
            noticed_at: heard,
            is_dismissed: false,
            deadline: None,
            has_popped: false,
            was_heard: Heard::default(),
            is_filed: false,
            is_live: false,
            rung: BTreeSet::new(),
            rings_again: BTreeSet::new(),
            is_old_news: true,
            heard,
            silent_before: Duration::ZERO,
            expire_asked: None,
            missed_since: None,
        }
    }

    /// Who is at the other end; `None` of those who withhold their number, each of whom may be
    /// another.
    pub(super) fn person(&self) -> Option<Person<'_>> {
        let known = self.context.as_ref();
        if let Some(contact) = known.and_then(|known| known.contact) {
            return Some(Person::Contact(contact));
        }
        let party = self.call.other_party();
        let CallId { pbx, account, .. } = &self.call.id;
        match &party.number {
            Some(number) => Some(Person::Number(number)),
            None if party.is_hidden() => None,
            None => Some(Person::Local(*pbx, account, &party.raw)),
        }
    }

    /// A call that ran when the desk started.
    pub(super) fn found(call: Call, region: Region, silent_for: Duration, now: Instant) -> Self {
        let rung = call.legs.iter().map(|leg| leg.number.clone()).collect();
        Self {
            rung,
            has_popped: true,
            was_heard: Heard {
                ringing: true,
                missed: false,
            },
            is_live: silent_for <= super::clocks::LATE,
            is_old_news: false,
            silent_before: silent_for,
            ..Self::new(call, region, now)
        }
    }

    /// A call that is over, and of which nobody has been told.
    pub(super) fn brought_in(call: Call, region: Region, now: Instant) -> Self {
        Self {
            was_heard: Heard {
                ringing: true,
                missed: true,
            },
            is_old_news: false,
            ..Self::new(call, region, now)
        }
    }

    /// Takes in a delivery.
    pub(super) fn take(&mut self, event: &CallEvent, call: Call, arrival: Arrival, now: Instant) {
        self.call = call;
        self.heard = now;
        self.silent_before = Duration::ZERO;
        self.expire_asked = None;
        self.is_live |= !arrival.late;
        self.is_old_news &= arrival.repeated;
        match &event.kind {
            EventKind::Ringing { leg, .. }
                if !self.rung.insert(leg.clone()) && event.at.is_none() =>
            {
                self.rings_again.insert(leg.clone());
            }
            EventKind::LegEnded { leg, .. } => {
                self.rings_again.remove(leg);
            }
            _ => {}
        }
    }

    /// Brings the notice up to date.
    pub(super) fn turn(&mut self, preferences: &Preferences, is_quiet: bool, now: Instant) {
        let missed = relevance::is_missed(&self.call, preferences);
        if !missed {
            self.missed_since = None;
        } else if self.missed_since.is_none() {
            self.missed_since = Some(now);
        }
        let notice = self.wanted(missed, preferences, is_quiet, now);
        if notice != self.notice {
            self.is_dismissed = matches!(notice, Notice::Missed) && self.is_old_news;
            self.notice = notice;
            self.noticed_at = now;
        }
        self.is_dismissed |= is_quiet && matches!(notice, Notice::Missed);
    }

    fn wanted(
        &self,
        missed: bool,
        preferences: &Preferences,
        is_quiet: bool,
        now: Instant,
    ) -> Notice {
        let is_answered = self.call.status == Status::InProgress
            || self.call.disposition == Disposition::Answered;
        if !relevance::pops(&self.call, preferences, self.region) {
            Notice::Nothing
        } else if is_answered {
            self.wanted_when_answered(preferences, is_quiet, now)
        } else if self.call.status == Status::Ringing {
            // Given up, it rings no more, even where the history had no room to take that down.
            let is_given_up = self.expire_asked.is_some();
            if self.is_live && !is_given_up && self.rings_here(preferences) {
                Notice::Ringing
            } else {
                Notice::Nothing
            }
        } else if missed && self.missed_at().is_some_and(|at| at <= now) {
            Notice::Missed
        } else {
            Notice::Nothing
        }
    }

    fn wanted_when_answered(
        &self,
        preferences: &Preferences,
        is_quiet: bool,
        now: Instant,
    ) -> Notice {
        if relevance::is_answered_here(&self.call, preferences, self.region) {
            return Notice::Nothing;
        }
        match self.notice {
            Notice::Ringing | Notice::Missed if !self.is_hidden(is_quiet) => Notice::Answered {
                until: now + ANSWERED_STAYS,
            },
            Notice::Answered { until } if now < until => self.notice,
            Notice::Ringing | Notice::Missed | Notice::Answered { .. } | Notice::Nothing => {
                Notice::Nothing
            }
        }
    }

    /// The notice is not on the screen.
    pub(super) fn is_hidden(&self, is_quiet: bool) -> bool {
        self.is_dismissed || self.is_kept_quiet(is_quiet) || self.notice == Notice::Nothing
    }

    /// Nothing is shown of it, whatever it is.
    pub(super) fn is_kept_quiet(&self, is_quiet: bool) -> bool {
        is_quiet || self.context.as_ref().is_some_and(|known| known.is_unwanted)
    }

    /// Whether one of my telephones rings with this call now. A call that has rung nobody yet, but
    /// is for me, counts: some PBXs tell of nothing but its arrival.
    fn rings_here(&self, preferences: &Preferences) -> bool {
        let legs = &self.call.legs;
        let is_mine = |leg: &&Leg| relevance::is_mine(&leg.number, preferences, self.region);
        let mut mine = legs.iter().filter(is_mine).peekable();
        if mine.peek().is_some() {
            mine.any(|leg| self.is_ringing(leg))
        } else {
            legs.is_empty() || legs.iter().any(|leg| self.is_ringing(leg))
        }
    }

    /// Whether the leg rings now.
    pub(super) fn is_ringing(&self, leg: &Leg) -> bool {
        leg.state == LegState::Ringing || self.rings_again.contains(&leg.number)
    }

    /// How long ago it was heard of, as far as one call can be held against another.
    pub(super) fn heard(&self) -> Instant {
        self.heard
            .checked_sub(self.silent_before)
            .unwrap_or(self.heard)
    }

    /// Whether somebody talks now, and that was heard in time.
    pub(super) fn is_talking_live(&self) -> bool {
        self.is_live && !self.is_old_news && self.call.status == Status::InProgress
    }

    /// The numbers of the legs that ring now.
    pub(super) fn ringing_legs(&self) -> Vec<&str> {
        let ringing = self.call.legs.iter().filter(|leg| self.is_ringing(leg));
        ringing.map(|leg| leg.number.as_str()).collect()
    }

    /// Nothing more will happen to it by itself.
    pub(super) fn is_over(&self) -> bool {
        self.call.status == Status::Ended && self.deadline.is_none()
    }

    /// When to look at it again, and at that time it may have to be given up.
    pub(super) fn next_deadline(&self, now: Instant) -> Option<Instant> {
        let answered = match self.notice {
            Notice::Answered { until } => Some(until),
            Notice::Nothing | Notice::Ringing | Notice::Missed => None,
        };
        let missed = self.missed_at().filter(|at| *at > now);
        [answered, missed, self.expires_at()]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether the call is to be given up. True once; then again only after a while.
    pub(super) fn gives_up(&mut self, now: Instant) -> bool {
        let due = self.expires_at().is_some_and(|at| at <= now);
        if due {
            self.expire_asked = Some(now);
        }
        due
    }

    /// From when on a missed call may be called missed.
    fn missed_at(&self) -> Option<Instant> {
        let patience = kimo_pbx::patience(self.call.id.pbx);
        self.missed_since.map(|since| since + patience)
    }

    /// The user is not told yet that it was missed.
    pub(super) fn is_waiting_for_another_try(&self, now: Instant) -> bool {
        !self.is_old_news && self.missed_at().is_some_and(|at| at > now)
    }

    fn expires_at(&self) -> Option<Instant> {
        let limit = match self.call.status {
            Status::Ringing => RINGING_EXPIRES,
            Status::InProgress => TALKING_EXPIRES,
            Status::Ended => return None,
        };
        Some(match self.expire_asked {
            Some(asked) => asked + EXPIRE_AGAIN,
            None => self.heard + limit.saturating_sub(self.silent_before),
        })
    }
}
