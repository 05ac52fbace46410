//! How often Verimor's interface may be asked (R, `rate-limiting.md`).

use std::time::Duration;

use crate::Limit;

/// Records and single ones together.
pub(super) const OF_RECORDS: &[Limit] = &[Limit {
    name: "cdrs",
    most: 6,
    within: Duration::from_secs(60),
}];
/// Two a second, and ten at once.
pub(super) const OF_ALL_ELSE: &[Limit] = &[ALL_ELSE];
/// R has no limit of their own, so they are of all else there; M, `queues.md`, has one.
pub(super) const OF_QUEUES: &[Limit] = &[
    ALL_ELSE,
    Limit {
        name: "queues",
        most: 10,
        within: Duration::from_secs(60),
    },
];
/// Those of agents among them.
pub(super) const OF_TELEPHONES: &[Limit] = &[Limit {
    name: "statuses",
    most: 2,
    within: Duration::from_secs(60),
}];
/// Three in older documents.
pub(super) const OF_RECORDINGS: &[Limit] = &[Limit {
    name: "recording_url",
    most: 5,
    within: Duration::from_secs(60),
}];
/// A hundred at once.
pub(super) const OF_DIALLING: &[Limit] = &[Limit {
    name: "originate",
    most: 3,
    within: Duration::from_secs(1),
}];

const ALL_ELSE: Limit = Limit {
    name: "",
    most: 2,
    within: Duration::from_secs(1),
};
