//! MTT Smart UVV.

use crate::Disposition;

/// What a Q.850 code says of a call that nobody answered.
pub(super) fn unanswered(cause: Option<&str>) -> Disposition {
    match cause.unwrap_or_default() {
        "16" => Disposition::Cancelled,
        "17" => Disposition::Busy,
        "21" => Disposition::Rejected,
        "" | "18" | "19" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
