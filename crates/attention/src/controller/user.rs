//! What the user does.

use kimo_calls::CallId;

use super::{
    Action, Controller, Now, UserAction,
    notice::{Notice, Word},
    number_of,
    watch::Watch,
};
use crate::{
    desktop::View,
    popup::{PopupId, PopupKey, PopupKind},
    tray::TrayId,
};

impl Controller {
    pub(super) fn user(&mut self, action: UserAction, now: Now, out: &mut Vec<Action>) {
        match action {
            UserAction::Popup { id, key } => match id {
                PopupId::Call(call) => {
                    out.extend(self.pressed(&call, key));
                    self.dismiss_call(&call, now, out);
                }
                PopupId::Missed | PopupId::Reminder => self.open(View::Missed, now, out),
                PopupId::Notice => {
                    self.seen_notice(out);
                    self.open(View::Calls, now, out);
                }
            },
            UserAction::Dismissed(id, kind) => self.dismiss_popup(&id, kind, now, out),
            UserAction::ClosedOnCard(call) => self.close_on_card(&call),
            UserAction::ClosedMissedOnCard(number) => self.dismiss_until(number, now, out),
            UserAction::WritesOnCard(call) => self.write_on_card(call, now),
            UserAction::Tray(id) => self.chosen(id, now, out),
            UserAction::Opened(view) => self.opened(&view, now, out),
            UserAction::FirstClosed => self.notice = Notice::Waits(Word::InTray),
            UserAction::Updated(version) => self.notice = Notice::Waits(Word::Newer(version)),
        }
    }

    fn pressed(&self, call: &CallId, key: PopupKey) -> Option<Action> {
        let caller = self.watches.get(call).map(|watch| &watch.call.caller);
        let number = || caller.and_then(number_of);
        match key {
            PopupKey::Open => Some(Action::OpenWindow(View::Call(call.clone()))),
            PopupKey::CallBack => number().map(|number| Action::CallBack(call.clone(), number)),
            PopupKey::Message => Some(Action::OpenWindow(View::Message(call.clone()))),
            PopupKey::Copy => number().map(Action::Copy),
            PopupKey::Done => Some(Action::MarkDone(call.clone())),
        }
    }

    fn chosen(&mut self, id: TrayId, now: Now, out: &mut Vec<Action>) {
        match id {
            TrayId::CallBack(call) => {
                let mut callers = self.open_missed.callers.iter();
                let caller = callers.find(|caller| caller.last_call == call);
                let number = caller.and_then(|caller| number_of(&caller.caller));
                out.extend(number.map(|number| Action::CallBack(call.clone(), number)));
                self.dismiss_missed(&call, now, out);
            }
            TrayId::OpenCall(call) => self.open(View::Call(call), now, out),
            TrayId::Done(call) => out.push(Action::MarkDone(call)),
            TrayId::Missed => self.open(View::Missed, now, out),
            TrayId::History => self.open(View::Calls, now, out),
            TrayId::Connections => self.open(View::Connections, now, out),
            TrayId::Settings => self.open(View::Settings, now, out),
            TrayId::Quiet(choice) => out.push(Action::ChooseQuiet(choice)),
            TrayId::TestCall(hook) => out.push(Action::SendTestCall(hook)),
            TrayId::CopyAddress(id) => {
                let hook = self.hooks.iter().find(|hook| hook.id == id);
                out.extend(hook.map(|hook| Action::Copy(hook.url.clone())));
            }
            TrayId::LeaveUpdate => out.push(Action::LeaveUpdate),
            TrayId::Quit => out.push(Action::Quit),
        }
    }

    fn open(&mut self, view: View, now: Now, out: &mut Vec<Action>) {
        self.opened(&view, now, out);
        out.push(Action::OpenWindow(view));
    }

    /// What stands in this view has been seen.
    fn opened(&mut self, view: &View, now: Now, out: &mut Vec<Action>) {
        self.reminders_seen_in(view);
        match view {
            View::Missed => {
                self.dismiss_until(self.missed.newest(), now, out);
            }
            View::Call(call) | View::CallBack(call) | View::Message(call) => {
                self.dismiss_missed(call, now, out);
            }
            View::Calls | View::Dial(_) | View::Connections | View::Settings => {}
        }
    }

    /// Only what the user saw is dismissed: the call may have come further in the meantime.
    fn dismiss_popup(&mut self, id: &PopupId, seen: PopupKind, now: Now, out: &mut Vec<Action>) {
        match (id, seen) {
            (PopupId::Call(call), PopupKind::Missed) => self.dismiss_missed(call, now, out),
            (PopupId::Call(call), seen) => {
                if self.popups.get(id).is_some_and(|popup| popup.kind == seen) {
                    self.dismiss(call, now, out);
                }
            }
            (PopupId::Missed, PopupKind::SeveralMissed(number)) => {
                self.dismiss_until(number, now, out);
            }
            (PopupId::Reminder, PopupKind::Reminder(number)) => self.dismiss_reminder(number),
            (PopupId::Notice, _) => self.seen_notice(out),
            (PopupId::Missed | PopupId::Reminder, _) => {}
        }
    }

    fn dismiss_call(&mut self, call: &CallId, now: Now, out: &mut Vec<Action>) {
        if self.missed.has(call) {
            self.dismiss_missed(call, now, out);
        } else {
            self.dismiss(call, now, out);
        }
    }

    /// Somebody's missed calls are told by one popup, and seen with it.
    pub(super) fn dismiss_missed(&mut self, call: &CallId, now: Now, out: &mut Vec<Action>) {
        let Some(watch) = self.watches.get(call).filter(|_| self.missed.has(call)) else {
            return;
        };
        let who = watch.person();
        let is_theirs = |other: &&CallId| {
            let person = self.watches.get(other).and_then(Watch::person);
            *other == call || person.is_some() && person == who
        };
        let theirs: Vec<CallId> = self.missed.calls().filter(is_theirs).cloned().collect();
        for call in theirs {
            self.dismiss(&call, now, out);
        }
    }

    pub(super) fn dismiss_until(&mut self, number: u64, now: Now, out: &mut Vec<Action>) {
        for call in self.missed.until(number) {
            self.dismiss(&call, now, out);
        }
    }
}
