//! Popups where the system is told of each by a call: which are shown, replaced and taken away,
//! and by which of two screens.

use kimo_desk::{Popup, PopupId, PopupKind};

/// What shows popups. One popup for an id at most: showing another in its place replaces it, and
/// what was removed is gone from wherever the system keeps what nobody has looked at.
pub(super) trait Screen {
    /// Shows a popup, in the place of the one of its id where there is one.
    fn show(&mut self, popup: &Popup) -> Result<(), Unshown>;
    /// Takes a popup away; nothing happens where it is gone already.
    fn remove(&mut self, id: &PopupId);
}

/// Why a popup is not to be seen.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unshown(pub(super) String);

/// How the popups come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// As they should.
    First,
    /// By the second screen, because the first one shows none.
    InStead,
    /// Not at all.
    NotAtAll,
}

/// What is shown by two screens: the second shows what the first does not.
pub(super) struct Shown<A, B> {
    first: A,
    second: B,
    shown: Vec<(Popup, How)>,
}

impl<A: Screen, B: Screen> Shown<A, B> {
    pub(super) fn new(first: A, second: B) -> Self {
        Self {
            first,
            second,
            shown: Vec::new(),
        }
    }

    /// Has the screens show this, and nothing else. Says how the last popup that was new came;
    /// `None` where none was.
    pub(super) fn bring(&mut self, wanted: &[Popup]) -> Option<How> {
        let is_wanted = |id: &PopupId| wanted.iter().any(|popup| popup.id == *id);
        for (gone, how) in self
            .shown
            .extract_if(.., |(popup, _)| !is_wanted(&popup.id))
        {
            match how {
                How::First => self.first.remove(&gone.id),
                How::InStead => self.second.remove(&gone.id),
                How::NotAtAll => {}
            }
        }
        // What rings comes last, so that it lies above the others.
        let (ringing, others): (Vec<_>, Vec<_>) = wanted
            .iter()
            .partition(|popup| popup.kind == PopupKind::Ringing);
        let mut last = None;
        for popup in others.into_iter().chain(ringing) {
            last = self.bring_one(popup).or(last);
        }
        last
    }

    fn bring_one(&mut self, popup: &Popup) -> Option<How> {
        let mut places = self.shown.iter();
        let place = places.position(|(shown, _)| shown.id == popup.id);
        let before = place.and_then(|at| self.shown.get(at));
        if before.is_some_and(|(shown, _)| shown == popup) {
            return None;
        }
        let before = before.map(|(_, how)| *how);
        let how = match self.first.show(popup) {
            Ok(()) => {
                if before == Some(How::InStead) {
                    self.second.remove(&popup.id);
                }
                How::First
            }
            Err(unshown) => {
                tracing::warn!(%unshown, "a popup comes in another way");
                if before == Some(How::First) {
                    self.first.remove(&popup.id);
                }
                match self.second.show(popup) {
                    Ok(()) => How::InStead,
                    Err(unshown) => {
                        tracing::warn!(%unshown, "cannot show a popup");
                        How::NotAtAll
                    }
                }
            }
        };
        self.shown.retain(|(shown, _)| shown.id != popup.id);
        self.shown.push((popup.clone(), how));
        Some(how)
    }
}

