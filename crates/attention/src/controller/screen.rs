//! What is on the screen, brought up to date.

use std::{
    collections::{BTreeSet, HashSet},
    mem,
};

use kimo_calls::{CallId, Status, on_the_phone};

use super::{Action, Controller, Now, watch::Watch};
use crate::{
    known::OpenMissed,
    popup::{Popup, PopupId, PopupKind},
    popup_of_several::{MissedPeople, several_missed},
    popup_wording::{Situation, popup},
    tray_wording::{TrayState, tray},
};

impl Controller {
    /// Brings the popup of one call, and the time to look at it again, up to date.
    pub(super) fn refresh(&mut self, id: &CallId, now: Now, out: &mut Vec<Action>) {
        let Some(watch) = self.watches.get_mut(id) else {
            return;
        };
        if let Some(deadline) = watch.deadline.take() {
            self.deadlines.remove(&(deadline, id.clone()));
        }
        if watch.gives_up(now.tick) {
            out.push(Action::Expire(id.clone()));
        }
        watch.turn(&self.preferences, self.quiet.is_on(), now.tick);
        watch.deadline = watch.next_deadline(now.tick);
        if let Some(deadline) = watch.deadline {
            self.deadlines.insert((deadline, id.clone()));
        }
        if watch.is_waiting_for_another_try(now.tick) {
            self.tray_is_stale |= self.waiting.insert(id.clone());
        } else {
            self.tray_is_stale |= self.waiting.remove(id);
        }
        match watch.call.status {
            Status::InProgress => self.in_progress.insert(id.clone()),
            Status::Ringing | Status::Ended => self.in_progress.remove(id),
        };
        let rings = watch.notice.kind() == Some(PopupKind::Ringing);
        let kind = watch
            .notice
            .kind()
            .filter(|_| !watch.is_hidden(self.quiet.is_on()));
        let stands = kind == Some(PopupKind::Missed);
        let caller = stands.then(|| watch.call.other_key());
        self.missed_is_stale |= stands;
        match rings {
            true => self.rings(id),
            false => self.rings_no_more(id),
        }
        self.missed_is_stale |= match caller {
            Some(caller) => self.missed.add(id, caller),
            None => self.missed.remove(id),
        };
        self.pop(id, now, out);
        self.sound(id, now, out);
        self.put_on_card(id, now);
        let kind = kind.filter(|kind| !self.is_on_card_instead(*kind));
        match kind.filter(|_| !stands) {
            Some(kind) => {
                let popup = self.popup_of(id, kind, now);
                self.show(popup, out);
            }
            // A missed call is told together with the others.
            None if stands => {}
            None => self.close(&PopupId::Call(id.clone()), out),
        }
        self.file_if_over(id);
        if let Some(oldest) = self.missed.too_old() {
            self.dismiss(&oldest, now, out);
        }
    }

    fn rings(&mut self, id: &CallId) {
        self.missed_is_stale |= self.ringing.is_empty();
        self.ringing.insert(id.clone());
    }

    /// The last one that rings gives the screen back to the missed ones.
    pub(super) fn rings_no_more(&mut self, id: &CallId) {
        self.missed_is_stale |= self.ringing.remove(id) && self.ringing.is_empty();
    }

    /// Brings the one popup of all missed calls up to date. Something that rings has the screen to
    /// itself: servers put no limit to the height of a stack of popups, but screens do.
    pub(super) fn refresh_missed(&mut self, now: Now, out: &mut Vec<Action>) {
        if !mem::take(&mut self.missed_is_stale) {
            return;
        }
        let wanted = self.missed_popup(now);
        let is_wanted = |id: &PopupId| wanted.as_ref().is_some_and(|popup| popup.id == *id);
        let of_missed = |id: &PopupId| match id {
            PopupId::Call(call) => self.missed.has(call),
            PopupId::Missed => true,
            PopupId::Reminder | PopupId::Notice => false,
        };
        let shown = self.popups.keys();
        let gone = shown.filter(|id| of_missed(id) && !is_wanted(id));
        let gone: Vec<PopupId> = gone.cloned().collect();
        for id in gone {
            self.close(&id, out);
        }
        self.show(wanted, out);
    }

    fn missed_popup(&self, now: Now) -> Option<Popup> {
        if !self.ringing.is_empty() || self.has_missed_on_card_instead() {
            return None;
        }
        self.missed_in_one_popup(now)
    }

    /// What is to be said of those who were missed.
    pub(super) fn missed_in_one_popup(&self, now: Now) -> Option<Popup> {
        let people = self.missed_people();
        match people[..] {
            [] => None,
            [one] => self.popup_of(&one.call.id, PopupKind::Missed, now),
            [newest, ..] => {
                let people = MissedPeople {
                    callers: people
                        .iter()
                        .map(|watch| (&watch.call.caller, watch.region))
                        .collect(),
                    newest_at: newest.call.started_at,
                    number: self.missed.newest(),
                    now: now.at,
                };
                Some(several_missed(&people, &self.texts, &self.formats))
            }
        }
    }

