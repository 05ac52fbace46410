//! What is wrong, in the form in which it is told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The code of what is no trouble and is told like one: a newer version of Kimo is there. Its
/// detail is that version.
pub const NEWER_VERSION: &str = "newer-version";

/// The code of the same once it is here and waits until nobody is on the phone.
pub const UPDATE_WAITS: &str = "update-waits";

/// Something that is wrong: the text `error-<code>` says it in the user's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// Names the text.
    pub code: String,
    /// What the system said; not translated. The text's `$detail`.
    pub detail: String,
}