/// What every screen must keep, tried on one that is empty. `seen` says which titles are to be seen
/// on it, the newest last.
#[cfg(test)]
pub(super) fn keeps_its_promises<S: Screen>(screen: &mut S, seen: impl Fn(&S) -> Vec<String>) {
    use crate::popups::made_up::popup;
    screen.remove(&popup(1, "never shown").id);
    screen.show(&popup(1, "rings")).unwrap();
    assert_eq!(seen(screen), ["rings"]);
    screen.show(&popup(1, "missed")).unwrap();
    assert_eq!(seen(screen), ["missed"], "one for a call");
    screen.show(&popup(2, "rings too")).unwrap();
    assert_eq!(
        seen(screen).last().unwrap(),
        "rings too",
        "the newest is seen"
    );
    screen.remove(&popup(2, "").id);
    assert_eq!(seen(screen), ["missed"], "what was below it is seen again");
    screen.remove(&popup(1, "").id);
    screen.remove(&popup(1, "").id);
    assert!(seen(screen).is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::popups::made_up::popup;

    #[test]
    fn each_popup_is_shown_once_replaced_and_taken_away() {
        let mut shown = Shown::new(Fake::default(), Fake::default());
        assert_eq!(shown.bring(&[popup(1, "rings")]), Some(How::First));
        assert_eq!(shown.bring(&[popup(1, "rings")]), None);
        assert_eq!(shown.first.titles(), ["rings"]);
        shown.bring(&[popup(1, "missed"), popup(2, "rings")]);
        assert_eq!(shown.first.titles(), ["missed", "rings"]);
        shown.bring(&[popup(1, "missed")]);
        assert_eq!(shown.first.titles(), ["missed"]);
        assert_eq!(
            shown.first.calls, 3,
            "what stays as it is is not shown again"
        );
        assert_eq!(shown.second.calls, 0);
    }

    #[test]
    fn what_rings_is_shown_last_so_that_it_lies_above() {
        let missed = Popup {
            kind: PopupKind::Missed,
            ..popup(2, "missed")
        };
        let mut shown = Shown::new(Fake::default(), Fake::default());
        shown.bring(&[popup(1, "rings"), missed]);
        assert_eq!(shown.first.titles(), ["missed", "rings"]);
    }

    #[test]
    fn what_the_first_screen_does_not_show_the_second_does() {
        let mut shown = Shown::new(Fake::broken(), Fake::default());
        assert_eq!(shown.bring(&[popup(1, "rings")]), Some(How::InStead));
        assert_eq!(shown.second.titles(), ["rings"]);
        // It was switched on meanwhile: what changes moves over, and is there once.
        shown.first.is_broken = false;
        assert_eq!(shown.bring(&[popup(1, "missed")]), Some(How::First));
        assert_eq!(shown.first.titles(), ["missed"]);
        assert!(shown.second.titles().is_empty());
        // And off again.
        shown.first.is_broken = true;
        assert_eq!(shown.bring(&[popup(1, "rings")]), Some(How::InStead));
        assert!(shown.first.titles().is_empty());
        shown.bring(&[]);
        assert!(shown.second.titles().is_empty());
    }

    #[test]
    fn where_neither_shows_it_that_is_said() {
        let mut shown = Shown::new(Fake::broken(), Fake::broken());
        assert_eq!(shown.bring(&[popup(1, "rings")]), Some(How::NotAtAll));
        assert_eq!(shown.bring(&[]), None);
    }

    #[test]
    fn the_fake_is_a_screen() {
        keeps_its_promises(&mut Fake::default(), Fake::titles);
    }

    #[derive(Default)]
    struct Fake {
        seen: Vec<Popup>,
        calls: usize,
        is_broken: bool,
    }

    impl Fake {
        fn broken() -> Self {
            Self {
                is_broken: true,
                ..Self::default()
            }
        }

        fn titles(&self) -> Vec<String> {
            self.seen.iter().map(|popup| popup.title.clone()).collect()
        }
    }

    impl Screen for Fake {
        fn show(&mut self, popup: &Popup) -> Result<(), Unshown> {
            if self.is_broken {
                return Err(Unshown("switched off".to_owned()));
            }
            self.calls += 1;
            let mut places = self.seen.iter_mut();
            match places.find(|seen| seen.id == popup.id) {
                Some(place) => *place = popup.clone(),
                None => self.seen.push(popup.clone()),
            }
            Ok(())
        }

        fn remove(&mut self, id: &PopupId) {
            self.seen.retain(|popup| popup.id != *id);
        }
    }
}
