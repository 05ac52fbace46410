//! Saying once that Kimo goes on when its window is closed.

use std::time::Duration;

use super::{Action, Controller, Now};
use crate::popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};

/// How long that stands.
const STAYS: Duration = Duration::from_secs(20);

impl Controller {
    /// Somebody has closed the window for the first time.
    pub(super) fn tell_of_tray(&mut self, now: Now, out: &mut Vec<Action>) {
        let popup = Popup {
            id: PopupId::InTray,
            kind: PopupKind::InTray,
            title: self.texts.get("popup-in-tray", &[]),
            lines: vec![self.texts.get("popup-in-tray-text", &[])],
            actions: vec![PopupAction {
                key: PopupKey::Open,
                label: self.texts.get("popup-open", &[]),
            }],
            stays: false,
        };
        self.in_tray_until = Some(now.tick + STAYS);
        self.show(Some(popup), out);
    }

    /// Takes it away in time, or when a call rings: that one has the screen.
    pub(super) fn end_telling_of_tray(&mut self, now: Now, out: &mut Vec<Action>) {
        let is_over = self.in_tray_until.is_some_and(|until| until <= now.tick);
        if is_over || self.in_tray_until.is_some() && !self.ringing.is_empty() {
            self.seen_in_tray(out);
        }
    }

    /// It has been seen.
    pub(super) fn seen_in_tray(&mut self, out: &mut Vec<Action>) {
        self.in_tray_until = None;
        self.close(&PopupId::InTray, out);
    }
}
