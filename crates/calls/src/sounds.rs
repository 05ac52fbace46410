//! Which sounds a desk makes, and how loud.

use serde::{Deserialize, Serialize};

/// Which sounds a desk makes, and how loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sounds {
    /// When a call rings.
    pub call: bool,
    /// When an important contact calls; in the place of the other one where both are on.
    pub important: bool,
    /// When a call was missed.
    pub missed: bool,
    /// Out of a hundred.
    pub volume: u8,
}

/// What a sound says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sound {
    /// A call rings.
    Call,
    /// An important contact calls.
    Important,
    /// A call was missed.
    Missed,
}

impl Sounds {
    /// The most that can be set.
    pub const LOUDEST: u8 = 100;

    /// Whether it is made.
    pub fn has(&self, sound: Sound) -> bool {
        match sound {
            Sound::Call => self.call,
            Sound::Important => self.important,
            Sound::Missed => self.missed,
        }
    }
}

impl Default for Sounds {
    /// None: the telephone on the desk rings already.
    fn default() -> Self {
        Self {
            call: false,
            important: false,
            missed: false,
            volume: 60,
        }
    }
}
