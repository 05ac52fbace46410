//! A message for a colleague, left with a call: for whom, and what.

use serde::{Deserialize, Serialize};

/// What somebody leaves for a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// For whom: a name or an extension, as it was written.
    pub recipient: String,
    /// What the caller wants, where it is one of the usual things.
    pub wants: Option<CallerWants>,
    /// The rest in words; may be empty, and have several lines.
    pub text: String,
}

/// What a caller usually wants of somebody who was not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CallerWants {
    /// To be called back.
    CallBack,
    /// Nothing yet; they have called again.
    CalledAgain,
    /// To call again themselves.
    WillCallAgain,
}

impl CallerWants {
    /// Its name, by which ids are made: it never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CallBack => "call_back",
            Self::CalledAgain => "called_again",
            Self::WillCallAgain => "will_call_again",
        }
    }
}
