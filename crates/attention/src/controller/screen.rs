//! What is on the screen, brought up to date.

use kimo_calls::CallId;

use super::{Action, Controller, Now};
use crate::{
    known::OpenMissed,
    popup::PopupKind,
    popup_wording::{Situation, popup},
    tray_wording::{TrayState, tray},
};

/// How many popups of missed calls stay. Nobody looks at more, and the missed list has them all.
const MOST_MISSED: usize = 50;

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
        watch.turn(&self.preferences, now.tick);
        watch.deadline = watch.next_deadline(now.tick);
        if let Some(deadline) = watch.deadline {
            self.deadlines.insert((deadline, id.clone()));
        }
        if watch.is_waiting_for_another_try(now.tick) {
            self.tray_is_stale |= self.waiting.insert(id.clone());
        } else {
            self.tray_is_stale |= self.waiting.remove(id);
        }
        let popup_id = watch.popup_id();
        let kind = watch
            .notice
            .kind()
            .filter(|_| !watch.is_hidden(&self.preferences));
        let stood = self.missed_standing.contains(id);
        let stands = kind == Some(PopupKind::Missed);
        if stood && !stands {
            self.missed_standing.retain(|standing| standing != id);
        }
        if stands && !stood {
            self.missed_standing.push_back(id.clone());
        }
        let wanted = kind.map(|kind| {
            let situation = Situation {
                kind,
                call: &watch.call,
                ringing: watch.ringing_legs(),
                context: watch.context.as_ref(),
                region: watch.region,
                now: now.at,
            };
            popup(&situation, &self.texts, &self.formats)
        });
        match wanted {
            Some(popup) => {
                if self.popups.get(&popup_id) != Some(&popup) {
                    self.popups.insert(popup_id, popup.clone());
                    out.push(Action::ShowPopup(popup));
                }
            }
            None => {
                if self.popups.remove(&popup_id).is_some() {
                    out.push(Action::ClosePopup(popup_id));
                }
            }
        }
        self.file_if_over(id);
        if self.missed_standing.len() > MOST_MISSED
            && let Some(oldest) = self.missed_standing.front().cloned()
        {
            self.dismiss(&oldest, now, out);
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
        self.day_ends = self
            .formats
            .until_midnight(now.at)
            .map(|left| now.tick + left);
        let open_missed = self.open_missed_to_show();
        let state = TrayState {
            open_missed: &open_missed,
            blind: self.blind.as_ref(),
            do_not_disturb: self.preferences.do_not_disturb,
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
