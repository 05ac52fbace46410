//! The call card: which calls stand on it, when each goes, and when it goes itself.

use std::{
    mem,
    time::{Duration, Instant},
};

use kimo_calls::{Call, CallId, Disposition, Status};

use super::{
    Action, Controller, Now,
    card_board::Place,
    card_order::{Standing, ordered},
    relevance,
    watch::{ANSWERED_STAYS, Notice, Watch},
};
use crate::{
    card::{Card, CardMissed, CardState, NO_CARD},
    card_wording::{card_call, card_missed, card_more, card_words, state_of},
    popup::{PopupId, PopupKind},
    popup_wording::{Situation, when},
    preferences::Preferences,
};

/// How long a call that has ended is still there: to be read, and to begin a note.
const ENDED_STAYS: Duration = Duration::from_secs(8);
/// Whoever has not written for so long is no longer writing.
const WRITING_RESTS: Duration = Duration::from_secs(2 * 60);

impl Controller {
    /// The card as it is shown; `None` before the first call.
    pub fn card(&self) -> Option<&Card> {
        self.card.shown.as_ref()
    }

    /// Whether the call card is used, so that it is worth knowing more of callers.
    pub fn shows_card(&self) -> bool {
        self.preferences.card.is_on()
    }

    /// Has the card linger for so long, instead of a minute.
    #[must_use]
    pub fn with_card_that_lingers(mut self, lingers: Duration) -> Self {
        self.card.lingers = lingers;
        self
    }

    /// Whether this is told on the card and not by a popup.
    pub(super) fn is_on_card_instead(&self, kind: PopupKind) -> bool {
        let is_of_a_call = matches!(kind, PopupKind::Ringing | PopupKind::Answered);
        is_of_a_call && self.is_card_instead()
    }

    /// Whether the missed have their line on the card, and no popup.
    pub(super) fn has_missed_on_card_instead(&self) -> bool {
        let has_line = self.card.shown.as_ref();
        let has_line = has_line.is_some_and(|card| card.missed.is_some());
        has_line && self.is_card_instead()
    }

    /// Whether the card takes the place of popups: never where it is not seen.
    fn is_card_instead(&self) -> bool {
        self.shows_card() && self.preferences.card.instead_of_popups && !self.lacks_card()
    }

    /// Whether the desktop cannot show it.
    pub(super) fn lacks_card(&self) -> bool {
        self.lacks.iter().any(|lack| lack.code == NO_CARD)
    }

    /// Brings the place of one call on the card up to date.
    pub(super) fn put_on_card(&mut self, id: &CallId, now: Now) {
        let Some(watch) = self.watches.get(id) else {
            return self.take_off_card(id);
        };
        let was = self.card.calls.get(id).map(|entry| entry.place);
        if was.is_none() && !self.shows_card() {
            return;
        }
        let place = place(watch, was, &self.preferences, self.quiet.is_on(), now.tick);
        self.card.put(id, place);
    }

    /// The call is gone.
    pub(super) fn take_off_card(&mut self, id: &CallId) {
        self.card.is_stale |= self.card.calls.remove(id).is_some();
        if self.card.is_written_to(id) {
            self.release_card();
        }
    }

    /// What is said on the card, or whether it is shown, may be otherwise.
    pub(super) fn card_is_told_otherwise(&mut self) {
        self.card.is_stale = true;
    }

    /// The user took a call off the card.
    pub(super) fn close_on_card(&mut self, id: &CallId) {
        if let Some(entry) = self.card.calls.get_mut(id) {
            entry.is_closed = true;
            self.card.is_stale = true;
        }
        if self.card.is_written_to(id) {
            self.release_card();
        }
    }

    /// The user writes the note of a call, or does not any more.
    pub(super) fn write_on_card(&mut self, id: Option<CallId>, now: Now) {
        match id.filter(|id| self.card.order.contains(id)) {
            Some(id) => self.card.writing = Some((id, now.tick + WRITING_RESTS)),
            None => self.release_card(),
        }
    }

    fn release_card(&mut self) {
        for id in self.card.release() {
            self.file_if_over(&id);
        }
    }

    /// Brings the card up to date.
    pub(super) fn refresh_card(&mut self, now: Now, out: &mut Vec<Action>) {
        if self.card.calls.is_empty() && !self.card.is_open {
            return;
        }
        let was_open = self.card.is_open;
        self.look_at_what_is_due_on_card(now);
        self.card.is_stale |= self.missed_is_stale;
        if mem::take(&mut self.card.is_stale) {
            self.show_card(now, out);
        }
        let takes = self.card.writing.is_some();
        if mem::replace(&mut self.card.has_keyboard, takes) != takes {
            out.push(Action::CardTakesKeyboard(takes));
        }
        if was_open && !self.card.is_open {
            out.push(Action::CloseCard);
        }
    }

    fn look_at_what_is_due_on_card(&mut self, now: Now) {
        let due = |at: Instant| at <= now.tick;
        if self.card.writing.as_ref().is_some_and(|(_, at)| due(*at)) {
            self.release_card();
        }
        let over = self
            .card
            .calls
            .iter()
            .filter(|(_, entry)| match entry.place {
                Place::Until(until) => due(until),
                Place::Ringing | Place::Talking | Place::Held => false,
            });
        let over: Vec<CallId> = over.map(|(id, _)| id.clone()).collect();
        for id in over {
            self.put_on_card(&id, now);
            self.file_if_over(&id);
        }
        if self.card.goes_at.is_some_and(due) {
            self.card.goes_at = None;
            self.card.is_open = false;
            self.card.is_stale = true;
        }
    }

