//! Whom somebody is reminded of once the time has passed within which they were to be called back,
//! or until which they could wait: once a caller, and all of them together by one popup.

use std::{
    collections::BTreeMap,
    mem,
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;
use kimo_calls::{CallerKey, Timestamp};

use super::{Action, Controller, Now};
use crate::{
    desktop::View,
    known::Waiting,
    popup::{Popup, PopupId},
    popup_of_several::{LateCallers, reminder},
    preferences::Preferences,
};

/// A clock that is set, or a computer that slept, is noticed within this time.
const LOOKS_AGAIN: Duration = Duration::from_secs(5 * 60);

/// The callers who wait, and what somebody has been told of them.
#[derive(Debug, Default)]
pub(super) struct Reminders {
    callers: BTreeMap<(Timestamp, CallerKey), Reminder>,
    /// Counts what has been told, so that it is known what a popup had told when it was closed.
    told: u64,
    is_stale: bool,
    /// When to look at them again.
    pub(super) deadline: Option<Instant>,
}

#[derive(Debug)]
struct Reminder {
    waiting: Waiting,
    state: State,
}

/// What somebody has been told of a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing yet.
    Waits,
    /// The popup tells of them since it had this number.
    Stands(u64),
    /// All there is to tell.
    Told,
}

impl Reminders {
    /// These wait now. Of whoever was late already when first heard of there is no reminder: that
    /// is a start, or news of long ago, and the list has them.
    fn set(&mut self, waiting: &[Waiting], is_late: impl Fn(&Waiting) -> bool) {
        let mut before = mem::take(&mut self.callers);
        for caller in waiting {
            let id = (caller.since, caller.key.clone());
            let known = before.remove(&id);
            let state = match known {
                Some(known) if known.waiting.snoozed_until == caller.snoozed_until => known.state,
                // Somebody said that they can wait, or no longer: what was told is of before.
                Some(known) => {
                    self.is_stale |= known.stands();
                    match is_late(caller) {
                        true => State::Told,
                        false => State::Waits,
                    }
                }
                None if is_late(caller) => State::Told,
                None => State::Waits,
            };
            let waiting = caller.clone();
            self.callers.insert(id, Reminder { waiting, state });
        }
        self.is_stale |= before.values().any(Reminder::stands);
    }

    /// What is told of these is seen.
    fn seen(&mut self, which: impl Fn(&Waiting, u64) -> bool) {
        for caller in self.callers.values_mut() {
            if let State::Stands(number) = caller.state
                && which(&caller.waiting, number)
            {
                caller.state = State::Told;
                self.is_stale = true;
            }
        }
    }
}

impl Reminder {
    fn stands(&self) -> bool {
        matches!(self.state, State::Stands(_))
    }
}

impl Controller {
    /// These callers wait to be called back now.
    pub(super) fn set_waiting(&mut self, waiting: &[Waiting], now: Now, out: &mut Vec<Action>) {
        let (preferences, zone) = (&self.preferences, self.formats.zone());
        self.reminders.set(waiting, |caller| {
            remind_at(caller, preferences, zone).is_some_and(|at| at <= now.at)
        });
        let can_wait = |caller: &&Waiting| caller.snoozed_until.is_some_and(|at| at > now.at);
        for caller in waiting.iter().filter(can_wait) {
            self.dismiss_missed(&caller.last_call, now, out);
        }
    }

    /// Asks for the open missed callers again once they are others.
    pub(super) fn look_at_missed_again(&mut self, now: Now, out: &mut Vec<Action>) {
        if self.open_missed.changes_at.is_some_and(|at| at <= now.at) {
            self.open_missed.changes_at = None;
            out.push(Action::LookAtMissed);
        }
    }

    /// What was promised is something else.
    pub(super) fn promise_changed(&mut self, was: &Preferences, now: Now) {
        let (preferences, zone) = (&self.preferences, self.formats.zone());
        let same = preferences.promise_minutes == was.promise_minutes
            && preferences.business_hours == was.business_hours;
        for caller in self.reminders.callers.values_mut() {
            let is_late =
                || remind_at(&caller.waiting, preferences, zone).is_some_and(|at| at <= now.at);
            // Who is late by another promise only has not just become so.
            if caller.state == State::Waits && !same && is_late() {
                caller.state = State::Told;
            }
        }
        // In another language it reads otherwise.
        self.reminders.is_stale = true;
        self.reminders_go_quiet();
    }

