//! What is to be seen on the screen, whether or not it can be shown just now.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kimo_desk::{Popup, PopupId, PopupKind};
use tokio::sync::Notify;

/// The popups that are to be seen, oldest first. However slow the server is, this holds one entry
/// for each popup, its latest state.
#[derive(Debug, Default)]
pub(super) struct Board {
    wanted: Mutex<Vec<Popup>>,
    changed: Notify,
}

impl Board {
    /// More than anybody can look at; beyond it the oldest give way.
    const MOST: usize = 50;

    pub(super) fn show(&self, popup: &Popup) {
        let mut wanted = self.lock();
        if let Some(present) = wanted.iter_mut().find(|present| present.id == popup.id) {
            *present = popup.clone();
        } else {
            if wanted.len() == Self::MOST {
                wanted.remove(0);
            }
            wanted.push(popup.clone());
        }
        drop(wanted);
        self.changed.notify_one();
    }

    pub(super) fn close(&self, id: &PopupId) {
        self.lock().retain(|present| present.id != *id);
        self.changed.notify_one();
    }

    /// Takes off what the user closed, unless it has become a popup of another kind since.
    #[cfg(any(target_os = "linux", windows))]
    pub(super) fn dismiss(&self, id: &PopupId, seen: PopupKind) {
        self.lock()
            .retain(|present| present.id != *id || present.kind != seen);
    }

    pub(super) fn wanted(&self) -> Vec<Popup> {
        self.lock().clone()
    }

    /// Ends when something has changed since it last ended. One waiter only.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Popup>> {
        // Every change above is whole or not at all, so a panic elsewhere spoils nothing.
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::popups::made_up::popup;

    #[test]
    fn a_popup_is_replaced_in_place() {
        let board = Board::default();
        board.show(&popup(1, "rings"));
        board.show(&popup(2, "rings"));
        board.show(&popup(1, "missed"));
        assert_eq!(board.wanted(), [popup(1, "missed"), popup(2, "rings")]);
    }

    #[test]
    fn what_is_closed_before_the_server_came_is_never_shown() {
        let board = Board::default();
        board.show(&popup(1, "rings"));
        board.close(&popup(1, "").id);
        assert_eq!(board.wanted(), []);
    }

    #[cfg(any(target_os = "linux", windows))]
    #[test]
    fn dismissing_takes_off_what_was_seen_and_nothing_that_it_became() {
        let board = Board::default();
        let rings = popup(1, "rings at 1001 and 1002");
        let missed = Popup {
            kind: PopupKind::Missed,
            ..popup(1, "missed")
        };
        board.show(&missed);
        board.dismiss(&rings.id, PopupKind::Ringing);
        assert_eq!(board.wanted(), [missed]);
        board.show(&rings);
        board.dismiss(&rings.id, PopupKind::Ringing);
        assert_eq!(board.wanted(), []);
    }

    #[test]
    fn the_board_does_not_grow_without_bound() {
        let board = Board::default();
        (0..200).for_each(|call| board.show(&popup(call, "missed")));
        let wanted = board.wanted();
        assert_eq!(wanted.len(), Board::MOST);
        assert_eq!(wanted.last(), Some(&popup(199, "missed")));
    }
}
