//! Saying something of Kimo itself once: that it goes on when its window is closed, that it is newer.

use std::{
    mem,
    time::{Duration, Instant},
};

use super::{Action, Controller, Now};
use crate::popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind};

/// How long that stands.
const STAYS: Duration = Duration::from_secs(20);

/// What is said of Kimo itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It goes on without its window.
    InTray,
    /// It is this version now.
    Newer(String),
}

/// Whether something is being told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Notice {
    /// There is nothing to be told.
    #[default]
    Untold,
    /// It is to be told once nothing rings: that has the screen to itself.
    Waits(Word),
    /// It stands on the screen until then.
    Until(Word, Instant),
}

impl Notice {
    /// When it is to be taken away.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Until(_, until) => Some(*until),
            Self::Untold | Self::Waits(_) => None,
        }
    }
}

impl Controller {
    /// Shows it, makes room for what rings, and takes it away in time.
    pub(super) fn refresh_notice(&mut self, now: Now, out: &mut Vec<Action>) {
        match mem::take(&mut self.notice) {
            Notice::Waits(word) if !self.has_to_wait(&word) => {
                self.show(Some(self.notice_popup(&word)), out);
                self.notice = Notice::Until(word, now.tick + STAYS);
            }
            Notice::Until(_, until) if until <= now.tick => self.seen_notice(out),
            Notice::Until(word, _) if self.has_to_wait(&word) => {
                self.notice = Notice::Waits(word);
                self.close(&PopupId::Notice, out);
            }
            as_it_is => self.notice = as_it_is,
        }
    }

    /// It has been seen.
    pub(super) fn seen_notice(&mut self, out: &mut Vec<Action>) {
        self.notice = Notice::Untold;
        self.close(&PopupId::Notice, out);
    }

    fn has_to_wait(&self, word: &Word) -> bool {
        // Whoever has just closed the window is there; of a newer version nobody need hear at once.
        let disturbs = matches!(word, Word::Newer(_)) && self.quiet.is_on();
        disturbs || !self.ringing.is_empty()
    }

    fn notice_popup(&self, word: &Word) -> Popup {
        let (title, text) = match word {
            Word::InTray => (
                self.texts.get("popup-in-tray", &[]),
                self.texts.get("popup-in-tray-text", &[]),
            ),
            Word::Newer(version) => (
                self.texts
                    .get("popup-newer", &[("version", version.as_str().into())]),
                self.texts.get("popup-newer-text", &[]),
            ),
        };
        Popup {
            id: PopupId::Notice,
            kind: PopupKind::Notice,
            title,
            lines: vec![text],
            actions: vec![PopupAction {
                key: PopupKey::Open,
                label: self.texts.get("popup-open", &[]),
            }],
            stays: false,
        }
    }
}
