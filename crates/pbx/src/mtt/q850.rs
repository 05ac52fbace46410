//! What the codes of ITU-T Q.850 say here.

use kimo_calls::Disposition;

/// What a Q.850 code says of a call that nobody answered: 16 a caller who gave up, 17 a busy
/// line, 18 and 19 nobody there, 21 a refusal.
pub(super) fn unanswered(cause: Option<&str>) -> Disposition {
    match cause.unwrap_or_default() {
        "16" => Disposition::Cancelled,
        "17" => Disposition::Busy,
        "21" => Disposition::Rejected,
        "" | "18" | "19" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
