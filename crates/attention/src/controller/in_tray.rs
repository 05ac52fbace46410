//! Saying once that Kimo goes on when its window is closed.

use std::time::{Duration, Instant};

use super::{Action, Controller, Now};
use crate::popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};

/// How long that stands.
const STAYS: Duration = Duration::from_secs(20);

/// Whether it is being told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum InTray {
    /// There is nothing to be told.
    #[default]
    Untold,
    /// It is to be told once nothing rings: that has the screen to itself.
    Waits,
    /// It stands on the screen until then.
    Until(Instant),
}

impl InTray {
    /// When it is to be taken away.
    pub(super) fn deadline(self) -> Option<Instant> {
        match self {
            Self::Until(until) => Some(until),
            Self::Untold | Self::Waits => None,
        }
    }
}

impl Controller {
    /// Shows it, makes room for what rings, and takes it away in time.
    pub(super) fn refresh_in_tray(&mut self, now: Now, out: &mut Vec<Action>) {
        let rings = !self.ringing.is_empty();
        match self.in_tray {
            InTray::Waits if !rings => {
                self.in_tray = InTray::Until(now.tick + STAYS);
                self.show(Some(self.in_tray_popup()), out);
            }
            InTray::Until(until) if until <= now.tick => self.seen_in_tray(out),
            InTray::Until(_) if rings => {
                self.in_tray = InTray::Waits;
                self.close(&PopupId::InTray, out);
            }
            InTray::Untold | InTray::Waits | InTray::Until(_) => {}
        }
    }

    /// It has been seen.
    pub(super) fn seen_in_tray(&mut self, out: &mut Vec<Action>) {
        self.in_tray = InTray::Untold;
        self.close(&PopupId::InTray, out);
    }

    fn in_tray_popup(&self) -> Popup {
        Popup {
            id: PopupId::InTray,
            kind: PopupKind::InTray,
            title: self.texts.get("popup-in-tray", &[]),
            lines: vec![self.texts.get("popup-in-tray-text", &[])],
            actions: vec![PopupAction {
                key: PopupKey::Open,
                label: self.texts.get("popup-open", &[]),
            }],
            stays: false,
        }
    }
}
