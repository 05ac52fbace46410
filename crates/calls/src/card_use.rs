//! How a desk uses the call card: Kimo's own small window for calls that ring.

use serde::{Deserialize, Serialize};

/// How a desk uses the call card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CardUse {
    /// Whether it is shown.
    pub when: CardWhen,
    /// Calls that ring are shown on it alone, not in a popup as well.
    pub instead_of_popups: bool,
    /// Where on the screen it stands.
    pub corner: Corner,
    /// On which screen, by the system's name for it; empty for the main one, which also stands in
    /// for one that is not there.
    pub screen: String,
}

/// Whether the call card is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum CardWhen {
    /// Where the system's notifications cannot follow a call.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// A corner of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Corner {
    /// At the top on the left.
    TopLeft,
    /// At the top on the right.
    TopRight,
    /// At the bottom on the left.
    BottomLeft,
    /// At the bottom on the right.
    BottomRight,
}

impl CardUse {
    /// Whether it is shown on this system.
    pub fn is_on(&self) -> bool {
        match self.when {
            CardWhen::Auto => SYSTEM_CANNOT_FOLLOW,
            CardWhen::On => true,
            CardWhen::Off => false,
        }
    }
}

impl Default for Corner {
    /// Where the system's own notifications do not stand.
    fn default() -> Self {
        match cfg!(target_os = "macos") {
            true => Self::BottomRight,
            false => Self::TopRight,
        }
    }
}

impl Corner {
    /// Whether what stands there grows downwards.
    pub fn is_at_the_top(self) -> bool {
        match self {
            Self::TopLeft | Self::TopRight => true,
            Self::BottomLeft | Self::BottomRight => false,
        }
    }

    /// Whether it is on the left.
    pub fn is_on_the_left(self) -> bool {
        match self {
            Self::TopLeft | Self::BottomLeft => true,
            Self::TopRight | Self::BottomRight => false,
        }
    }
}

/// A notification of Windows and macOS does not change once it is shown.
const SYSTEM_CANNOT_FOLLOW: bool = cfg!(any(windows, target_os = "macos"));
