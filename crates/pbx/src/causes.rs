//! Codes and names of the field for how a call ended, and the ids of the texts that say them.

/// A PBX's own word or code, in capitals, and the id of the text that says it.
pub type Cause = (&'static str, &'static str);

/// The codes of ITU-T Q.850.
pub(crate) const Q850: &[Cause] = &[
    ("1", "call-cause-no-such-number"),
    ("16", "call-cause-hung-up"),
    ("17", "call-cause-busy"),
    ("18", "call-cause-no-answer"),
    ("19", "call-cause-no-answer"),
    ("20", "call-cause-not-reachable"),
    ("21", "call-cause-rejected"),
    ("27", "call-cause-not-reachable"),
    ("34", "call-cause-network"),
    ("38", "call-cause-network"),
    ("41", "call-cause-network"),
];

/// The names that FreeSWITCH, and every PBX on it, gives them.
pub(crate) const FREESWITCH: &[Cause] = &[
    ("ALLOTTED_TIMEOUT", "call-cause-time-over"),
    ("CALL_REJECTED", "call-cause-rejected"),
    ("INCOMING_CALL_BARRED", "call-cause-rejected"),
    ("LOSE_RACE", "call-cause-answered-elsewhere"),
    ("NETWORK_OUT_OF_ORDER", "call-cause-network"),
    ("NORMAL_CLEARING", "call-cause-hung-up"),
    ("NORMAL_TEMPORARY_FAILURE", "call-cause-network"),
    ("NO_ANSWER", "call-cause-no-answer"),
    ("NO_USER_RESPONSE", "call-cause-no-answer"),
    ("ORIGINATOR_CANCEL", "call-cause-caller-gave-up"),
    ("PICKED_OFF", "call-cause-picked-up-elsewhere"),
    ("RECOVERY_ON_TIMER_EXPIRE", "call-cause-time-over"),
    ("SUBSCRIBER_ABSENT", "call-cause-not-reachable"),
    ("UNALLOCATED_NUMBER", "call-cause-no-such-number"),
    ("USER_BUSY", "call-cause-busy"),
    ("USER_NOT_REGISTERED", "call-cause-not-reachable"),
];
