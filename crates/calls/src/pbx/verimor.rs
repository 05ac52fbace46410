//! Verimor Bulutsantralim.

use crate::Disposition;

/// What the causes of Verimor's table (document of 2023) say of a call that nobody answered.
///
/// Two causes are glossed "answered" there, `NORMAL_CLEARING` and `NORMAL_UNSPECIFIED`; but they
/// end a call whose caller gave up in a menu or queue as well, so here they mean no more than
/// that nobody picked up.
pub(super) fn unanswered(cause: Option<&str>) -> Disposition {
    match cause.unwrap_or_default().to_ascii_uppercase().as_str() {
        "USER_BUSY" => Disposition::Busy,
        "CALL_REJECTED" | "INCOMING_CALL_BARRED" => Disposition::Rejected,
        "ORIGINATOR_CANCEL" => Disposition::Cancelled,
        ""
        | "NO_ANSWER"
        | "ALLOTTED_TIMEOUT"
        | "NO_USER_RESPONSE"
        | "RECOVERY_ON_TIMER_EXPIRE"
        | "NORMAL_CLEARING"
        | "NORMAL_UNSPECIFIED"
        | "LOSE_RACE"
        | "PICKED_OFF" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
