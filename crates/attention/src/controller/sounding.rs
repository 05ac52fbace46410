//! Which sound is made, and when: once for a call that rings here, and once when it was missed.

use std::time::{Duration, Instant};

use kimo_calls::{CallId, Sound};

use super::{Action, Controller, Now, at_most::AtMostTen};
use crate::popup::PopupKind;

/// The sounds of late, so that a flood of calls makes no noise of a hundred.
#[derive(Debug, Default)]
pub(super) struct Sounded {
    times: AtMostTen,
    last: Option<Sound>,
}

/// Nobody hears two sounds within this time.
const APART: Duration = Duration::from_secs(2);

impl Sounded {
    /// Whether there is room for a sound now; then it is taken. Whoever is important is heard though
    /// somebody else has just called.
    fn has_room(&mut self, sound: Sound, now: Instant) -> bool {
        let is_close = self.times.last().is_some_and(|at| now < at + APART);
        let is_covered = is_close && rank(sound) <= self.last.map_or(0, rank);
        if is_covered || !self.times.let_through(now) {
            return false;
        }
        self.last = Some(sound);
        true
    }
}

fn rank(sound: Sound) -> u8 {
    match sound {
        Sound::Missed => 1,
        Sound::Call => 2,
        Sound::Important => 3,
    }
}

impl Controller {
    /// Makes the sound of what has come up of a call, where that was not heard yet. What is not
    /// shown is not heard, then or later.
    pub(super) fn sound(&mut self, id: &CallId, now: Now, out: &mut Vec<Action>) {
        let sounds = self.preferences.sounds;
        let is_quiet = self.quiet.is_on();
        let Some(watch) = self.watches.get_mut(id) else {
            return;
        };
        let shown = watch.notice.kind().filter(|_| !watch.is_hidden(is_quiet));
        let is_important = watch
            .context
            .as_ref()
            .is_some_and(|known| known.is_important);
        let sound = match shown {
            Some(PopupKind::Ringing) if !watch.was_heard.ringing => {
                watch.was_heard.ringing = true;
                match is_important && sounds.important {
                    true => Sound::Important,
                    false => Sound::Call,
                }
            }
            Some(PopupKind::Missed) if !watch.was_heard.missed => {
                watch.was_heard.missed = true;
                Sound::Missed
            }
            _ => return,
        };
        if sounds.has(sound) && self.sounded.has_room(sound, now.tick) {
            out.push(Action::Sound(sound, sounds.volume));
        }
    }
}