    /// The newest missed call of each person, the newest first. Of those who withhold their
    /// number each is taken for another.
    fn missed_people(&self) -> Vec<&Watch> {
        let mut seen = HashSet::new();
        let missed = self.missed.calls();
        missed
            .filter_map(|id| self.watches.get(id))
            .filter(|watch| watch.person().is_none_or(|who| seen.insert(who)))
            .collect()
    }

    fn popup_of(&self, id: &CallId, kind: PopupKind, now: Now) -> Option<Popup> {
        let watch = self.watches.get(id)?;
        let situation = Situation {
            kind,
            call: &watch.call,
            ringing: watch.ringing_legs(),
            talking: &self.talking,
            context: watch.context.as_ref(),
            ours: &self.preferences.own_numbers,
            region: watch.region,
            now: now.at,
        };
        Some(popup(&situation, &self.texts, &self.formats))
    }

    /// Takes down who of ours talks, and says so in the popups of those who ring.
    pub(super) fn refresh_talking(&mut self, now: Now, out: &mut Vec<Action>) {
        let watches = self
            .in_progress
            .iter()
            .filter_map(|id| self.watches.get(id));
        let on_the_phone = on_the_phone(watches.map(|watch| &watch.call));
        let talking: BTreeSet<String> = on_the_phone.into_keys().collect();
        if talking == self.talking {
            return;
        }
        self.talking = talking;
        self.card_is_told_otherwise();
        for id in self.ringing.clone() {
            let popup = self.popups.contains_key(&PopupId::Call(id.clone()));
            let popup = popup.then(|| self.popup_of(&id, PopupKind::Ringing, now));
            self.show(popup.flatten(), out);
        }
    }

    pub(super) fn show(&mut self, popup: Option<Popup>, out: &mut Vec<Action>) {
        let shown = popup.filter(|popup| self.popups.get(&popup.id) != Some(popup));
        if let Some(popup) = shown {
            self.popups.insert(popup.id.clone(), popup.clone());
            out.push(Action::ShowPopup(popup));
        }
    }

    pub(super) fn close(&mut self, id: &PopupId, out: &mut Vec<Action>) {
        if self.popups.remove(id).is_some() {
            out.push(Action::ClosePopup(id.clone()));
        }
    }

    /// The user has seen what the popup of this call says.
    pub(super) fn dismiss(&mut self, id: &CallId, now: Now, out: &mut Vec<Action>) {
        if let Some(watch) = self.watches.get_mut(id) {
            watch.is_dismissed = true;
            self.refresh(id, now, out);
        }
    }

    pub(super) fn look_at_what_is_due(&mut self, now: Now, out: &mut Vec<Action>) {
        while let Some((deadline, id)) = self.deadlines.first().cloned()
            && deadline <= now.tick
        {
            self.deadlines.remove(&(deadline, id.clone()));
            self.refresh(&id, now, out);
        }
    }

    pub(super) fn refresh_tray(&mut self, now: Now, out: &mut Vec<Action>) {
        let day_is_over = self.day_ends.is_none_or(|ends| ends <= now.tick);
        if !(self.tray_is_stale || day_is_over) {
            return;
        }
        self.tray_is_stale = false;
        // What was missed "at 14:05" was so yesterday now.
        self.missed_is_stale |= day_is_over;
        self.reminders_are_of_another_day(day_is_over);
        self.day_ends = self
            .formats
            .until_midnight(now.at)
            .map(|left| now.tick + left);
        let open_missed = self.open_missed_to_show();
        let state = TrayState {
            open_missed: &open_missed,
            complete: self.complete.as_ref(),
            blind: self.blind.as_ref(),
            lacks: &self.lacks,
            quiet: self.quiet.now,
            has_hours: self.preferences.business_hours.is_some(),
            hooks: &self.hooks,
            hook_in_use: self.last_hook,
            now: now.at,
        };
        let tray = tray(&state, &self.texts, &self.formats);
        if self.tray.as_ref() != Some(&tray) {
            self.tray = Some(tray.clone());
            out.push(Action::SetTray(tray));
        }
    }

    /// The open missed callers without those of whom it is not known yet whether another of our
    /// numbers will be tried.
    fn open_missed_to_show(&self) -> OpenMissed {
        let mut shown = self.open_missed.clone();
        shown
            .callers
            .retain(|caller| caller.count > 1 || !self.waiting.contains(&caller.last_call));
        let left_out = self.open_missed.callers.len() - shown.callers.len();
        let left_out = u32::try_from(left_out).unwrap_or(u32::MAX);
        shown.total = shown.total.saturating_sub(left_out);
        shown
    }
}
