//! Texts as the system takes and gives them: UTF-16 with a zero at the end.

use std::{ffi::OsStr, os::windows::ffi::OsStrExt};

/// The text for the system.
pub(crate) fn wide(text: impl AsRef<OsStr>) -> Vec<u16> {
    text.as_ref().encode_wide().chain([0]).collect()
}
