//! Popups as a balloon at the tray. There is one at a time: the newest that rings, else the newest.

use kimo_desk::{Popup, PopupId, PopupKey, PopupKind};
use kimo_win32::Balloon;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::UnboundedSender;

use super::Told;
use crate::popups::shown::{Screen, Unshown};

/// The balloon, made when it is first needed.
pub(super) struct Balloons {
    told: UnboundedSender<Told>,
    balloon: Option<Balloon>,
    /// All that are to be seen, the newest last.
    popups: Vec<Popup>,
    /// Which of them the balloon shows.
    seen: Arc<Mutex<Option<Popup>>>,
}

impl Balloons {
    pub(super) fn new(told: UnboundedSender<Told>) -> Self {
        Self {
            told,
            balloon: None,
            popups: Vec::new(),
            seen: Arc::default(),
        }
    }

    /// Shows what is above all others, if that has changed.
    fn refresh(&mut self) -> Result<(), Unshown> {
        let mut newest_first = self.popups.iter().rev();
        let rings = newest_first.find(|popup| popup.kind == PopupKind::Ringing);
        let top = rings.or(self.popups.last()).cloned();
        if top == *lock(&self.seen) {
            return Ok(());
        }
        if self.balloon.is_none() && top.is_some() {
            self.balloon = Some(self.make()?);
        }
        *lock(&self.seen) = top.clone();
        let Some(balloon) = &self.balloon else {
            return Ok(());
        };
        let done = match &top {
            Some(popup) => balloon.show(&popup.title, &text(popup)),
            None => balloon.hide(),
        };
        done.map_err(|error| Unshown(error.to_string()))
    }

    fn make(&self) -> Result<Balloon, Unshown> {
        let (told, seen) = (self.told.clone(), self.seen.clone());
        let pressed = move || {
            if let Some(popup) = lock(&seen).clone() {
                let pressed = Told::Pressed(popup.id, popup.kind, PopupKey::Open);
                // Nobody hears it any more where the program ends.
                told.send(pressed).ok();
            }
        };
        Balloon::start(pressed).map_err(|error| Unshown(error.to_string()))
    }
}

impl Screen for Balloons {
    fn show(&mut self, popup: &Popup) -> Result<(), Unshown> {
        self.popups.retain(|known| known.id != popup.id);
        self.popups.push(popup.clone());
        self.refresh()
    }

    fn remove(&mut self, id: &PopupId) {
        self.popups.retain(|known| known.id != *id);
        if let Err(unshown) = self.refresh() {
            tracing::warn!(%unshown, "a balloon stays");
        }
    }
}

/// A balloon without a text is none.
fn text(popup: &Popup) -> String {
    match popup.lines.is_empty() {
        true => " ".to_owned(),
        false => popup.lines.join("\n"),
    }
}

fn lock(seen: &Mutex<Option<Popup>>) -> std::sync::MutexGuard<'_, Option<Popup>> {
    // It is replaced whole, so a panic elsewhere spoils nothing.
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;
    use crate::popups::shown::keeps_its_promises;

    #[test]
    fn balloons_are_a_screen() {
        let (told, _heard) = mpsc::unbounded_channel();
        keeps_its_promises(&mut Balloons::new(told), |balloons| {
            let seen = lock(&balloons.seen);
            seen.iter().map(|popup| popup.title.clone()).collect()
        });
    }
}