    fn show_card(&mut self, now: Now, out: &mut Vec<Action>) {
        let is_on = self.shows_card();
        let standing = self.card.calls.iter();
        let standing = standing.filter(|(_, entry)| is_on && !entry.is_closed);
        let standing: Vec<Standing> = standing
            .map(|(id, entry)| Standing {
                id: id.clone(),
                rings: entry.place == Place::Ringing,
                arrived: entry.arrived,
            })
            .collect();
        let count = standing.len();
        let held = self.card.writing.is_some();
        let held = held.then_some(self.card.order.as_slice());
        let top = self.preferences.card.corner.is_at_the_top();
        self.card.order = ordered(standing, held, top);
        match (count > 0, self.card.goes_at) {
            (true, _) => {
                self.card.is_open = true;
                self.card.goes_at = None;
            }
            (false, None) if self.card.is_open => {
                let lingers = if is_on {
                    self.card.lingers
                } else {
                    Duration::ZERO
                };
                self.card.goes_at = Some(now.tick + lingers);
            }
            (false, _) => {}
        }
        let more = count - self.card.order.len();
        let card = self.card_value(card_more(more, &self.texts), now);
        let is_empty = card.is_empty();
        let was_empty = self.card.shown.as_ref().is_none_or(Card::is_empty);
        let had_line = self.has_missed_on_card_instead();
        if self.card.shown.as_ref() != Some(&card) && !(is_empty && was_empty) {
            self.card.shown = Some(card.clone());
            out.push(Action::ShowCard(Box::new(card)));
        }
        // The popup of the missed comes and goes with their line.
        self.missed_is_stale |= had_line != self.has_missed_on_card_instead();
    }

    fn card_value(&self, more: Option<String>, now: Now) -> Card {
        let is_writing = self.card.writing.is_some();
        let calls = self.card.order.iter();
        let calls = calls.filter_map(|id| {
            let watch = self.watches.get(id)?;
            let state = match self.card.calls.get(id)?.place {
                Place::Ringing => CardState::Ringing,
                Place::Talking => CardState::Talking,
                Place::Until(_) | Place::Held => state_of(&watch.call),
            };
            let situation = Situation {
                kind: Situation::kind_of(state),
                call: &watch.call,
                ringing: watch.ringing_legs(),
                talking: &self.talking,
                context: watch.context.as_ref(),
                ours: &self.preferences.own_numbers,
                region: watch.region,
                now: now.at,
            };
            let said = card_call(&situation, state, &self.texts, &self.formats);
            Some(match self.card.shown.as_ref().filter(|_| is_writing) {
                Some(shown) => said.with_lines_of(&shown.calls),
                None => said,
            })
        });
        Card {
            calls: calls.collect(),
            more,
            missed: self.missed_line(now),
            corner: self.preferences.card.corner,
            screen: self.preferences.card.screen.clone(),
            language: self.texts.language(),
            words: card_words(&self.texts),
        }
    }

    /// Those who were missed, as long as the card is there. It neither comes nor goes while
    /// somebody writes: it would move what is beside it.
    fn missed_line(&self, now: Now) -> Option<CardMissed> {
        let had_line = self.card.shown.as_ref();
        let had_line = had_line.is_some_and(|card| card.missed.is_some());
        if !(self.shows_card() && self.card.is_open) {
            return None;
        }
        if self.card.writing.is_some() && !had_line {
            return None;
        }
        let popup = self.missed_in_one_popup(now)?;
        let only = match &popup.id {
            PopupId::Call(call) => self.watches.get(call),
            PopupId::Missed | PopupId::Reminder | PopupId::Notice => None,
        };
        let called = only.map(|watch| when(watch.call.started_at, now.at, &self.formats));
        let number = self.missed.newest();
        Some(card_missed(&popup, called, number, &self.texts))
    }
}

/// Whether the call stands on the card, where nothing comes but by ringing.
fn place(
    watch: &Watch,
    was: Option<Place>,
    preferences: &Preferences,
    is_quiet: bool,
    now: Instant,
) -> Option<Place> {
    let is_wanted = preferences.card.is_on() && !watch.is_kept_quiet(is_quiet);
    if !is_wanted || !relevance::pops(&watch.call, preferences, watch.region) {
        return None;
    }
    if watch.notice == Notice::Ringing {
        return Some(Place::Ringing);
    }
    let was = was?;
    let is_over = watch.call.status == Status::Ended;
    match (is_answered(&watch.call), is_over) {
        (false, _) => None,
        (true, false) if may_be_mine(watch, preferences) => Some(Place::Talking),
        (true, true) if may_be_mine(watch, preferences) => stays(was, ENDED_STAYS, now),
        (true, _) => stays(was, ANSWERED_STAYS, now),
    }
}

fn stays(was: Place, long: Duration, now: Instant) -> Option<Place> {
    match was {
        Place::Until(until) => (now < until).then_some(was),
        Place::Held => None,
        Place::Ringing | Place::Talking => Some(Place::Until(now + long)),
    }
}

fn is_answered(call: &Call) -> bool {
    call.status == Status::InProgress || call.disposition == Disposition::Answered
}

/// Where no extensions are set, nobody knows whose conversation it is.
fn may_be_mine(watch: &Watch, preferences: &Preferences) -> bool {
    let own = &preferences.extensions;
    own.is_empty() || relevance::is_answered_here(&watch.call, preferences, watch.region)
}
