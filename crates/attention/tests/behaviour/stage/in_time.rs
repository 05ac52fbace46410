//! What befalls a desk beside deliveries, and what is heard of it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kimo_attention::{DoNotDisturb, Input, Preferences};
use kimo_calls::Sound;

use super::Stage;

/// Do not disturb, until somebody chooses otherwise.
pub(crate) fn always_quiet() -> DoNotDisturb {
    DoNotDisturb {
        on: true,
        ..DoNotDisturb::default()
    }
}

impl Stage {
    /// The same at the time that it is, with what is set by then.
    pub(crate) fn started_anew(self, preferences: Preferences) -> Self {
        Self {
            events: self.events,
            now: self.now,
            ..Self::with(preferences)
        }
    }

    /// Somebody sets this.
    pub(crate) fn set(&mut self, preferences: Preferences) {
        self.take(Input::Preferences(Box::new(preferences)));
    }

    /// How long nothing happens by itself.
    pub(crate) fn next_look(&self) -> Option<Duration> {
        let next = self.controller.next_deadline();
        next.map(|at| at.saturating_duration_since(self.now.tick))
    }

    /// The clock on the wall is set by so much.
    pub(crate) fn set_clock(&mut self, by: SignedDuration) {
        self.now.at += by;
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now.at
    }

    /// Everything there was to be heard since the last look.
    pub(crate) fn heard(&mut self) -> Vec<Sound> {
        let sounds = std::mem::take(&mut self.sounds);
        sounds.into_iter().map(|(sound, _)| sound).collect()
    }

    /// How loud that was.
    pub(crate) fn heard_at(&mut self) -> Vec<u8> {
        let sounds = std::mem::take(&mut self.sounds);
        sounds.into_iter().map(|(_, volume)| volume).collect()
    }
}