    /// Where nobody is to be disturbed any more, what stands goes.
    pub(super) fn reminders_go_quiet(&mut self) {
        if self.quiet.is_on() {
            self.reminders.seen(|_, _| true);
        }
    }

    /// Tells of those whose time has passed. Their missed calls are told by that.
    pub(super) fn remind(&mut self, now: Now, out: &mut Vec<Action>) {
        let (preferences, zone) = (&self.preferences, self.formats.zone());
        let is_quiet = self.quiet.is_on();
        let mut late = Vec::new();
        let mut next: Option<Timestamp> = None;
        let number = self.reminders.told + 1;
        for caller in self.reminders.callers.values_mut() {
            if caller.state != State::Waits {
                continue;
            }
            match remind_at(&caller.waiting, preferences, zone) {
                Some(at) if at > now.at => next = Some(next.map_or(at, |next| next.min(at))),
                // Nobody is to be disturbed: the list has them.
                Some(_) if is_quiet => caller.state = State::Told,
                Some(_) => {
                    caller.state = State::Stands(number);
                    late.push(caller.waiting.last_call.clone());
                }
                None => {}
            }
        }
        let next = next.into_iter().chain(self.open_missed.changes_at).min();
        self.reminders.deadline = next
            .and_then(|at| Duration::try_from(at.duration_since(now.at)).ok())
            .map(|left| now.tick + left.min(LOOKS_AGAIN));
        if !late.is_empty() {
            self.reminders.told = number;
            self.reminders.is_stale = true;
        }
        for call in late {
            self.dismiss_missed(&call, now, out);
        }
    }

    /// Brings the popup up to date. It makes room for whatever rings.
    pub(super) fn refresh_reminder(&mut self, now: Now, out: &mut Vec<Action>) {
        let rings = !self.ringing.is_empty();
        let is_shown = self.popups.contains_key(&PopupId::Reminder);
        let late = self.reminders.callers.values().any(Reminder::stands);
        let fits = is_shown == (late && !rings);
        if fits && !mem::take(&mut self.reminders.is_stale) {
            return;
        }
        self.reminders.is_stale = false;
        match self.reminder_popup(now).filter(|_| !rings) {
            Some(popup) => self.show(Some(popup), out),
            None => self.close(&PopupId::Reminder, out),
        }
    }

    fn reminder_popup(&self, now: Now) -> Option<Popup> {
        let late = self.reminders.callers.values().rev();
        let late: Vec<&Waiting> = late
            .filter(|caller| caller.stands())
            .map(|caller| &caller.waiting)
            .collect();
        let callers = late.iter().map(|caller| {
            let region = self.region(&caller.last_call, None);
            (&caller.caller, region, caller.since)
        });
        let late = LateCallers {
            callers: callers.collect(),
            number: self.reminders.told,
            now: now.at,
        };
        reminder(&late, &self.texts, &self.formats)
    }

    /// What was "at 14:05" was so yesterday now.
    pub(super) fn reminders_are_of_another_day(&mut self, day_is_over: bool) {
        self.reminders.is_stale |= day_is_over;
    }

    /// The user has seen what the popup told when it had this number.
    pub(super) fn dismiss_reminder(&mut self, number: u64) {
        self.reminders.seen(|_, told| told <= number);
    }

    /// The user looks at this view.
    pub(super) fn reminders_seen_in(&mut self, view: &View) {
        match view {
            View::Missed => self.dismiss_reminder(u64::MAX),
            View::Call(call) | View::CallBack(call) | View::Message(call) => {
                self.reminders.seen(|caller, _| caller.last_call == *call);
            }
            View::Calls | View::Dial(_) | View::Connections | View::Settings => {}
        }
    }
}

/// When somebody is to be reminded of a caller: when they said, else once the promise has passed,
/// while the office is open.
fn remind_at(caller: &Waiting, preferences: &Preferences, zone: &TimeZone) -> Option<Timestamp> {
    if caller.snoozed_until.is_some() {
        return caller.snoozed_until;
    }
    let due = preferences.due_at(caller.since, zone)?;
    match &preferences.business_hours {
        Some(hours) => hours.next_open(due, zone),
        None => Some(due),
    }
}
