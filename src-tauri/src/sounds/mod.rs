//! Sounds, by whatever plays them on this computer. Nobody waits for it: it may be missing, broken
//! or hang.
//!
//! There is a thread, and the device is open, while something is heard, and not longer.

mod notes;
mod speaker;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use kimo_desk::{TellPlayed, api::Sound};

/// What plays samples. It takes as long as they last, and says when they have begun.
type Speaker = dyn Fn(Vec<f32>, Begun<'_>) -> Result<(), Silent> + Send + Sync;
/// Hears that they have begun.
type Begun<'a> = &'a mut dyn FnMut();

/// Why nothing is heard: what the system says.
#[derive(Debug)]
struct Silent(String);

impl fmt::Display for Silent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes sounds.
pub(crate) struct Player(Arc<Shared>);

struct Shared {
    speaker: Box<Speaker>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The next one; of several only the last is worth hearing.
    next: Option<Wanted>,
    /// The thread is there.
    runs: bool,
    /// It was told that nothing is heard.
    is_told: bool,
}

struct Wanted {
    sound: Sound,
    volume: u8,
    tell: TellPlayed,
}

impl Player {
    /// One that plays on the system's own device.
    pub(crate) fn new() -> Self {
        Self::on(Box::new(speaker::play))
    }

    fn on(speaker: Box<Speaker>) -> Self {
        Self(Arc::new(Shared {
            speaker,
            state: Mutex::default(),
        }))
    }

    /// Makes a sound as soon as the one before is over.
    pub(crate) fn play(&self, sound: Sound, volume: u8, tell: TellPlayed) {
        let wanted = Wanted {
            sound,
            volume,
            tell,
        };
        let mut state = self.0.locked();
        let before = state.next.replace(wanted);
        let begins = !state.runs;
        state.runs = true;
        drop(state);
        if let Some(before) = before {
            (before.tell)(false);
        }
        if begins {
            self.begin();
        }
    }

    fn begin(&self) {
        let shared = Arc::clone(&self.0);
        let thread = thread::Builder::new().name("sounds".to_owned());
        let begun = thread.spawn(move || {
            let at_the_end = AtTheEnd(shared);
            while let Some(wanted) = at_the_end.0.next() {
                at_the_end.0.play(wanted);
            }
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "there is no thread for sounds");
            self.0.locked().runs = false;
        }
    }
}

impl Shared {
    /// The next one; without one, the thread is over.
    fn next(&self) -> Option<Wanted> {
        let mut state = self.locked();
        state.runs = state.next.is_some();
        state.next.take()
    }

    fn play(&self, wanted: Wanted) {
        let Wanted {
            sound,
            volume,
            tell,
        } = wanted;
        let mut tell = Some(tell);
        let mut begun = || {
            if let Some(tell) = tell.take() {
                tell(true);
            }
        };
        let played = (self.speaker)(notes::samples(sound, volume), &mut begun);
        if let Some(tell) = tell {
            tell(false);
        }
        let mut state = self.locked();
        let was_told = std::mem::replace(&mut state.is_told, played.is_err());
        drop(state);
        if let Err(error) = played
            && !was_told
        {
            tracing::warn!(%error, "no sound can be heard");
        }
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that fell over leaves its place to the next.
struct AtTheEnd(Arc<Shared>);

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.locked().runs = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A player whose speaker does as the test says, and tells how many samples it was given.
    fn player() -> (Player, Sender<Result<(), Silent>>, Receiver<usize>) {
        let (tell, told) = channel();
        let (does, next) = channel::<Result<(), Silent>>();
        let next = Mutex::new(next);
        let speaker = move |samples: Vec<f32>, begun: Begun<'_>| {
            tell.send(samples.len()).unwrap();
            let result = next.lock().unwrap().recv().unwrap();
            if result.is_ok() {
                begun();
            }
            result
        };
        (Player::on(Box::new(speaker)), does, told)
    }

    fn play(player: &Player, sound: Sound) -> Receiver<bool> {
        let (tell, told) = channel();
        let tell = Box::new(move |is_played| tell.send(is_played).unwrap());
        player.play(sound, 50, tell);
        told
    }

    fn length(sound: Sound) -> usize {
        notes::samples(sound, 50).len()
    }

    #[test]
    fn a_device_that_hangs_holds_up_nobody_and_keeps_one_sound_waiting() {
        let (player, does, given) = player();
        let first = play(&player, Sound::Call);
        assert_eq!(given.recv().unwrap(), length(Sound::Call));
        let waiting: Vec<_> = (0..100).map(|_| play(&player, Sound::Call)).collect();
        let last = play(&player, Sound::Missed);
        for one in waiting {
            assert!(!one.recv().unwrap(), "only the last is worth hearing");
        }
        does.send(Ok(())).unwrap();
        assert!(first.recv().unwrap());
        assert_eq!(given.recv().unwrap(), length(Sound::Missed));
        does.send(Ok(())).unwrap();
        assert!(last.recv().unwrap());
        assert!(given.try_recv().is_err(), "nothing else is heard");
    }

    #[test]
    fn what_is_broken_is_tried_again_with_the_next_sound() {
        let (player, does, given) = player();
        for is_heard in [false, false, true, false] {
            let told = play(&player, Sound::Call);
            given.recv().unwrap();
            let result = match is_heard {
                true => Ok(()),
                false => Err(Silent("no device".to_owned())),
            };
            does.send(result).unwrap();
            assert_eq!(told.recv().unwrap(), is_heard);
        }
    }

    #[test]
    fn a_speaker_that_falls_over_is_asked_again_by_the_next_sound() {
        let (tell, told) = channel();
        let player = Player::on(Box::new(move |_, _| {
            tell.send(()).unwrap();
            panic!("it falls over");
        }));
        for _ in 0..2 {
            let gone = play(&player, Sound::Call);
            told.recv().unwrap();
            assert!(gone.recv().is_err(), "nobody tells");
            // The thread gives its place back when it ends.
            while player.0.locked().runs {
                thread::yield_now();
            }
        }
    }
}
