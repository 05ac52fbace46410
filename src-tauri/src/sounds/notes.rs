//! The sounds themselves: a few struck notes each, made here.

use std::f32::consts::TAU;

use kimo_desk::api::Sound;

/// Samples in a second, on one channel.
pub(super) const RATE: u32 = 44_100;

/// A note: when it is struck, in milliseconds, and how high it is, in hertz.
type Note = (u32, f32);

/// Up a fourth: somebody is at the door.
const CALL: &[Note] = &[(0, 659.26), (170, 880.0)];
/// Three quick ones, higher.
const IMPORTANT: &[Note] = &[(0, 783.99), (110, 987.77), (220, 1174.66)];
/// Down, and low.
const MISSED: &[Note] = &[(0, 440.0), (200, 349.23)];

/// How long a note is heard after it was struck, in milliseconds.
const RINGS: u32 = 700;
/// It falls to a third within this time, in seconds.
const FALLS: f32 = 0.16;
/// It rises within this time, in seconds: what begins at once clicks.
const RISES: f32 = 0.006;
/// And it is let out within this time, in seconds, for the same reason.
const ENDS: f32 = 0.04;

/// The samples of a sound, so loud out of a hundred; between -1 and 1.
pub(super) fn samples(sound: Sound, volume: u8) -> Vec<f32> {
    let notes = match sound {
        Sound::Call => CALL,
        Sound::Important => IMPORTANT,
        Sound::Missed => MISSED,
    };
    let last = notes.last().map_or(0, |(struck, _)| *struck);
    let count = at(last + RINGS);
    let mut samples = vec![0.0; count];
    for &(struck, hertz) in notes {
        for (n, sample) in (0_u16..).zip(&mut samples[at(struck)..]) {
            *sample += note(hertz, f32::from(n) / RATE as f32);
        }
    }
    let whole = count as f32 / RATE as f32;
    let loud = loudness(volume);
    for (n, sample) in samples.iter_mut().enumerate() {
        let left = whole - n as f32 / RATE as f32;
        *sample *= loud * (left / ENDS).min(1.0);
    }
    samples
}

/// A note so many seconds after it was struck; a little of the octave above makes it warm. Two of
/// them together stay below 1.
fn note(hertz: f32, seconds: f32) -> f32 {
    let swing = |hertz: f32| (TAU * hertz * seconds).sin();
    let strength = (seconds / RISES).min(1.0) * (-seconds / FALLS).exp();
    (swing(hertz) + 0.2 * swing(2.0 * hertz)) * strength * 0.5
}

/// Ears hear half of a hundred as about half only where it is a quarter.
fn loudness(volume: u8) -> f32 {
    let part = f32::from(volume.min(100)) / 100.0;
    part * part
}

fn at(milliseconds: u32) -> usize {
    (RATE / 1000 * milliseconds) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Sound; 3] = [Sound::Call, Sound::Important, Sound::Missed];

    fn loudest(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |most, one| most.max(one.abs()))
    }

    #[test]
    fn each_is_short_begins_and_ends_in_silence_and_is_never_clipped() {
        for sound in ALL {
            let samples = samples(sound, 100);
            let seconds = samples.len() as f32 / RATE as f32;
            assert!((0.5..1.5).contains(&seconds), "{sound:?}: {seconds} s");
            assert!(samples[0].abs() < 0.01, "{sound:?} clicks");
            let end = samples[samples.len() - 1];
            assert!(end.abs() < 0.001, "{sound:?} breaks off at {end}");
            let loudest = loudest(&samples);
            assert!((0.3..1.0).contains(&loudest), "{sound:?}: {loudest}");
        }
    }

    #[test]
    fn they_can_be_told_apart() {
        for (n, one) in ALL.iter().enumerate() {
            for other in &ALL[n + 1..] {
                assert_ne!(samples(*one, 50), samples(*other, 50));
            }
        }
    }

    #[test]
    fn they_are_as_loud_as_was_set() {
        let at = |volume| loudest(&samples(Sound::Call, volume));
        assert!(at(0) == 0.0);
        assert!(at(1) > 0.0);
        assert!(at(20) < at(60) && at(60) < at(100));
        assert!(at(255) <= at(100));
    }
}
