//! What a desk opens for a call beside its popup: the caller's page in another program.

use serde::{Deserialize, Serialize};

/// What a desk opens for a call: its screen pop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ScreenPop {
    /// When.
    pub when: PopWhen,
    /// What is written below.
    pub what: PopWhat,
    /// An address, or a program and its arguments, with `{e164}`, `{national}`, `{name}`, `{call}`
    /// and `{line}` in the places of what is known of the call.
    pub opens: String,
    /// The beginning of such addresses, if it is neither `http` nor `https` and somebody has agreed
    /// to it; empty for none.
    pub scheme: String,
}

/// When something is opened for a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PopWhen {
    /// Never.
    #[default]
    Off,
    /// Once it rings here.
    Ringing,
    /// Once one of my extensions has answered it.
    Answered,
}

/// What is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PopWhat {
    /// An address, by the program that the system has for it.
    #[default]
    Address,
    /// A program.
    Program,
}
