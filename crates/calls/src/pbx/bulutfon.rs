//! Bulutfon.

use crate::Disposition;

/// Nobody answered, whatever the cause: `NORMAL_CLEARING` ends nearly every call, answered or not
/// (document of 2021-02-25).
pub(super) fn unanswered(_cause: Option<&str>) -> Disposition {
    Disposition::NoAnswer
}
